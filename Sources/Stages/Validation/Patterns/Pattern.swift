public import Columnar

/// A regular expression in XML Schema's syntax that a whole text matches or does not.
///
/// It is compiled once into a deterministic automaton over classes of characters: matching reads
/// each byte once, takes no memory, and can never blow up. As Table Schema's own example has it, `^` at
/// the beginning and `$` at the end are allowed and say nothing new; `(?:…)` is a group.
public struct Pattern: Sendable, Equatable {
  /// Why a pattern cannot be compiled.
  public struct Problem: Error, Sendable, Equatable {
    /// What is wrong, in a few words without a full stop.
    public var message: String
    /// Where in the pattern, in characters from 0.
    public var offset: Int
  }

  /// The pattern as it was written.
  public let text: String
  private let classes: ScalarClasses
  private let automaton: PatternAutomaton

  /// Compiles a pattern.
  ///
  /// - Throws: ``Problem`` for what is no pattern, is not supported, or needs more than 4,000 states.
  public init(_ text: String) throws(Problem) { try self.init(text, searches: false) }

  /// Compiles a pattern that a part of the text must match, as JSON Schema has it: `^` and `$` bind it
  /// to the ends, and may stand at the ends of the outermost branches only.
  init(searching text: String) throws(Problem) { try self.init(text, searches: true) }

  private init(_ text: String, searches: Bool) throws(Problem) {
    var parser = PatternParser(text, searches: searches)
    let node = try parser.parse()
    var builder = PatternBuilder()
    try builder.build(node)
    classes = try ScalarClasses(builder.sets)
    automaton = try PatternAutomaton(builder, classes)
    self.text = text
  }

  /// Appends the rows whose cell is not null and does not match, ascending.
  public func findOthers(_ cells: [Cell], in arena: ByteArena, into rows: inout [UInt32]) {
    let bytes = arena.storage.span
    let cells = cells.span
    let ascii = classes.ascii.span
    let transitions = automaton.transitions.span
    let shift = automaton.shift
    for row in cells.indices {
      let cell = cells[row]
      if cell.isNull { continue }
      var index = Int(cell.start)
      let end = index &+ Int(cell.length)
      var state = 1
      while index < end {
        let byte = bytes[index]
        if byte < 0x80 {
          state = Int(transitions[state &<< shift | Int(ascii[Int(byte)])])
          index &+= 1
        } else {
          let (scalar, length) = decode(index, end, bytes)
          state =
            length == 0
            ? 0 : Int(transitions[state &<< shift | Int(classes.classOf(scalar))])
          index &+= max(length, 1)
        }
        if state == 0 { break }
      }
      if !automaton.accepts[state] { rows.append(UInt32(truncatingIfNeeded: row)) }
    }
  }

  /// Whether a text matches.
  public func matches(_ text: String) -> Bool {
    var bytes = ByteArena()
    let cell = bytes.append(Array(text.utf8))
    var rows: [UInt32] = []
    findOthers([cell], in: bytes, into: &rows)
    return rows.isEmpty
  }
}

/// The scalar that begins at `index` and its number of bytes, which is 0 for what is not UTF-8.
@inline(__always)
func decode(_ index: Int, _ end: Int, _ bytes: borrowing Span<UInt8>) -> (UInt32, Int) {
  let byte = bytes[index]
  let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  guard byte < 0x80 || (byte >= 0xC2 && byte < 0xF5), end &- index >= length else { return (0, 0) }
  var scalar = UInt32(length == 1 ? byte : byte & (0x7F &>> UInt8(truncatingIfNeeded: length)))
  var offset = 1
  while offset < length {
    let next = bytes[index &+ offset]
    if next & 0xC0 != 0x80 { return (0, 0) }
    scalar = scalar &<< 6 | UInt32(next & 0x3F)
    offset &+= 1
  }
  let isShortest = length < 3 || (length == 3 ? scalar >= 0x800 : scalar >= 0x10000)
  guard isShortest, scalar <= 0x10FFFF, scalar & 0x1FF800 != 0xD800 else { return (0, 0) }
  return (scalar, length)
}
