public import Columnar
public import Dataflow
internal import SQLite

/// Adds columns that SQL expressions compute from each row.
public struct Derive: Transform {
  /// A column to come.
  public struct Output: Sendable {
    /// Its name; a column of that name is replaced.
    public var name: String
    /// The expression, which sees the columns as they are before the step.
    public var expression: String
    /// Text, integer, number or boolean.
    public var type: ColumnType

    /// Creates an output.
    public init(name: String, expression: String, type: ColumnType = .text) {
      self.name = name
      self.expression = expression
      self.type = type
    }
  }

  /// The most bytes that the values of one chunk may take.
  private static let byteLimit = 256 << 20

  private let outputs: [Output]
  private let finding: Finding
  private let table: ChunkTable
  private let statement: Statement

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - outputs: the columns to come.
  ///   - columns: the names and types of the chunk's columns before the step.
  ///   - engine: computes the expressions.
  ///   - finding: applied where an expression fails, or its value is not of the column's type.
  /// - Throws: ``ExpressionProblem`` for an expression that cannot be used.
  public init(
    _ outputs: [Output], columns: [(name: String, type: ColumnType)], engine: ExpressionEngine,
    finding: Finding
  ) throws {
    self.outputs = outputs
    self.finding = finding
    table = try engine.table(columns)
    var list = ""
    for output in outputs {
      precondition(
        [.text, .integer, .number, .boolean].contains(output.type), "a derived column is simple")
      try engine.check(output.expression, on: table, columns)
      list += ", (\n\(output.expression)\n)"
    }
    statement = try engine.prepare("SELECT _row\(list) FROM \(quoted: table.name)")
  }

  /// Computes the columns of live rows; other rows get nulls.
  public mutating func apply(to chunk: inout Chunk) throws {
    var columns = outputs.map { output in
      var column = Column(name: output.name, type: output.type)
      column.cells = Array(repeating: .null, count: chunk.rowCount)
      if output.type.hasValues { column.values = Array(repeating: 0, count: chunk.rowCount) }
      return column
    }
    var texts = ByteArena()
    var mismatches: [TypeMismatch] = []
    let failing = try table.evaluate(chunk) { () throws(SQLiteError) in
      let count = texts.count
      do throws(SQLiteError) {
        mismatches += try statement.collect(
          into: &columns, bytes: &texts, byteLimit: Self.byteLimit - count)
      } catch {
        texts.count = count
        throw error
      }
    }
    let shift = UInt32(
      truncatingIfNeeded: chunk.bytes.append(texts.storage.span.extracting(0..<texts.count)).start)
    for index in columns.indices {
      for row in failing { columns[index].cells[row] = .null }
      for row in columns[index].cells.indices where !columns[index].cells[row].isNull {
        columns[index].cells[row].start += shift
      }
      chunk.setColumn(columns[index])
    }
    for row in failing { chunk.note(finding, row: row, column: -1) }
    for mismatch in mismatches {
      let column = chunk.columnIndex(outputs[mismatch.column].name) ?? -1
      chunk.note(finding, row: mismatch.row, column: column)
    }
  }
}
