import Dataflow

extension Array where Element == TargetTable {
  /// The indexes of the tables, each after those it refers to; a circle is left as it stands.
  var loadOrder: [Int] {
    var order: [Int] = []
    var waiting = Array<Int>(indices)
    while !waiting.isEmpty {
      let names = waiting.map { self[$0].name }
      let next =
        waiting.first { index in
          self[index].references.allSatisfy {
            $0.table == self[index].name || !names.contains($0.table)
          }
        } ?? waiting[0]
      order.append(next)
      waiting.removeAll { $0 == next }
    }
    return order
  }
}
