import Linking
import Loading
import Planning
import SQLite

/// Links of which a delivery is all that is new.
extension LinkSession {
  /// Links what is new with what stands.
  ///
  /// - Parameters:
  ///   - link: the link, with what it has learnt.
  ///   - standing: what the last linkage left, and how far it had seen the tables.
  ///   - seen: where they stand now.
  ///   - store: the tables of the link.
  ///   - decisions: what people decided on pairs.
  /// - Returns: `nil` where all records must be read: something else has happened than that rows were
  ///   added, or records of other rows may have changed by them.
  /// - Throws: what the database or the system refuses.
  func deliver(
    _ link: LinkPlan, _ standing: (book: StandingBook, seen: LinkWatermark), _ seen: LinkWatermark?,
    _ store: LinkStore, _ decisions: [LinkDecision]
  ) throws -> LinkRun.Outcome? {
    let bench = try Self.open(plan.database, file: plan.file, writes: false)
    guard bench.mirror == nil, let seen,
      let rows = try seen.newRows(since: standing.seen, in: bench.connection)
    else { return nil }
    let sources = link.sources(of: rows)
    return try LinkRun.run(
      link, book: standing.book, entities: StandingEntities(store), added: sources.added,
      grown: sources.grown,
      threads: threads, readers: readers, decisions: decisions, note: tell,
      open: reader(of: rows),
      openAll: reader(link))
  }

  /// Opens connections in which tables have no other rows than some.
  private func reader(
    of rows: [String: ClosedRange<Int64>]
  ) -> @Sendable () throws -> Connection {
    { [url = plan.database, file = plan.file] in
      let connection = try Self.open(url, file: file, writes: false).connection
      for (table, rows) in rows {
        // A view of this name is found before the table.
        let name = LinkWatermark.quoted(table)
        try connection.execute(
          """
          CREATE TEMP VIEW \(name) AS SELECT * FROM main.\(name)
          WHERE rowid BETWEEN \(rows.lowerBound) AND \(rows.upperBound)
          """)
      }
      return connection
    }
  }
}
