import Columnar
import Dataflow

@testable import Extraction

/// Everything that reading a unit gives, whatever its format.
struct Outcome: Equatable {
  /// A row as a test states it.
  struct Row: Equatable, CustomStringConvertible {
    var cells: [String?]
    var record: Int64
    var line: Int64
    var offset: Int64
    var state: RowState
    var raw: [UInt8]

    var description: String {
      "\(record)/\(line)@\(offset) \(state): \(cells.map { $0 ?? "NULL" })"
    }
  }

  var rows: [Row] = []
  /// The rows of the child tables, each with its keys.
  var children: [[Row]] = []
  /// The findings, as `record CODE column`.
  var findings: [String] = []
  /// The position behind each chunk.
  var positions: [Position] = []
  var failure: String?

  /// The cells of all rows.
  var cells: [[String?]] { rows.map(\.cells) }

  /// The rules that extraction applies, with their book.
  static let rules: (book: RuleBook, rules: ExtractionRules) = {
    var book = RuleBook()
    let rules = ExtractionRules(addingTo: &book)
    return (book, rules)
  }()

  /// Reads to the end, so many rows at a time.
  init(_ make: (ExtractionRules) throws -> any RecordReader, rows: Int = 100) {
    do {
      var reader = try make(Self.rules.rules)
      var chunk = Chunk(columns: [])
      while try reader.read(into: &chunk, limit: ChunkLimit(rows: rows, bytes: 1 << 20)) {
        precondition(1...rows ~= chunk.rowCount, "no more rows than wanted, and no empty chunk")
        take(chunk)
        positions.append(reader.position)
      }
      positions.append(reader.position)
    } catch let error as Diagnostic {
      failure = "\(error.code): \(error.message)"
    } catch {
      failure = "\(error)"
    }
  }

  private mutating func take(_ chunk: Chunk) {
    rows += Self.rows(chunk)
    for violation in chunk.violations.sorted(by: { $0.row < $1.row }) {
      let column = Int(violation.column)
      let name = chunk.columns.indices.contains(column) ? " " + chunk.columns[column].name : ""
      let record = chunk.origins[Int(violation.row)].record
      findings.append("\(record) \(Self.rules.book[violation.rule].code)\(name)")
    }
    for (index, child) in chunk.children.enumerated() {
      if children.count == index { children.append([]) }
      children[index] += Self.rows(child)
    }
  }

  private static func rows(_ chunk: Chunk) -> [Row] {
    precondition(chunk.columns.allSatisfy { $0.cells.count == chunk.rowCount }, "a cell a row")
    return (0..<chunk.rowCount).map { row in
      let origin = chunk.origins[row]
      let cells = chunk.columns.map { chunk.bytes.string($0.cells[row]) }
      if chunk.states[row] == .rejected {
        precondition(cells.allSatisfy { $0 == nil }, "a reject has no fields")
      }
      return Row(
        cells: cells, record: origin.record, line: origin.line, offset: origin.offset,
        state: chunk.states[row], raw: Array(chunk.bytes.storage[origin.raw.range]))
    }
  }

  /// What a reading that goes on behind the chunk with this number must give.
  func rest(behind chunk: Int) -> Outcome {
    var rest = self
    let done = positions[chunk].record
    rest.rows.removeAll { $0.record <= done }
    for index in rest.children.indices { rest.children[index].removeAll { $0.record <= done } }
    rest.findings.removeAll { Int64($0.prefix { $0 != " " }) ?? 0 <= done }
    if rest.rows.isEmpty { rest.children = [] }
    rest.positions = Array(positions[(chunk + 1)...])
    return rest
  }
}
