internal import SQLite

/// The SQL that compares the rows of a table with a reference, and takes from it what the policy says.
///
/// Which rows of the reference are meant is told from what records say, never from what was taken from
/// it, so that the same comes out whatever was known before.
struct MatchSQL {
  let match: ConsolidationPlan.Match
  let table: ConsolidationPlan.Table
  let run: Int64

  private var id: String { "\(quoted: table.idColumn)" }
  private func name(_ part: String) -> String { "main.\(quoted: "\(table.name)_\(part)")" }

  /// Finds the rows of the reference, and adds what is taken from it to what is said.
  var find: [String] {
    let columns = match.fields.map { "\(quoted: $0.name)" }.joined(separator: ", ")
    var statements = [
      """
      CREATE TEMP TABLE reference AS SELECT \(columns), unit, record, run FROM (\(match.query));
      CREATE TEMP TABLE hit(id TEXT, reference INTEGER, way INTEGER, PRIMARY KEY(id, reference)) \
      WITHOUT ROWID
      """
    ]
    for (number, way) in match.ways.enumerated() {
      let keys = way.enumerated().map { "(\($1)) AS k\($0)" }.joined(separator: ", ")
      let names = way.indices.map { "k\($0)" }
      let same = names.map { "m.\($0) = t.\($0)" }.joined(separator: " AND ")
      statements.append(
        """
        CREATE TEMP TABLE theirs AS SELECT rowid AS reference, \(keys) FROM temp.reference;
        CREATE INDEX temp.theirs_key ON theirs(\(names.joined(separator: ", ")));
        CREATE TEMP TABLE mine AS SELECT DISTINCT \(id) AS id, \(keys) FROM temp.claim;
        INSERT OR IGNORE INTO temp.hit SELECT m.id, t.reference, \(number + 1) \
        FROM temp.mine m JOIN temp.theirs t ON \(same) WHERE NOT EXISTS \
        (SELECT 1 FROM temp.hit h WHERE h.id = m.id AND h.way <= \(number));
        DROP TABLE temp.theirs; DROP TABLE temp.mine
        """)
    }
    statements.append(
      """
      CREATE TEMP TABLE found(id TEXT PRIMARY KEY, reference INTEGER, way INTEGER, \
      is_clear INTEGER) WITHOUT ROWID;
      CREATE INDEX temp.hit_reference ON hit(reference);
      INSERT INTO temp.found SELECT id, min(reference), min(way), count(*) = 1 AND NOT EXISTS \
      (SELECT 1 FROM temp.hit o WHERE o.reference = h.reference AND o.id <> h.id) \
      FROM temp.hit h GROUP BY id
      """)
    let taken = match.fields.filter { $0.policy != .never }.map { "\(quoted: $0.name)" }
    if !taken.isEmpty {
      let list = taken.joined(separator: ", ")
      let key = table.key.filter { $0 != table.idColumn }.map { "\(quoted: $0)" }
      let keys = key.map { ", " + $0 }.joined()
      let values = key.map {
        ", (SELECT c.\($0) FROM temp.claim c WHERE c.\(id) = f.id LIMIT 1)"
      }.joined()
      statements.append(
        """
        INSERT INTO temp.claim(\(id), source, "table", unit, record, run, rank\(keys), \(list)) \
        SELECT f.id, '\(match.name)', '\(match.reference)', r.unit, r.record, r.run, 0\(values), \
        \(taken.map { "nullif(CAST(r.\($0) AS TEXT), '')" }.joined(separator: ", ")) \
        FROM temp.found f JOIN temp.reference r ON r.rowid = f.reference WHERE f.is_clear
        """)
    }
    return statements
  }

  /// Holds the fields of each row that is found against the reference, once their values are in order.
  ///
  /// - Parameter hasFormer: whether new values stand in `temp.value` beside what was known before.
  /// - Returns: the statements.
  func compare(_ hasFormer: Bool) -> [String] {
    var statements = [
      """
      CREATE TEMP TABLE state(id TEXT, field TEXT, state TEXT, ours TEXT, theirs TEXT, \
      PRIMARY KEY(id, field)) WITHOUT ROWID
      """
    ]
    for field in match.fields where field.agrees != nil {
      let column = "\(quoted: field.name)"
      let filled = field.policy == .never ? "'empty'" : "'filled'"
      statements.append(
        """
        INSERT INTO temp.state SELECT id, '\(field.name)', CASE WHEN theirs IS NULL THEN 'unknown' \
        WHEN ours IS NULL THEN \(filled) WHEN \(field.agrees ?? "") THEN 'agree' ELSE 'differ' END, \
        ours, theirs FROM (SELECT f.id, nullif(CAST(r.\(column) AS TEXT), '') AS theirs, \
        \(best(field.name, hasFormer)) AS ours \
        FROM temp.found f JOIN temp.reference r ON r.rowid = f.reference WHERE f.is_clear)
        """)
    }
    return statements
  }

  /// The best value of a field that records say.
  private func best(_ field: String, _ hasFormer: Bool) -> String {
    func best(_ values: String) -> String {
      """
      (SELECT v.value FROM \(values) v WHERE v.\(id) = f.id AND v.field = '\(field)' \
      AND EXISTS (SELECT 1 FROM \(name("claim")) c WHERE c.\(id) = f.id \
      AND c.source <> '\(match.name)' AND c.\(quoted: field) = v.value) ORDER BY v.place LIMIT 1)
      """
    }
    let known = best("(SELECT * FROM \(name("value_version")) WHERE known_to IS NULL)")
    return hasFormer
      ? "CASE WHEN f.id IN (SELECT id FROM temp.dirty) THEN \(best("temp.value")) ELSE \(known) END"
      : known
  }

