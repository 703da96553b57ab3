internal import SQLite

/// The SQL that makes one table of a consolidated model.
///
/// `T_claim` holds what each record says, `T_value_version` each value with its place among the others
/// as they were known from run to run, `T_version` the rows, and the views `T_value` and `T` those known
/// now.
struct ConsolidationSQL {
  let table: ConsolidationPlan.Table
  let run: Int64
  /// The reference that the table is compared with.
  var match: ConsolidationPlan.Match?

  private var id: String { "\(quoted: table.idColumn)" }
  private var fields: [String] { table.fields.map { "\(quoted: $0.name)" } }
  /// The columns without the one that tells the row.
  private var others: [String] {
    table.columns.filter { $0 != table.idColumn }.map { "\(quoted: $0)" }
  }
  private func name(_ part: String) -> String { "main.\(quoted: "\(table.name)_\(part)")" }
  private static let origin = ["source", "\"table\"", "unit", "record", "run", "said", "rank"]
  /// The columns of a value.
  private var valueColumns: [String] {
    [id, "field", "place", "value", "chosen", "why", "records"] + Self.origin.dropLast()
  }

  private func list(_ columns: [String], as form: (String) -> String = { $0 }) -> String {
    columns.map(form).joined(separator: ", ")
  }

  /// Makes the tables that are not there.
  var create: String {
    let texts = list(others) { "\($0) TEXT" }
    let comma = others.isEmpty ? "" : ", "
    var valid = ""
    for (column, field) in [("valid_from", table.validFrom), ("valid_to", table.validTo)] {
      let value = field.map { "\(quoted: $0)" } ?? "NULL"
      valid += ", \(column) TEXT GENERATED ALWAYS AS (\(value)) VIRTUAL"
    }
    var sql = """
      CREATE TABLE IF NOT EXISTS \(name("claim"))(\(id) TEXT NOT NULL, source TEXT NOT NULL, \
      "table" TEXT NOT NULL, unit INTEGER NOT NULL, record INTEGER NOT NULL, run INTEGER NOT NULL, \
      said TEXT, rank INTEGER NOT NULL\(comma)\(texts), PRIMARY KEY(\(id), source, unit, record)) \
      STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS \(name("value_version"))(\(id) TEXT NOT NULL, \
      field TEXT NOT NULL, place INTEGER NOT NULL, value TEXT NOT NULL, chosen INTEGER NOT NULL, \
      why TEXT NOT NULL, records INTEGER NOT NULL, source TEXT NOT NULL, "table" TEXT NOT NULL, \
      unit INTEGER NOT NULL, record INTEGER NOT NULL, run INTEGER NOT NULL, said TEXT, \
      known_from INTEGER NOT NULL, known_to INTEGER, PRIMARY KEY(\(id), field, place, known_from)) \
      STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS \(name("version"))(\(id) TEXT NOT NULL\(comma)\(texts)\(valid), \
      known_from INTEGER NOT NULL, known_to INTEGER, PRIMARY KEY(\(id), known_from)) \
      STRICT, WITHOUT ROWID;

      """
    // What asks for a part of a key, as all of one household, must not read the whole table.
    if table.key.count > 1 { sql += index("version key", table.key) }
    for column in table.entities where column != table.idColumn && column != table.key.first {
      sql += index("version_" + column, [column])
    }
    return sql
  }

  private func index(_ part: String, _ columns: [String]) -> String {
    "CREATE INDEX IF NOT EXISTS \(name(part)) ON "
      + "\(quoted: "\(table.name)_version")(\(list(columns.map { "\(quoted: $0)" })));\n"
  }

  /// Makes the views of what is known now.
  var view: String {
    """
    DROP VIEW IF EXISTS main.\(quoted: "\(table.name)_value");
    CREATE VIEW main.\(quoted: "\(table.name)_value") AS SELECT \(list(valueColumns)) \
    FROM \(name("value_version")) WHERE known_to IS NULL;
    DROP VIEW IF EXISTS main.\(quoted: table.name);
    CREATE VIEW main.\(quoted: table.name) AS SELECT \(list([id] + others)) FROM \(name("version")) \
    WHERE known_to IS NULL;
    """
  }

