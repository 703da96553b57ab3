import PostgreSQL

extension QueryResult.Row: LedgerRow {}

extension Connection: LedgerDatabase {
  var rowNumber: String { "sohoa_row" }
  var join: String { "JOIN" }
  // A number is counted up from the last that a checkpoint tells.
  var reusesNumbers: Bool { false }
  var noBytes: String { "''::bytea" }

  func ledger(_ table: String) -> String { "sohoa.\(quoted: table)" }

  func lineNumber(of table: String) -> String {
    "t.\(PostgreSQLSink.JournalRestoring.numbers[table] ?? LedgerLine.of(table).key[0])"
  }

  func units(_ numbers: [Int64]) -> String {
    "unnest('{" + numbers.map(String.init).joined(separator: ",") + "}'::bigint[]) u (unit)"
  }

  func text(_ field: String, of json: String) -> String {
    "(CASE WHEN \(Self.isJSON(json)) THEN \(json)::json ->> \(literal(field)) END)"
  }

  func number(_ field: String, of json: String) -> String { text(field, of: json) + "::bigint" }

  // The server's own text of a row takes half the time and half the room of JSON.
  func kept(_ alias: String, of table: String) throws -> String { "\(alias)::text" }

  func json(ofKept kept: String, in table: String) -> String {
    """
    (CASE WHEN \(Self.isJSON(kept)) THEN \(kept)
      ELSE row_to_json(\(kept)::\(quoted: table))::text END)
    """
  }

  func value(_ field: String, ofKept kept: String, in table: String) -> String {
    "(\(Self.row(ofKept: kept, in: table))).\(quoted: field)"
  }

  /// What is kept of a row in either form as a row of its table, as SQL.
  static func row(ofKept kept: String, in table: String) -> String {
    """
    CASE WHEN \(isJSON(kept)) THEN json_populate_record(NULL::\(quoted: table), \(kept)::json)
      ELSE \(kept)::\(quoted: table) END
    """
  }

  private static func isJSON(_ kept: String) -> String { "starts_with(\(kept), '{')" }

  func json(_ alias: String, of table: String) throws -> String { "row_to_json(\(alias))::text" }

  func json(_ alias: String, columns: [String]) -> String {
    let list = columns.map { "\(alias).\(quoted: $0)" }.joined(separator: ", ")
    return "(SELECT row_to_json(l) FROM (SELECT \(list)) l)::text"
  }

  func shown(_ value: FlatObject.Value) -> String? {
    switch value {
    case .null: nil
    case .text(let text): text
    // As it is written in SQLite.
    case .plain(let text): ["true": "1", "false": "0"][text] ?? text
    }
  }

  /// A few ranges are looked up; of many the parts of the table that they lie in are gone through.
  func conditions(_ ranges: RowRanges, of alias: String) -> [String] {
    guard !ranges.ranges.isEmpty else { return [] }
    let parts = ranges.joined(intoAtMost: 64)
    let condition = parts.holding("\(alias).sohoa_row")
    guard parts.ranges.count < ranges.ranges.count else { return [condition] }
    let limits = ranges.ranges.flatMap { [$0.lowerBound, $0.upperBound + 1] }
    return [
      """
      \(condition) AND width_bucket(\(alias).sohoa_row,
        '{\(limits.map(String.init).joined(separator: ","))}'::bigint[]) % 2 = 1
      """
    ]
  }

  func makeTemporary(_ name: String, _ columns: String) throws {
    try execute(
      "DROP TABLE IF EXISTS pg_temp.\(name); CREATE TEMP TABLE \(name) (\(columns)) ON COMMIT DROP")
  }

  func knowTemporary(_ name: String) throws { try execute("ANALYZE \(name)") }

  func waitingTable(of table: String) throws -> String? {
    let name = PostgreSQLSink.TableLoader.deferredTable(of: table)
    return try isRelation(name) ? name : nil
  }

  func isTable(_ name: String) throws -> Bool { try isRelation("\(quoted: name)") }

  private func isRelation(_ name: String) throws -> Bool {
    try integer("SELECT to_regclass($1) IS NOT NULL", .text(name)) == 1
  }

  func derivedNames() throws -> [String] {
    let links = try texts(
      of: """
        SELECT left(c.relname, -length('_cluster')) FROM pg_class c
        WHERE c.relname LIKE '%\\_cluster' AND pg_table_is_visible(c.oid) AND to_regclass(
          quote_ident(left(c.relname, -length('_cluster')) || '_state')) IS NOT NULL
        ORDER BY 1
        """)
    guard try isRelation("sohoa.consolidated") else { return links }
    return links + (try texts(of: "SELECT name FROM sohoa.consolidated ORDER BY position"))
  }

  private func texts(of sql: String) throws -> [String] {
    try query(sql).rows.compactMap { $0.string(at: 0) }
  }

  func perform(_ sql: String) throws { try execute(sql) }

  func each(_ sql: String, _ body: (any LedgerRow) throws -> Void) throws {
    for row in try query(sql).rows { try body(row) }
  }

  /// Fetches them piece by piece, inside the caller's transaction.
  func eachOfMany(_ sql: String, _ body: (any LedgerRow) throws -> Void) throws {
    try execute("DECLARE sohoa_many NO SCROLL CURSOR FOR \(sql)")
    while true {
      let result = try query("FETCH 4096 FROM sohoa_many")
      guard result.count > 0 else { break }
      for row in result.rows { try body(row) }
    }
    try execute("CLOSE sohoa_many")
  }

  func removing(_ count: Int64, from table: String, _ body: () throws -> Void) throws {
    try body()
  }

  func restoreKeys(of table: String) throws {
    let keys = PostgreSQLSink.TableLoader.keysTable(of: table)
    guard try isRelation(keys) else { return }
    for sql in try texts(of: "SELECT sql FROM \(keys)") { try execute(sql) }
    try execute(
      """
      DROP TABLE \(keys);
      DROP TABLE IF EXISTS \(PostgreSQLSink.TableLoader.deferredTable(of: table));
      UPDATE sohoa."table" SET state = 'ready' WHERE name = \(literal(table));
      """)
  }

  func restore(_ changes: String, orThrow clash: (String) -> any Error) throws {
    var restoring = PostgreSQLSink.JournalRestoring(self)
    try restoring.restore(changes, orThrow: clash)
  }
}
