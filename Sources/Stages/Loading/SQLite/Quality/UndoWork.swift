import Dataflow
import SQLite

/// Takes a run back inside the caller's transaction: what it added goes, what it changed or took out
/// comes back from what was kept of it.
struct UndoWork {
  let connection: Connection
  let run: RunEntry
  /// The units that the run wrote to, in a table of this connection alone.
  static let units = "temp.sohoa_undone_unit"

  init(_ connection: Connection, _ run: RunEntry) throws {
    self.connection = connection
    self.run = run
    let number = run.number
    try connection.execute(
      """
      CREATE TEMP TABLE IF NOT EXISTS sohoa_undone_unit (unit INTEGER PRIMARY KEY);
      DELETE FROM \(Self.units);
      INSERT OR IGNORE INTO \(Self.units) SELECT unit FROM sohoa_checkpoint WHERE run = \(number);
      INSERT OR IGNORE INTO \(Self.units) SELECT unit FROM sohoa_unit
        WHERE run = \(number) AND pipeline = \(literal(run.pipeline)) AND \(run.kind == .load);
      INSERT OR IGNORE INTO \(Self.units) SELECT r.unit FROM sohoa_correction c
        JOIN sohoa_reject r ON r.reject = c.reject WHERE c.run = \(number);
      """)
  }

  /// The run's lines of a table of the ledger, found by their unit.
  func lines(of table: String, _ alias: String) -> String {
    "\(Self.units) u CROSS JOIN \(table) \(alias) ON \(alias).unit = u.unit"
      + " WHERE \(alias).run = \(run.number)"
  }

  /// The loaded tables that the run wrote to.
  func stages() throws -> [String] {
    try connection.texts(
      """
      SELECT stage FROM sohoa_checkpoint WHERE run = \(run.number) UNION
      SELECT g."table" FROM \(lines(of: "sohoa_change", "g")) AND substr(g."table", 1, 6) <> 'sohoa_'
      ORDER BY 1
      """
    ).filter { try connection.isTable($0) }
  }

  /// What it comes to.
  func forecast() throws -> UndoReport {
    var report = UndoReport(run: run)
    for stage in try stages() {
      var table = UndoReport.Table(name: stage)
      table.removed = try RowRemoval(connection, table: stage).count(ofRun: run.number)
      table.restored = try count(
        """
        SELECT count(DISTINCT g.row) FROM \(lines(of: "sohoa_change", "g"))
          AND g."table" = \(literal(stage)) AND g.deleted <> 1 AND NOT EXISTS (
            SELECT 1 FROM sohoa_checkpoint c WHERE c.run = \(run.number)
              AND c.stage = g."table" AND g.row BETWEEN c.first_row AND c.last_row
              AND c.first_row > 0)
        """)
      table.returned = try count(
        """
        SELECT count(*) FROM \(lines(of: "sohoa_change", "g"))
          AND g."table" = \(literal(stage)) AND g.deleted = 1
        """)
      report.tables.append(table)
    }
    if run.kind == .load { report.units = try count("SELECT count(*) FROM \(Self.units)") }
    report.rejects = try count(
      "SELECT count(*) FROM sohoa_reject WHERE run = \(run.number)")
    report.reopened = try count(
      """
      SELECT count(DISTINCT g.row) FROM \(lines(of: "sohoa_change", "g"))
        AND g."table" = 'sohoa_reject'
      """)
    report.corrections = try count(
      "SELECT count(*) FROM sohoa_correction WHERE run = \(run.number)")
    return report
  }

  private func count(_ sql: String) throws -> Int { Int(try connection.integer(sql) ?? 0) }

  /// Takes the run back.
  func perform() throws {
    let stages = try stages()
    let owned = run.kind == .load ? try ownTables() : []
    for stage in stages where try !isAllThereIs(in: stage, owned) {
      try RowRemoval(connection, table: stage).removeRows(ofRun: run.number)
    }
    try removeLines()
    try JournalRestoring(connection).restore(
      "SELECT g.change, g.\"table\", g.deleted FROM \(lines(of: "sohoa_change", "g"))"
        + " ORDER BY g.change DESC"
    ) { table in
      Diagnostic(
        "SH6604",
        "a row of \(table) that came after run \(run.number) has the key of one that would come back",
        status: .input, remedy: "take the later runs back first, the newest one before the others")
    }
    try connection.execute(
      """
      DELETE FROM sohoa_change WHERE change IN (
        SELECT g.change FROM \(lines(of: "sohoa_change", "g")))
      """)
    if run.kind == .load {
      try removeUnits()
      for table in owned { try settle(table) }
    }
  }

