import Foundation
import PostgreSQL
import SQLite
public import Testing

/// The database that a test works on: an empty one of each kind in turn.
public struct TestDatabase: TestTrait, TestScoping, SuiteTrait {
  /// A kind of database that SoHoa loads.
  public enum Kind: String, Sendable, CaseIterable {
    case sqlite = "SQLite"
    case postgreSQL = "PostgreSQL"
  }

  /// The kind of the running test's database.
  @TaskLocal public static var kind = Kind.sqlite
  /// The URL of the running test's database.
  @TaskLocal public static var url = ""

  /// Whether tests inside a suite each get their own.
  public var isRecursive: Bool { true }

  /// Runs the test once for each kind; where PostgreSQL is not installed, the test counts as skipped.
  public func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let path = TemporaryDirectory.path + "/t.sqlite"
    try await Self.$url.withValue("sqlite:" + path) { try await function() }
    guard Component.hasServer else {
      try Test.cancel("done on SQLite only: PostgreSQL is not installed")
    }
    let url = try PostgreSQLServer.shared.get().makeDatabase()
    try await Self.$kind.withValue(.postgreSQL) {
      try await Self.$url.withValue(url) { try await function() }
    }
  }

  /// The rows of a query, columns joined by `|`, as any program would see them.
  ///
  /// The query is written for SQLite; the names of the ledger's tables and of the rows' numbers are
  /// put into PostgreSQL's words.
  public static func query(_ sql: String) throws -> [String] {
    try query(sql, of: url, null: "-")
  }

  /// The rows of a query on a database of either kind, with `null` for what is null.
  public static func query(_ sql: String, of url: String, null: String) throws -> [String] {
    if url.hasPrefix("sqlite:") {
      // A connection that may write leaves no log behind when it is closed.
      let connection = try SQLite.Connection(path: path(of: url), mode: .readWrite)
      let statement = try connection.prepare(sql)
      var rows: [String] = []
      while try statement.step() {
        rows.append(
          (0..<statement.columnCount).map { statement.string(at: $0) ?? null }
            .joined(separator: "|"))
      }
      return rows
    }
    let connection = try session(url)
    // As many digits as SQLite writes.
    try connection.execute("SET extra_float_digits = 0")
    let result = try connection.query(translated(sql))
    return result.rows.map { row in
      (0..<result.columnCount).map { row.string(at: $0) ?? null }.joined(separator: "|")
    }
  }

  /// Runs SQL as another program would.
  public static func execute(_ sql: String) throws {
    switch kind {
    case .sqlite: try SQLite.Connection(path: sqlitePath).execute(sql)
    case .postgreSQL: try session(url).execute(translated(sql))
    }
  }

  /// A database that holds what another does; one of SQLite lies in the file named.
  public static func copy(of url: String, to path: String) throws -> String {
    guard url.hasPrefix("sqlite:") else {
      return try PostgreSQLServer.shared.get().makeDatabase(from: url)
    }
    try FileManager.default.copyItem(atPath: self.path(of: url), toPath: path)
    return "sqlite:" + path
  }

  /// A session in which names are those of the tables, not of the schema that the role is named like.
  private static func session(_ url: String) throws -> PostgreSQL.Connection {
    let connection = try PostgreSQL.Connection(url: url)
    try connection.execute("SET search_path = public")
    return connection
  }

  /// A column of numbers as SQL that writes them as SQLite does, with a point.
  public static func number(_ column: String) -> String {
    kind == .sqlite
      ? column
      : """
      CASE WHEN \(column) = trunc(\(column)) THEN \(column) || '.0' ELSE \(column)::text END
      """
  }

  /// A column of bytes as SQL that shows them as text.
  public static func text(_ column: String) -> String {
    kind == .sqlite ? column : "convert_from(\(column), 'UTF8')"
  }

  /// A query for the names of tables or indexes that begin with a prefix.
  public static func names(of type: String, like prefix: String = "") -> String {
    switch kind {
    case .sqlite:
      "SELECT name FROM sqlite_schema WHERE type = '\(type)' AND name LIKE '\(prefix)%' ORDER BY 1"
    case .postgreSQL:
      """
      SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
        AND relkind = '\(type == "table" ? "r" : "i")' AND relname LIKE '\(prefix)%' ORDER BY 1
      """
    }
  }

  /// The file of a test on SQLite.
  public static var sqlitePath: String { path(of: url) }

  private static func path(of url: String) -> String { String(url.dropFirst("sqlite:".count)) }

  /// The ledger's tables.
  private static let ledger: Set<Substring> = [
    "definition", "run", "lease", "table", "unit", "checkpoint", "reject", "finding", "check",
    "change", "audit", "export", "correction", "page", "scan", "consolidated", "flag", "flag_rule",
    "match", "match_value",
  ]

  private static func translated(_ sql: String) -> String {
    sql.replacing(/sohoa_([a-z_]+)\b/) {
      // The columns of the loaded tables keep their names.
      !ledger.contains($0.output.1)
        || ["unit", "run"].contains($0.output.1) && !sql.contains("FROM \($0.output.0)")
          && !sql.contains("TABLE \($0.output.0)") && !sql.contains("JOIN \($0.output.0) u USING")
        ? String($0.output.0) : "sohoa.\"\($0.output.1)\""
    }.replacing(/\browid\b/, with: "sohoa_row")
  }
}

extension Trait where Self == TestDatabase {
  /// Runs a test on an empty database of each kind; inside `.temporaryDirectory`.
  public static var onEachDatabase: Self { Self() }
}
