import SQLite

extension Statement: LedgerRow {}

extension Connection: LedgerDatabase {
  var rowNumber: String { "rowid" }
  // SQLite keeps the order of such a join.
  var join: String { "CROSS JOIN" }
  var reusesNumbers: Bool { true }
  var noBytes: String { "x''" }

  func ledger(_ table: String) -> String { "sohoa_\(table)" }

  func lineNumber(of table: String) -> String { "t.rowid" }

  func units(_ numbers: [Int64]) -> String {
    "(SELECT value AS unit FROM json_each('["
      + numbers.map(String.init).joined(separator: ",") + "]')) u"
  }

  func text(_ field: String, of json: String) -> String {
    "json_extract(\(json), \(literal("$.\"\(field)\"")))"
  }

  func number(_ field: String, of json: String) -> String { text(field, of: json) }

  func kept(_ alias: String, of table: String) throws -> String { try json(alias, of: table) }

  func json(ofKept kept: String, in table: String) -> String { kept }

  func value(_ field: String, ofKept kept: String, in table: String) -> String {
    text(field, of: kept)
  }

  func json(_ alias: String, of table: String) throws -> String {
    try RowText.json(alias, of: table, self)
  }

  func json(_ alias: String, columns: [String]) -> String {
    let parts = columns.map { "\(literal($0)), \(alias).\(quoted: $0)" }
    return "json_object(\(parts.joined(separator: ", ")))"
  }

  func shown(_ value: FlatObject.Value) -> String? {
    switch value {
    case .null: nil
    case .text(let text): text
    case .plain(let text):
      // Written with more digits than people want to see.
      text.contains { ".eE".contains($0) } ? Double(text).map { "\($0)" } ?? text : text
    }
  }

  func conditions(_ ranges: RowRanges, of alias: String) -> [String] {
    ranges.ranges.map { "\(alias).rowid BETWEEN \($0.lowerBound) AND \($0.upperBound)" }
  }

  func makeTemporary(_ name: String, _ columns: String) throws {
    try execute(
      "CREATE TEMP TABLE IF NOT EXISTS \(name) (\(columns)); DELETE FROM temp.\(name)")
  }

  func knowTemporary(_ name: String) throws {}

  func waitingTable(of table: String) throws -> String? {
    let name = TableLoader.deferredName(of: table)
    return try isTable(name) ? identifier(name) : nil
  }

  /// Whether there is a table of this name.
  func isTable(_ name: String) throws -> Bool {
    try integer(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = \(literal(name))") == 1
  }

  func derivedNames() throws -> [String] {
    let links = try texts(
      of: """
        SELECT substr(name, 1, length(name) - length('_cluster')) FROM sqlite_schema c
        WHERE type = 'table' AND substr(name, -8) = '_cluster' AND EXISTS (
          SELECT 1 FROM sqlite_schema s
          WHERE s.name = substr(c.name, 1, length(c.name) - length('_cluster')) || '_state')
        ORDER BY 1
        """)
    guard try isTable("sohoa_consolidated") else { return links }
    return links + (try texts(of: "SELECT name FROM sohoa_consolidated ORDER BY position"))
  }

  func perform(_ sql: String) throws { try execute(sql) }

  func each(_ sql: String, _ body: (any LedgerRow) throws -> Void) throws {
    let statement = try prepare(sql)
    while try statement.step() { try body(statement) }
  }

  func eachOfMany(_ sql: String, _ body: (any LedgerRow) throws -> Void) throws {
    try each(sql, body)
  }

  func removing(_ count: Int64, from table: String, _ body: () throws -> Void) throws {
    let last = try integer("SELECT max(rowid) FROM \(quoted: table)") ?? 0
    // From so many rows on, and so large a part of the table, its indexes are built anew: each row
    // would otherwise be looked for in each of them.
    guard count >= 200_000 && count >= last / 8 else { return try body() }
    let ofTable = "type = 'index' AND tbl_name = \(literal(table)) AND sql IS NOT NULL"
    let indexes = try texts(of: "SELECT sql FROM sqlite_schema WHERE \(ofTable) ORDER BY rowid")
    for name in try texts(of: "SELECT name FROM sqlite_schema WHERE \(ofTable)") {
      try execute("DROP INDEX \(quoted: name)")
    }
    try body()
    for sql in indexes { try execute(sql) }
  }

  func restoreKeys(of table: String) throws {
    let keys = TableLoader.keysName(of: table)
    guard try isTable(keys) else { return }
    for sql in try texts(of: "SELECT sql FROM \(quoted: keys)") { try execute(sql) }
    try execute(
      """
      DROP TABLE \(quoted: keys);
      DROP TABLE IF EXISTS \(quoted: TableLoader.deferredName(of: table));
      UPDATE sohoa_table SET state = 'ready' WHERE name = \(literal(table));
      """)
  }

  func restore(_ changes: String, orThrow clash: (String) -> any Error) throws {
    try JournalRestoring(self).restore(changes, orThrow: clash)
  }
}
