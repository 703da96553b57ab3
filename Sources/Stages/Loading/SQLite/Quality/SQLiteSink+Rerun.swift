public import Columnar
public import Dataflow
import SQLite

extension SQLiteSink {
  /// The committed chunks of a unit in order.
  public func chunks(ofUnit unit: Int64, stage: String?) throws -> [ChunkSpan] {
    try reading {
      let statement = try connection.prepare(
        """
        SELECT chunk, max(record), max(line), max(offset), max(hash),
          lag(max(record), 1, 0) OVER (ORDER BY chunk)
        FROM sohoa_checkpoint WHERE unit = ?1 AND chunk > 0 AND (?2 IS NULL OR stage = ?2)
        GROUP BY chunk ORDER BY chunk
        """)
      try statement.bind(unit, at: 1)
      try statement.bind(stage, at: 2)
      var spans: [ChunkSpan] = []
      while try statement.step() {
        let (first, last) = (statement.int64(at: 5) + 1, statement.int64(at: 1))
        guard first <= last else { continue }
        spans.append(
          ChunkSpan(
            chunk: statement.int64(at: 0), records: first...last,
            end: Position(
              offset: statement.int64(at: 3), record: last, line: statement.int64(at: 2)),
            hash: statement.string(at: 4) ?? ""))
      }
      return spans
    }
  }

  /// The rejects of some records of a unit, whatever became of them.
  public func rejects(
    ofUnit unit: Int64, records: ClosedRange<Int64>
  ) throws -> [RejectEntry] {
    try rejectEntries(
      "r.unit = \(unit) AND r.record BETWEEN \(records.lowerBound) AND \(records.upperBound)"
        + " ORDER BY r.reject"
    ) { _ in }
  }

  /// The chunks of a unit that a run has put in the place of others.
  public func chunksRerun(byRun run: Int64, ofUnit unit: Int64) throws -> Set<Int64> {
    try reading {
      let statement = try connection.prepare(
        "SELECT DISTINCT revises FROM sohoa_checkpoint WHERE unit = ?1 AND run = ?2 AND revises > 0"
      )
      try statement.bind(unit, at: 1)
      try statement.bind(run, at: 2)
      var chunks: Set<Int64> = []
      while try statement.step() { chunks.insert(statement.int64(at: 0)) }
      return chunks
    }
  }

  /// Makes sure that nothing later changed rows of chunks.
  public func checkRerun(
    of spans: [ChunkSpan], ofUnit unit: Int64, tables: [String]
  ) throws {
    try reading {
      let pruned = try connection.integer(
        """
        SELECT max(c.run) FROM sohoa_checkpoint c JOIN sohoa_run r ON r.run = c.run
        WHERE c.unit = \(unit) AND c.updated > 0 AND r.pruned <> ''
        """)
      if let pruned {
        throw Diagnostic(
          "SH6603", "nothing is kept any more of what run \(pruned) changed: it was pruned",
          status: .input,
          remedy: "restore a backup from before the run, or correct the rows by a later delivery")
      }
      for table in tables where try connection.isTable(table) {
        for span in spans {
          try ChunkClaim(
            connection: connection, table: table, unit: unit, chunk: span.chunk,
            records: span.records
          ).checkNobodyElse()
        }
      }
    }
  }

  /// Takes back what a chunk wrote and loads what was read again in its place.
  public func rerun(_ chunks: inout [Chunk], at page: RerunPage) throws {
    try committing(&chunks, "rerun a chunk in") { chunks, session in
      session.rowCounter.forget()
      let number = try nextRevision(ofUnit: page.unit)
      let entries = try rejects(ofUnit: page.unit, records: page.span.records)
      var parts: [Int: RerunPart] = [:]
      // What refers to other rows goes before them and comes after them.
      for table in session.tableOrder.reversed() {
        guard let index = page.tables.firstIndex(of: table) else { continue }
        let stage = session.loaders[table].table.name
        var part = RerunPart(
          sink: self, session: session, loader: session.loaders[table], page: page, number: number,
          isNested: page.tables[index] != page.tables[0],
          entries: entries.filter { $0.stage == stage })
        try part.takeBack()
        parts[index] = part
      }
      for table in session.tableOrder {
        guard let index = page.tables.firstIndex(of: table) else { continue }
        try parts[index]?.load(&chunks[index])
      }
      guard page.completesUnit else { return }
      try LedgerJournal(connection, run: session.run.number, unit: page.unit, chunk: number).keep(
        "sohoa_unit", isDeleted: false, where: "unit = \(page.unit)")
      try connection.execute(
        """
        UPDATE sohoa_unit SET definition = \(literal(session.draft.definition))
        WHERE unit = \(page.unit)
        """)
    }
  }
}
