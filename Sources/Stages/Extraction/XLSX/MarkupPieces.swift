import Archives
import Dataflow
import Markup

/// Feeds a parser with a text piece by piece, from a place that stands behind a prologue.
struct MarkupPieces {
  /// The events of the last piece.
  private(set) var tape = MarkupTape()
  /// The text offset up to which the parser has been fed.
  private(set) var fed: Int64
  /// The text offset that the parser takes for the beginning.
  let base: Int64

  private let parser: MarkupParser
  private let start: Int64
  private var hasBegun = false
  private var piece = 2 << 10

  init(at start: Int64, prologue: [UInt8]) throws {
    do { parser = try MarkupParser() } catch {
      throw Diagnostic("SH3303", "there is no memory for a parser", status: .internal)
    }
    fed = start
    self.start = start
    base = start - Int64(prologue.count)
    if !prologue.isEmpty { parser.feed(prologue, 0..<prologue.count, into: &tape) }
    tape.removeAll()
  }

  var failure: MarkupFailure? { parser.failure }

  /// Whether all the text there is has been fed.
  func isStarved(_ source: XMLSource) -> Bool { source.index(fed) == source.count }

  /// Feeds the next piece and says whether it is the last of the document.
  mutating func feed(_ source: inout XMLSource, keepingFrom start: Int64) throws -> Bool {
    tape.removeAll()
    source.discard(before: start)
    var end = source.cut(after: fed, piece: piece, reach: 256 << 10)
    while end == nil, source.ending == nil {
      source.fill()
      end = source.cut(after: fed, piece: piece, reach: 256 << 10)
    }
    let range = source.index(fed)..<(end ?? source.count)
    let isLast = end == nil && source.ending == .end
    parser.feed(source.window, range, isLast: isLast, into: &tape)
    fed += Int64(range.count)
    dropPrologue()
    piece = min(2 * piece, 64 << 10)
    return isLast || (end == nil && source.ending != nil)
  }

  /// Forgets what the parser held back of the prologue.
  private mutating func dropPrologue() {
    guard !hasBegun else { return }
    let first = tape.events.firstIndex {
      ($0.kind == .start || $0.kind == .end) && base + $0.offset >= start
    }
    hasBegun = first != nil
    tape.events.removeFirst(first ?? tape.events.count)
  }
}

extension MarkupTape {
  /// Adds the events of another piece of the same document, up to and with one of them or all.
  mutating func add(_ other: MarkupTape, through last: Event?) {
    let shift = UInt32(truncatingIfNeeded: text.count)
    text.append(contentsOf: other.text)
    for var event in other.events {
      let isLast = event == last
      if event.kind == .text || event.kind == .attribute { event.textStart &+= shift }
      events.append(event)
      if isLast { break }
    }
    take(namesOf: other)
  }
}
