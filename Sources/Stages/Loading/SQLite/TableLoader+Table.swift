import Columnar
import Dataflow
import SQLite

extension TableLoader {
  /// Makes the table, or checks that the one there is the one described.
  func createTable(pipeline: String, isNewRun: Bool) throws {
    let existing = try connection.prepare(
      "SELECT name FROM pragma_table_info(?1) ORDER BY cid")
    try existing.bind(table.name, at: 1)
    var names: [String] = []
    while try existing.step() { names.append(existing.string(at: 0) ?? "") }
    if names.isEmpty {
      try connection.execute(createStatement)
      try setState(table.key.isEmpty && table.indexes.isEmpty ? "ready" : "filling", pipeline)
    } else if names != table.columns.map(\.name) + Self.lineage {
      throw Diagnostic(
        "SH6201",
        "the table \(table.name) is there with other columns: \(names.joined(separator: ", "))",
        status: .definition,
        remedy: "give the load another table name, or load into another database with --database")
    }
    if table.mode == .replace && isNewRun {
      try connection.execute("DROP INDEX IF EXISTS \(quoted: keyIndexName)")
      try connection.execute("DELETE FROM \(quoted: table.name)")
      try setState(table.key.isEmpty && table.indexes.isEmpty ? "ready" : "filling", pipeline)
    }
    lastRow = try connection.integer("SELECT max(rowid) FROM \(quoted: table.name)") ?? 0
    if try state() == "filling" && !table.key.isEmpty {
      filter = try filterOfTable()
      try createDeferredTable()
    }
  }

  /// Builds the key and the other indexes.
  func createIndexes(pipeline: String) throws {
    if !table.key.isEmpty {
      try connection.execute(
        "CREATE UNIQUE INDEX IF NOT EXISTS \(quoted: keyIndexName) ON \(quoted: table.name) (\(list(table.key)))"
      )
    }
    for index in table.indexes {
      let name = "sohoa_index_of_\(table.name)_" + index.joined(separator: "_")
      try connection.execute(
        "CREATE INDEX IF NOT EXISTS \(quoted: name) ON \(quoted: table.name) (\(list(index)))")
    }
    try setState("ready", pipeline)
  }

  /// Whether the table is being filled for the first time (`filling`) or has its indexes (`ready`).
  func state() throws -> String {
    try connection.text("SELECT state FROM sohoa_table WHERE name = \(literal(table.name))")
      ?? "ready"
  }

  private func setState(_ state: String, _ pipeline: String) throws {
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

  private var keyIndexName: String { "sohoa_key_of_" + table.name }

  private func list(_ columns: [String]) -> String {
    columns.map { "\(quoted: $0)" }.joined(separator: ", ")
  }

  private var createStatement: String {
    var lines = table.columns.map { column in
      "\(quoted: column.name) \(column.type.sqlName)" + (column.isRequired ? " NOT NULL" : "")
    }
    lines += Self.lineage.map { "\($0) INTEGER NOT NULL" }
    return "CREATE TABLE \(quoted: table.name) (\n  " + lines.joined(separator: ",\n  ")
      + "\n) STRICT"
  }

  /// A filter that knows the keys of the rows that are in the table already.
  private func filterOfTable() throws -> KeyFilter {
    var filter = KeyFilter()
    guard lastRow > 0 else { return filter }
    let statement = try connection.prepare(
      "SELECT \(list(table.key)) FROM \(quoted: table.name)")
    while try statement.step() {
      var hash = KeyHash()
      var hasNull = false
      for column in table.key.indices {
        guard let bytes = statement.bytes(at: column) else {
          hasNull = true
          break
        }
        hash.add(bytes.span, in: bytes.indices)
      }
      if !hasNull { _ = filter.insert(hash.value) }
    }
    return filter
  }
}

extension ColumnType {
  /// The type of a column of a STRICT table that holds such values exactly.
  var sqlName: String {
    switch self {
    case .integer, .boolean: "INTEGER"
    case .number: "REAL"
    case .text, .decimal, .date, .time, .dateTime: "TEXT"
    }
  }
}
