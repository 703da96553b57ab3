public import Columnar
public import Dataflow

/// Reads the text of a column as a type.
public struct Cast: Transform, Sendable {
  /// The column.
  public var column: String
  /// What its text is read as.
  public var type: CellFormat
  /// The index of the rule that a cell of another type breaks.
  public var rule: UInt16
  /// What breaking it does; without `reject` the cell is emptied, as it is no value of the type.
  public var severity: Severity

  /// Creates a step.
  public init(column: String, type: CellFormat, rule: UInt16, severity: Severity = .reject) {
    self.column = column
    self.type = type
    self.rule = rule
    self.severity = severity
  }

  /// Casts the cells; every live row whose cell is not of the type gets a violation.
  ///
  /// - Throws: `Diagnostic` where the column is not there.
  public mutating func apply(to chunk: inout Chunk) throws {
    guard let position = chunk.columnIndex(column) else {
      throw Diagnostic(
        "SH4001", "cast: there is no column '\(column)'", status: .definition,
        remedy: nearest(to: column, among: chunk.columns.map(\.name)).map {
          "did you mean '\($0)'?"
        })
    }
    var target = Column(name: column)
    swap(&target, &chunk.columns[position])
    var failures: [UInt32] = []
    target.cast(to: type, bytes: &chunk.bytes, failures: &failures)
    for failure in failures {
      let row = Int(failure)
      let cell = target.cells[row]
      if chunk.states[row] == .live {
        chunk.note(
          Violation(row: row, rule: rule, column: position, cell: cell), severity: severity)
      }
      if severity != .reject { target.cells[row] = .null }
    }
    swap(&target, &chunk.columns[position])
  }
}
