import Dataflow
import SQLite

/// Two states of loaded rows beside each other, in a table of this connection alone.
struct RowStates {
  private let connection: Connection

  init(_ connection: Connection) throws {
    self.connection = connection
    try connection.execute(
      """
      CREATE TEMP TABLE IF NOT EXISTS sohoa_state (
        tab TEXT, key TEXT, side INTEGER, unit INTEGER, record INTEGER, json TEXT,
        PRIMARY KEY (tab, key, side)) WITHOUT ROWID;
      DELETE FROM temp.sohoa_state;
      """)
  }

  /// Adds the rows of a table before and after a run.
  func addEffect(of work: UndoWork, on table: String) throws {
    let run = work.run.number
    let name = literal(table)
    let json = try RowText.json("t", of: table, connection)
    // A row that the run changed has the state before it in its oldest change.
    let changed = """
      SELECT min(g.change) AS change, g.row FROM \(work.lines(of: "sohoa_change", "g"))
        AND g."table" = \(name) AND g.deleted <> 1
        AND json_extract(g.before, '$.sohoa_run') <> \(run)
      GROUP BY g.row
      """
    try connection.execute(
      """
      INSERT INTO temp.sohoa_state
        SELECT \(name), unit || ' ' || record || ' '
          || row_number() OVER (PARTITION BY unit, record ORDER BY row), 0, unit, record, before
        FROM (SELECT json_extract(g.before, '$.sohoa_unit') AS unit,
            json_extract(g.before, '$.sohoa_record') AS record, g.row, g.before
          FROM \(work.lines(of: "sohoa_change", "g")) AND g."table" = \(name) AND g.deleted = 1);
      INSERT INTO temp.sohoa_state
        SELECT \(name), t.sohoa_unit || ' ' || t.sohoa_record || ' '
          || row_number() OVER (PARTITION BY t.sohoa_unit, t.sohoa_record ORDER BY t.rowid), 1,
          t.sohoa_unit, t.sohoa_record, \(json)
        FROM sohoa_checkpoint c CROSS JOIN \(quoted: table) t
          ON t.rowid BETWEEN c.first_row AND c.last_row
        WHERE c.run = \(run) AND c.stage = \(name) AND c.first_row > 0 AND t.sohoa_run = \(run);
      INSERT INTO temp.sohoa_state
        SELECT \(name), 'row ' || g.row, 0, json_extract(g.before, '$.sohoa_unit'),
          json_extract(g.before, '$.sohoa_record'), g.before
        FROM (\(changed)) f JOIN sohoa_change g ON g.change = f.change;
      INSERT INTO temp.sohoa_state
        SELECT \(name), 'row ' || t.rowid, 1, t.sohoa_unit, t.sohoa_record, \(json)
        FROM (\(changed)) f CROSS JOIN \(quoted: table) t ON t.rowid = f.row;
      """)
  }

  /// Adds the rows of a table as a run left them, whatever became of them since.
  func addOutcome(of work: UndoWork, on table: String, key: [String], side: Int) throws {
    let run = work.run.number
    let name = literal(table)
    let json = try RowText.json("t", of: table, connection)
    let identity =
      key.isEmpty
      ? """
      unit || ' ' || record || ' ' || row_number() OVER (PARTITION BY unit, record ORDER BY row)
      """
      : "json_array("
        + key.map { "json_extract(json, \(literal("$.\"\($0)\"")))" }.joined(separator: ", ") + ")"
    try connection.execute(
      """
      INSERT OR REPLACE INTO temp.sohoa_state
      SELECT \(name), \(identity), \(side), unit, record, json FROM (
        SELECT t.sohoa_unit AS unit, t.sohoa_record AS record, t.rowid AS row, \(json) AS json
        FROM sohoa_checkpoint c CROSS JOIN \(quoted: table) t
          ON t.rowid BETWEEN c.first_row AND c.last_row
        WHERE c.run = \(run) AND c.stage = \(name) AND c.first_row > 0 AND t.sohoa_run = \(run)
        UNION
        SELECT t.sohoa_unit, t.sohoa_record, t.rowid, \(json)
        FROM (SELECT DISTINCT g.row FROM \(work.lines(of: "sohoa_change", "g"))
          AND g."table" = \(name) AND g.deleted <> 1) f
          CROSS JOIN \(quoted: table) t ON t.rowid = f.row
        WHERE t.sohoa_run = \(run)
        UNION
        \(kept("c.stage = g.\"table\" AND g.row BETWEEN c.first_row AND c.last_row", run, name))
        UNION
        \(kept("g.unit = c.unit", run, name)));
      """)
  }

  /// The states that later changes keep of rows that a run left.
  private func kept(_ place: String, _ run: Int64, _ table: String) -> String {
    """
    SELECT json_extract(g.before, '$.sohoa_unit'), json_extract(g.before, '$.sohoa_record'), g.row,
      g.before
    FROM sohoa_checkpoint c CROSS JOIN sohoa_change g ON \(place)
    WHERE c.run = \(run) AND c.stage = \(table) AND g."table" = \(table) AND g.run <> \(run)
      AND json_extract(g.before, '$.sohoa_run') = \(run)
    """
  }

  /// Tells every row that is not the same in both states.
  func compare(_ body: (RowDifference) throws -> Void) throws {
    let pairs = try connection.prepare(
      """
      SELECT tab, coalesce(max(unit) FILTER (WHERE side = 1), max(unit)) AS unit,
        coalesce(max(record) FILTER (WHERE side = 1), max(record)) AS record,
        max(json) FILTER (WHERE side = 0), max(json) FILTER (WHERE side = 1)
      FROM temp.sohoa_state GROUP BY tab, key ORDER BY tab, unit, record, key
      """)
    let first = try connection.prepare("SELECT key, value FROM json_each(?1)")
    let second = try connection.prepare("SELECT key, value FROM json_each(?1)")
    while try pairs.step() {
      let (before, after) = (pairs.string(at: 3), pairs.string(at: 4))
      if before == after { continue }
      var fields: [RowDifference.Field] = []
      if let before { try first.bind(before, at: 1) }
      if let after { try second.bind(after, at: 1) }
      while true {
        guard try before != nil ? first.step() : second.step() else { break }
        if before != nil && after != nil { _ = try second.step() }
        let name = (before != nil ? first : second).string(at: 0) ?? ""
        if name.hasPrefix("sohoa_") { continue }
        let values = (
          before == nil ? nil : first.string(at: 1), after == nil ? nil : second.string(at: 1)
        )
        if values.0 != values.1 { fields.append(.init(name, values.0, values.1)) }
      }
      first.reset()
      second.reset()
      if fields.isEmpty && before != nil && after != nil { continue }
      try body(
        RowDifference(
          table: pairs.string(at: 0) ?? "",
          kind: before == nil ? .added : after == nil ? .removed : .changed,
          unit: pairs.int64(at: 1), record: pairs.int64(at: 2), fields: fields))
    }
  }
}
