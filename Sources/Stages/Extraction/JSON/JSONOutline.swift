import Columnar
import Dataflow

/// Follows a JSON document outside of its records, from piece to piece.
///
/// Values on the way to the list are looked at, all others passed over; both must be well formed.
struct JSONOutline {
  /// What may come next.
  private enum Due {
    case value, valueOrEnd, nameOrEnd, name, colon, commaOrEnd, nothing
  }

  /// A list or object that is open.
  private struct Container {
    var isObject: Bool
    /// How many steps of the path lead to it, or -1 where it is beside the path.
    var matched: Int
  }

  /// Why a document cannot be read on.
  private enum Flaw: String {
    case truncated = "the document ends too early"
    case syntax = "the text is malformed"
    case trailing = "something follows the document"
    case depth = "lists and objects nest too deep"
    case length = "a text outside the records is longer than a record may be"
  }

  private let steps: [[UInt8]]
  private let depth: Int
  private var open: [Container] = []
  private var due = Due.value
  /// How many steps lead to the value that is due, or -1.
  private var matched = 0
  private var scan = JSONExtent()

  init(_ path: String, depth: Int, resumingWith context: [UInt8]) throws(Diagnostic) {
    steps = try JSONPaths.steps(toRecord: path)
    self.depth = depth
    guard !context.isEmpty else { return }
    for byte in context.dropFirst() {
      open.append(Container(isObject: byte == UInt8(ascii: "{"), matched: matched))
      if byte == UInt8(ascii: "{") { matched += 1 }
    }
    due = open.isEmpty ? .nothing : .commaOrEnd
  }

  /// The open lists and objects behind a record, all of them on the path; a mark comes first, so that it
  /// is never empty.
  var context: [UInt8] {
    [UInt8(ascii: ".")] + open.map { $0.isObject ? UInt8(ascii: "{") : UInt8(ascii: "[") }
  }

  /// Moves to the next record and over it.
  ///
  /// - Throws: `Diagnostic` where the document breaks.
  mutating func next(
    in chunk: inout Chunk, _ text: inout UnitText, _ size: Int, limit: Int
  ) throws -> UnitText.Line {
    while true {
      text.passSpace(of: chunk)
      guard text.place < chunk.bytes.count else {
        if text.isAtEnd {
          guard due == .nothing else { throw broken(.truncated, chunk, &text) }
          return .none
        }
        if chunk.rowCount == 0 { text.dropRead(&chunk) }
        try text.deliver(to: &chunk, size)
        continue
      }
      let byte = chunk.bytes.storage[text.place]
      if due == .value || due == .valueOrEnd && byte != UInt8(ascii: "]") {
        if isRecord(byte) { return try passRecord(in: &chunk, &text, size, limit) }
        try enter(byte, &chunk, &text, size, limit)
      } else {
        try step(byte, &chunk, &text, size, limit)
      }
    }
  }

  /// Whether the value that begins with a byte is a record.
  private func isRecord(_ byte: UInt8) -> Bool {
    guard matched == steps.count else { return false }
    if let last = open.last, !last.isObject { return true }
    return byte == UInt8(ascii: "{")
  }