  /// Collects what the records say now.
  var collect: [String] {
    let columns = list(others) { "\($0) TEXT" }
    let comma = others.isEmpty ? "" : ", "
    var statements = [
      "DROP TABLE IF EXISTS temp.said; DROP TABLE IF EXISTS temp.claim; "
        + "DROP TABLE IF EXISTS temp.dirty; DROP TABLE IF EXISTS temp.golden",
      """
      CREATE TEMP TABLE said(\(id) TEXT, source TEXT, "table" TEXT, unit INTEGER, record INTEGER, \
      run INTEGER, said TEXT, rank INTEGER\(comma)\(columns))
      """,
    ]
    let key =
      table.key.count == 1
      ? "" : "content_id(\(list(table.key.map { "\(quoted: $0)" }))), "
    let known = list(table.key.map { "\(quoted: $0) IS NOT NULL" }).replacing(", ", with: " AND ")
    for source in table.sources {
      let names = list(table.columns.map { "\(quoted: $0)" })
      let values = list(table.columns.map { "nullif(CAST(\(quoted: $0) AS TEXT), '')" })
      statements.append(
        """
        INSERT INTO temp.said(\(key.isEmpty ? "" : "\(id), ")\(names), source, "table", unit, record, \
        run, said, rank) SELECT \(key)\(values), '\(source.name)', '\(source.table)', unit, record, \
        run, said, \(source.rank) FROM (\(source.query)) WHERE \(known)
        """)
    }
    let all = list([id] + Self.origin + others)
    statements.append(
      """
      CREATE TEMP TABLE claim(\(id) TEXT, source TEXT, "table" TEXT, unit INTEGER, record INTEGER, \
      run INTEGER, said TEXT, rank INTEGER\(comma)\(columns), \
      PRIMARY KEY(\(id), source, unit, record)) WITHOUT ROWID
      """)
    statements.append(
      """
      INSERT INTO temp.claim(\(all)) SELECT \(all) FROM temp.said \
      ORDER BY \(id), source, unit, record
      """)
    statements.append("DROP TABLE temp.said")
    return statements
  }

  /// Finds the rows of which records say something else than before, and keeps what they say now.
  var compare: [String] {
    let place = ["source", "unit", "record"]
    let join = ([id] + place).map { "o.\($0) = n.\($0)" }.joined(separator: " AND ")
    let differ = (Self.origin.filter { !place.contains($0) } + others)
      .map { "n.\($0) IS NOT o.\($0)" }.joined(separator: " OR ")
    let all = list([id] + Self.origin + others)
    return [
      "CREATE TEMP TABLE dirty(id TEXT PRIMARY KEY) WITHOUT ROWID",
      """
      INSERT OR IGNORE INTO temp.dirty SELECT n.\(id) FROM temp.claim n \
      LEFT JOIN \(name("claim")) o ON \(join) WHERE o.\(id) IS NULL OR \(differ)
      """,
      """
      INSERT OR IGNORE INTO temp.dirty SELECT o.\(id) FROM \(name("claim")) o \
      LEFT JOIN temp.claim n ON \(join) WHERE n.\(id) IS NULL
      """,
      "DELETE FROM \(name("claim")) WHERE \(id) IN (SELECT id FROM temp.dirty)",
      """
      INSERT INTO \(name("claim"))(\(all)) SELECT \(all) FROM temp.claim \
      WHERE \(id) IN (SELECT id FROM temp.dirty)
      """,
      "DROP TABLE temp.claim",
    ]
  }

  /// The columns of ``claims`` that are not of the table.
  static let claimColumns = 10

  /// What the records say of what has changed, row by row: id, origin, the unit's hash, whether it is
  /// the reference that says it, the keys, the fields, and what the values are taken for.
  var claims: String {
    let isReference = match.map { "c.source = '\($0.name)'" } ?? "0"
    let sames = table.fields.compactMap { field in
      field.same.map { "(SELECT \($0) FROM (SELECT c.\(quoted: field.name) AS value))" }
    }
    let columns = others.map { "c.\($0)" } + sames
    let origin = Self.origin.map { "c.\($0)" }
    return """
      SELECT \((["c.\(id)"] + origin + ["u.sha256", isReference] + columns).joined(separator: ", ")) \
      FROM temp.dirty d JOIN \(name("claim")) c ON c.\(id) = d.id \
      LEFT JOIN sohoa_unit u ON u.unit = c.unit ORDER BY d.id
      """
  }

