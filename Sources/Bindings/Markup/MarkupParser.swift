import CLibXML2

/// A namespace-aware push parser over libxml2's SAX2 interface, or one for HTML as it is written.
///
/// It takes UTF-8 whatever the document declares, knows the five predefined entities only, refuses
/// document types, opens nothing by itself and prints nothing. Each parser stands alone: several may
/// work at once, each on one thread at a time.
@safe public final class MarkupParser {
  // SAFETY: both are made in `init`, never leave this file, and end in `deinit`; libxml2 keeps the
  // address of `state` and calls back only inside `xmlParseChunk`.
  private let context: xmlParserCtxtPtr
  private let state: UnsafeMutablePointer<State>
  private let validation: Validation?
  private let isHTML: Bool

  /// The most elements inside one another.
  public static let depthLimit = 256

  /// Creates a parser at the beginning of a document.
  ///
  /// - Parameter schema: what the document is held against; breaches become events.
  /// - Throws: ``MarkupFailure`` with reason `limit` when there is no memory.
  public init(schema: MarkupSchema? = nil) throws(MarkupFailure) {
    _ = Self.library
    isHTML = false
    var handler = unsafe Self.makeHandler()
    // SAFETY: the state outlives the context, which is freed first.
    unsafe state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    unsafe state.initialize(to: State())
    let made: xmlParserCtxtPtr?
    if let schema {
      validation = unsafe Validation(schema, handler, state)
      unsafe made = validation?.makeContext()
    } else {
      validation = nil
      unsafe made = xmlCreatePushParserCtxt(&handler, state, nil, 0, nil)
    }
    guard let context = unsafe made else {
      unsafe state.deinitialize(count: 1)
      unsafe state.deallocate()
      throw MarkupFailure(.limit, at: 0)
    }
    unsafe self.context = context
    unsafe state.pointee.context = context
    unsafe context.pointee._private = UnsafeMutableRawPointer(state)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    _ = unsafe xmlCtxtUseOptions(context, Int32(options))
  }

  /// Creates a parser at the beginning of a document that may be HTML.
  ///
  /// Of HTML every document is well-formed: what is not closed is closed where HTML says so, unknown
  /// elements and entities are taken as they stand, and document types are passed over.
  ///
  /// - Parameter isHTML: whether it is HTML; otherwise it is XML.
  /// - Throws: ``MarkupFailure`` with reason `limit` when there is no memory.
  public convenience init(isHTML: Bool) throws(MarkupFailure) {
    if isHTML { try self.init(html: ()) } else { try self.init() }
  }

  private init(html: Void) throws(MarkupFailure) {
    _ = Self.library
    isHTML = true
    validation = nil
    var handler = unsafe Self.makeHandler()
    unsafe handler.internalSubset = nil
    unsafe handler.startElement = { state, name, attributes in
      unsafe State.of(state)?.pointee.start(html: name, attributes)
    }
    unsafe handler.endElement = { state, name in
      unsafe State.of(state)?.pointee.end(name, nil)
    }
    // SAFETY: as for XML.
    unsafe state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    unsafe state.initialize(to: State())
    guard
      let context = unsafe htmlCreatePushParserCtxt(
        &handler, state, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
    else {
      unsafe state.deinitialize(count: 1)
      unsafe state.deallocate()
      throw MarkupFailure(.limit, at: 0)
    }
    unsafe self.context = context
    unsafe state.pointee.context = context
    unsafe context.pointee._private = UnsafeMutableRawPointer(state)
    let options = HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    _ = unsafe htmlCtxtUseOptions(context, Int32(options))
  }

  // SAFETY: nothing else refers to either any more.
  deinit {
    unsafe xmlFreeParserCtxt(context)
    validation?.end()
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// What stopped the parser; it takes no more bytes then.
  public var failure: MarkupFailure? { unsafe state.pointee.failure }

  /// The number of bytes that have become events; the parser holds back the rest.
  public var offset: Int64 { unsafe state.pointee.offset }

  /// Parses the next bytes and appends what they hold to the tape.
  ///
  /// - Parameters:
  ///   - bytes: holds UTF-8; whole characters only.
  ///   - range: the part of `bytes` to parse, at most 1 GiB.
  ///   - isLast: whether the document ends here.
  ///   - tape: always the same for one parser.
  public func feed(
    _ bytes: [UInt8], _ range: Range<Int>, isLast: Bool = false, into tape: inout MarkupTape
  ) {
    guard failure == nil else { return }
    precondition(range.count <= 1 << 30 && range.upperBound <= bytes.count, "a piece of the bytes")
    // SAFETY: the tape lives in the state during the call and goes back after it; `bytes` is only
    // read, inside its bounds, before the call returns.
    unsafe swap(&state.pointee.tape, &tape)
    unsafe bytes.withUnsafeBytes { all in
      let piece = unsafe UnsafeRawBufferPointer(rebasing: all[range])
      let start = unsafe piece.baseAddress?.assumingMemoryBound(to: CChar.self)
      _ =
        isHTML
        ? unsafe htmlParseChunk(context, start, Int32(piece.count), isLast ? 1 : 0)
        : unsafe xmlParseChunk(context, start, Int32(piece.count), isLast ? 1 : 0)
    }
    if unsafe isLast && !isHTML && context.pointee.wellFormed == 0 {
      unsafe state.pointee.fail(.truncated)
    }
    unsafe swap(&state.pointee.tape, &tape)
  }

  // libxml2's global tables must be made before threads use them.
  private static let library: Void = xmlInitParser()

  private static func makeHandler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    // SAFETY: every callback gets the parser's own state as its first argument.
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = { state, local, _, uri, _, _, count, _, values in
      unsafe State.of(state)?.pointee.start(local, uri, count, values)
    }
    unsafe handler.endElementNs = { state, local, _, uri in
      unsafe State.of(state)?.pointee.end(local, uri)
    }
    let text: charactersSAXFunc = { state, bytes, count in
      unsafe State.of(state)?.pointee.text(bytes, count)
    }
    unsafe handler.characters = text
    unsafe handler.ignorableWhitespace = text
    unsafe handler.cdataBlock = text
    unsafe handler.internalSubset = { state, _, _, _ in
      unsafe State.of(state)?.pointee.fail(.documentType)
    }
    // A validation takes the place of the state as first argument, so the context leads there.
    unsafe handler.serror = { _, error in
      guard let error = unsafe error?.pointee,
        let context = unsafe error.ctxt?.assumingMemoryBound(to: xmlParserCtxt.self)
      else { return }
      unsafe State.of(context.pointee._private)?.pointee.note(level: error.level, code: error.code)
    }
    return unsafe handler
  }
}