  /// Takes a value that is no record, or its beginning.
  private mutating func enter(
    _ byte: UInt8, _ chunk: inout Chunk, _ text: inout UnitText, _ size: Int, _ limit: Int
  ) throws {
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
      _ = try passToken(in: &chunk, &text, size, limit)
      return closeValue()
    }
    guard open.count < depth else { throw broken(.depth, chunk, &text) }
    let isObject = byte == UInt8(ascii: "{")
    open.append(Container(isObject: isObject, matched: matched))
    due = isObject ? .nameOrEnd : .valueOrEnd
    text.place += 1
  }

  /// Takes what is no value.
  private mutating func step(
    _ byte: UInt8, _ chunk: inout Chunk, _ text: inout UnitText, _ size: Int, _ limit: Int
  ) throws {
    let isObject = open.last?.isObject ?? false
    switch (due, byte) {
    case (.nameOrEnd, UInt8(ascii: "\"")), (.name, UInt8(ascii: "\"")):
      let name = try passToken(in: &chunk, &text, size, limit)
      matched = matchedMember(chunk.bytes.storage, name)
      due = .colon
      return
    case (.colon, UInt8(ascii: ":")): due = .value
    case (.commaOrEnd, UInt8(ascii: ",")):
      due = isObject ? .name : .value
      if !isObject { matched = open.last?.matched ?? -1 }
    case (.commaOrEnd, UInt8(ascii: "}")) where isObject: close()
    case (.nameOrEnd, UInt8(ascii: "}")): close()
    case (.commaOrEnd, UInt8(ascii: "]")) where !isObject: close()
    case (.valueOrEnd, UInt8(ascii: "]")): close()
    case (.nothing, _): throw broken(.trailing, chunk, &text)
    default: throw broken(.syntax, chunk, &text)
    }
    text.place += 1
  }

  private mutating func close() {
    open.removeLast()
    closeValue()
  }

  private mutating func closeValue() { due = open.isEmpty ? .nothing : .commaOrEnd }

  /// How many steps lead to the member of the innermost object whose quoted name stands in a range.
  private func matchedMember(_ bytes: [UInt8], _ name: Range<Int>) -> Int {
    guard let object = open.last, 0..<steps.count ~= object.matched else { return -1 }
    var text: [UInt8] = []
    JSONText.unescape(bytes.span, name.lowerBound + 1..<name.upperBound - 1, into: &text)
    return text == steps[object.matched] ? object.matched + 1 : -1
  }

  /// Moves over a string, number or literal and says where it was.
  private mutating func passToken(
    in chunk: inout Chunk, _ text: inout UnitText, _ size: Int, _ limit: Int
  ) throws -> Range<Int> {
    scan.begin(at: text.place)
    while !scan.find(in: chunk.bytes.storage.span, end: chunk.bytes.count) {
      if text.isAtEnd {
        guard scan.endsWithText else { throw broken(.truncated, chunk, &text) }
        break
      }
      guard chunk.bytes.count - text.place <= limit else { throw broken(.length, chunk, &text) }
      try text.deliver(to: &chunk, size)
    }
    let token = text.place..<scan.place
    guard JSONToken.isGood(chunk.bytes.storage.span, token) else {
      throw broken(.syntax, chunk, &text)
    }
    text.place = token.upperBound
    return token
  }

  /// Moves over a record, of which only the beginning is kept where it is longer than the limit.
  private mutating func passRecord(
    in chunk: inout Chunk, _ text: inout UnitText, _ size: Int, _ limit: Int
  ) throws -> UnitText.Line {
    scan.begin(at: text.place)
    let (offset, line) = (text.offset(of: text.place, in: chunk), text.line)
    var kept: Range<Int>?
    while !scan.find(in: chunk.bytes.storage.span, end: chunk.bytes.count) {
      if text.isAtEnd {
        guard scan.endsWithText else { throw broken(.truncated, chunk, &text, at: offset) }
        break
      }
      if kept != nil || chunk.bytes.count - text.place > limit {
        let beginning =
          kept ?? text.place..<text.place + min(limit, UnitText.keptOfOverlong)
        kept = beginning
        text.drop(to: chunk.bytes.count, keeping: beginning, &chunk)
        scan.move(to: beginning.upperBound)
      }
      try text.deliver(to: &chunk, size)
    }
    closeValue()
    let record = text.place..<scan.place
    if kept == nil && record.count <= limit { return .whole(record, next: scan.place) }
    let beginning = kept ?? text.place..<text.place + min(limit, UnitText.keptOfOverlong)
    return .overlong(
      UnitText.Overlong(raw: beginning, offset: offset, line: line, next: scan.place))
  }

  private func broken(
    _ flaw: Flaw, _ chunk: borrowing Chunk, _ text: inout UnitText, at offset: Int64? = nil
  ) -> Diagnostic {
    let place = offset ?? text.offset(of: text.place, in: chunk)
    return Diagnostic(
      "SH3602",
      "the JSON breaks at line \(text.line), byte \(place): \(flaw.rawValue)", status: .input,
      remedy: "the records before this place are read; ask for the file again")
  }
}
