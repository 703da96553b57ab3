internal import Columnar
internal import Linkage
internal import SQLite

/// Records that name other records.
extension RecordReading {
  /// Finds which records name which, takes the names away until there are clusters, and tells which
  /// records are the same by their id.
  mutating func takeRelations(of plan: LinkPlan) -> [LinkedPair] {
    var recordOf = SpillArray<UInt32>(repeating: .max, count: ids.last + 1, in: store.space)
    var together: [LinkedPair] = []
    for record in idOf.indices {
      let id = Int(idOf[record])
      if recordOf[id] == .max {
        recordOf[id] = UInt32(record)
      } else if id != 0 {
        together.append(
          LinkedPair(first: recordOf[id], second: UInt32(record), weight: .infinity))
      }
    }
    for field in plan.fields.indices where plan.fields[field].isRelation {
      let table = store.fields[field].values.table
      var records = SpillArray<UInt32>(in: store.space)
      var text: [UInt8] = []
      for value in 0...UInt32(table.last) {
        text.removeAll(keepingCapacity: true)
        table.appendText(of: value, to: &text)
        let id = ids.find(text)
        records.append(id == 0 ? 0 : recordOf[Int(id)] + 1)
      }
      targets[field] = SpillArray(
        store.fields[field].codes.lazy.map { records[Int($0)] }, in: store.space)
      store.clear(field)
    }
    return together
  }

  /// Adds the records of one entity of the last linkage to what is together.
  ///
  /// - Returns: whether each record was linked then; nothing where none was.
  func stand(_ standing: LinkStore?, _ together: inout [LinkedPair]) throws(SQLiteError) -> [Bool] {
    guard let standing else { return [] }
    var entityOf = SpillArray<UInt32>(repeating: 0, count: ids.last + 1, in: store.space)
    var names = ValueTable(in: store.space)
    try standing.visitClusters { id, name in
      let number = ids.find(id)
      if number > 0 { entityOf[Int(number)] = names.insert(name, in: name.indices) }
    }
    if names.last == 0 { return [] }
    var first = SpillArray<UInt32>(repeating: .max, count: names.last + 1, in: store.space)
    for record in idOf.indices {
      let entity = Int(entityOf[Int(idOf[record])])
      if entity == 0 { continue }
      if first[entity] == .max {
        first[entity] = UInt32(record)
      } else {
        together.append(
          LinkedPair(first: first[entity], second: UInt32(record), weight: .infinity))
      }
    }
    return idOf.map { entityOf[Int($0)] != 0 }
  }

  /// Adds what people decided to what is together and apart.
  func apply(
    _ decisions: [LinkDecision], to together: inout [LinkedPair], _ guards: inout Guards
  ) {
    var recordOf: [UInt32: UInt32] = [:]
    let wanted = Set(
      decisions.flatMap { [$0.left, $0.right] }.map { ids.find(Array($0.utf8)) })
    if wanted.isEmpty { return }
    for record in idOf.indices where wanted.contains(idOf[record]) {
      if recordOf[idOf[record]] == nil { recordOf[idOf[record]] = UInt32(record) }
    }
    for decision in decisions {
      guard let left = recordOf[ids.find(Array(decision.left.utf8))],
        let right = recordOf[ids.find(Array(decision.right.utf8))], left != right
      else { continue }
      let pair = LinkedPair(
        first: min(left, right), second: max(left, right), weight: .infinity)
      if decision.isTogether { together.append(pair) } else { guards.forbid(pair) }
    }
  }

  /// The cluster of the record that each record names, plus one; 0 where it names none.
  func clusters(_ field: Int, _ roots: SpillArray<UInt32>) -> SpillArray<UInt32> {
    SpillArray(
      (targets[field] ?? SpillArray()).lazy.map { $0 == 0 ? 0 : roots[Int($0) - 1] + 1 },
      in: store.space)
  }
}

extension Guards {
  /// The guards of a plan over its records.
  init(_ plan: LinkPlan, _ store: RecordStore) {
    self.init()
    single = plan.single.map { store.fields[$0].codes }
    apart = plan.apart.map { store.fields[$0].codes }
    orders = plan.orders.map { order in
      Order(
        earlier: store.fields[order.earlier].days(missing: .min, \.lowerBound),
        later: store.fields[order.later].days(missing: .max, \.upperBound))
    }
    never = plan.never
  }
}
