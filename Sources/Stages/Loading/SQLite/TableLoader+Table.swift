import Columnar
import Dataflow
import SQLite

extension TableLoader {
  /// Makes the table, or checks that the one there is the one described.
  func createTable(pipeline: String, isNewRun: Bool) throws {
    let names = try columnNames(of: table.name)
    let isEmptied = table.mode == .replace && isNewRun
    if names.isEmpty {
      try connection.execute(createStatement)
      try begin(pipeline)
    } else if names != table.columns.map(\.name) + Self.lineage {
      throw Diagnostic(
        "SH6201",
        "the table \(table.name) is there with other columns: \(names.joined(separator: ", "))",
        status: .definition,
        remedy: "give the load another table name, or load into another database with --database")
    } else if isEmptied {
      try connection.execute("DELETE FROM \(quoted: table.name)")
      // Rowids begin anew, so what earlier checkpoints added is no longer to be found by them.
      try connection.execute(
        """
        UPDATE sohoa_checkpoint SET first_row = -1, last_row = -1
        WHERE stage = \(literal(table.name)) AND first_row > 0
        """)
      for name in [deferredName, Self.keysName(of: table.name)] {
        try connection.execute("DROP TABLE IF EXISTS \(quoted: name)")
      }
      try dropKeys(but: [])
      try begin(pipeline)
    }
    lastRow = try connection.integer("SELECT max(rowid) FROM \(quoted: table.name)") ?? 0
    // Rows that somebody took from the table's end are not to be found again in those that come.
    try connection.execute(
      """
      UPDATE sohoa_checkpoint SET last_row = max(\(lastRow), first_row - 1)
      WHERE stage = \(literal(table.name)) AND first_row > 0 AND last_row > \(lastRow)
      """)
    if try state() != "filling" {
      try mendKeys(pipeline)
    } else if !keys.isEmpty {
      try createDeferredTable()
      filters = try filtersOfTable()
    }
  }

  /// Decides whether the empty table gets its indexes now or when it is full.
  private func begin(_ pipeline: String) throws {
    if isReferenced {
      try createIndexes(pipeline: pipeline)
    } else {
      try setState(keys.isEmpty && table.indexes.isEmpty ? "ready" : "filling", pipeline)
    }
  }

  /// Gives a table with rows the keys that the definition has now.
  private func mendKeys(_ pipeline: String) throws {
    if try owner() == pipeline { try dropKeys(but: keys.map(\.index)) }
    try createKeys()
    try createOtherIndexes()
  }

  /// Builds the keys and the other indexes.
  func createIndexes(pipeline: String) throws {
    try createKeys()
    try createOtherIndexes()
    try setState("ready", pipeline)
  }

  private func createKeys() throws {
    for key in keys {
      let sql = """
        CREATE UNIQUE INDEX IF NOT EXISTS \(quoted: key.index)
        ON \(quoted: table.name) (\(list(key.columns)))
        """
      do { try connection.execute(sql) } catch {
        guard error.isConstraint else { throw error }
        throw Diagnostic(
          "SH6202", "the table \(table.name) holds rows that share a key of the definition",
          status: .definition,
          remedy: "take the key out of the definition, or load into another table")
      }
    }
  }

  private func createOtherIndexes() throws {
    for index in table.indexes {
      let name = "sohoa_index_of_\(table.name)_on_" + index.joined(separator: "_")
      try connection.execute(
        "CREATE INDEX IF NOT EXISTS \(quoted: name) ON \(quoted: table.name) (\(list(index)))")
    }
  }

  /// Removes the indexes of keys, but for those named.
  func dropKeys(but kept: [String]) throws {
    let prefix = TableKey.indexPrefix(of: table.name)
    let statement = try connection.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND substr(name, 1, length(?1)) = ?1")
    try statement.bind(prefix, at: 1)
    var names: [String] = []
    while try statement.step() { names.append(statement.string(at: 0) ?? "") }
    for name in names where !kept.contains(name) {
      try connection.execute("DROP INDEX \(quoted: name)")
    }
  }

  /// Whether the table is being filled for the first time (`filling`) or has its indexes (`ready`).
  func state() throws -> String {
    try connection.text("SELECT state FROM sohoa_table WHERE name = \(literal(table.name))")
      ?? "ready"
  }

  /// The pipeline that made the table, or `nil`.
  func owner() throws -> String? {
    try connection.text("SELECT pipeline FROM sohoa_table WHERE name = \(literal(table.name))")
  }

  func setState(_ state: String, _ pipeline: String) throws {
    let statement = try connection.prepare(
      """
      INSERT INTO sohoa_table (name, pipeline, state) VALUES (?1, ?2, ?3)
      ON CONFLICT (name) DO UPDATE SET state = excluded.state
      """)
    try statement.bind(table.name, at: 1)
    try statement.bind(pipeline, at: 2)
    try statement.bind(state, at: 3)
    try statement.run()
  }

  /// The names of a table's columns; empty when there is no such table.
  func columnNames(of name: String) throws -> [String] {
    let statement = try connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")
    try statement.bind(name, at: 1)
    var names: [String] = []
    while try statement.step() { names.append(statement.string(at: 0) ?? "") }
    return names
  }

  private var createStatement: String {
    var lines = table.columns.map { column in
      "\(quoted: column.name) \(column.type.sqlName)" + (column.isRequired ? " NOT NULL" : "")
    }
    lines += Self.lineage.map { "\($0) INTEGER NOT NULL" }
    return "CREATE TABLE \(quoted: table.name) (\n  " + lines.joined(separator: ",\n  ")
      + "\n) STRICT"
  }
}
