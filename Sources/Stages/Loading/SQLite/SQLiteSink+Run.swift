import Columnar
public import Dataflow
import SQLite

extension SQLiteSink {
  /// Takes the lease, and begins a run or takes up the one that did not end.
  public func begin(_ draft: RunDraft) throws -> RunEntry {
    try transaction("begin a run in") {
      try LedgerSchema.prepare(connection)
      let token = try takeLease(draft)
      try addDefinition(draft)
      let newest = try runs(of: draft.pipeline).first {
        $0.kind == draft.kind && $0.scope == draft.scope
      }
      try checkNothingHappened(since: draft.lastRun, newest)
      let unfinished = newest.flatMap { $0.status.isOver ? nil : $0 }
      let run =
        if let unfinished { try takeUp(unfinished, draft) } else { try addRun(draft) }
      try connection.execute(
        "UPDATE sohoa_lease SET run = \(run.number) WHERE token = \(token)"
          + " AND pipeline = \(literal(draft.pipeline))")
      if draft.kind == .load {
        try forgetUnread(draft)
        try addUnits(draft, run: run.number)
        try takeUpUnits(draft, run: run.number)
      } else {
        try checkTables(of: draft)
      }
      let loaders = try prepareTables(
        draft, isNewRun: unfinished == nil && draft.kind == .load)
      try note(
        draft.kind == .load ? "run" : draft.kind.rawValue, run: run.number,
        holder: draft.maker ?? draft.holder, detail: "attempt \(run.attempts)")
      let counter = RowCounter(connection)
      try expectRows(ofRun: run.number, in: counter)
      session = Session(
        run: run, token: token, draft: draft, loaders: loaders,
        tableOrder: draft.tables.loadOrder,
        statements: try LedgerStatements(connection), rowCounter: counter)
      return run
    }
  }

