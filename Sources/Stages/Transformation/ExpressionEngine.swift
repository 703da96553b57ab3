public import Columnar
internal import Dataflow
internal import SQLite

/// Computes SQL expressions over chunks, with an SQLite of its own in memory; one for each worker.
///
/// Expressions see the columns of one row, and a fixed set of functions whose result depends on
/// their arguments only. They can neither write nor read anything else.
public final class ExpressionEngine {
  /// The names of SQLite's own functions that expressions may call, in lower case.
  public static let plainFunctions: Set<String> = [
    "abs", "char", "coalesce", "concat", "date", "datetime", "format", "glob", "hex", "ifnull",
    "iif", "instr", "julianday", "length", "like", "lower", "ltrim", "max", "min", "nullif",
    "printf", "quote", "replace", "round", "rtrim", "sign", "strftime", "substr", "substring",
    "time", "trim", "typeof", "unicode", "unixepoch", "upper", "ceil", "ceiling", "floor", "mod",
    "trunc",
  ]

  /// The names of all functions that expressions may call, in lower case.
  public static let functions = plainFunctions.union(ExpressionFunction.all.map(\.name))

  /// The most bytes of one expression.
  private static let lengthLimit = 100_000

  private let connection: Connection
  private var tableCount = 0

  /// Opens the engine.
  ///
  /// - Throws: `Diagnostic` when SQLite cannot be opened.
  public init() throws {
    do {
      connection = try Connection.inMemory()
      try ExpressionFunction.add(to: connection)
    } catch {
      throw Diagnostic("SH4101", "SQLite cannot be opened: \(error.message)", status: .internal)
    }
    connection.restrictToExpressions(functions: Self.functions)
  }

  /// Says what is wrong with an expression over rows of these columns, or `nil` if nothing is.
  ///
  /// - Parameters:
  ///   - expression: an SQL expression of SQLite's dialect.
  ///   - columns: the names and types of the columns it may use.
  /// - Returns: the first problem, with its place in the expression where that is known.
  public func validate(
    _ expression: String, columns: [(name: String, type: ColumnType)]
  ) -> ExpressionProblem? {
    do {
      try check(expression, on: try table(columns), columns)
      return nil
    } catch let problem as ExpressionProblem {
      return problem
    } catch let diagnostic as Diagnostic {
      return ExpressionProblem(diagnostic.message)
    } catch {
      return ExpressionProblem("the expression cannot be checked")
    }
  }

  /// Adds a table for the rows of chunks with these columns.
  func table(_ columns: [(name: String, type: ColumnType)]) throws(Diagnostic) -> ChunkTable {
    tableCount += 1
    do {
      return try connection.registerChunkTable(named: "rows \(tableCount)", columns: columns)
    } catch {
      throw Diagnostic(
        "SH4102", "the columns do not make a table: \(error.message)", status: .definition)
    }
  }

  /// Checks an expression and throws an `ExpressionProblem` with the first problem.
  func check(
    _ expression: String, on table: ChunkTable, _ columns: [(name: String, type: ColumnType)]
  ) throws(ExpressionProblem) {
    guard expression.utf8.count <= Self.lengthLimit else {
      throw ExpressionProblem("the expression is too long")
    }
    var scanner = ExpressionScanner(
      expression, columns: Set(columns.map { $0.name.lowercased() }))
    try scanner.check()
    // A WHERE clause also refuses aggregates, whose result would depend on the chunk.
    let head = "SELECT 1 FROM \(quoted: table.name) WHERE (\n"
    do {
      _ = try connection.prepare("\(head)\(expression)\n)")
    } catch {
      let length = expression.utf8.count
      let offset = error.offset.map { $0 - head.utf8.count }
      // What SQLite minds behind the expression is the parenthesis that closes it.
      if let offset, offset >= length {
        throw ExpressionProblem("the expression is incomplete", at: length)
      }
      throw ExpressionProblem(error.message, at: offset.flatMap { $0 >= 0 ? $0 : nil })
    }
  }

  /// Compiles a query over a table whose expressions have been checked.
  func prepare(_ sql: String) throws(Diagnostic) -> Statement {
    do {
      return try connection.prepare(sql, isPersistent: true)
    } catch {
      throw Diagnostic("SH4103", "the expression is wrong: \(error.message)", status: .definition)
    }
  }
}
