import Dataflow

/// Two states of loaded rows beside each other, in tables of this session alone: before and after
/// some runs.
struct RowStates {
  private let database: any LedgerDatabase
  /// The runs are those behind `before`, up to `last`.
  private let before: Int64
  private let last: Int64
  private let hasLaterRuns: Bool
  /// Whether the fields that differ are wanted too.
  private let tellsFields: Bool

  /// Prepares to compare what was there after the run `before` with what was there after the run `last`.
  init(
    _ database: any LedgerDatabase, after before: Int64, to last: Int64, fields: Bool = true
  ) throws {
    self.database = database
    tellsFields = fields
    (self.before, self.last) = (before, last)
    hasLaterRuns =
      try database.number(of: "SELECT max(run) FROM \(database.ledger("run"))") ?? 0 > last
  }

  /// Tells every row that is not the same in both states, in the order of tables, units and records.
  func compare(_ body: (RowDifference) throws -> Void) throws {
    let stages = try database.texts(
      of: """
        SELECT DISTINCT stage FROM \(database.ledger("checkpoint"))
        WHERE run > \(before) AND run <= \(last)
        """)
    for stage in stages.sorted() where try database.isTable(stage) {
      try collect(stage)
      try compare(stage, body)
    }
  }

  /// What the runs' checkpoints changed in a table.
  private func changes(of table: String) -> String {
    """
    \(database.ledger("checkpoint")) c \(database.join) \(database.ledger("change")) g
      ON g.unit = c.unit AND g.chunk = c.chunk
    WHERE c.run > \(before) AND c.run <= \(last) AND c.stage = \(literal(table))
      AND g.run = c.run AND g."table" = c.stage
    """
  }

  /// Notes the rows that the runs changed or took out, each with its oldest change and whether it was
  /// there before and stays in its place, and the rows that later runs changed; then both states.
  private func collect(_ table: String) throws {
    let run = database.value("sohoa_run", ofKept: "g.before", in: table)
    let kept = kept(of: table)
    try database.makeTemporary(
      "sohoa_touched",
      "\"row\" BIGINT PRIMARY KEY, change BIGINT, \"existed\" BIGINT, stays BIGINT")
    try database.perform(
      """
      INSERT INTO sohoa_touched
      SELECT "row", change, "existed", CASE WHEN gone = 0 AND "existed" = 1 THEN 1 ELSE 0 END
      FROM (SELECT f."row", f.change, f.gone,
          CASE WHEN \(run) <= \(before) THEN 1 ELSE 0 END AS "existed"
        FROM (SELECT g."row", min(g.change) AS change,
            max(CASE WHEN g.deleted = 1 THEN 1 ELSE 0 END) AS gone
          FROM \(changes(of: table)) GROUP BY g."row") f
          \(database.join) \(database.ledger("change")) g ON g.change = f.change) e
      """)
    try database.makeTemporary("sohoa_later", "\"row\" BIGINT PRIMARY KEY, change BIGINT")
    if hasLaterRuns {
      try database.perform(
        """
        INSERT INTO sohoa_later SELECT g."row", min(g.change) FROM \(database.ledger("change")) g
        WHERE g."table" = \(literal(table)) AND g.run > \(last) GROUP BY g."row"
        """)
    }
    try database.makeTemporary(
      "sohoa_state",
      "key TEXT, side BIGINT, unit BIGINT, record BIGINT, json TEXT, PRIMARY KEY (key, side)")
    for name in ["sohoa_touched", "sohoa_later"] { try database.knowTemporary(name) }
    try add(
      0,
      """
      SELECT f.stays AS place, f."row" AS number, \(kept) FROM sohoa_touched f
        \(database.join) \(database.ledger("change")) g ON g.change = f.change
      WHERE f."existed" = 1
      """)
    let json = try database.json("t", of: table)
    let now = "t.sohoa_unit AS unit, t.sohoa_record AS record, \(json) AS json"
    let row = "t.\(database.rowNumber)"
    let added = try database.ranges(
      """
      SELECT first_row, last_row FROM \(database.ledger("checkpoint"))
      WHERE run > \(before) AND run <= \(last) AND stage = \(literal(table)) AND first_row > 0
      ORDER BY first_row
      """)
    var parts = database.conditions(added, of: "t").map { condition in
      """
      SELECT 0 AS place, \(row) AS number, \(now) FROM \(identifier(table)) t WHERE \(condition)
        AND t.sohoa_run > \(before) AND t.sohoa_run <= \(last)
        AND NOT EXISTS (SELECT 1 FROM sohoa_touched f WHERE f."row" = \(row))
        AND NOT EXISTS (SELECT 1 FROM sohoa_later l WHERE l."row" = \(row))
      """
    }
    let touched = try database.spans(of: "SELECT \"row\" AS n FROM sohoa_touched")
    if !touched.ranges.isEmpty {
      parts.append(
        """
        SELECT f.stays AS place, f."row" AS number, \(now) FROM sohoa_touched f
          \(database.join) \(identifier(table)) t ON \(row) = f."row"
        WHERE \(touched.holding(row)) AND t.sohoa_run <= \(last)
          AND NOT EXISTS (SELECT 1 FROM sohoa_later l WHERE l."row" = f."row")
        """)
    }
    parts.append(
      """
      SELECT coalesce(f.stays, 0) AS place, l."row" AS number, \(kept) FROM sohoa_later l
        JOIN \(database.ledger("change")) g ON g.change = l.change
        LEFT JOIN sohoa_touched f ON f."row" = l."row"
      WHERE \(run) <= \(last) AND (f."row" IS NOT NULL OR \(run) > \(before))
      """)
    for part in parts { try add(1, part) }
  }

