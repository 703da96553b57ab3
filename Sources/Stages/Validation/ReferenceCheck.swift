public import Columnar
public import Dataflow

/// Holds the rows of chunks against the keys of a referenced table.
public struct ReferenceCheck: Transform, Sendable {
  private let fields: [String]
  /// The column with the day the key must be valid on.
  private let asOf: String?
  private let keys: ReferenceSet
  private let finding: Finding

  /// Creates a check and adds its rule to the book.
  public init(
    _ key: TableSchema.ForeignKey, keys: ReferenceSet, rules: inout RuleBook
  ) {
    fields = key.fields
    asOf = key.asOf
    self.keys = keys
    let names = key.fields.joined(separator: ", ")
    let target = key.resource ?? ""
    let rule = rules.add(
      Rule(
        code: key.code, field: key.fields.count == 1 ? key.fields.first : nil,
        severity: key.severity,
        message: "\(names) refers to nothing in \(target)"
          + (key.asOf.map { " on the day of \($0)" } ?? ""),
        messageVietnamese: "\(names) không có trong \(target)"
          + (key.asOf.map { " vào ngày \($0)" } ?? "")))
    finding = Finding(rule: rule, severity: key.severity)
  }

  /// Notes every live row without reference.
  ///
  /// - Throws: `Diagnostic` where a column is not there.
  public mutating func apply(to chunk: inout Chunk) throws {
    let positions = try fields.map { try position(of: $0, in: chunk) }
    let columns = positions.map { chunk.columns[$0] }
    var rows: [UInt32] = []
    if let asOf {
      let days = chunk.columns[try position(of: asOf, in: chunk)]
      keys.findOthers(columns, on: days, in: chunk.bytes, into: &rows)
    } else {
      keys.findOthers(columns, in: chunk.bytes, into: &rows)
    }
    let column = positions.count == 1 ? positions[0] : -1
    for row in rows.map(Int.init) where chunk.states[row] == .live {
      let cell = column < 0 ? .null : chunk.columns[column].cells[row]
      chunk.note(
        Violation(row: row, rule: finding.rule, column: column, cell: cell),
        severity: finding.severity)
      guard finding.severity == .null else { continue }
      for position in positions { chunk.columns[position].cells[row] = .null }
    }
  }

  private func position(of name: String, in chunk: Chunk) throws -> Int {
    if let position = chunk.columnIndex(name) { return position }
    throw Diagnostic(
      "SH2020", "the data has no column '\(name)' for its foreign key", status: .input)
  }
}
