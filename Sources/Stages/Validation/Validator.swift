public import Columnar
public import Dataflow

/// Holds the rows of chunks against a ``TableSchema``.
///
/// Each column is normalized, its missing values become null, its text is cast to the field's type,
/// and every constraint is checked; all that is wrong with a row is noted, not only the first. Rows that
/// were not live before are left out. A cell that is no value of its type never goes on as one: where the
/// rule does not refuse the row, the cell of a typed column is emptied, and the violation keeps it.
/// Uniqueness, foreign keys, row rules and checks need other rows, tables or SQL: the plan hands
/// them to later steps.
public struct Validator: Transform, Sendable {
  /// The schema.
  public let schema: TableSchema
  private let checks: [FieldCheck]

  /// Compiles a schema and adds its rules to the book.
  ///
  /// - Throws: `Diagnostic` for more than 4,000 fields, or for a pattern that cannot be compiled, which
  ///   reading the schema reports first.
  public init(_ schema: TableSchema, rules: inout RuleBook) throws(Diagnostic) {
    self.schema = schema
    // A field has at most fourteen rules, and a book 65,535.
    guard schema.fields.count <= 4000 else {
      throw Diagnostic(
        "SH2015", "a table schema has at most 4,000 fields", status: .definition,
        at: .init(file: schema.file))
    }
    var checks: [FieldCheck] = []
    for field in schema.fields {
      do {
        checks.append(
          try FieldCheck(
            field, missing: field.missingValues ?? schema.missingValues,
            isKey: schema.primaryKey.contains(field.name), rules: &rules))
      } catch {
        throw Diagnostic(
          "SH2011", "the pattern of '\(field.name)' cannot be used: \(error.message)",
          status: .definition,
          at: .init(file: schema.file, line: field.mark.line, column: field.mark.column))
      }
    }
    self.checks = checks
  }

  /// Checks the live rows of a chunk; columns get their fields' names and types.
  ///
  /// - Throws: `Diagnostic` where the columns do not match the fields as `fieldsMatch` asks.
  public mutating func apply(to chunk: inout Chunk) throws {
    let live = chunk.states
    let positions = try schema.columnPositions(in: chunk.columns.map(\.name))
    for (check, position) in zip(checks, positions) {
      check.apply(to: &chunk, column: position ?? addNulls(check.name, to: &chunk), live: live)
    }
  }

  /// Adds the column of a field that the data has not.
  private func addNulls(_ name: String, to chunk: inout Chunk) -> Int {
    var column = Column(name: name)
    column.cells = [Cell](repeating: .null, count: chunk.rowCount)
    chunk.columns.append(column)
    return chunk.columns.count - 1
  }
}
