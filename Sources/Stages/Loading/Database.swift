public import Dataflow

/// Opens the database that a URL names.
public enum Database {
  /// The file behind a `sqlite:` URL, or `nil` for any other URL.
  public static func sqlitePath(of url: String) -> String? {
    guard url.hasPrefix("sqlite:") else { return nil }
    let path = url.dropFirst("sqlite:".count)
    return path.isEmpty ? nil : String(path)
  }

  /// Whether a URL names a database of a PostgreSQL server.
  public static func isPostgreSQL(_ url: String) -> Bool {
    url.hasPrefix("postgres://") || url.hasPrefix("postgresql://")
  }

  /// Opens a database.
  ///
  /// - Parameters:
  ///   - url: `sqlite:PATH`, or `postgres://…` as libpq has it.
  ///   - creates: whether a missing file is made.
  ///   - surroundings: the clock and the process table.
  /// - Returns: the database as a sink.
  /// - Throws: `Diagnostic`.
  public static func open(
    _ url: String, creates: Bool, surroundings: Surroundings
  ) throws -> any RevisionLedger & LineageLedger {
    if isPostgreSQL(url) { return try PostgreSQLSink(url: url, surroundings: surroundings) }
    guard let path = sqlitePath(of: url) else { throw unknownKind(url) }
    return try SQLiteSink(path: path, creates: creates, surroundings: surroundings)
  }

  /// What is said of a URL that names neither kind of database.
  static func unknownKind(_ url: String) -> Diagnostic {
    Diagnostic(
      "SH6000", "'\(scheme(of: url))' is not a kind of database that SoHoa loads",
      status: .definition, remedy: "write sqlite:PATH or postgres://ROLE@HOST/DATABASE")
  }

  /// The part of a URL that cannot hold a password.
  private static func scheme(of url: String) -> String {
    String(url.prefix { $0 != ":" && $0 != "/" })
  }

  /// How the tables of two databases differ that should have come to hold the same, the ledger's too;
  /// what only says when something happened is left out.
  ///
  /// - Returns: one entry a table, also for those that are the same.
  /// - Throws: `Diagnostic`.
  public static func differences(
    between first: String, and second: String
  ) throws -> [TableDifference] {
    if isPostgreSQL(first) && isPostgreSQL(second) {
      return try PostgreSQLComparison(first, second).differences()
    }
    guard let paths = sqlitePath(of: first), let other = sqlitePath(of: second) else {
      throw Diagnostic(
        "SH6000", "only two databases of one kind can be compared", status: .definition,
        remedy: "write sqlite:PATH or postgres://ROLE@HOST/DATABASE")
    }
    return try SQLiteComparison(paths, other).differences()
  }
}