  /// The tables that the run's pipeline made.
  private func ownTables() throws -> [String] {
    try connection.texts(
      "SELECT name FROM sohoa_table WHERE pipeline = \(literal(run.pipeline)) ORDER BY name")
  }

  /// Whether a table will be taken out as a whole, since nobody else ever wrote to it.
  private func isAllThereIs(in table: String, _ owned: [String]) throws -> Bool {
    guard owned.contains(table) else { return false }
    return try connection.integer(
      """
      SELECT NOT EXISTS (SELECT 1 FROM sohoa_checkpoint
          WHERE stage = \(literal(table)) AND run <> \(run.number))
        AND NOT EXISTS (SELECT 1 FROM \(quoted: table) WHERE sohoa_run <> \(run.number))
      """) == 1
  }

  /// Removes the run's lines of the ledger.
  private func removeLines() throws {
    let number = run.number
    try connection.execute(
      """
      DELETE FROM sohoa_reject WHERE run = \(number);
      DELETE FROM sohoa_finding WHERE run = \(number);
      DELETE FROM sohoa_page WHERE unit IN (SELECT unit FROM \(Self.units)) AND run = \(number);
      DELETE FROM sohoa_scan WHERE run = \(number)
        AND NOT EXISTS (SELECT 1 FROM sohoa_page p WHERE p.scan = sohoa_scan.scan);
      DELETE FROM sohoa_check WHERE run = \(number);
      DELETE FROM sohoa_checkpoint WHERE run = \(number);
      DELETE FROM sohoa_correction WHERE run = \(number);
      UPDATE sohoa_export SET applied = '', applier = '', file = '', run = 0 WHERE run = \(number);
      """)
  }

  /// Removes the units that are the run's, and copies of content that is loaded no more.
  private func removeUnits() throws {
    try connection.execute(
      """
      DELETE FROM sohoa_finding WHERE unit IN (SELECT unit FROM sohoa_unit
        WHERE run = \(run.number) AND pipeline = \(literal(run.pipeline)));
      DELETE FROM sohoa_unit WHERE run = \(run.number) AND pipeline = \(literal(run.pipeline));
      DELETE FROM sohoa_unit WHERE pipeline = \(literal(run.pipeline)) AND status = 'duplicate'
        AND NOT EXISTS (SELECT 1 FROM sohoa_unit o WHERE o.pipeline = sohoa_unit.pipeline
          AND o.source = sohoa_unit.source AND o.sha256 = sohoa_unit.sha256
          AND o.status <> 'duplicate');
      """)
  }

  /// Takes a table out that only this run has ever filled, and gives one its keys back that it was
  /// filling again.
  private func settle(_ table: String) throws {
    let waiting = TableLoader.deferredName(of: table)
    let keys = TableLoader.keysName(of: table)
    if try connection.isTable(waiting) {
      try connection.execute(
        "DELETE FROM \(quoted: waiting) WHERE _unit IN (SELECT unit FROM \(Self.units))")
    }
    if try isAllThereIs(in: table, [table]) {
      try connection.execute(
        """
        DROP TABLE \(quoted: table);
        DROP TABLE IF EXISTS \(quoted: waiting);
        DELETE FROM sohoa_table WHERE name = \(literal(table));
        """)
    } else if try connection.isTable(keys) {
      for sql in try connection.texts("SELECT sql FROM \(quoted: keys)") {
        try connection.execute(sql)
      }
      try connection.execute(
        """
        DROP TABLE \(quoted: keys);
        DROP TABLE IF EXISTS \(quoted: waiting);
        UPDATE sohoa_table SET state = 'ready' WHERE name = \(literal(table));
        """)
    }
  }
}

extension Connection {
  /// The texts in the first column of a query's rows.
  func texts(_ sql: String) throws -> [String] {
    let statement = try prepare(sql)
    var texts: [String] = []
    while try statement.step() { texts.append(statement.string(at: 0) ?? "") }
    return texts
  }

  /// Whether there is a table of this name.
  func isTable(_ name: String) throws -> Bool {
    try integer(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = \(literal(name))") == 1
  }
}
