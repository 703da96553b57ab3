import SQLite

extension MirroredTable {
  /// A table of a database in SQLite, or `nil` when there is none.
  init?(_ name: String, in database: Connection) throws(SQLiteError) {
    let statement = try database.prepare(
      "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?1, 'main') ORDER BY cid")
    try statement.bind(name, at: 1)
    let sql = try Self.definition(of: name, in: database)
    self.name = name
    columns = []
    var places: [(place: Int64, name: String)] = []
    while try statement.step() {
      let column = statement.string(at: 0) ?? ""
      if statement.int64(at: 3) > 0 { places.append((statement.int64(at: 3), column)) }
      columns.append(
        Column(
          name: column, kind: Kind(rawValue: statement.string(at: 1) ?? "") ?? .text,
          isRequired: statement.int64(at: 2) == 1,
          generated: statement.int64(at: 4) == 0 ? nil : Self.expression(of: column, in: sql)))
    }
    if columns.isEmpty { return nil }
    key = places.sorted { $0.place < $1.place }.map(\.name)
    indexes = try Self.indexes(of: name, in: database)
  }

  /// The statement that made a table or view.
  static func definition(of name: String, in database: Connection) throws(SQLiteError) -> String {
    let statement = try database.prepare("SELECT sql FROM main.sqlite_schema WHERE name = ?1")
    try statement.bind(name, at: 1)
    return try statement.step() ? statement.string(at: 0) ?? "" : ""
  }

  /// What a generated column is made of.
  private static func expression(of column: String, in sql: String) -> String {
    for name in [column, quoted(column)] {
      guard let start = sql.firstRange(of: "\(name) TEXT GENERATED ALWAYS AS (")?.upperBound,
        let end = sql[start...].firstRange(of: ") VIRTUAL")?.lowerBound
      else { continue }
      return String(sql[start..<end])
    }
    return "NULL"
  }

  private static func indexes(
    of name: String, in database: Connection
  ) throws(SQLiteError) -> [Index] {
    let statement = try database.prepare(
      """
      SELECT l.name, x.name FROM pragma_index_list(?1) l, pragma_index_info(l.name) x \
      WHERE l.origin = 'c' ORDER BY l.name, x.seqno
      """)
    try statement.bind(name, at: 1)
    var indexes: [Index] = []
    while try statement.step() {
      let (index, column) = (statement.string(at: 0) ?? "", statement.string(at: 1) ?? "")
      if indexes.last?.name == index {
        indexes[indexes.count - 1].columns.append(column)
      } else {
        indexes.append(Index(name: index, columns: [column]))
      }
    }
    return indexes
  }
}
