import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Takes a run back inside the caller's transaction: what it added goes, what it changed or took out
  /// comes back from what was kept of it.
  struct UndoWork {
    let connection: Connection
    let run: RunEntry
    /// The units that the run wrote to, as SQL.
    let units: String

    init(_ connection: Connection, _ run: RunEntry) throws {
      self.connection = connection
      self.run = run
      let result = try connection.query(
        """
        SELECT unit FROM sohoa.checkpoint WHERE run = $1
        UNION SELECT unit FROM sohoa.unit WHERE run = $1 AND pipeline = $2 AND $3 = 'load'
        UNION SELECT r.unit FROM sohoa.correction c JOIN sohoa.reject r ON r.reject = c.reject
          WHERE c.run = $1
        ORDER BY 1
        """, .integer(run.number), .text(run.pipeline), .text(run.kind.rawValue))
      let numbers = result.rows.map { String($0.int64(at: 0)) }.joined(separator: ",")
      units = "unnest('{\(numbers)}'::bigint[])"
    }

    /// The run's lines of a table of the ledger, found by their unit.
    func lines(of table: String, _ alias: String) -> String {
      "\(units) u (unit) JOIN sohoa.\(table) \(alias) ON \(alias).unit = u.unit"
        + " WHERE \(alias).run = \(run.number)"
    }

    /// The loaded tables that the run wrote to.
    func stages() throws -> [String] {
      try connection.query(
        """
        SELECT name FROM (SELECT stage AS name FROM sohoa.checkpoint WHERE run = \(run.number)
          UNION SELECT g."table" FROM \(lines(of: "change", "g"))
            AND NOT starts_with(g."table", 'sohoa_')) s
        WHERE to_regclass(quote_ident(name)) IS NOT NULL ORDER BY name COLLATE "C"
        """
      ).rows.compactMap { $0.string(at: 0) }
    }

    /// What it comes to.
    func forecast() throws -> UndoReport {
      var report = UndoReport(run: run)
      for stage in try stages() {
        var table = UndoReport.Table(name: stage)
        table.removed = try count("\(quoted: stage) WHERE \(added(to: stage))")
        table.restored = try count(
          """
          (SELECT DISTINCT g."row" FROM \(lines(of: "change", "g"))
            AND g."table" = \(literal(stage)) AND g.deleted <> 1 AND NOT EXISTS (
              SELECT 1 FROM sohoa.checkpoint c WHERE c.run = \(run.number) AND c.stage = g."table"
                AND g."row" BETWEEN c.first_row AND c.last_row AND c.first_row > 0)) s
          """)
        table.returned = try count(
          "\(lines(of: "change", "g")) AND g.\"table\" = \(literal(stage)) AND g.deleted = 1")
        report.tables.append(table)
      }
      if run.kind == .load { report.units = try count("\(units) u") }
      report.rejects = try count("sohoa.reject WHERE run = \(run.number)")
      report.reopened = try count(
        """
        (SELECT DISTINCT g."row" FROM \(lines(of: "change", "g"))
          AND g."table" = 'sohoa_reject') s
        """)
      report.corrections = try count("sohoa.correction WHERE run = \(run.number)")
      return report
    }

    private func count(_ what: String) throws -> Int {
      Int(try connection.integer("SELECT count(*) FROM \(what)") ?? 0)
    }

    /// That a row of a table was added by the run, as SQL: one scan deals the rows out to the ranges of
    /// its checkpoints.
    private func added(to table: String) throws -> String {
      let result = try connection.query(
        """
        SELECT first_row, last_row FROM sohoa.checkpoint
        WHERE run = $1 AND stage = $2 AND first_row > 0 ORDER BY first_row
        """, .integer(run.number), .text(table))
      var limits: [Int64] = []
      for row in result.rows {
        if limits.last == row.int64(at: 0) {
          limits.removeLast()
        } else {
          limits.append(row.int64(at: 0))
        }
        limits.append(row.int64(at: 1) + 1)
      }
      guard let first = limits.first, let last = limits.last else { return "false" }
      let list = limits.map(String.init).joined(separator: ",")
      return """
        sohoa_run = \(run.number) AND sohoa_row BETWEEN \(first) AND \(last - 1)
          AND width_bucket(sohoa_row, '{\(list)}'::bigint[]) % 2 = 1
        """
    }

    /// Takes the run back.
    func perform() throws {
      let owned = run.kind == .load ? try ownTables() : []
      for stage in try stages() where try !isAllThereIs(in: stage, owned) {
        try connection.execute("DELETE FROM \(quoted: stage) WHERE \(try added(to: stage))")
      }
      try removeLines()
      try restore()
      try connection.execute(
        """
        DELETE FROM sohoa.change WHERE change IN (
          SELECT g.change FROM \(lines(of: "change", "g")))
        """)
      if run.kind == .load {
        try removeUnits()
        for table in owned { try settle(table) }
      }
    }

    /// The tables that the run's pipeline made.
    private func ownTables() throws -> [String] {
      try connection.query(
        "SELECT name FROM sohoa.\"table\" WHERE pipeline = $1 ORDER BY name", .text(run.pipeline)
      ).rows.compactMap { $0.string(at: 0) }
    }

    /// Whether a table will be taken out as a whole, since nobody else ever wrote to it.
    private func isAllThereIs(in table: String, _ owned: [String]) throws -> Bool {
      guard owned.contains(table) else { return false }
      return try connection.integer(
        """
        SELECT NOT EXISTS (SELECT 1 FROM sohoa.checkpoint
            WHERE stage = \(literal(table)) AND run <> \(run.number))
          AND NOT EXISTS (SELECT 1 FROM \(quoted: table) WHERE sohoa_run <> \(run.number))
        """) == 1
    }

    /// Removes the run's lines of the ledger.
    private func removeLines() throws {
      let number = run.number
      try connection.execute(
        """
        DELETE FROM sohoa.reject WHERE run = \(number);
        DELETE FROM sohoa.finding WHERE run = \(number);
        DELETE FROM sohoa.page WHERE unit IN (SELECT * FROM \(units)) AND run = \(number);
        DELETE FROM sohoa.scan WHERE run = \(number)
          AND NOT EXISTS (SELECT 1 FROM sohoa.page p WHERE p.scan = sohoa.scan.scan);
        DELETE FROM sohoa."check" WHERE run = \(number);
        DELETE FROM sohoa.checkpoint WHERE run = \(number);
        DELETE FROM sohoa.correction WHERE run = \(number);
        UPDATE sohoa.export SET applied = '', applier = '', file = '', run = 0
        WHERE run = \(number);
        """)
    }

    /// Removes the units that are the run's, and copies of content that is loaded no more.
    private func removeUnits() throws {
      let own = "run = \(run.number) AND pipeline = \(literal(run.pipeline))"
      try connection.execute(
        """
        DELETE FROM sohoa.finding WHERE unit IN (SELECT unit FROM sohoa.unit WHERE \(own));
        DELETE FROM sohoa.unit WHERE \(own);
        DELETE FROM sohoa.unit d WHERE pipeline = \(literal(run.pipeline)) AND status = 'duplicate'
          AND NOT EXISTS (SELECT 1 FROM sohoa.unit o WHERE o.pipeline = d.pipeline
            AND o.source = d.source AND o.sha256 = d.sha256 AND o.status <> 'duplicate');
        """)
    }

    /// Takes a table out that only this run has ever filled.
    private func settle(_ table: String) throws {
      guard
        try connection.integer("SELECT to_regclass($1) IS NOT NULL", .text("\(quoted: table)")) == 1
      else { return }
      let waiting = TableLoader.deferredTable(of: table)
      if try connection.integer("SELECT to_regclass($1) IS NOT NULL", .text(waiting)) == 1 {
        try connection.execute("DELETE FROM \(waiting) WHERE _unit IN (SELECT * FROM \(units))")
      }
      guard try isAllThereIs(in: table, [table]) else { return }
      try connection.execute(
        """
        DROP TABLE \(quoted: table); DROP TABLE IF EXISTS \(waiting);
        DELETE FROM sohoa."table" WHERE name = \(literal(table));
        """)
    }
  }
}