  /// Ends the run and gives the lease back.
  public func end(_ status: RunStatus) throws {
    guard let session else { return }
    try transaction("end the run in") {
      try renewLease()
      let statement = try connection.prepare(
        "UPDATE sohoa_run SET status = ?1, finished = ?2 WHERE run = ?3")
      try statement.bind(status.rawValue, at: 1)
      try statement.bind(surroundings.timestamp(), at: 2)
      try statement.bind(session.run.number, at: 3)
      try statement.run()
      let lease = try connection.prepare(
        "UPDATE sohoa_lease SET expires = 0, holder = '' WHERE pipeline = ?1 AND token = ?2")
      try lease.bind(session.draft.pipeline, at: 1)
      try lease.bind(session.token, at: 2)
      try lease.run()
    }
    self.session = nil
    guard !isRehearsing else { return }
    // Folds the log into the file, so that what is left is one file that any reader opens.
    try reading { try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
  }

  /// Makes sure that no other run has begun or ended since the draft was made.
  private func checkNothingHappened(since seen: RunEntry?, _ newest: RunEntry?) throws {
    if seen?.number == newest?.number && seen?.attempts == newest?.attempts
      && seen?.status == newest?.status
    {
      return
    }
    throw LedgerMoved()
  }

  /// Takes the lease unless another living process holds it; the token grows with every taking.
  func takeLease(_ draft: RunDraft) throws -> Int64 {
    let now = surroundings.now()
    let current = try connection.prepare(
      "SELECT token, holder, expires FROM sohoa_lease WHERE pipeline = ?1")
    try current.bind(draft.pipeline, at: 1)
    var token: Int64 = 1
    if try current.step() {
      let holder = current.string(at: 1) ?? ""
      let isHeld = !holder.isEmpty && holder != draft.holder && current.int64(at: 2) > now
      if isHeld && !surroundings.isGone(holder) {
        throw Diagnostic(
          "SH6101", "another run of pipeline \(draft.pipeline) is at work (process \(holder))",
          status: .busy,
          remedy:
            "wait for it to end; see how far it is with: sohoa status --database sqlite:\(path)")
      }
      token = current.int64(at: 0) + 1
    }
    let statement = try connection.prepare(
      """
      INSERT INTO sohoa_lease (pipeline, token, run, holder, expires) VALUES (?1, ?2, 0, ?3, ?4)
      ON CONFLICT (pipeline) DO UPDATE
      SET token = excluded.token, holder = excluded.holder, expires = excluded.expires
      """)
    try statement.bind(draft.pipeline, at: 1)
    try statement.bind(token, at: 2)
    try statement.bind(draft.holder, at: 3)
    try statement.bind(now + draft.leaseMilliseconds, at: 4)
    try statement.run()
    return token
  }

  /// Proves inside a transaction that this process still holds the lease, and prolongs it.
  func renewLease() throws {
    guard let session else { throw Self.noSession }
    let statement = session.statements.renewLease
    try statement.bind(surroundings.now() + session.draft.leaseMilliseconds, at: 1)
    try statement.bind(session.draft.pipeline, at: 2)
    try statement.bind(session.token, at: 3)
    try statement.run()
    guard connection.changes == 1 else {
      throw Diagnostic(
        "SH6102", "another process has taken this run over", status: .busy,
        remedy: "nothing is lost: what this process did not commit, the other one reads again")
    }
  }

  static var noSession: Diagnostic {
    Diagnostic("SH6103", "no run has begun on this database", status: .internal)
  }

  private func addDefinition(_ draft: RunDraft) throws {
    let statement = try connection.prepare(
      "INSERT OR IGNORE INTO sohoa_definition (hash, pipeline, text, added) VALUES (?1, ?2, ?3, ?4)"
    )
    try statement.bind(draft.definition, at: 1)
    try statement.bind(draft.pipeline, at: 2)
    try statement.bind(draft.definitionText, at: 3)
    try statement.bind(surroundings.timestamp(), at: 4)
    try statement.run()
  }

  func addRun(_ draft: RunDraft) throws -> RunEntry {
    let started = surroundings.timestamp()
    let statement = try connection.prepare(
      """
      INSERT INTO sohoa_run (pipeline, definition, status, started, attempts, kind, scope)
      VALUES (?1, ?2, 'running', ?3, 1, ?4, ?5)
      """)
    try statement.bind(draft.pipeline, at: 1)
    try statement.bind(draft.definition, at: 2)
    try statement.bind(started, at: 3)
    try statement.bind(draft.kind.rawValue, at: 4)
    try statement.bind(draft.scope, at: 5)
    try statement.run()
    var run = RunEntry(
      number: connection.lastInsertRowID, pipeline: draft.pipeline, definition: draft.definition,
      status: .running, started: started, finished: "", attempts: 1)
    (run.kind, run.scope) = (draft.kind, draft.scope)
    return run
  }

  private func takeUp(_ unfinished: RunEntry, _ draft: RunDraft) throws -> RunEntry {
    var run = unfinished
    run.status = .running
    run.attempts += 1
    run.definition = draft.definition
    let statement = try connection.prepare(
      """
      UPDATE sohoa_run SET status = 'running', finished = '', attempts = ?1, definition = ?2
      WHERE run = ?3
      """)
    try statement.bind(run.attempts, at: 1)
    try statement.bind(draft.definition, at: 2)
    try statement.bind(run.number, at: 3)
    try statement.run()
    return run
  }

  /// Forgets units that a killed run noted, of which nothing was committed, and that are not there
  /// with this content any more.
  private func forgetUnread(_ draft: RunDraft) throws {
    let kept = draft.retriedUnits.map(String.init).joined(separator: ", ")
    try connection.execute(
      """
      DELETE FROM sohoa_unit WHERE pipeline = \(literal(draft.pipeline)) AND status = 'loading'
        AND unit NOT IN (SELECT unit FROM sohoa_checkpoint) AND unit NOT IN (\(kept))
      """)
  }

  private func addUnits(_ draft: RunDraft, run: Int64) throws {
    let statement = try connection.prepare(
      """
      INSERT INTO sohoa_unit (pipeline, source, path, member, sha256, size, crc32, file_size,
        file_modified, file_changed, file_inode, status, run, definition)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'loading', ?12, ?13)
      """)
    for unit in draft.newUnits {
      try statement.bind(draft.pipeline, at: 1)
      try statement.bind(unit.source, at: 2)
      try statement.bind(unit.path, at: 3)
      try statement.bind(unit.member, at: 4)
      try bindContent(of: unit, to: statement, from: 5)
      try statement.bind(run, at: 12)
      try statement.bind(draft.definition, at: 13)
      try statement.run()
    }
  }

  /// Gives units that nothing is loaded of to this run and its definition, and those that are partly
  /// loaded to this run.
  private func takeUpUnits(_ draft: RunDraft, run: Int64) throws {
    let statement = try connection.prepare(
      """
      UPDATE sohoa_unit SET status = 'loading', reason = '', run = ?2, definition = ?3
      WHERE unit = ?1
      """)
    for unit in draft.retriedUnits {
      try LedgerJournal(database: connection, run: run, unit: unit, chunk: 0).keep(
        "sohoa_unit", isDeleted: false, where: "unit = \(unit) AND run <> \(run)")
      try statement.bind(unit, at: 1)
      try statement.bind(run, at: 2)
      try statement.bind(draft.definition, at: 3)
      try statement.run()
    }
  }

  /// Binds hash, size, CRC and the file's stamp to seven parameters.
  func bindContent(of unit: UnitIdentity, to statement: Statement, from index: Int) throws {
    try statement.bind(unit.sha256, at: index)
    try statement.bind(unit.size, at: index + 1)
    try statement.bind(unit.crc32, at: index + 2)
    try bind(unit.stamp, to: statement, from: index + 3)
  }

  /// Binds the stamp of a file to four parameters.
  func bind(_ stamp: UnitIdentity.Stamp, to statement: Statement, from index: Int) throws {
    try statement.bind(stamp.size, at: index)
    try statement.bind(stamp.modified, at: index + 1)
    try statement.bind(stamp.changed, at: index + 2)
    try statement.bind(stamp.inode, at: index + 3)
  }

  /// Adds an entry to the audit.
  func note(_ verb: String, run: Int64, holder: String, detail: String) throws {
    let statement = try connection.prepare(
      "INSERT INTO sohoa_audit (at, who, verb, run, detail) VALUES (?1, ?2, ?3, ?4, ?5)")
    try statement.bind(surroundings.timestamp(), at: 1)
    try statement.bind(holder, at: 2)
    try statement.bind(verb, at: 3)
    try statement.bind(run, at: 4)
    try statement.bind(detail, at: 5)
    try statement.run()
  }

  /// Makes sure that the tables of a run that loads nothing new are there and have their keys.
  private func checkTables(of draft: RunDraft) throws {
    for table in draft.tables {
      let state = try connection.text(
        "SELECT state FROM sohoa_table WHERE name = \(literal(table.name))")
      if state == "ready" { continue }
      throw Diagnostic.tableIsNotReady(table.name, state: state)
    }
  }

  /// Makes the tables, and checks that what they refer to is there.
  func prepareTables(_ draft: RunDraft, isNewRun: Bool) throws -> [TableLoader] {
    let referenced = Set(draft.tables.flatMap { $0.references.map(\.table) })
    let loaders = try draft.tables.map { table in
      let loader = try TableLoader(
        table, isReferenced: referenced.contains(table.name), connection: connection)
      try loader.createTable(pipeline: draft.pipeline, isNewRun: isNewRun)
      try connection.execute(
        """
        UPDATE sohoa_table SET refs = \(literal(KeptReferences.text(of: table)))
        WHERE name = \(literal(table.name)) AND pipeline = \(literal(draft.pipeline))
        """)
      return loader
    }
    for loader in loaders { try loader.checkReferencedTables() }
    return loaders
  }
}
