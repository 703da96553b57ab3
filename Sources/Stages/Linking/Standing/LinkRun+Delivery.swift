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
  ///   - sources: the positions of the sources with new records.
  ///   - threads: how many threads read and score; the outcome does not depend on it.
  ///   - readers: how many of them read; `nil` for all.
  ///   - decisions: what people decided on pairs.
  ///   - note: is told what is done next.
  ///   - open: opens a database in which the sources have no other rows than the new ones.
  /// - Returns: what came out; `nil` where all records must be read, since one of the delivery was there
  ///   before or the book is damaged.
  public static func run(
    _ plan: LinkPlan, book: StandingBook, entities: StandingEntities, sources: [Int], threads: Int,
    readers: Int? = nil, decisions: [LinkDecision], note: (String) -> Void = { _ in },
    open: @escaping @Sendable () throws -> Connection
  ) throws -> Outcome? {
    note("read")
    var plain = plan
    plain.helpers = []
    let new = try RecordReading(
      plain, threads: readers ?? threads, sources: sources, open: open)
    do {
      var delivery = try DeliveryRun(
        plan, book: book, entities: entities, decisions: decisions, threads: threads, new: new)
      return try delivery.run(note: note)
    } catch is StandingBook.Damage { return nil }
  }
}
