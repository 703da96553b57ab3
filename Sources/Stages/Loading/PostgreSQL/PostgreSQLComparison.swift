import Dataflow
import PostgreSQL

/// Compares two PostgreSQL databases that should have come to hold the same.
///
/// Rows are compared by a hash of their text, which both servers give in one order: the memory does not
/// grow with the tables.
struct PostgreSQLComparison {
  private let databases: [Connection]
  private let name: String

  /// What says when or how often, inflate states, which depend on where reading began, and which
  /// transaction wrote rows.
  private static let volatile: Set<String> = [
    "committed", "stream_state", "file_modified", "file_changed", "file_inode", "content",
    "content_waiting", "content_proof",
  ]
  private static let volatileTables: Set<String> = [
    "sohoa_run", "sohoa_lease", "sohoa_audit", "sohoa_definition",
  ]

  /// A table and its columns as SQL, whatever depends on what happened on the way left out.
  private struct Table: Equatable {
    var source: String
    var columns: [String]
  }

  /// Opens both; neither is written.
  init(_ first: String, _ second: String) throws {
    name = Database.name(of: second)
    do {
      databases = [try Connection(url: first), try Connection(url: second)]
      for database in databases {
        try database.execute(
          "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL TimeZone = 'UTC'")
      }
    } catch {
      throw error.diagnostic(doing: "compare", name)
    }
  }

  /// One entry a table that either has, in the order of their names; those of the ledger are named as in
  /// SQLite.
  func differences() throws -> [TableDifference] {
    do {
      let tables = try databases.map(tables)
      return try Set(tables.flatMap(\.keys)).subtracting(Self.volatileTables).sorted().map {
        try difference(of: $0, tables[0][$0], tables[1][$0])
      }
    } catch let error as PostgreSQLError {
      throw error.diagnostic(doing: "compare", name)
    }
  }

  private func difference(
    of table: String, _ first: Table?, _ second: Table?
  ) throws -> TableDifference {
    let rows = (try rows(of: first, in: databases[0]), try rows(of: second, in: databases[1]))
    guard let first, first == second else {
      return TableDifference(table: table, rows: rows, onlyIn: rows)
    }
    var only = [0, 0]
    var streams = try databases.map { try HashStream(hashes(of: first), $0) }
    while true {
      guard let left = try streams[0].peek() else { break }
      guard let right = try streams[1].peek() else { break }
      if left <= right { streams[0].drop() }
      if right <= left { streams[1].drop() }
      if left != right { only[left < right ? 0 : 1] += 1 }
    }
    for index in 0..<2 {
      while try streams[index].peek() != nil {
        only[index] += 1
        streams[index].drop()
      }
      try streams[index].close()
    }
    return TableDifference(table: table, rows: rows, onlyIn: (only[0], only[1]))
  }

  private func rows(of table: Table?, in database: Connection) throws -> Int {
    guard let table else { return 0 }
    return Int(try database.integer("SELECT count(*) FROM \(table.source)") ?? 0)
  }

  private func hashes(of table: Table) -> String {
    """
    SELECT DISTINCT md5(line) COLLATE "C" FROM (
      SELECT ROW(\(table.columns.joined(separator: ", ")))::text AS line FROM \(table.source) t) x
    ORDER BY 1
    """
  }

  private func tables(of database: Connection) throws -> [String: Table] {
    var tables: [String: Table] = [:]
    let columns = try database.query(
      """
      SELECT n.nspname, c.relname, a.attname, a.attidentity <> ''
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'
      ORDER BY 1, 2, a.attnum
      """)
    for row in columns.rows {
      let (schema, table) = (row.string(at: 0) ?? "", row.string(at: 1) ?? "")
      let column = row.string(at: 2) ?? ""
      if Self.volatile.contains(column) { continue }
      let isLedger = schema == "sohoa"
      let source = "\(quoted: schema).\(quoted: table)"
      tables[
        isLedger ? "sohoa_" + table : table, default: Table(source: source, columns: [])
      ].columns.append(
        expression(column, isLedger ? table : "", isNumbered: row.int64(at: 3) == 1))
    }
    return tables
  }

  /// A column; the numbers of a sequence may have gaps where a transaction was undone.
  private func expression(_ column: String, _ table: String, isNumbered: Bool) -> String {
    if isNumbered { return "row_number() OVER (ORDER BY t.\(quoted: column))" }
    guard table == "page" && column == "scan" else { return "t.\(quoted: column)" }
    return "(SELECT ROW(s.path, s.member, s.sha256) FROM sohoa.scan s WHERE s.scan = t.scan)"
  }
}

/// Hashes in order, fetched piece by piece.
private struct HashStream {
  private let database: Connection
  private var waiting: [String] = []
  private var isAtEnd = false

  init(_ sql: String, _ database: Connection) throws {
    self.database = database
    try database.execute("DECLARE sohoa_hashes NO SCROLL CURSOR FOR \(sql)")
  }

  /// The next hash, or `nil` at the end.
  mutating func peek() throws -> String? {
    if waiting.isEmpty && !isAtEnd {
      let result = try database.query("FETCH 4096 FROM sohoa_hashes")
      waiting = result.rows.map { $0.string(at: 0) ?? "" }.reversed()
      isAtEnd = waiting.isEmpty
    }
    return waiting.last
  }

  mutating func drop() { waiting.removeLast() }

  func close() throws { try database.execute("CLOSE sohoa_hashes") }
}
