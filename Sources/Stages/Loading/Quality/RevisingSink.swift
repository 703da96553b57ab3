import Columnar
import Dataflow

/// A sink that puts what is read again in the place of what runs did: what a database does in its own
/// way under ``RerunPart``.
protocol RevisingSink: AnyObject {
  /// The database of the open transaction.
  var database: any LedgerDatabase { get }

  /// The rejects of some records of a unit, whatever became of them.
  func rejects(ofUnit unit: Int64, records: ClosedRange<Int64>) throws -> [RejectEntry]
  /// The number of the next checkpoint of a unit that is not of its reading.
  func nextRevision(ofUnit unit: Int64) throws -> Int64
  /// Keeps findings, and refused records whole.
  func keep(
    _ findings: [FindingLine], _ rejects: [RejectLine], stage: String, unit: Int64, chunk: Int64
  ) throws
  /// Keeps which scan each record of a chunk has.
  func keepPages(of chunk: Chunk, stage: String, unit: Int64) throws
  /// Brings a reject up to date; its findings and scans are already.
  func settle(
    _ entry: RejectEntry, as fate: RecordFate, row: Int, of chunk: Chunk, in part: RerunPart
  ) throws
  /// Adds a checkpoint that revises another.
  func addRevision(
    _ checkpoint: CheckpointDraft, of chunk: Int64, stage: String, counts: Counts,
    _ outcome: LoadOutcome
  ) throws
}

extension RevisingSink {
  /// The committed chunks of a unit in order.
  func spans(ofUnit unit: Int64, stage: String?) throws -> [ChunkSpan] {
    var spans: [ChunkSpan] = []
    let ofStage = stage.map { " AND stage = \(literal($0))" } ?? ""
    try database.each(
      """
      SELECT chunk, max(record), max(line), max("offset"), max(hash)
      FROM \(database.ledger("checkpoint")) WHERE unit = \(unit) AND chunk > 0\(ofStage)
      GROUP BY chunk ORDER BY chunk
      """
    ) { row in
      let (first, last) = ((spans.last?.records.upperBound ?? 0) + 1, row.int64(at: 1))
      guard first <= last else { return }
      spans.append(
        ChunkSpan(
          chunk: row.int64(at: 0), records: first...last,
          end: Position(offset: row.int64(at: 3), record: last, line: row.int64(at: 2)),
          hash: row.string(at: 4) ?? ""))
    }
    return spans
  }

  /// The chunks of a unit that a run has put in the place of others.
  func revisions(byRun run: Int64, ofUnit unit: Int64) throws -> Set<Int64> {
    Set(
      try database.numbers(
        of: """
          SELECT DISTINCT revises FROM \(database.ledger("checkpoint"))
          WHERE unit = \(unit) AND run = \(run) AND revises > 0
          """))
  }

  /// Makes sure that nothing later changed rows of chunks.
  ///
  /// - Returns: whether rows that are not read again refer to them.
  func checkNobodyElse(
    _ spans: [ChunkSpan], ofUnit unit: Int64, tables: [String]
  ) throws -> Bool {
    if let pruned = try prunedRun(ofUnit: unit) {
      throw Diagnostic(
        "SH6603", "nothing is kept any more of what run \(pruned) changed: it was pruned",
        status: .input,
        remedy: "restore a backup from before the run, or correct the rows by a later delivery")
    }
    let tables = try tables.filter { try database.isTable($0) }
    for table in tables {
      for span in spans {
        try ChunkClaim(
          database: database, table: table, unit: unit, chunk: span.chunk, records: span.records
        ).checkNobodyElse()
      }
    }
    let hindrance = RerunHindrance(database: database)
    return try tables.contains { try hindrance.refersToRows(of: spans, ofUnit: unit, in: $0) }
  }

  /// A pruned run whose updates would have to be known: the unit's own, and those of later runs where
  /// rows of the unit lie among those of other chunks, so that their numbers do not tell whose they were.
  private func prunedRun(ofUnit unit: Int64) throws -> Int64? {
    let checkpoint = database.ledger("checkpoint")
    return try database.number(
      of: """
        SELECT max(c.run) FROM \(database.ledger("run")) r
          JOIN \(checkpoint) c ON c.run = r.run
        WHERE r.pruned <> '' AND c.updated > 0 AND (c.unit = \(unit) OR EXISTS (
          SELECT 1 FROM \(checkpoint) o WHERE o.unit = \(unit) AND o.stage = c.stage AND o.chunk <= 0
            AND o.revises = 0 AND o.run <= c.run AND o.first_row > 0))
        """)
  }

  /// Takes back what a chunk wrote and loads what was read again in its place.
  ///
  /// - Returns: how many rows of each table differ, or `nil` where only comparing its states tells.
  func replace(
    _ chunks: inout [Chunk], at page: RerunPage, by run: RunEntry, _ draft: RunDraft,
    _ loaders: [any ChunkLoader], in order: [Int]
  ) throws -> [String: DifferenceCounts]? {
    let number = try nextRevision(ofUnit: page.unit)
    let entries = try rejects(ofUnit: page.unit, records: page.span.records)
    var parts: [Int: RerunPart] = [:]
    // What refers to other rows goes before them and comes after them.
    for table in order.reversed() {
      guard let index = page.tables.firstIndex(of: table) else { continue }
      let stage = loaders[table].table.name
      var part = RerunPart(
        sink: self, rules: draft.rules, loader: loaders[table], page: page, run: run.number,
        number: number, isNested: page.tables[index] != page.tables[0],
        entries: entries.filter { $0.stage == stage })
      try part.takeBack(before: chunks[index])
      parts[index] = part
    }
    for table in order {
      guard let index = page.tables.firstIndex(of: table) else { continue }
      try parts[index]?.load(&chunks[index])
    }
    if page.completesUnit { try noteDefinition(of: page.unit, by: run, draft, number) }
    var counts: [String: DifferenceCounts] = [:]
    for part in parts.values {
      guard let differences = part.differences else { return nil }
      counts[part.stage] = differences
    }
    return counts
  }

  /// Notes that all of a unit follows the run's definition now.
  private func noteDefinition(
    of unit: Int64, by run: RunEntry, _ draft: RunDraft, _ number: Int64
  ) throws {
    try LedgerJournal(database: database, run: run.number, unit: unit, chunk: number).keep(
      "sohoa_unit", isDeleted: false, where: "unit = \(unit)")
    try database.perform(
      """
      UPDATE \(database.ledger("unit")) SET definition = \(literal(draft.definition))
      WHERE unit = \(unit)
      """)
  }
}
