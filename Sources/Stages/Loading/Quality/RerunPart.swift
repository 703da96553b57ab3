import Columnar
import Dataflow

/// One table's part of a chunk that is read again, inside the caller's transaction.
struct RerunPart {
  let sink: any RevisingSink
  let rules: RuleBook
  let loader: any ChunkLoader
  let page: RerunPage
  /// The rerun.
  let run: Int64
  /// The number of the checkpoint that revises the chunk's.
  let number: Int64
  let isNested: Bool
  /// The rejects of the chunk's records.
  let entries: [RejectEntry]
  /// How the chunk's records are counted so far.
  private var old = Counts()
  /// The rows that come out as they lie in the table, and stay there.
  private var kept = KeptRows()
  /// How many rows of each record are taken out.
  private var gone: [Int64: Int] = [:]
  /// How many rows differ, or `nil` where only comparing the table's states tells.
  private(set) var differences: DifferenceCounts?

  private var database: any LedgerDatabase { sink.database }
  var stage: String { loader.table.name }
  private var journal: LedgerJournal {
    LedgerJournal(database: database, run: run, unit: page.unit, chunk: number)
  }

  init(
    sink: any RevisingSink, rules: RuleBook, loader: any ChunkLoader, page: RerunPage, run: Int64,
    number: Int64, isNested: Bool, entries: [RejectEntry]
  ) {
    self.sink = sink
    self.rules = rules
    self.loader = loader
    self.page = page
    self.run = run
    self.number = number
    self.isNested = isNested
    self.entries = entries
  }

  /// The checkpoints of the chunk: its own and those that revised it.
  private var own: String {
    "unit = \(page.unit) AND stage = \(literal(stage))"
      + " AND (chunk = \(page.span.chunk) OR revises = \(page.span.chunk))"
  }

  private var removal: ChunkRemoval {
    ChunkRemoval(
      run: run,
      claim: ChunkClaim(
        database: database, table: stage, unit: page.unit, chunk: page.span.chunk,
        records: page.span.records), number: number)
  }

  /// Takes back what the chunk's records did to the table, and their findings and scans; rows that come
  /// out again as they are stay where they lie.
  mutating func takeBack(before chunk: Chunk) throws {
    let settled = Set(try entriesByRow(of: chunk).keys)
    var (kept, gone) = (KeptRows(), [Int64: Int]())
    try count(
      try removal.perform { rows in
        kept = try KeptRows(of: chunk, among: rows, without: settled, loader)
        let staying = Set(kept.existing.values)
        for (number, record) in rows where !staying.contains(number) {
          gone[record, default: 0] += 1
        }
        return staying
      })
    (self.kept, self.gone) = (kept, gone)
    for table in ["finding", "page"] {
      let lines = """
        unit = \(page.unit) AND stage = \(literal(stage))
          AND record BETWEEN \(page.span.records.lowerBound) AND \(page.span.records.upperBound)
        """
      try journal.keep("sohoa_" + table, isDeleted: true, where: lines)
      try database.perform("DELETE FROM \(database.ledger(table)) WHERE \(lines)")
    }
    if database.reusesNumbers { try moveRanges() }
  }

  /// Counts the records as they stand before they are read again.
  private mutating func count(_ taken: (rows: Int, updates: Int)) throws {
    let sums = """
      SELECT coalesce(sum(read), 0), coalesce(sum(filtered), 0)
      FROM \(database.ledger("checkpoint")) WHERE \(own)
      """
    var filtered = 0
    try database.each(sums) { row in
      old.read = Int(row.int64(at: 0))
      filtered = Int(row.int64(at: 1))
    }
    old.loaded = taken.rows
    old.updated = taken.updates
    old.rejected = entries.count { $0.outcome == RecordFate.rejected.rawValue }
    old.duplicate = entries.count { $0.outcome == RecordFate.duplicate.rawValue }
    // Only rows that are there already, or are left out, leave no trace of their own.
    let rest = old.read - old.loaded - old.updated - old.rejected - old.duplicate
    old.filtered = loader.table.mode == .upsert ? min(max(0, filtered), rest) : rest
    old.unchanged = rest - old.filtered
    guard rest >= 0 else { throw imbalance(old) }
  }

  private func imbalance(_ counts: Counts) -> Diagnostic {
    Diagnostic(
      "SH6301",
      "chunk \(page.span.chunk) of unit \(page.unit) does not add up for \(stage): \(counts)",
      status: .internal)
  }

  /// Lets checkpoints say which rows they added that are still there: rows that come may get the
  /// numbers of those that went.
  private func moveRanges() throws {
    loader.lastRow =
      try database.number(of: "SELECT max(\(database.rowNumber)) FROM \(identifier(stage))") ?? 0
    let checkpoint = database.ledger("checkpoint")
    if kept.existing.isEmpty {
      let gone = "\(own) AND first_row > 0"
      try journal.keep("sohoa_checkpoint", isDeleted: false, where: gone)
      try database.perform("UPDATE \(checkpoint) SET first_row = 0, last_row = 0 WHERE \(gone)")
    }
    let behind = """
      stage = \(literal(stage)) AND first_row > 0 AND last_row > \(loader.lastRow)
      """
    try journal.keep("sohoa_checkpoint", isDeleted: false, where: behind)
    try database.perform(
      """
      UPDATE \(checkpoint) SET last_row = CASE WHEN first_row > \(loader.lastRow) THEN first_row - 1
        ELSE \(loader.lastRow) END
      WHERE \(behind)
      """)
  }