  /// Makes the tables of the rows and values as they are to be known.
  var golden: String {
    let columns = others.map { ", \($0) TEXT" }.joined()
    return """
      CREATE TEMP TABLE golden(\(id) TEXT PRIMARY KEY\(columns)) WITHOUT ROWID;
      CREATE TEMP TABLE value(\(id) TEXT, field TEXT, place INTEGER, value TEXT, chosen INTEGER, \
      why TEXT, records INTEGER, source TEXT, "table" TEXT, unit INTEGER, record INTEGER, \
      run INTEGER, said TEXT, PRIMARY KEY(\(id), field, place)) WITHOUT ROWID
      """
  }

  /// Whether values of a row that is to be made anew were known before.
  var hasFormer: String {
    "SELECT EXISTS (SELECT 1 FROM \(name("value_version")) LIMIT 1)"
  }

  /// Adds a row as it is to be known.
  var insertGolden: String {
    "INSERT INTO temp.golden VALUES(?\(String(repeating: ", ?", count: others.count)))"
  }

  /// Adds a value with its place among the others.
  ///
  /// - Parameter hasFormer: whether it must be held against what was known before.
  /// - Returns: the statement.
  func insertValue(_ hasFormer: Bool) -> String {
    let marks = String(repeating: "?, ", count: 12) + "?"
    return hasFormer
      ? "INSERT INTO temp.value VALUES(\(marks))"
      : "INSERT INTO \(name("value_version")) VALUES(\(marks), \(run), NULL)"
  }

  /// Closes the versions that are not true any more, and opens new ones.
  var version: [String] {
    let columns = list([id] + others)
    let same = ["g.\(id) = v.\(id)"] + others.map { "g.\($0) IS v.\($0)" }
    let dirty = "known_to IS NULL AND \(id) IN (SELECT id FROM temp.dirty)"
    let differs =
      "NOT EXISTS (SELECT 1 FROM temp.golden g WHERE \(same.joined(separator: " AND ")))"
    return [
      // What this run had written before it was taken up again was never known.
      "DELETE FROM \(name("version")) AS v WHERE known_from = \(run) AND \(dirty) AND \(differs)",
      "UPDATE \(name("version")) AS v SET known_to = \(run) WHERE \(dirty) AND \(differs)",
      """
      INSERT INTO \(name("version"))(\(columns), known_from) SELECT \(columns), \(run) \
      FROM temp.golden g WHERE NOT EXISTS \
      (SELECT 1 FROM \(name("version")) v WHERE v.\(id) = g.\(id) AND v.known_to IS NULL) \
      ORDER BY \(id)
      """,
    ]
  }

  /// Closes the values that are not true any more, and adds new ones.
  var valueVersion: [String] {
    let values = name("value_version")
    let key = [id, "field", "place"].map { "g.\($0) = v.\($0)" }
    let rest = valueColumns.dropFirst(3).map { "g.\($0) IS v.\($0)" }
    let same = (key + rest).joined(separator: " AND ")
    let dirty = "known_to IS NULL AND \(id) IN (SELECT id FROM temp.dirty)"
    let differs = "NOT EXISTS (SELECT 1 FROM temp.value g WHERE \(same))"
    return [
      "DELETE FROM \(values) AS v WHERE known_from = \(run) AND \(dirty) AND \(differs)",
      "UPDATE \(values) AS v SET known_to = \(run) WHERE \(dirty) AND \(differs)",
      """
      INSERT INTO \(values) SELECT \(list(valueColumns)), \(run), NULL FROM temp.value g \
      WHERE NOT EXISTS (SELECT 1 FROM \(values) v \
      WHERE \(key.joined(separator: " AND ")) AND v.known_to IS NULL)
      """,
    ]
  }

  /// Removes what a pass needed.
  var clear: String {
    "DROP TABLE temp.golden; DROP TABLE temp.value; DROP TABLE temp.dirty"
  }

  /// How many rows are known now, were opened, and were closed.
  var count: String {
    "SELECT count(*) FILTER (WHERE known_to IS NULL), count(*) FILTER (WHERE known_from = \(run)), "
      + "count(*) FILTER (WHERE known_to = \(run)) FROM \(name("version"))"
  }
}
