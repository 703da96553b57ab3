public import SQLite

/// SQL over whole tables, where the functions of the registers' domain are known too.
extension ExpressionFunction {
  /// Adds all functions to a connection.
  public static func add(to connection: Connection) throws(SQLiteError) {
    for function in all {
      let body = function.makeBody()
      try connection.addFunction(function.name, argumentCounts: function.argumentCounts) { call in
        if !call.hasNull { body(&call) }
      }
    }
  }

  /// What is wrong with an expression or with what stands behind FROM, as far as that can be told
  /// without the tables; `nil` if nothing is.
  ///
  /// - Parameters:
  ///   - sql: what is checked.
  ///   - head: what stands before it, `SELECT ` for an expression.
  /// - Returns: what SQLite says.
  public static func fault(inSQL sql: String, after head: String = "SELECT ") -> String? {
    do throws(SQLiteError) {
      let connection = try Connection.inMemory()
      try add(to: connection)
      if let unknown = try unknownFunction(in: sql, connection) {
        return "no such function: \(unknown)"
      }
      _ = try connection.prepare("\(head)(\(sql))")
      return nil
    } catch {
      let isOfTables = ["no such table", "no such column", "ambiguous column"]
        .contains { error.message.hasPrefix($0) }
      return isOfTables ? nil : error.message
    }
  }

  /// Words that stand before a parenthesis and call nothing.
  private static let words: Set<String> = [
    "all", "and", "as", "between", "by", "case", "cast", "check", "distinct", "else", "except",
    "exists", "filter", "from", "having", "in", "intersect", "is", "join", "limit", "materialized",
    "not", "on", "or", "over", "partition", "returning", "select", "then", "union", "using",
    "values", "when", "where", "with",
  ]

  /// SQLite names a column that is missing before a function that is; so functions are looked up first.
  private static func unknownFunction(
    in sql: String, _ connection: Connection
  ) throws(SQLiteError) -> String? {
    let plain = sql.replacing(/'(?:[^']|'')*'|"(?:[^"]|"")*"/, with: "''")
    let called = plain.matches(of: /([A-Za-z_][A-Za-z0-9_]*)\s*\(/).map { $0.1.lowercased() }
    let statement = try connection.prepare("SELECT 1 FROM pragma_function_list WHERE name = ?")
    for name in called where !words.contains(name) {
      try statement.bind(name, at: 1)
      if try !statement.step() { return name }
      statement.reset()
    }
    return nil
  }
}
