import Columnar
import Dataflow

@testable import Extraction

/// Reads a unit to its end, every column of it wanted.
struct Reading {
  var rows: [SeenRow] = []
  /// The position before the first chunk and after each.
  var positions: [Position] = []
  var head: CSVHead

  init(
    _ content: [UInt8], _ dialect: CSVDialect = CSVDialect(), fields: [SourceField]? = nil,
    step: Int = .max, limit: ChunkLimit = ChunkLimit(rows: 100, bytes: 4096),
    resumingAt position: Position? = nil,
    streamFrom: Int? = nil
  ) throws {
    var book = RuleBook()
    let rules = ExtractionRules(addingTo: &book)
    var wanted = fields ?? []
    if fields == nil {
      let names = try CSVHead.read(from: StepStream(content), fields: [], dialect: dialect).headers
      wanted = names.map { SourceField(name: "field \($0)", headers: [$0]) }
    }
    let stream = StepStream(content, step: step)
    head = try CSVHead.read(from: stream, fields: wanted, dialect: dialect)
    let second = streamFrom.map { StepStream(content, step: step, from: $0) }
    var reader = try CSVReader(
      head: head, stream: second ?? stream, rules: rules, resumingAt: position)
    positions.append(reader.position)
    var chunk = Chunk(columns: [])
    while try reader.read(into: &chunk, limit: limit) {
      positions.append(reader.position)
      precondition(chunk.rowCount <= limit.rows, "no more rows than wanted")
      for row in 0..<chunk.rowCount { rows.append(Self.seen(row, chunk, book)) }
    }
    positions.append(reader.position)
  }

  private static func seen(_ row: Int, _ chunk: Chunk, _ book: RuleBook) -> SeenRow {
    let origin = chunk.origins[row]
    let isRejected = chunk.states[row] == .rejected
    let cells = chunk.columns.map { $0.cells[row] }
    if isRejected { precondition(cells.allSatisfy(\.isNull), "a reject has no fields") }
    let violations = chunk.violations.filter { $0.row == UInt32(row) }
    precondition(violations.count == 1 || !isRejected, "one violation a reject")
    return SeenRow(
      record: origin.record, line: origin.line, offset: origin.offset,
      raw: Array(chunk.bytes.storage[origin.raw.range]),
      fields: isRejected ? nil : cells.map { Array(chunk.bytes.storage[$0.range]) },
      rule: violations.first.map { book[$0.rule].code })
  }

  /// The fields as text, and the rule's code in place of a reject's fields.
  var texts: [[String]] {
    rows.map { row in
      row.fields.map { $0.map { String(decoding: $0, as: UTF8.self) } } ?? [row.rule ?? "?"]
    }
  }
}

extension [UInt8] {
  init(_ text: String) { self = Array(text.utf8) }
}
