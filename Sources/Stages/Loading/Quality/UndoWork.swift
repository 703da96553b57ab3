import Dataflow

/// Takes a run back inside the caller's transaction: what it added goes, what it changed or took out
/// comes back from what was kept of it.
struct UndoWork {
  let database: any LedgerDatabase
  let run: RunEntry
  /// The units that the run wrote to, a table `u` as SQL.
  let units: String

  init(_ database: any LedgerDatabase, _ run: RunEntry) throws {
    self.database = database
    self.run = run
    let number = run.number
    units = database.units(
      try database.numbers(
        of: """
          SELECT unit FROM \(database.ledger("checkpoint")) WHERE run = \(number)
          UNION SELECT unit FROM \(database.ledger("unit"))
            WHERE run = \(number) AND pipeline = \(literal(run.pipeline))
              AND \(literal(run.kind.rawValue)) = 'load'
          UNION SELECT r.unit FROM \(database.ledger("correction")) c
            JOIN \(database.ledger("reject")) r ON r.reject = c.reject WHERE c.run = \(number)
          ORDER BY 1
          """))
  }

  /// The run's lines of a table of the ledger, found by their unit.
  func lines(of table: String, _ alias: String) -> String {
    "\(units) \(database.join) \(database.ledger(table)) \(alias) ON \(alias).unit = u.unit"
      + " WHERE \(alias).run = \(run.number)"
  }

  /// The loaded tables that the run wrote to.
  func stages() throws -> [String] {
    try database.texts(
      of: """
        SELECT stage FROM \(database.ledger("checkpoint")) WHERE run = \(run.number) UNION
        SELECT g."table" FROM \(lines(of: "change", "g")) AND substr(g."table", 1, 6) <> 'sohoa_'
        """
    ).sorted().filter { try database.isTable($0) }
  }

  /// What it comes to.
  func forecast() throws -> UndoReport {
    var report = UndoReport(run: run)
    let changes = lines(of: "change", "g")
    for stage in try stages() {
      var table = UndoReport.Table(name: stage)
      table.removed = try RowRemoval(database, table: stage, run: run.number).count()
      table.restored = try database.count(
        """
        (SELECT DISTINCT g."row" FROM \(changes)
          AND g."table" = \(literal(stage)) AND g.deleted <> 1 AND NOT EXISTS (
            SELECT 1 FROM \(database.ledger("checkpoint")) c WHERE c.run = \(run.number)
              AND c.stage = g."table" AND g."row" BETWEEN c.first_row AND c.last_row
              AND c.first_row > 0)) s
        """)
      table.returned = try database.count(
        "\(changes) AND g.\"table\" = \(literal(stage)) AND g.deleted = 1")
      report.tables.append(table)
    }
    if run.kind == .load { report.units = try database.count(units) }
    report.rejects = try database.count("\(database.ledger("reject")) WHERE run = \(run.number)")
    report.reopened = try database.count(
      "(SELECT DISTINCT g.\"row\" FROM \(changes) AND g.\"table\" = 'sohoa_reject') s")
    report.corrections = try database.count(
      "\(database.ledger("correction")) WHERE run = \(run.number)")
    report.derived = try database.derivedNames()
    return report
  }

  /// Takes the run back.
  func perform() throws {
    let owned = run.kind == .load ? try ownTables() : []
    for stage in try stages() where try !isAllThereIs(in: stage, owned) {
      try RowRemoval(database, table: stage, run: run.number).perform()
    }
    try removeLines()
    let changes = lines(of: "change", "g")
    try database.restore(
      "SELECT g.change, g.\"table\", g.deleted FROM \(changes) ORDER BY g.change DESC"
    ) { table in
      Diagnostic(
        "SH6604",
        "a row of \(table) that came after run \(run.number) has the key of one that would come back",
        status: .input, remedy: "take the later runs back first, the newest one before the others")
    }
    try database.perform(
      """
      DELETE FROM \(database.ledger("change")) WHERE change IN (SELECT g.change FROM \(changes))
      """)
    guard run.kind == .load else { return }
    try removeUnits()
    for table in owned { try settle(table) }
  }

  /// The tables that the run's pipeline made.
  private func ownTables() throws -> [String] {
    try database.texts(
      of: """
        SELECT name FROM \(database.ledger("table")) WHERE pipeline = \(literal(run.pipeline))
        """
    ).sorted()
  }

  /// Whether a table will be taken out as a whole, since nobody else ever wrote to it.
  private func isAllThereIs(in table: String, _ owned: [String]) throws -> Bool {
    guard owned.contains(table), try database.isTable(table) else { return false }
    return try database.number(
      of: """
        SELECT NOT EXISTS (SELECT 1 FROM \(database.ledger("checkpoint"))
            WHERE stage = \(literal(table)) AND run <> \(run.number))
          AND NOT EXISTS (SELECT 1 FROM \(identifier(table)) WHERE sohoa_run <> \(run.number))
        """) == 1
  }

  /// Removes the run's lines of the ledger.
  private func removeLines() throws {
    let ofRun = "run = \(run.number)"
    try database.perform(
      """
      DELETE FROM \(database.ledger("reject")) WHERE \(ofRun);
      DELETE FROM \(database.ledger("finding")) WHERE \(ofRun);
      DELETE FROM \(database.ledger("page")) WHERE unit IN (SELECT u.unit FROM \(units)) AND \(ofRun);
      DELETE FROM \(database.ledger("scan")) AS s WHERE \(ofRun)
        AND NOT EXISTS (SELECT 1 FROM \(database.ledger("page")) p WHERE p.scan = s.scan);
      DELETE FROM \(database.ledger("check")) WHERE \(ofRun);
      DELETE FROM \(database.ledger("checkpoint")) WHERE \(ofRun);
      DELETE FROM \(database.ledger("correction")) WHERE \(ofRun);
      UPDATE \(database.ledger("export")) SET applied = '', applier = '', file = '', run = 0
      WHERE \(ofRun);
      """)
  }

  /// Removes the units that are the run's, and copies of content that is loaded no more.
  private func removeUnits() throws {
    let own = "run = \(run.number) AND pipeline = \(literal(run.pipeline))"
    let unit = database.ledger("unit")
    try database.perform(
      """
      DELETE FROM \(database.ledger("finding")) WHERE unit IN (SELECT unit FROM \(unit) WHERE \(own));
      DELETE FROM \(unit) WHERE \(own);
      DELETE FROM \(unit) AS d WHERE pipeline = \(literal(run.pipeline)) AND status = 'duplicate'
        AND NOT EXISTS (SELECT 1 FROM \(unit) o WHERE o.pipeline = d.pipeline
          AND o.source = d.source AND o.sha256 = d.sha256 AND o.status <> 'duplicate');
      """)
  }

  /// Takes a table out that only this run has ever filled, and gives one its keys back that it was
  /// filling again.
  private func settle(_ table: String) throws {
    let waiting = try database.waitingTable(of: table)
    if let waiting {
      try database.perform("DELETE FROM \(waiting) WHERE _unit IN (SELECT u.unit FROM \(units))")
    }
    guard try isAllThereIs(in: table, [table]) else { return try database.restoreKeys(of: table) }
    if let waiting { try database.perform("DROP TABLE \(waiting)") }
    try database.perform(
      """
      DROP TABLE \(identifier(table));
      DELETE FROM \(database.ledger("table")) WHERE name = \(literal(table));
      """)
  }
}
