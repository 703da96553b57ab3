import Archives
import Columnar
import Dataflow
import LegacyText
import Markup

extension SharedStrings {
  /// The most bytes of one entry's XML.
  private static let entryLimit = 16 << 20

  /// Reads the part that holds them, to its end.
  ///
  /// - Throws: `Diagnostic` when it is not well-formed, `ArchiveError` when it cannot be read.
  mutating func read(_ stream: any ByteStream, part: String) throws {
    var xml = try SheetXML(stream, part: part, root: "sst", list: "sst")
    var scanner = SheetScanner(prefix: xml.prefix, rows: 1024, cells: 0)
    var decoded = ByteArena()
    while true {
      let start = xml.source.index(xml.next)
      let stop =
        xml.isEmpty ? .odd : scanner.scanStrings(xml.source.window, in: start..<xml.source.count)
      try takeScanned(scanner, xml.source.window, &decoded)
      if scanner.count > 0 { xml.advance(to: scanner.end) }
      switch stop {
      case .full: continue
      case .more where xml.source.ending == nil && xml.source.count - start < Self.entryLimit:
        xml.source.fill()
      default:
        guard try readOdd(&xml) else { return }
      }
    }
  }

  private mutating func takeScanned(
    _ scanner: SheetScanner, _ window: [UInt8], _ decoded: inout ByteArena
  ) throws {
    for entry in 0..<scanner.count {
      let place = entry &* SheetScanner.stringSize
      let start = Int(scanner.rows[place])
      let range = start..<start + Int(scanner.rows[place + 1])
      if scanner.rows[place + 2] == 0, !XMLEscape.isPossible(in: window, range) {
        try append(window, in: range, font: .plain)
      } else {
        decoded.removeAll()
        let cell = decoded.appendDecoded(window, in: range)
        let text = XMLEscape.decoded(Array(decoded.storage[cell.range]))
        try append(text, in: 0..<text.count, font: .plain)
      }
    }
  }

  /// Takes an entry that only the parser understands; `false` at the end.
  private mutating func readOdd(_ xml: inout SheetXML) throws -> Bool {
    switch try xml.parse(limit: Self.entryLimit, row: 0) {
    case .end: return false
    case .element(let tape, let end, let isOverlong):
      guard !isOverlong else {
        throw SheetBreak.part("of the shared strings", "has a string of more than 16 MiB")
      }
      let rich = RichText(tape)
      try append(rich.text, in: 0..<rich.text.count, font: rich.font)
      xml.next = end
      xml.source.discard(before: end)
      return true
    }
  }
}
