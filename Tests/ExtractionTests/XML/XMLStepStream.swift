import Archives
import Columnar
import Dataflow
@testable import Extraction

/// A stream over bytes in memory that delivers them in pieces of a given size.
final class XMLStepStream: ByteStream {
  let content: [UInt8]
  let step: Int
  var failure: ArchiveError?
  private var place: Int

  init(_ content: [UInt8], step: Int = .max, from place: Int = 0) {
    self.content = content
    self.step = step
    self.place = place
  }

  var offset: Int64 { Int64(place) }

  func read(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int {
    let count = min(step, buffer.count - start, content.count - place)
    if count == 0, let failure { throw failure }
    for index in 0..<count { buffer[start + index] = content[place + index] }
    place += count
    return count
  }

  func resumeState(near offset: Int64) -> [UInt8] { [] }
}

/// A row as a test states it.
struct XMLRow: Equatable, CustomStringConvertible {
  var cells: [String?]
  var record: Int64
  var line: Int64
  var offset: Int64
  var raw: String?
  var isRejected = false
  var parent: UInt32 = 0

  var description: String {
    "\(record)/\(line)/\(offset)\(isRejected ? " rejected" : ""): \(cells.map { $0 ?? "NULL" })"
  }
}

/// Everything that reading a document gives.
struct XMLOutcome: Equatable {
  var rows: [XMLRow] = []
  var children: [[XMLRow]] = []
  var violations: [String] = []
  var positions: [Position] = []
  var failure: String?
  /// How many records came from the scanner; not a part of what is compared.
  var scanned = 0

  static func == (left: Self, right: Self) -> Bool {
    left.rows == right.rows && left.children == right.children
      && left.violations == right.violations && left.positions == right.positions
      && left.failure == right.failure
  }
}

/// Reads a document to its end or break.
func readXML(
  _ content: [UInt8], _ shape: XMLShape, _ fields: [SourceField], step: Int = .max,
  rows: Int = 1000, from position: Position = Position(), failing: ArchiveError? = nil,
  scans: Bool = true, firstPiece: Int = 16
) -> XMLOutcome {
  var outcome = XMLOutcome()
  outcome.children = shape.children.map { _ in [] }
  var book = RuleBook()
  let rules = ExtractionRules(addingTo: &book)
  let stream = XMLStepStream(content, step: step)
  stream.failure = failing
  do {
    var reader = try XMLReader(
      stream: stream, shape: shape, fields: fields, rules: rules, position: position)
    if !scans { reader.scanner = nil }
    reader.firstPiece = firstPiece
    defer { outcome.scanned = reader.scanner?.total ?? 0 }
    var chunk = Chunk(columns: [])
    while try reader.read(into: &chunk, limit: ChunkLimit(rows: rows)) {
      let first = outcome.rows.count
      outcome.rows += xmlRows(chunk)
      for (index, child) in chunk.children.enumerated() {
        outcome.children[index] += xmlRows(child).map {
          var row = $0
          row.parent += UInt32(first)
          return row
        }
      }
      for violation in chunk.violations {
        outcome.violations.append(
          "\(first + Int(violation.row)) \(book[violation.rule].code) \(violation.column)")
      }
      outcome.positions.append(reader.position)
    }
  } catch {
    outcome.failure = "\(error)"
  }
  return outcome
}

private func xmlRows(_ chunk: Chunk) -> [XMLRow] {
  chunk.origins.indices.map { row in
    let origin = chunk.origins[row]
    return XMLRow(
      cells: chunk.columns.map { chunk.bytes.string($0.cells[row]) }, record: origin.record,
      line: origin.line, offset: origin.offset, raw: chunk.bytes.string(origin.raw),
      isRejected: chunk.states[row] == .rejected, parent: origin.parent)
  }
}

/// A field whose column has the name of its only path.
func xmlField(_ path: String) -> SourceField { SourceField(name: path, headers: [path]) }
