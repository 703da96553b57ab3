public import Columnar
public import Dataflow
internal import SQLite

/// Finds the rows for which an SQL expression is false, as a CHECK constraint does.
public struct Check: Transform {
  /// One expression that must not be false.
  public struct Condition: Sendable {
    /// The expression; null, as in a CHECK constraint, is good.
    public var expression: String
    /// Applied where the expression is false or fails.
    public var finding: Finding
    /// The index of the column that the finding is about, or -1 for the whole row.
    public var column: Int

    /// Creates a condition.
    public init(_ expression: String, finding: Finding, column: Int = -1) {
      self.expression = expression
      self.finding = finding
      self.column = column
    }
  }

  private let conditions: [Condition]
  private let table: ChunkTable
  private let statements: [Statement]

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - conditions: what must hold; all are computed before any finding is applied.
  ///   - columns: the names and types of the chunk's columns before the step.
  ///   - engine: computes the expressions.
  /// - Throws: ``ExpressionProblem`` for an expression that cannot be used.
  public init(
    _ conditions: [Condition], columns: [(name: String, type: ColumnType)],
    engine: ExpressionEngine
  ) throws {
    self.conditions = conditions
    let table = try engine.table(columns)
    self.table = table
    statements = try conditions.map { condition in
      try engine.check(condition.expression, on: table, columns)
      return try engine.prepare(
        "SELECT _row FROM \(quoted: table.name) WHERE (\n\(condition.expression)\n) IS FALSE")
    }
  }

  /// Notes every condition that is false for a live row.
  public mutating func apply(to chunk: inout Chunk) throws {
    var broken: [[UInt32]] = []
    for statement in statements {
      var rows: [UInt32] = []
      let failing = try table.evaluate(chunk) { () throws(SQLiteError) in
        let count = rows.count
        do throws(SQLiteError) {
          try statement.collectRows(into: &rows)
        } catch {
          rows.removeSubrange(count...)
          throw error
        }
      }
      broken.append(rows + failing.map { UInt32($0) })
    }
    for (condition, rows) in zip(conditions, broken) {
      for row in rows { chunk.note(condition.finding, row: Int(row), column: condition.column) }
    }
  }
}
