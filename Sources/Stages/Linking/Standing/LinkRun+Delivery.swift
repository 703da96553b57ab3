public import SQLite

extension LinkRun {
  /// Links the records of a delivery with those that stand, and reads no others than it needs.
  ///
  /// What comes out is what ``run(_:threads:readers:standing:decisions:checkpoint:note:open:)`` finds
  /// with all records; there are the records of the delivery, and those that it was held against.
  ///
  /// - Parameters:
  ///   - plan: what to do, with the model that was learnt.
  ///   - book: the records that stand.
  ///   - entities: their entities.
  ///   - added: the positions of the sources that have no other records in `open` than new ones.
  ///   - grown: the positions of the sources that may have new records beside those that stand.
  ///   - threads: how many threads read and score; the outcome does not depend on it.
  ///   - readers: how many of them read; `nil` for all.
  ///   - decisions: what people decided on pairs.
  ///   - note: is told what is done next.
  ///   - open: opens a database in which tables have no other rows than the new ones.
  ///   - openAll: opens the database with all rows.
  /// - Returns: what came out; `nil` where all records must be read, since others than new ones have
  ///   changed or the book is damaged.
  /// - Throws: what the database or the system refuses.
  public static func run(
    _ plan: LinkPlan, book: StandingBook, entities: StandingEntities, added: [Int],
    grown: [Int] = [], threads: Int, readers: Int? = nil, decisions: [LinkDecision],
    note: (String) -> Void = { _ in }, open: @escaping @Sendable () throws -> Connection,
    openAll: @escaping @Sendable () throws -> Connection
  ) throws -> Outcome? {
    note("read")
    var plain = plan
    plain.helpers = []
    var records = try RecordReading(plain, threads: readers ?? threads, sources: added, open: open)
      .records(from: 0)
    do {
      var read = 0
      if !grown.isEmpty {
        let all = try RecordReading(
          plan, threads: readers ?? threads, sources: grown, open: openAll
        ).records(from: 0)
        for source in grown {
          let own = all.filter { Int($0.source) == source }
          guard let added = try book.added(to: source, own) else { return nil }
          records += added
          read += own.count - added.count
        }
      }
      records.sort(by: ReadRecord.precedes)
      let new = RecordReading(plan, of: records)
      var delivery = try DeliveryRun(
        plan, book: book, entities: entities, decisions: decisions, threads: threads, new: new)
      var outcome = try delivery.run(note: note)
      outcome?.readCount += read
      return outcome
    } catch {
      // What is wrong with the database itself comes again when all records are read.
      guard error is StandingBook.Damage || error is SQLiteError else { throw error }
      return nil
    }
  }
}
