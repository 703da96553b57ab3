public import Columnar
public import Dataflow
internal import SQLite

/// Leaves out the rows for which an SQL expression is not true.
public struct Filter: Transform {
  private let finding: Finding
  private let table: ChunkTable
  private let statement: Statement

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - expression: true for the rows to keep; null, like false, leaves a row out.
  ///   - columns: the names and types of the chunk's columns before the step.
  ///   - engine: computes the expression.
  ///   - finding: applied where the expression fails.
  /// - Throws: ``ExpressionProblem`` for an expression that cannot be used.
  public init(
    _ expression: String, columns: [(name: String, type: ColumnType)], engine: ExpressionEngine,
    finding: Finding
  ) throws {
    self.finding = finding
    table = try engine.table(columns)
    try engine.check(expression, on: table, columns)
    statement = try engine.prepare(
      "SELECT _row FROM \(quoted: table.name) WHERE (\n\(expression)\n) IS NOT TRUE")
  }

  /// Turns the live rows that are not to be kept into filtered ones.
  public mutating func apply(to chunk: inout Chunk) throws {
    var rows: [UInt32] = []
    let failing = try table.evaluate(chunk) { () throws(SQLiteError) in
      try statement.collectRows(into: &rows)
    }
    // A row on which the expression fails is a finding, and goes on if that is a warning.
    for row in rows { chunk.states[Int(row)] = .filtered }
    for row in failing { chunk.note(finding, row: row, column: -1) }
  }
}
