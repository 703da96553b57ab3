import Dataflow
import PostgreSQL
public import SQLite

/// What a definition names of a PostgreSQL database, in a SQLite database that is gone with the process.
///
/// Links and consolidated models are written in SQL that means the same on every target: it is run here,
/// by SQLite, and what changed goes back to the server in one transaction. The copies lie in a file
/// without a name, so neither memory nor what stays on the disk grows with them.
public final class ServerMirror {
  /// The copies.
  public let connection: SQLite.Connection
  let server: PostgreSQL.Connection
  /// The server's database, for people.
  let name: String
  /// The tables that were looked for.
  var brought: Set<String> = []
  /// The tables of which some rows were brought.
  var parts: Set<String> = []

  /// Opens a session on a server, with nothing brought yet.
  ///
  /// - Throws: `Diagnostic`.
  public init(url: String) throws {
    name = Database.name(of: url)
    do {
      connection = try SQLite.Connection.temporary()
      // What is lost with the process needs neither journal nor sync.
      try connection.execute(
        """
        PRAGMA page_size = 32768; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        PRAGMA cache_size = -65536; PRAGMA temp_store = FILE; ATTACH '' AS was
        """)
    } catch { throw error.diagnostic(doing: "make a copy of", name) }
    do { server = try PostgreSQLSink.connect(url).0 } catch let error as PostgreSQLError {
      throw error.diagnostic(doing: "open", name)
    }
  }

  /// Waits until no other process works on something of this name, and keeps others from it as long as
  /// the session lasts.
  public func lock(_ work: String) throws {
    try telling("lock a link in") {
      try server.execute(
        """
        SET lock_timeout = '60s'; SELECT pg_advisory_lock(21321, hashtext(\(literal(work))));
        SET lock_timeout = '30s'
        """)
    }
  }

  /// Brings the tables that a text names, as far as they are there and were not brought before, all as
  /// they stood at one moment.
  ///
  /// - Parameters:
  ///   - text: SQL, or names.
  ///   - kept: tables that will be written, which are brought too.
  /// - Throws: `Diagnostic`.
  public func bring(_ text: String, writing kept: [String] = []) throws {
    let words = Self.words(of: text)
    let lower = text.lowercased()
    try telling("read") {
      try server.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      for table in try MirroredTable.names(on: server) where !brought.contains(table) {
        let folded = table.lowercased()
        let isPlain = Self.words(of: folded) == [folded]
        guard kept.contains(table) || (isPlain ? words.contains(folded) : lower.contains(folded))
        else { continue }
        brought.insert(table)
        if parts.remove(table) != nil {
          let name = MirroredTable.quoted(table)
          try connection.execute("DROP TABLE main.\(name); DROP TABLE IF EXISTS was.\(name)")
        }
        try bring(table, isKept: kept.contains(table))
      }
      try server.execute("COMMIT")
    }
  }

  private static func words(of text: String) -> Set<String> {
    Set(
      text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
  }

  private func bring(_ name: String, isKept: Bool) throws {
    guard let table = try MirroredTable(name, on: server) else { return }
    // A view of a model is a view here as well.
    let versions = name + "_version"
    if try table.key.isEmpty && isView(name),
      try MirroredTable(versions, on: server)?.columns.contains(where: { $0.name == "known_to" })
        == true
    {
      if !brought.contains(versions) {
        brought.insert(versions)
        try bring(versions, isKept: false)
      }
      return try connection.execute(
        "CREATE VIEW \(MirroredTable.quoted(name)) AS SELECT "
          + MirroredTable.list(table.columns.map(\.name))
          + " FROM \(MirroredTable.quoted(versions)) WHERE known_to IS NULL")
    }
    try connection.execute(table.inSQLite())
    try copy(table, table.select(), isKept: false)
    try addIndexes(table)
    if isKept {
      let main = MirroredTable.quoted(name)
      try connection.execute("CREATE TABLE was.\(main) AS SELECT * FROM main.\(main)")
    }
  }

  func addIndexes(_ table: MirroredTable) throws(SQLiteError) {
    for (number, index) in table.indexes.enumerated() {
      try connection.execute(
        "CREATE INDEX \(MirroredTable.quoted("\(table.name) \(number)")) "
          + "ON \(MirroredTable.quoted(table.name))(\(MirroredTable.list(index.columns)))")
    }
  }

  func isView(_ name: String) throws -> Bool {
    try server.integer(
      "SELECT count(*) FROM pg_class WHERE oid = to_regclass($1) AND relkind = 'v'",
      .text(MirroredTable.serverName(name))) == 1
  }

  /// Copies the rows of a query; of a table that is kept those that are not in `was` yet, there too.
  func copy(_ table: MirroredTable, _ query: String, isKept: Bool) throws {
    let columns = table.stored
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    func insertion(_ schema: String, _ verb: String) throws(SQLiteError) -> SQLite.Statement {
      try connection.prepare(
        "\(verb) INTO \(schema).\(MirroredTable.quoted(table.name))"
          + "(\(MirroredTable.list(columns.map(\.name)))) VALUES(\(marks))")
    }
    let statement = try insertion("main", "INSERT")
    let keeping = isKept ? try insertion("was", "INSERT OR IGNORE") : nil
    var bytes: [UInt8] = []
    func fill(_ statement: SQLite.Statement, _ row: QueryResult.Row) throws(SQLiteError) {
      for (index, column) in columns.enumerated() {
        try Self.bind(row, index, as: column.kind, to: statement, &bytes)
      }
      try statement.run()
    }
    try connection.execute("SAVEPOINT copying")
    try MirroredTable.fetch(query, on: server) { rows in
      for row in rows.rows {
        if let keeping {
          try fill(keeping, row)
          if connection.changes == 0 { continue }
        }
        try fill(statement, row)
      }
    }
    try connection.execute("RELEASE copying")
  }

  private static func bind(
    _ row: QueryResult.Row, _ index: Int, as kind: MirroredTable.Kind,
    to statement: SQLite.Statement, _ bytes: inout [UInt8]
  ) throws(SQLiteError) {
    if row.isNull(at: index) { return try statement.bindNull(at: index + 1) }
    switch kind {
    case .integer: try statement.bind(row.int64(at: index), at: index + 1)
    case .number: try statement.bind(row.double(at: index), at: index + 1)
    case .bytes: try statement.bind(row.bytes(at: index) ?? [], at: index + 1)
    case .text:
      bytes.removeAll(keepingCapacity: true)
      _ = row.appendText(at: index, to: &bytes)
      try statement.bind(text: bytes.span, at: index + 1)
    }
  }

  /// Gives an error of either database its place.
  @discardableResult
  func telling<Result>(_ purpose: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as PostgreSQLError {
      throw error.diagnostic(doing: purpose, name)
    } catch let error as SQLiteError {
      throw error.diagnostic(doing: "make a copy of", name)
    }
  }
}