  /// What a change keeps of a row.
  private func kept(of table: String) -> String {
    """
    \(database.value("sohoa_unit", ofKept: "g.before", in: table)) AS unit,
      \(database.value("sohoa_record", ofKept: "g.before", in: table)) AS record,
      \(database.json(ofKept: "g.before", in: table)) AS json
    """
  }

  /// Adds rows to one state: a row that is changed in its place is known by its number, one that is
  /// taken out or added by its record.
  private func add(_ side: Int, _ rows: String) throws {
    try database.perform(
      """
      INSERT INTO sohoa_state
      SELECT CASE WHEN place = 1 THEN 'row ' || number ELSE unit || ' ' || record || ' '
          || row_number() OVER (PARTITION BY place, unit, record ORDER BY number) END,
        \(side), unit, record, json
      FROM (\(rows)) r WHERE 1 = 1 ON CONFLICT DO NOTHING
      """)
  }

  private func compare(_ table: String, _ body: (RowDifference) throws -> Void) throws {
    try database.eachOfMany(
      """
      SELECT coalesce(max(unit) FILTER (WHERE side = 1), max(unit)) AS unit,
        coalesce(max(record) FILTER (WHERE side = 1), max(record)) AS record,
        max(json) FILTER (WHERE side = 0), max(json) FILTER (WHERE side = 1)
      FROM sohoa_state GROUP BY key ORDER BY 1, 2, key
      """
    ) { pair in
      let before = pair.string(at: 2).map { FlatObject($0) }
      let after = pair.string(at: 3).map { FlatObject($0) }
      if let before, let after, before.hasColumns(of: after, shown: database.shown) { return }
      try body(
        RowDifference(
          table: table, kind: before == nil ? .added : after == nil ? .removed : .changed,
          unit: pair.int64(at: 0), record: pair.int64(at: 1),
          fields: tellsFields ? fields(before, after) : []))
    }
  }

  private func fields(_ before: FlatObject?, _ after: FlatObject?) -> [RowDifference.Field] {
    let states = [before, after].map { $0?.fields ?? [] }
    let names = (states.first { !$0.isEmpty } ?? []).map(\.name)
    return names.enumerated().compactMap { index, name in
      if name.hasPrefix("sohoa_") { return nil }
      // Both are of one table, whose columns are in one order.
      let values = states.map { index < $0.count ? database.shown($0[index].value) : nil }
      return values[0] == values[1] ? nil : RowDifference.Field(name, values[0], values[1])
    }
  }
}