  /// Loads the records as they were read again.
  mutating func load(_ chunk: inout Chunk) throws {
    let entries = try entriesByRow(of: chunk)
    let liveCount = chunk.count(.live)
    for (row, entry) in entries where entry.status == RejectStatus.discarded.rawValue {
      // What QA gave up stays given up.
      chunk.states[row] =
        entry.outcome == RecordFate.duplicate.rawValue ? .duplicate : .rejected
    }
    let outcome = try loader.load(
      &chunk, from: .init(run: run, unit: page.unit, chunk: number),
      keeping: kept.existing.keys.sorted(), expectingNew: !gone.isEmpty)
    // Rows that refer to nothing any more.
    let orphans = kept.existing.filter { chunk.states[Int($0.key)] != .live }
    try removal.remove(orphans.map(\.value))
    for row in orphans.keys { gone[chunk.origins[Int(row)].record, default: 0] += 1 }
    // Which of a record's rows is which cannot be told by their order where some of them are refused.
    let isOrdered = !isNested || entries.isEmpty && chunk.count(.live) == liveCount
    if isOrdered { differences = differences(of: chunk, outcome) }
    let counts = try outcome.counts(of: chunk, unit: page.unit)
    try keepFindings(of: chunk, entries, outcome.fates(of: chunk))
    try sink.keepPages(of: chunk, stage: stage, unit: page.unit)
    let delta = counts - old
    guard delta.isBalanced else { throw imbalance(delta) }
    var checkpoint = CheckpointDraft(
      unit: page.unit, chunk: number, position: page.span.end, hash: page.span.hash, tables: [])
    checkpoint.spool = page.spool
    try sink.addRevision(
      checkpoint, of: page.span.chunk, stage: stage, counts: delta, outcome)
  }

  /// Holds the rows that came against those that went; a row that is neither lies where it lay.
  ///
  /// - Returns: `nil` where rows were changed in their places, or the same row may have come and gone.
  private func differences(of chunk: Chunk, _ outcome: LoadOutcome) -> DifferenceCounts? {
    guard kept.isWhole, old.updated == 0, outcome.updated == 0, outcome.unchanged == 0,
      outcome.deferred == 0
    else { return nil }
    var counts = DifferenceCounts()
    var gone = gone
    for row in chunk.indices(of: .live) where kept.existing[row] == nil {
      let record = chunk.origins[Int(row)].record
      let count = gone[record] ?? 0
      counts.add(count > 0 ? .changed : .added)
      gone[record] = count > 1 ? count - 1 : nil
    }
    counts.removed = gone.values.reduce(0, +)
    return counts
  }

  /// The rejects of the chunk's rows.
  private func entriesByRow(of chunk: Chunk) throws -> [Int: RejectEntry] {
    guard !entries.isEmpty else { return [:] }
    var rows: [String: Int] = [:]
    for (row, origin) in chunk.origins.enumerated() {
      rows["\(origin.record) \(origin.offset)"] = row
    }
    var found: [Int: RejectEntry] = [:]
    for entry in entries {
      guard let row = rows["\(entry.record) \(entry.offset)"] else {
        throw Diagnostic(
          "SH6606",
          "record \(entry.record) of \(entry.unitName), which is reject \(entry.number), is not read"
            + " any more", status: .input,
          remedy: "take the load back with: sohoa undo \(entry.run), then run the pipeline again")
      }
      found[row] = entry
    }
    return found
  }

  private func keepFindings(
    of chunk: Chunk, _ entries: [Int: RejectEntry], _ fates: [RecordFate]
  ) throws {
    let known = Set(entries.values.map { "\($0.record) \($0.offset)" })
    let (findings, rejects) = chunk.ledgerLines(by: rules)
    try sink.keep(
      findings, rejects.filter { !known.contains("\($0.record) \($0.offset)") }, stage: stage,
      unit: page.unit, chunk: number)
    for (row, entry) in entries.sorted(by: { $0.key < $1.key })
    where entry.status != RejectStatus.discarded.rawValue {
      try sink.settle(entry, as: fates[row], row: row, of: chunk, in: self)
    }
  }
}

extension Counts {
  /// What these counts have more than others.
  static func - (left: Counts, right: Counts) -> Counts {
    var counts = Counts()
    counts.read = left.read - right.read
    counts.loaded = left.loaded - right.loaded
    counts.updated = left.updated - right.updated
    counts.unchanged = left.unchanged - right.unchanged
    counts.filtered = left.filtered - right.filtered
    counts.duplicate = left.duplicate - right.duplicate
    counts.rejected = left.rejected - right.rejected
    counts.deferred = left.deferred - right.deferred
    return counts
  }
}
