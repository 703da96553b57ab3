public import SQLite

/// The tables of a consolidated model in a database.
public struct ConsolidationStore {
  /// What became of one table.
  public struct Outcome: Sendable, Equatable {
    /// The table's name.
    public var table: String
    /// The rows known now, those that are new or have changed, and those of which a version ended.
    public var rows, opened, closed: Int
  }

  /// The database.
  public let connection: Connection

  /// Opens the tables of a database.
  public init(_ connection: Connection) { self.connection = connection }

  /// Whether there is a model.
  public var exists: Bool {
    get throws(SQLiteError) {
      try connection.integer(
        "SELECT count(*) FROM main.sqlite_schema WHERE name = 'sohoa_consolidated'") == 1
    }
  }

  /// What the model was made of, or none.
  public func fingerprint() throws(SQLiteError) -> String? {
    guard try exists else { return nil }
    return try connection.text("SELECT fingerprint FROM sohoa_consolidated LIMIT 1")
  }

  /// The name of a plan's table that the database uses for something else, if there is one.
  public func clash(_ plan: ConsolidationPlan) throws(SQLiteError) -> String? {
    for table in plan.tables {
      let statement = try connection.prepare(
        "SELECT 1 FROM main.sqlite_schema WHERE type <> 'view' AND lower(name) = lower(?)")
      try statement.bind(table.name, at: 1)
      if try statement.step() { return table.name }
    }
    return nil
  }

  /// Brings the model up to date, inside a transaction of the caller.
  ///
  /// Only rows of which some record says something else than before are made anew; of these only
  /// those that come out otherwise get a new version.
  ///
  /// - Parameters:
  ///   - plan: what to make.
  ///   - run: the run that knows it.
  ///   - fingerprint: what it is made of.
  ///   - step: told the table that is made, and the part of it that may fail.
  /// - Returns: what became of each table.
  /// - Throws: ``SQLiteError``.
  public func consolidate(
    _ plan: ConsolidationPlan, run: Int64, fingerprint: String, step: (String) -> Void = { _ in }
  ) throws(SQLiteError) -> [Outcome] {
    try prepare()
    for helper in plan.helpers {
      step("with.\(helper.name)")
      try connection.execute("DROP TABLE IF EXISTS temp.\(quoted: helper.name)")
      try connection.execute("CREATE TEMP TABLE \(quoted: helper.name) AS \(helper.query)")
      // Looked up by its first columns, as many as a join names.
      let row = try connection.prepare("SELECT * FROM temp.\(quoted: helper.name)")
      let columns = (0..<row.columnCount).map { "\(quoted: row.columnName(at: $0))" }
      try connection.execute(
        "CREATE INDEX temp.\(quoted: "\(helper.name) columns") "
          + "ON \(quoted: helper.name)(\(columns.joined(separator: ", ")))")
    }
    var outcomes: [Outcome] = []
    for table in plan.tables {
      var match = plan.matches.first { $0.table == table.name }
      if let wanted = match, try !hasReference(wanted) { match = nil }
      outcomes.append(try make(table, match, run: run, step: step))
    }
    for helper in plan.helpers {
      try connection.execute("DROP TABLE temp.\(quoted: helper.name)")
    }
    try flag(plan.flags, run: run, step: step)
    try note(plan, fingerprint)
    return outcomes
  }

