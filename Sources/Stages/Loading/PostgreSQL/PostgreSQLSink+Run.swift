public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Takes the lease, and begins a run or takes up the one that did not end.
  public func begin(_ draft: RunDraft) throws -> RunEntry {
    try transaction("begin a run in", isUnderLease: false, undo: { session = nil }) { isRepeated in
      try connection.execute("SET LOCAL lock_timeout = '10s'; \(Self.turnstile)")
      try prepareLedger()
      let begun = try isRepeated ? runBegun(draft) : nil
      let token = try takeLease(draft)
      try addDefinition(draft)
      let newest = try runs(of: draft.pipeline).first {
        $0.kind == draft.kind && $0.scope == draft.scope
      }
      if begun == nil { try checkNothingHappened(since: draft.lastRun, newest) }
      let unfinished = newest.flatMap { $0.status.isOver ? nil : $0 }
      let run =
        if let unfinished, unfinished.number == begun {
          unfinished
        } else if let unfinished {
          try takeUp(unfinished, draft)
        } else {
          try addRun(draft)
        }
      _ = try connection.query(
        "UPDATE sohoa.lease SET run = $1 WHERE token = $2 AND pipeline = $3",
        .integer(run.number), .integer(token), .text(draft.pipeline))
      if draft.kind == .load {
        try forgetUnread(draft)
        try addUnits(draft, run: run.number)
        try takeUpUnits(draft, run: run.number)
      } else {
        try checkTables(of: draft)
      }
      try checkNobodyFills(draft)
      let loaders = try prepareTables(
        draft, isNewRun: unfinished == nil && draft.kind == .load)
      if begun == nil {
        note(
          draft.kind == .load ? "run" : draft.kind.rawValue, run: run.number,
          holder: draft.maker ?? draft.holder, detail: "attempt \(run.attempts)")
      }
      session = Session(
        run: run, token: token, draft: draft, loaders: loaders,
        tableOrder: draft.tables.loadOrder)
      return run
    }
  }

  /// Lets one at a time begin a run or note units, since both number what they add.
  static let turnstile = "SELECT pg_advisory_xact_lock(21320, 0)"

  /// Ends the run and gives the lease back.
  public func end(_ status: RunStatus) throws {
    guard let session else { return }
    try transaction("end the run in") { _ in
      later(
        "UPDATE sohoa.run SET status = $1, finished = $2 WHERE run = $3",
        [
          .text(status.rawValue), .text(surroundings.timestamp()), .integer(session.run.number),
        ])
      later(
        "UPDATE sohoa.lease SET expires = 0, holder = '' WHERE pipeline = $1 AND token = $2",
        [.text(session.draft.pipeline), .integer(session.token)])
    }
    self.session = nil
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

  /// The run that an attempt whose answer was lost has begun, or `nil` where it has not.
  private func runBegun(_ draft: RunDraft) throws -> Int64? {
    try connection.query(
      """
      SELECT l.run FROM sohoa.lease l JOIN sohoa.run r ON r.run = l.run
      WHERE l.pipeline = $1 AND l.holder = $2 AND r.status = 'running' AND r.kind = $3
        AND r.scope = $4 AND (r.run, r.attempts) IS DISTINCT FROM ($5::bigint, $6::bigint)
      """, .text(draft.pipeline), .text(draft.holder), .text(draft.kind.rawValue),
      .text(draft.scope), .integer(draft.lastRun?.number),
      .integer(draft.lastRun.map { Int64($0.attempts) })
    ).first?.int64(at: 0)
  }

  /// Takes the lease unless another living process holds it; the token grows with every taking.
  func takeLease(_ draft: RunDraft) throws -> Int64 {
    let now = surroundings.now()
    let current = try leaseRow(of: draft.pipeline)
    var token: Int64 = 1
    if let row = current {
      let holder = row.string(at: 1) ?? ""
      let isHeld = !holder.isEmpty && holder != draft.holder && row.int64(at: 2) > now
      if isHeld && !surroundings.isGone(holder) {
        throw busy(draft.pipeline, "process \(holder)")
      }
      token = row.int64(at: 0) + 1
    }
    _ = try connection.query(
      """
      INSERT INTO sohoa.lease (pipeline, token, run, holder, expires) VALUES ($1, $2, 0, $3, $4)
      ON CONFLICT (pipeline) DO UPDATE
      SET token = excluded.token, holder = excluded.holder, expires = excluded.expires
      """, .text(draft.pipeline), .integer(token), .text(draft.holder),
      .integer(now + draft.leaseMilliseconds))
    return token
  }

  /// The lease as it is once nobody is in the middle of a transaction under it.
  private func leaseRow(of pipeline: String) throws -> QueryResult.Row? {
    do {
      return try connection.query(
        "SELECT token, holder, expires FROM sohoa.lease WHERE pipeline = $1 FOR UPDATE",
        .text(pipeline)
      ).first
    } catch {
      if error.isLocked { throw busy(pipeline, "a process in the middle of a commit") }
      throw error
    }
  }

  private func busy(_ pipeline: String, _ holder: String) -> Diagnostic {
    Diagnostic(
      "SH6101", "another run of pipeline \(pipeline) is at work (\(holder))", status: .busy,
      remedy: "wait for it to end; see how far it is with: sohoa status --database \(name)")
  }

  /// Makes sure that no table is being filled by another pipeline at work, whose filters know
  /// nothing of our rows.
  private func checkNobodyFills(_ draft: RunDraft) throws {
    for table in draft.tables {
      let others = try connection.query(
        """
        SELECT l.pipeline, l.holder FROM sohoa."table" t JOIN sohoa.lease l USING (pipeline)
        WHERE t.name = $1 AND t.state = 'filling' AND l.pipeline <> $2 AND l.holder <> ''
          AND l.expires > $3
        """, .text(table.name), .text(draft.pipeline), .integer(surroundings.now()))
      for row in others.rows where !surroundings.isGone(row.string(at: 1) ?? "") {
        throw Diagnostic(
          "SH6104",
          "the pipeline \(row.string(at: 0) ?? "") is filling the table \(table.name)",
          status: .busy,
          remedy: "wait for its run to end; see it with: sohoa runs --database \(name)")
      }
    }
  }

  private func addDefinition(_ draft: RunDraft) throws {
    _ = try connection.query(
      """
      INSERT INTO sohoa.definition (hash, pipeline, text, added) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING
      """, .text(draft.definition), .text(draft.pipeline), .text(draft.definitionText),
      .text(surroundings.timestamp()))
  }

  func addRun(_ draft: RunDraft) throws -> RunEntry {
    let started = surroundings.timestamp()
    // Not from a sequence, so that a run that could not begin leaves no gap.
    let number = try connection.integer(
      """
      INSERT INTO sohoa.run (run, pipeline, definition, status, started, attempts, kind, scope)
      SELECT coalesce(max(run), 0) + 1, $1, $2, 'running', $3, 1, $4, $5 FROM sohoa.run RETURNING run
      """, .text(draft.pipeline), .text(draft.definition), .text(started),
      .text(draft.kind.rawValue), .text(draft.scope))
    var run = RunEntry(
      number: number ?? 0, pipeline: draft.pipeline, definition: draft.definition,
      status: .running, started: started, finished: "", attempts: 1)
    (run.kind, run.scope) = (draft.kind, draft.scope)
    return run
  }

  private func takeUp(_ unfinished: RunEntry, _ draft: RunDraft) throws -> RunEntry {
    var run = unfinished
    run.status = .running
    run.attempts += 1
    run.definition = draft.definition
    _ = try connection.query(
      """
      UPDATE sohoa.run SET status = 'running', finished = '', attempts = $1, definition = $2
      WHERE run = $3
      """, .integer(run.attempts), .text(draft.definition), .integer(run.number))
    return run
  }

  /// Forgets units that a killed run noted, of which nothing was committed, and that are not there
  /// with this content any more.
  private func forgetUnread(_ draft: RunDraft) throws {
    _ = try connection.query(
      """
      DELETE FROM sohoa.unit WHERE pipeline = $1 AND status = 'loading'
        AND unit NOT IN (SELECT unit FROM sohoa.checkpoint) AND unit <> ALL ($2::bigint[])
      """, .text(draft.pipeline), .integers(draft.retriedUnits))
  }

  private func addUnits(_ draft: RunDraft, run: Int64) throws {
    guard !draft.newUnits.isEmpty else { return }
    try add(
      draft.newUnits.map { unit in
        [
          .text(draft.pipeline), .text(unit.source), .text(unit.path), .text(unit.member),
          .text("loading"), .text(""), .integer(run), .text(draft.definition),
        ] + content(of: unit)
      })
  }

  /// Adds units behind those that are there.
  func add(_ units: [[Value]]) throws {
    let last = try connection.integer("SELECT max(unit) FROM sohoa.unit") ?? 0
    try connection.copy(
      units.enumerated().map { [.integer(last + Int64($0) + 1)] + $1 },
      into: """
        COPY sohoa.unit (unit, pipeline, source, path, member, status, reason, run, definition,
          sha256, size, crc32, file_size, file_modified, file_changed, file_inode)
        FROM STDIN (FORMAT binary)
        """)
  }

  /// Gives units that nothing is loaded of to this run and its definition, and those that are partly
  /// loaded to this run.
  private func takeUpUnits(_ draft: RunDraft, run: Int64) throws {
    _ = try connection.query(
      Self.keepingLines(
        of: "sohoa_unit", run: run, unit: "t.unit",
        where: "t.unit = ANY ($1::bigint[]) AND t.run <> \(run)"), .integers(draft.retriedUnits))
    _ = try connection.query(
      """
      UPDATE sohoa.unit SET status = 'loading', reason = '', run = $2, definition = $3
      WHERE unit = ANY ($1::bigint[])
      """, .integers(draft.retriedUnits), .integer(run), .text(draft.definition))
  }

  /// Hash, size, CRC and the file's stamp.
  func content(of unit: UnitIdentity) -> [Value] {
    [.text(unit.sha256), .integer(unit.size), .integer(unit.crc32)] + stamp(of: unit)
  }

  /// The stamp of a unit's file.
  func stamp(of unit: UnitIdentity) -> [Value] {
    [
      .integer(unit.stamp.size), .integer(unit.stamp.modified), .integer(unit.stamp.changed),
      .integer(unit.stamp.inode),
    ]
  }

  /// Adds an entry to the audit.
  func note(_ verb: String, run: Int64, holder: String, detail: String) {
    later(
      "INSERT INTO sohoa.audit (at, who, verb, run, detail) VALUES ($1, $2, $3, $4, $5)",
      [
        .text(surroundings.timestamp()), .text(holder), .text(verb), .integer(run),
        .text(detail),
      ])
  }

  /// Makes sure that the tables of a run that loads nothing new are there and have their keys.
  private func checkTables(of draft: RunDraft) throws {
    for table in draft.tables {
      let state = try connection.text(
        "SELECT state FROM sohoa.\"table\" WHERE name = $1", .text(table.name))
      if state != "ready" { throw Diagnostic.tableIsNotReady(table.name, state: state) }
    }
  }

  /// Makes the tables, and checks that what they refer to is there.
  private func prepareTables(_ draft: RunDraft, isNewRun: Bool) throws -> [TableLoader] {
    let referenced = Set(draft.tables.flatMap { $0.references.map(\.table) })
    let loaders = try draft.tables.map { table in
      let loader = TableLoader(
        table, isReferenced: referenced.contains(table.name), sink: self)
      try loader.createTable(pipeline: draft.pipeline, isNewRun: isNewRun)
      _ = try connection.query(
        "UPDATE sohoa.\"table\" SET refs = $1 WHERE name = $2 AND pipeline = $3",
        .text(KeptReferences.text(of: table)), .text(table.name), .text(draft.pipeline))
      try loader.createStage()
      return loader
    }
    for loader in loaders { try loader.checkReferencedTables() }
    return loaders
  }
}
