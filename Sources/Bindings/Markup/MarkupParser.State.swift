import CLibXML2

extension MarkupParser {
  /// What the callbacks write to.
  ///
  // SAFETY: pointers given to a callback are libxml2's, valid during the call and bounded by the
  // counts beside them; names live in the context's dictionary as long as the context.
  @safe struct State {
    var context: xmlParserCtxtPtr?
    var tape = MarkupTape()
    var names = NameTable()
    var failure: MarkupFailure?
    var depth = 0

    static func of(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<State>? {
      unsafe pointer?.assumingMemoryBound(to: State.self)
    }

    /// Where the parser stands in the bytes it was fed.
    var offset: Int64 {
      guard let input = unsafe context?.pointee.input, let current = unsafe input.pointee.cur,
        let base = unsafe input.pointee.base
      else { return 0 }
      return unsafe Int64(input.pointee.consumed) &+ Int64(current - base)
    }

    mutating func start(
      _ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, _ count: Int32,
      _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
      guard failure == nil else { return }
      depth += 1
      // libxml2 counts depth only where it builds a tree.
      guard depth <= MarkupParser.depthLimit else { return fail(.limit) }
      let name = unsafe number(local, uri)
      let attributes = Int(max(count, 0))
      tape.events.append(
        MarkupTape.Event(
          kind: .start, name: name, textStart: 0, textLength: UInt32(attributes), offset: offset))
      guard attributes > 0, let values = unsafe values else { return }
      for index in 0..<attributes {
        let entry = unsafe values + 5 * index
        guard let from = unsafe entry[3], let to = unsafe entry[4] else { continue }
        let start = tape.text.count
        unsafe appendValue(UnsafeBufferPointer(start: from, count: to - from))
        tape.events.append(
          MarkupTape.Event(
            kind: .attribute, name: unsafe number(entry[0], entry[2]),
            textStart: UInt32(truncatingIfNeeded: start),
            textLength: UInt32(truncatingIfNeeded: tape.text.count - start), offset: offset))
      }
    }

    /// Takes an element of HTML: names and values in turn, ended by a null; a value may be missing.
    mutating func start(
      html name: UnsafePointer<xmlChar>?,
      _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
      guard failure == nil else { return }
      depth += 1
      guard depth <= MarkupParser.depthLimit else { return fail(.limit) }
      let first = tape.events.count
      tape.events.append(
        MarkupTape.Event(
          kind: .start, name: unsafe number(name, nil), textStart: 0, textLength: 0, offset: offset)
      )
      guard let attributes = unsafe attributes else { return }
      var index = 0
      while let attribute = unsafe attributes[index] {
        let value = unsafe attributes[index + 1]
        index += 2
        let start = tape.text.count
        unsafe tape.text.append(contentsOf: Self.bytes(value))
        tape.events.append(
          MarkupTape.Event(
            kind: .attribute, name: unsafe number(attribute, nil),
            textStart: UInt32(truncatingIfNeeded: start),
            textLength: UInt32(truncatingIfNeeded: tape.text.count - start), offset: offset))
      }
      if failure == nil { tape.events[first].textLength = UInt32(index / 2) }
    }

    mutating func end(_ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?) {
      guard failure == nil else { return }
      depth -= 1
      tape.events.append(
        MarkupTape.Event(
          kind: .end, name: unsafe number(local, uri), textStart: 0, textLength: 0, offset: offset))
    }

    mutating func text(_ bytes: UnsafePointer<xmlChar>?, _ count: Int32) {
      guard failure == nil, count > 0, let bytes = unsafe bytes else { return }
      let start = tape.text.count
      unsafe tape.text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
      let last = tape.events.count - 1
      if last >= 0, tape.events[last].kind == .text {
        tape.events[last].textLength &+= UInt32(count)
      } else {
        tape.events.append(
          MarkupTape.Event(
            kind: .text, name: 0, textStart: UInt32(truncatingIfNeeded: start),
            textLength: UInt32(count), offset: 0))
      }
    }

    /// Takes note of a breach of the schema.
    mutating func breach(level: xmlErrorLevel) {
      guard failure == nil, level != XML_ERR_WARNING else { return }
      tape.events.append(
        MarkupTape.Event(kind: .invalid, name: 0, textStart: 0, textLength: 0, offset: offset))
    }

    /// Takes note of an error; what does not make the document ill-formed is passed over.
    mutating func note(level: xmlErrorLevel, code: Int32) {
      guard level == XML_ERR_FATAL else { return }
      let reason = MarkupFailure.Reason(code: code)
      // One number stands for too much and for too little.
      let isOver = unsafe context?.pointee.instate == XML_PARSER_EPILOG
      fail(reason == .trailing && !isOver ? .truncated : reason)
    }

    /// Keeps the first failure and stops the parser.
    mutating func fail(_ reason: MarkupFailure.Reason) {
      guard failure == nil else { return }
      failure = MarkupFailure(reason, at: offset)
      if reason == .documentType || reason == .limit { unsafe xmlStopParser(context) }
    }

    /// libxml2 leaves an ampersand in a value as `&#38;`, and nothing else.
    private mutating func appendValue(_ value: UnsafeBufferPointer<xmlChar>) {
      var rest = unsafe value[...]
      while let ampersand = unsafe rest.firstIndex(of: UInt8(ascii: "&")) {
        unsafe tape.text.append(contentsOf: rest[...ampersand])
        unsafe rest = rest[ampersand...].dropFirst(5)
      }
      unsafe tape.text.append(contentsOf: rest)
    }

    private mutating func number(
      _ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?
    ) -> UInt32 {
      if let known = unsafe names.find(local, uri) { return known }
      guard tape.names.count < NameTable.limit else {
        fail(.limit)
        return 0
      }
      tape.names.append(
        MarkupTape.Name(local: unsafe Self.bytes(local), namespace: unsafe Self.bytes(uri)))
      return unsafe names.add(local, uri)
    }

    private static func bytes(_ text: UnsafePointer<xmlChar>?) -> [UInt8] {
      guard let text = unsafe text else { return [] }
      return unsafe Array(UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))))
    }
  }
}
