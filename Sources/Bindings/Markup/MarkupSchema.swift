import CLibXML2

/// A compiled W3C XML Schema in one document, which opens no other.
@safe public final class MarkupSchema {
  /// Why a schema cannot be used.
  public enum Failure: Error, Sendable, Equatable {
    /// Its document is not well-formed, or has a document type.
    case document(MarkupFailure)
    /// It includes or imports another document.
    case otherDocument
    /// It is well-formed and not a schema, by libxml2's error number.
    case notSchema(Int32)
  }

  // SAFETY: made in `init`, read by validations that keep this object alive, freed in `deinit`.
  let handle: xmlSchemaPtr

  /// Compiles a schema.
  ///
  /// - Parameter bytes: the schema document, as UTF-8.
  /// - Throws: ``Failure``.
  public init(_ bytes: [UInt8]) throws(Failure) {
    try Self.check(bytes)
    // SAFETY: libxml2 reads the bytes and writes the number during the calls only.
    let code = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    unsafe code.initialize(to: 0)
    defer { unsafe code.deallocate() }
    let made = unsafe bytes.withUnsafeBytes { all -> xmlSchemaPtr? in
      guard
        let parser = unsafe xmlSchemaNewMemParserCtxt(
          all.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(all.count))
      else { return nil }
      defer { unsafe xmlSchemaFreeParserCtxt(parser) }
      unsafe xmlSchemaSetParserStructuredErrors(
        parser,
        { code, error in
          guard let error = unsafe error?.pointee else { return }
          let code = unsafe code?.assumingMemoryBound(to: Int32.self)
          if unsafe code?.pointee == 0 { unsafe code?.pointee = error.code }
        }, code)
      return unsafe xmlSchemaParse(parser)
    }
    guard let made = unsafe made else { throw .notSchema(unsafe code.pointee) }
    unsafe handle = made
  }

  // SAFETY: no validation is left that refers to it.
  deinit { unsafe xmlSchemaFree(handle) }

  /// Refuses what would print messages or open other documents.
  private static func check(_ bytes: [UInt8]) throws(Failure) {
    var tape = MarkupTape()
    do throws(MarkupFailure) {
      let parser = try MarkupParser()
      parser.feed(bytes, 0..<bytes.count, isLast: true, into: &tape)
      if let failure = parser.failure { throw failure }
    } catch {
      throw .document(error)
    }
    let locations = tape.names.indices.filter {
      tape.names[$0].local == Array("schemaLocation".utf8)
    }
    for event in tape.events
    where event.kind == .attribute && locations.contains(Int(event.name)) {
      throw .otherDocument
    }
  }
}
