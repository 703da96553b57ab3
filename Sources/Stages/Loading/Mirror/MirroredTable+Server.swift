import PostgreSQL

extension MirroredTable {
  /// The tables and views that a session sees and may read, the ledger's too, by the names that SQLite
  /// has for them.
  static func names(on server: Connection) throws(PostgreSQLError) -> [String] {
    try server.query(
      """
      SELECT CASE n.nspname WHEN 'sohoa' THEN 'sohoa_' ELSE '' END || c.relname
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege(c.oid, 'SELECT')
        AND (n.nspname = 'sohoa' OR n.nspname = ANY (current_schemas(false))
          AND pg_table_is_visible(c.oid) AND NOT starts_with(c.relname, 'sohoa_'))
      ORDER BY c.relkind = 'v', 1
      """
    ).rows.compactMap { $0.string(at: 0) }
  }

  /// A table of a server, or `nil` when there is none.
  init?(_ name: String, on server: Connection) throws(PostgreSQLError) {
    let place = Value.text(Self.serverName(name))
    let columns = try server.query(
      """
      SELECT a.attname, t.typname, a.attnotnull,
        CASE a.attgenerated WHEN 's' THEN pg_get_expr(d.adbin, d.adrelid) END
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """, place)
    if columns.count == 0 { return nil }
    self.name = name
    self.columns = columns.rows.map { row in
      let type = row.string(at: 1) ?? ""
      return Column(
        name: row.string(at: 0) ?? "", kind: Kind(serverType: type),
        isRequired: row.string(at: 2) == "t",
        generated: row.string(at: 3).map { $0.hasPrefix("NULL") ? "NULL" : $0 },
        serverType: type)
    }
    let found = try server.query(
      """
      SELECT c.relname, i.indisprimary, a.attname FROM pg_index i
      JOIN pg_class c ON c.oid = i.indexrelid
      JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (number, place) ON true
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
      WHERE i.indrelid = to_regclass($1) AND i.indpred IS NULL AND i.indexprs IS NULL
      ORDER BY i.indisprimary DESC, 1, k.place
      """, place)
    key = []
    for row in found.rows {
      let (index, column) = (row.string(at: 0) ?? "", row.string(at: 2) ?? "")
      if row.string(at: 1) == "t" {
        key.append(column)
      } else if indexes.last?.name == index {
        indexes[indexes.count - 1].columns.append(column)
      } else {
        indexes.append(Index(name: index, columns: [column]))
      }
    }
  }

  /// Hands over the rows of a query, a few thousand at a time, inside a transaction.
  static func fetch<Failure>(
    _ query: String, on server: Connection, _ body: (QueryResult) throws(Failure) -> Void
  ) throws {
    try server.execute("DECLARE sohoa_rows NO SCROLL CURSOR FOR \(query)")
    while true {
      let rows = try server.query("FETCH 5000 FROM sohoa_rows")
      if rows.count == 0 { break }
      try body(rows)
    }
    try server.execute("CLOSE sohoa_rows")
  }
}
