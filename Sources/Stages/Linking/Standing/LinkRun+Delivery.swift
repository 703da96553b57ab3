internal import SQLite

extension LinkRun {
  /// Links the records of a delivery with those that stand, and reads no others than it needs.
  ///
  /// What comes out is what ``run(_:threads:readers:withPartitions:standing:decisions:checkpoint:note:open:)``
  /// finds with all records; there are the records of the delivery, and those that it was held against.
  ///
  /// - Parameters:
  ///   - plan: what to do, with the model that was learnt.
  ///   - book: the records that stand.
  ///   - entities: their entities.
  ///   - parts: the sources with what is new.
  ///   - threads: how many threads read and score; the outcome does not depend on it.
  ///   - readers: how many of them read; `nil` for all.
  ///   - decisions: what people decided on pairs.
  ///   - note: is told what is done next.
  /// - Returns: what came out; `nil` where all records must be read, since the book is damaged.
  /// - Throws: what the database or the system refuses.
  public static func run(
    _ plan: LinkPlan, book: StandingBook, entities: StandingEntities, parts: [DeliveryPart],
    threads: Int, readers: Int? = nil, decisions: [LinkDecision],
    note: (String) -> Void = { _ in }
  ) throws -> Outcome? {
    note("read")
    do {
      let delivery = try Delivery(plan, parts, book, threads: readers ?? threads)
      var run = DeliveryRun(
        plan, book: book, entities: entities, decisions: decisions, threads: threads,
        delivery: delivery)
      return try run.run(note: note)
    } catch {
      // What is wrong with the database itself comes again when all records are read.
      guard error is StandingBook.Damage || error is SQLiteError else { throw error }
      return nil
    }
  }
}