  /// Whether what is taken from a row that differs has to be given back.
  var givesBack: Bool {
    match.trust == .agree && match.fields.contains { $0.policy != .never }
  }

  /// Takes nothing from the rows that differ: what it says of them is forgotten, and `temp.unsure` holds those
  /// whose values are to be put in order again.
  ///
  /// - Parameter hasFormer: whether new values stand in `temp.value` beside what was known before.
  /// - Returns: the statements.
  func giveBack(_ hasFormer: Bool) -> [String] {
    let unsure = "IN (SELECT id FROM temp.unsure)"
    return [
      "CREATE TEMP TABLE unsure(id TEXT PRIMARY KEY) WITHOUT ROWID",
      "INSERT INTO temp.unsure SELECT DISTINCT id FROM temp.state WHERE state = 'differ'",
      "UPDATE temp.state SET state = 'empty' WHERE state = 'filled' AND id \(unsure)",
      "DELETE FROM \(name("claim")) WHERE source = '\(match.name)' AND \(id) \(unsure)",
      "DELETE FROM \(hasFormer ? "temp.value" : name("value_version")) WHERE \(id) \(unsure)",
      "DELETE FROM temp.golden WHERE \(id) \(unsure)",
      "INSERT OR IGNORE INTO temp.dirty SELECT id FROM temp.unsure",
    ]
  }

  /// Tells what came of each row, and keeps it from run to run.
  var judge: [String] {
    var statements = [
      """
      CREATE TABLE IF NOT EXISTS main.sohoa_match(match TEXT NOT NULL, "table" TEXT NOT NULL, \
      id TEXT NOT NULL, code TEXT NOT NULL, way INTEGER, differs TEXT NOT NULL, commune TEXT, \
      unit INTEGER, record INTEGER, known_from INTEGER NOT NULL, known_to INTEGER, \
      PRIMARY KEY(match, id, known_from)) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS main.sohoa_match_value(match TEXT NOT NULL, id TEXT NOT NULL, \
      field TEXT NOT NULL, state TEXT NOT NULL, ours TEXT, theirs TEXT, \
      known_from INTEGER NOT NULL, known_to INTEGER, PRIMARY KEY(match, id, field, known_from)) \
      STRICT, WITHOUT ROWID;
      CREATE VIEW IF NOT EXISTS main.sohoa_match_count AS SELECT match, commune, \
      count(*) FILTER (WHERE code = 'agree') AS agree, \
      count(*) FILTER (WHERE code = 'differ') AS differ, \
      count(*) FILTER (WHERE code = 'not_found') AS not_found, \
      count(*) FILTER (WHERE code = 'ambiguous') AS ambiguous \
      FROM sohoa_match WHERE known_to IS NULL GROUP BY match, commune ORDER BY match, commune
      """
    ]
    statements.append(
      """
      CREATE TEMP TABLE verdict AS SELECT t.id, CASE WHEN f.id IS NULL THEN 'not_found' \
      WHEN NOT f.is_clear THEN 'ambiguous' WHEN d.id IS NOT NULL THEN 'differ' ELSE 'agree' END \
      AS code, f.way, coalesce(d.fields, '') AS differs, \
      nullif(CAST(t.commune AS TEXT), '') AS commune, \
      CASE WHEN f.is_clear THEN r.unit END AS unit, CASE WHEN f.is_clear THEN r.record END AS record \
      FROM (SELECT \(id) AS id, (\(match.commune)) AS commune FROM main.\(quoted: table.name)) t \
      LEFT JOIN temp.found f ON f.id = t.id \
      LEFT JOIN temp.reference r ON r.rowid = f.reference LEFT JOIN (SELECT id, \
      group_concat(field, ' ') AS fields FROM temp.state WHERE state = 'differ' GROUP BY id) d \
      ON d.id = t.id;
      CREATE UNIQUE INDEX temp.verdict_id ON verdict(id)
      """)
    statements += keep(
      "sohoa_match", "verdict", key: ["id"],
      others: ["code", "way", "differs", "commune", "unit", "record"],
      extra: "\"table\", ", value: "'\(table.name)', ")
    statements += keep(
      "sohoa_match_value", "state", key: ["id", "field"], others: ["state", "ours", "theirs"])
    statements.append(
      "DROP TABLE temp.reference; DROP TABLE temp.hit; DROP TABLE temp.found; "
        + "DROP TABLE temp.state; DROP TABLE temp.verdict")
    return statements
  }

  /// Ends what is not so any more and begins what is new.
  private func keep(
    _ kept: String, _ new: String, key: [String], others: [String], extra: String = "",
    value: String = ""
  ) -> [String] {
    let same = (key.map { "g.\($0) = f.\($0)" } + others.map { "g.\($0) IS f.\($0)" })
      .joined(separator: " AND ")
    let mine = "match = '\(match.name)' AND known_to IS NULL"
    let gone = "\(mine) AND NOT EXISTS (SELECT 1 FROM temp.\(new) g WHERE \(same))"
    let columns = (key + others).joined(separator: ", ")
    let list = (key + others).map { "g.\($0)" }.joined(separator: ", ")
    return [
      "DELETE FROM main.\(kept) AS f WHERE known_from = \(run) AND \(gone)",
      "UPDATE main.\(kept) AS f SET known_to = \(run) WHERE \(gone)",
      """
      INSERT INTO main.\(kept)(match, \(extra)\(columns), known_from) SELECT '\(match.name)', \
      \(value)\(list), \(run) FROM temp.\(new) g WHERE NOT EXISTS (SELECT 1 FROM main.\(kept) f \
      WHERE \(same) AND \(mine))
      """,
    ]
  }
}
