import Archives
import Columnar
import Dataflow
import Markup

/// The elements of a long list in an XML part, one after the other: the rows of a sheet, the entries
/// of the shared strings.
///
/// A scanner takes runs of plain elements straight from the window; the parser takes each other one,
/// and what stands before and behind the list, so that no part passes that is not well-formed.
struct SheetXML {
  /// The part's text up to and with the list's start tag: what a parser must have seen.
  private(set) var prologue: [UInt8] = []
  /// What stands before the names of elements, with its colon.
  private(set) var prefix: [UInt8] = []
  /// Whether the list's element has no content.
  private(set) var isEmpty = false
  var source: XMLSource
  /// The content offset of the text's first byte.
  private(set) var base: Int64
  /// The text offset of the next element.
  var next: Int64 = 0

  private static let prologueLimit = 1 << 20
  private static let namespaces: Set<[UInt8]> = [
    Array("http://schemas.openxmlformats.org/spreadsheetml/2006/main".utf8),
    Array("http://purl.oclc.org/ooxml/spreadsheetml/main".utf8),
  ]

  /// The content offset of the next element.
  var offset: Int64 { base + next }

  /// Opens a part at its first byte and reads up to its list.
  ///
  /// - Throws: `Diagnostic` for a part of another kind, `ArchiveError` when it cannot be read.
  init(_ stream: any ByteStream, part: String, root: String, list: String) throws {
    source = XMLSource(stream, from: 0, encoding: nil)
    base = 0
    let path = list == root ? [list] : [root, list]
    var pieces = try MarkupPieces(at: 0, prologue: [])
    var names: [Int] = []
    while true {
      let isLast = try pieces.feed(&source, keepingFrom: 0)
      for event in pieces.tape.events {
        if event.kind == .start {
          let name = pieces.tape.names[Int(event.name)]
          names.append(Int(event.name))
          guard names.count > 1 || name.local == Array(root.utf8),
            names.count > 1
              || Self.namespaces.contains(name.namespace)
          else { throw SheetBreak.part(part, "is not a \(root)") }
          let isList =
            names.count == path.count && name.local == Array(path[path.count - 1].utf8)
            && Self.namespaces.contains(name.namespace)
          if isList {
            try begin(behind: event.offset)
            return
          }
        } else if event.kind == .end {
          names.removeLast()
        }
      }
      if let failure = pieces.failure {
        throw SheetBreak.broken(failure.reason, behind: 0, at: failure.offset)
      }
      guard !isLast else {
        if let ending = source.ending, ending != .end {
          throw SheetBreak.unreadable(ending, behind: 0, at: pieces.fed)
        }
        throw SheetBreak.part(part, "has no \(list)")
      }
      guard pieces.fed < Int64(Self.prologueLimit) else {
        throw SheetBreak.part(part, "has more than 1 MiB before its \(list)")
      }
    }
  }

  /// Goes on in a part whose head another reading has seen.
  init(_ stream: any ByteStream, from offset: Int64, like other: SheetXML) {
    prologue = other.prologue
    prefix = other.prefix
    isEmpty = other.isEmpty
    source = XMLSource(stream, from: offset, encoding: .utf8)
    base = offset
  }

  private mutating func begin(behind tagEnd: Int64) throws {
    guard source.encoding == .utf8 else {
      throw SheetBreak.part("of the sheet", "is not in UTF-8")
    }
    base = Int64(source.byteOrderMark)
    var end = Int(tagEnd)
    isEmpty = source.window[end] == UInt8(ascii: "/")
    if isEmpty { end += 1 }
    prologue = Array(source.window[..<(end + 1)])
    guard let open = prologue.lastIndex(of: UInt8(ascii: "<")) else { return }
    let name = prologue[(open + 1)...].prefix { byte in
      byte > 0x20 && byte != UInt8(ascii: "/") && byte != UInt8(ascii: ">")
    }
    if let colon = name.firstIndex(of: UInt8(ascii: ":")) {
      prefix = Array(name[...colon])
    }
    next = Int64(prologue.count)
    source.discard(before: next)
  }

  /// Passes over what the scanner took.
  mutating func advance(to index: Int) {
    next += Int64(index - source.index(next))
    source.discard(before: next)
  }

  /// What the parser made of the next element.
  enum Parsed {
    /// An element, up to this text offset; its events are on the tape, unless it is longer than allowed.
    case element(MarkupTape, end: Int64, isOverlong: Bool)
    /// The list has ended, and so has the part: its tail is well-formed.
    case end
  }

  /// Parses the next element; the caller then goes on behind it.
  ///
  /// `visitTail` gets the events behind
  /// the list.
  mutating func parse(
    limit: Int, row: Int64, visitTail: (MarkupTape) -> Void = { _ in }
  ) throws -> Parsed {
    var pieces = try MarkupPieces(at: next, prologue: prologue)
    if let failure = pieces.failure {
      throw SheetBreak.broken(failure.reason, behind: row, at: offset)
    }
    var whole = MarkupTape()
    var depth = 0
    var isOverlong = false
    var isTail = isEmpty
    while true {
      let isLast = try pieces.feed(&source, keepingFrom: isOverlong || isTail ? pieces.fed : next)
      for event in pieces.tape.events where !isTail {
        if event.kind == .start { depth += 1 }
        if event.kind == .end { depth -= 1 }
        if event.kind == .end && depth == 0 {
          let end = pieces.base + event.offset
          if !isOverlong { whole.add(pieces.tape, through: event) }
          return .element(whole, end: end, isOverlong: isOverlong || end - next > Int64(limit))
        }
        if depth < 0 { isTail = true }
      }
      if isTail {
        visitTail(pieces.tape)
      } else if !isOverlong {
        whole.add(pieces.tape, through: nil)
        isOverlong = pieces.fed - next > Int64(limit)
        if isOverlong { whole.removeAll() }
      }
      if let failure = pieces.failure {
        let place = max(next, pieces.base + failure.offset)
        // A tag that is cut off is no worse than that.
        let isCut = isLast && place >= pieces.fed && failure.reason == .syntax
        throw SheetBreak.broken(
          isCut ? .truncated : failure.reason, behind: row, at: base + place)
      }
      if let ending = source.ending, ending != .end, pieces.isStarved(source) {
        throw SheetBreak.unreadable(ending, behind: row, at: base + pieces.fed)
      }
      if isLast { return .end }
    }
  }
}
