import Columnar
import Dataflow
import PostgreSQL

extension PostgreSQLSink.TableLoader {
  /// Makes the table, or checks that the one there is the one described.
  ///
  /// A table that is there may be partitioned or have defaults, triggers and further indexes.
  func createTable(pipeline: String, isNewRun: Bool) throws {
    try checkNames()
    let columns = try connection.columns(ofTable: table.name)
    let isEmptied = table.mode == .replace && isNewRun
    if columns.isEmpty {
      try connection.execute(createStatement)
      try begin(pipeline)
    } else if !isAsDescribed(columns) {
      let list = columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
      throw Diagnostic(
        "SH6201", "the table \(table.name) is there with other columns: \(list)",
        status: .definition,
        remedy: "give the load another table name, or load into another database with --database")
    } else if isEmptied {
      try connection.execute(
        """
        TRUNCATE \(quoted: table.name);
        UPDATE sohoa.checkpoint SET first_row = -1, last_row = -1
        WHERE stage = \(literal(table.name)) AND first_row > 0;
        DROP TABLE IF EXISTS \(deferredTable);
        DROP TABLE IF EXISTS \(Self.keysTable(of: table.name))
        """)
      try dropKeys(but: [])
      try begin(pipeline)
    }
    if try state() != "filling" {
      if !columns.isEmpty { try mendKeys(pipeline) }
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
    if try owner() == pipeline { try dropKeys(but: keys.map { identifier($0.index) }) }
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
      do {
        try connection.execute(
          """
          CREATE UNIQUE INDEX IF NOT EXISTS \(quoted: identifier(key.index))
          ON \(quoted: table.name) (\(list(key.columns)))
          """)
      } catch {
        guard error.state == "23505" else { throw error }
        throw Diagnostic(
          "SH6202", "the table \(table.name) holds rows that share a key of the definition",
          status: .definition,
          remedy: "take the key out of the definition, or load into another table")
      }
    }
  }

  private func createOtherIndexes() throws {
    for index in table.indexes {
      let name = identifier("sohoa_index_of_\(table.name)_on_" + index.joined(separator: "_"))
      try connection.execute(
        "CREATE INDEX IF NOT EXISTS \(quoted: name) ON \(quoted: table.name) (\(list(index)))")
    }
  }

  /// Removes the indexes of keys, but for those named.
  func dropKeys(but kept: [String]) throws {
    let result = try connection.query(
      """
      SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = to_regclass($1) AND starts_with(c.relname, $2)
      """, .text("\(quoted: table.name)"), .text(Self.keyPrefix(of: table.name)))
    for name in result.rows.compactMap({ $0.string(at: 0) }) where !kept.contains(name) {
      try connection.execute("DROP INDEX \(quoted: name)")
    }
  }

  /// Whether the table is being filled for the first time (`filling`) or has its indexes (`ready`).
  func state() throws -> String {
    try connection.text("SELECT state FROM sohoa.\"table\" WHERE name = $1", .text(table.name))
      ?? "ready"
  }

  /// The pipeline that made the table, or `nil`.
  func owner() throws -> String? {
    try connection.text("SELECT pipeline FROM sohoa.\"table\" WHERE name = $1", .text(table.name))
  }

  func setState(_ state: String, _ pipeline: String) throws {
    _ = try connection.query(
      """
      INSERT INTO sohoa."table" (name, pipeline, state) VALUES ($1, $2, $3)
      ON CONFLICT (name) DO UPDATE SET state = excluded.state
      """, .text(table.name), .text(pipeline), .text(state))
  }

  /// Whether a table's columns are those described; a text may be limited in length.
  private func isAsDescribed(_ columns: [(name: String, type: String)]) -> Bool {
    let wanted =
      table.columns.map { (name: $0.name, types: $0.type.typeNames) }
      + Self.lineage.map { (name: $0, types: ["int8"]) }
    return columns.count == wanted.count
      && zip(columns, wanted).allSatisfy { $0.name == $1.name && $1.types.contains($0.type) }
  }

  /// Refuses names that PostgreSQL would cut off.
  private func checkNames() throws {
    for name in [table.name] + table.columns.map(\.name) where name.utf8.count > 63 {
      throw Diagnostic(
        "SH6206", "the name '\(name)' is too long for PostgreSQL", status: .definition,
        remedy: "take one of at most 63 bytes")
    }
  }

  /// The rows lie in the table as they were added, so the smallest of indexes finds them by number.
  private var createStatement: String {
    var lines = table.columns.map { column in
      "\(quoted: column.name) \(column.type.postgreSQLName)"
        + (column.isRequired ? " NOT NULL" : "")
    }
    lines += Self.lineage.map { "\($0) bigint NOT NULL" }
    let deciding = table.key.isEmpty ? ["sohoa_unit", "sohoa_record"] : table.key
    return """
      CREATE TABLE \(quoted: table.name) (
        \(lines.joined(separator: ",\n  "))
      )\(table.partitions > 1 ? " PARTITION BY HASH (\(list(deciding)))" : "");
      \(parts)
      CREATE INDEX \(quoted: identifier("sohoa_rows_of_\(table.name)_by_number"))
      ON \(quoted: table.name) USING brin (sohoa_row) WITH (pages_per_range = 32, autosummarize = on)
      """
  }

  /// Has the index of the rows' numbers know the pages that were filled: the server's own upkeep comes
  /// by later, and until then each look for rows would go through all of them.
  func summarizeRowNumbers() throws {
    do {
      _ = try connection.query(
        """
        SELECT brin_summarize_new_values(c.oid::regclass) FROM pg_class c
          JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_am a ON a.oid = c.relam
        WHERE a.amname = 'brin' AND c.relkind = 'i' AND pg_has_role(c.relowner, 'USAGE')
          AND (i.indrelid = to_regclass($1) OR i.indrelid IN
            (SELECT inhrelid FROM pg_inherits WHERE inhparent = to_regclass($1)))
        """, .text("\(quoted: table.name)"))
    } catch {
      // Whoever holds the lock does the same.
      guard error.state == "55P03" else { throw error }
    }
  }

  /// Makes the parts of a table that is divided.
  private var parts: String {
    guard table.partitions > 1 else { return "" }
    return (0..<table.partitions).map { number in
      """
      CREATE TABLE \(quoted: identifier("\(table.name)_part_\(number)"))
      PARTITION OF \(quoted: table.name) FOR VALUES WITH (MODULUS \(table.partitions), \
      REMAINDER \(number));
      """
    }.joined(separator: "\n")
  }
}

extension Connection {
  /// The columns of a table with their types; empty when there is no such table.
  func columns(ofTable name: String) throws -> [(name: String, type: String)] {
    try query(
      """
      SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """, .text("\(quoted: name)")
    ).rows.map { ($0.string(at: 0) ?? "", $0.string(at: 1) ?? "") }
  }
}

extension ColumnType {
  /// The server's own names of the types that take such values in binary.
  fileprivate var typeNames: [String] {
    switch self {
    case .text: ["text", "varchar", "bpchar"]
    case .integer: ["int8"]
    case .number: ["float8"]
    case .decimal: ["numeric"]
    case .boolean: ["bool"]
    case .date: ["date"]
    case .time: ["time"]
    case .dateTime: ["timestamp"]
    }
  }
}
