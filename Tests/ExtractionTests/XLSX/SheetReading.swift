import Archives
import Columnar
import Dataflow
import Markup
import TestSupport

@testable import Extraction

/// Reads a sheet whose parts are texts, whole or in pieces.
struct SheetReading {
  /// A row as a test states it.
  struct Row: Equatable, CustomStringConvertible {
    var cells: [String?]
    var record: Int64
    var line: Int64
    var state: RowState
    var raw: String

    var description: String { "\(record)/\(line) \(state): \(cells.map { $0 ?? "NULL" }) \(raw)" }
  }

  /// Everything that reading a sheet gives.
  struct Outcome: Equatable {
    var rows: [Row] = []
    var violations: [String] = []
    var positions: [Position] = []
    var failure: String?
    /// How many rows came from the scanner; not a part of what is compared.
    var scanned = 0

    static func == (left: Self, right: Self) -> Bool {
      left.rows == right.rows && left.violations == right.violations
        && left.failure == right.failure
    }
  }

  var part: [UInt8]
  var strings: [String] = []
  var styles = ""
  var isFrom1904 = false
  var shape = XLSXShape(header: .none)
  var fields = [
    SourceField(name: "a", headers: ["A"]), SourceField(name: "b", headers: ["B"]),
    SourceField(name: "c", headers: ["C"]),
  ]
  var step = Int.max
  var usesScanner = true
  /// The most rows of a chunk.
  var rowLimit = 1000

  init(rows: String, tail: String = "") {
    part = Array(Spreadsheet.part(rows: rows, tail: tail).utf8)
  }

  init(part: [UInt8]) { self.part = part }

  func head() throws -> SheetHead {
    var shared = SharedStrings()
    try shared.read(
      XMLStepStream(Array(Spreadsheet.part(strings: strings).utf8), step: step), part: "strings")
    let sheet = try Parts.tape(
      XMLStepStream(Array(Spreadsheet.part(styles: styles).utf8)), part: "styles", limit: 1 << 20)
    return try SheetHead(
      part: "sheet", styles: SheetStyles(sheet), strings: shared, isFrom1904: isFrom1904,
      fields: fields, shape: shape
    ) { [part, step] in XMLStepStream(part, step: step) }
  }

  func outcome(resumingAt position: Position? = nil) -> Outcome {
    var outcome = Outcome()
    do {
      var book = RuleBook()
      let rules = ExtractionRules(addingTo: &book)
      let stream = XMLStepStream(part, step: step, from: Int(position?.offset ?? 0))
      var reader = XLSXReader(
        head: try head(), stream: stream, rules: rules, resumingAt: position)
      reader.rows.usesScanner = usesScanner
      defer { outcome.scanned = reader.rows.scanned }
      var chunk = Chunk(columns: [])
      while try reader.read(into: &chunk, limit: ChunkLimit(rows: rowLimit)) {
        for (row, origin) in chunk.origins.enumerated() {
          outcome.rows.append(
            Row(
              cells: chunk.columns.map { chunk.bytes.string($0.cells[row]) },
              record: origin.record, line: origin.line, state: chunk.states[row],
              raw: chunk.bytes.string(origin.raw) ?? ""))
        }
        outcome.violations += chunk.violations.map { violation in
          "\(chunk.origins[Int(violation.row)].line) \(book[violation.rule].code) \(violation.column)"
        }
        outcome.positions.append(reader.position)
      }
    } catch let error as Diagnostic {
      outcome.failure = "\(error.code): \(error.message)"
    } catch {
      outcome.failure = "\(error)"
    }
    return outcome
  }

  /// The texts of the fields of all rows.
  var cells: [[String?]] { outcome().rows.map(\.cells) }
}
