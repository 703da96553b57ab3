internal import Linkage
internal import SQLite

/// The entities that records were of when they were linked last, looked up as they are needed.
public final class StandingEntities {
  private let store: LinkStore
  private var ids = ValueTable()
  /// By the number of an id, its entity; 0 for none.
  private var entities: [UInt32] = [0]
  private var names = ValueTable()
  private var members: [UInt32: [[UInt8]]] = [:]

  /// Looks them up in the tables of a linkage.
  public init(_ store: LinkStore) { self.store = store }

  /// The number of the entity of an id that was looked up; 0 for none.
  func entity(of id: [UInt8]) -> UInt32 { entities[Int(ids.find(id))] }

  /// Looks up some ids.
  func find(_ wanted: some Sequence<[UInt8]>) throws {
    var new: [UInt32] = []
    for id in wanted {
      let number = ids.insert(id, in: id.indices)
      if Int(number) == entities.count {
        entities.append(0)
        new.append(number)
      }
    }
    if new.isEmpty { return }
    try store.bring("cluster", "record_id", new.map { ids.text(of: $0) })
    let statement = try store.connection.prepare(
      "SELECT cluster_id FROM \(store.table("cluster")) WHERE record_id = ?1")
    var name: [UInt8] = []
    for number in new {
      try statement.bind(text: ids.text(of: number).span, at: 1)
      if try statement.step() {
        name.removeAll(keepingCapacity: true)
        statement.appendText(at: 0, to: &name)
        entities[Int(number)] = names.insert(name, in: name.indices)
      }
      statement.reset()
    }
  }

  /// Looks up which records some entities have.
  func findMembers(_ wanted: some Sequence<UInt32>) throws {
    let new = Set(wanted).filter { members[$0] == nil }.sorted()
    if new.isEmpty { return }
    try store.bring("cluster", "cluster_id", new.map { names.text(of: $0) })
    let statement = try store.connection.prepare(
      "SELECT record_id FROM \(store.table("cluster")) WHERE cluster_id = ?1 ORDER BY 1")
    for entity in new {
      var list: [[UInt8]] = []
      try statement.bind(text: names.text(of: entity).span, at: 1)
      while try statement.step() {
        var id: [UInt8] = []
        statement.appendText(at: 0, to: &id)
        list.append(id)
      }
      statement.reset()
      members[entity] = list
    }
  }

  /// The records of an entity that was looked up.
  func members(of entity: UInt32) -> [[UInt8]] { members[entity] ?? [] }
}