  private func make(
    _ table: ConsolidationPlan.Table, _ match: ConsolidationPlan.Match?, run: Int64,
    step: (String) -> Void
  ) throws(SQLiteError) -> Outcome {
    step("tables.\(table.name)")
    try adapt(table)
    let sql = ConsolidationSQL(table: table, run: run, match: match)
    try connection.execute(sql.create)
    var sources = table.sources.makeIterator()
    for statement in sql.collect {
      if statement.hasPrefix("INSERT INTO temp.said"), let source = sources.next() {
        step("tables.\(table.name).from.\(source.name)")
      }
      try connection.execute(statement)
    }
    let matching = match.map { MatchSQL(match: $0, table: table, run: run) }
    if let matching {
      step("match.\(matching.match.name)")
      for statement in matching.find { try connection.execute(statement) }
    }
    for statement in sql.compare { try connection.execute(statement) }
    for field in table.fields {
      guard let same = field.same else { continue }
      step("tables.\(table.name).fields.\(field.name)")
      _ = try connection.prepare("SELECT \(same) FROM (SELECT NULL AS value)")
    }
    step("tables.\(table.name)")
    try connection.execute(sql.golden)
    let hasFormer = try connection.integer(sql.hasFormer) == 1
    var pass = try GoldenPass(sql, hasFormer: hasFormer, on: connection)
    try pass.run(on: connection)
    for statement in sql.version + (hasFormer ? sql.valueVersion : []) {
      try connection.execute(statement)
    }
    try connection.execute(sql.clear)
    try connection.execute(sql.view)
    if let matching {
      step("match.\(matching.match.name)")
      for statement in matching.judge { try connection.execute(statement) }
    }
    let counts = try connection.prepare(sql.count)
    _ = try counts.step()
    return Outcome(
      table: table.name, rows: Int(counts.int64(at: 0)), opened: Int(counts.int64(at: 1)),
      closed: Int(counts.int64(at: 2)))
  }

  private func prepare() throws(SQLiteError) {
    try connection.execute(
      """
      CREATE TABLE IF NOT EXISTS sohoa_consolidated(name TEXT PRIMARY KEY, \
      position INTEGER NOT NULL, id_column TEXT NOT NULL, key_columns TEXT NOT NULL, \
      fields TEXT NOT NULL, entities TEXT NOT NULL, link TEXT, fingerprint TEXT NOT NULL) \
      STRICT, WITHOUT ROWID
      """)
  }

  /// Fits tables that an earlier definition made to this one: what is derived is made anew, and
  /// versions keep what they hold.
  private func adapt(_ table: ConsolidationPlan.Table) throws(SQLiteError) {
    let wanted = Set(table.columns)
    for part in ["claim", "version"] {
      let statement = try connection.prepare("SELECT name FROM pragma_table_info(?)")
      try statement.bind("\(table.name)_\(part)", at: 1)
      var there: Set<String> = []
      while try statement.step() { there.insert(statement.string(at: 0) ?? "") }
      if there.isEmpty { continue }
      if part == "version" {
        for column in table.columns where !there.contains(column) {
          try connection.execute(
            "DROP VIEW IF EXISTS main.\(quoted: table.name); ALTER TABLE main."
              + "\(quoted: "\(table.name)_version") ADD COLUMN \(quoted: column) TEXT")
        }
        continue
      }
      let fixed: Set = ["source", "table", "unit", "record", "run", "said", "rank", table.idColumn]
      guard there.subtracting(fixed) != wanted.subtracting(fixed) else { continue }
      try connection.execute("DROP TABLE main.\(quoted: "\(table.name)_claim")")
    }
    // Values were once known without history.
    let plain = try connection.prepare(
      "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = ?")
    try plain.bind("\(table.name)_value", at: 1)
    let isPlain = try plain.step()
    plain.reset()
    guard isPlain else { return }
    try connection.execute(
      "DROP TABLE main.\(quoted: "\(table.name)_value"); "
        + "DROP TABLE IF EXISTS main.\(quoted: "\(table.name)_claim")")
  }

  private func note(_ plan: ConsolidationPlan, _ fingerprint: String) throws(SQLiteError) {
    try connection.execute("DELETE FROM sohoa_consolidated")
    let statement = try connection.prepare(
      "INSERT INTO sohoa_consolidated VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
    for (position, table) in plan.tables.enumerated() {
      try statement.bind(table.name, at: 1)
      try statement.bind(position + 1, at: 2)
      try statement.bind(table.idColumn, at: 3)
      try statement.bind(table.key.joined(separator: " "), at: 4)
      try statement.bind(table.fields.map(\.name).joined(separator: " "), at: 5)
      try statement.bind(table.entities.joined(separator: " "), at: 6)
      try statement.bind(plan.link, at: 7)
      try statement.bind(fingerprint, at: 8)
      try statement.run()
    }
  }
}
