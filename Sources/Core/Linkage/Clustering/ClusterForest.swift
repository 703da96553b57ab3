internal import Columnar

/// Clusters of records that grow by unions, each with what guards need to know of it.
struct ClusterForest: Sendable {
  private var parents: SpillArray<UInt32>
  private(set) var sizes: SpillArray<UInt32>
  /// The next record of the same cluster, in a ring.
  private var next: SpillArray<UInt32>
  private var single: [SpillArray<UInt32>]
  /// By guard and root, the values beside the first: people joined records that have several.
  private var others: [[UInt32: [UInt32]]]
  private var earlier: [SpillArray<Int32>]
  private var later: [SpillArray<Int32>]
  private let guards: Guards

  init(count: Int, guards: Guards, in space: any SpillSpace) {
    // Twelve bytes a record that are written here and there: a file would be written again and again.
    parents = SpillArray(0..<UInt32(count))
    next = parents
    sizes = SpillArray(repeating: 1, count: count)
    single = guards.single.map { SpillArray($0, in: space) }
    others = guards.single.map { _ in [:] }
    earlier = guards.orders.map(\.earlier)
    later = guards.orders.map(\.later)
    self.guards = guards
  }

  mutating func root(_ record: UInt32) -> UInt32 {
    var record = record
    while parents[Int(record)] != record {
      parents[Int(record)] = parents[Int(parents[Int(record)])]
      record = parents[Int(record)]
    }
    return record
  }

  /// The records of a cluster, from its root on.
  func members(_ root: UInt32, into list: inout [UInt32], limit: Int = .max) {
    list.removeAll(keepingCapacity: true)
    var record = root
    repeat {
      list.append(record)
      record = next[Int(record)]
    } while record != root && list.count < limit
  }

  /// The guard that forbids two clusters to be one, or none.
  mutating func obstacle(_ one: UInt32, _ other: UInt32, _ scratch: inout [UInt32]) -> Obstacle? {
    let (a, b) = (Int(one), Int(other))
    for index in single.indices {
      let (value, second) = (single[index][a], single[index][b])
      if value == 0 || second == 0 || value == second && others[index].isEmpty { continue }
      if !isWithin(index, one, other), !isWithin(index, other, one) { return .single(index) }
    }
    for index in earlier.indices {
      let ends = (
        max(earlier[index][a], earlier[index][b]), min(later[index][a], later[index][b])
      )
      if ends.0 <= ends.1 { continue }
      // What people joined may have an end before its days; who adds nothing to it may come too.
      let isOld = [a, b].contains { (earlier[index][$0], later[index][$0]) == ends }
      if !isOld { return .order(index) }
    }
    for index in guards.apart.indices {
      let values = guards.apart[index]
      scratch.removeAll(keepingCapacity: true)
      var record = one
      repeat {
        if values[Int(record)] != 0 { scratch.append(values[Int(record)]) }
        record = next[Int(record)]
      } while record != one
      if scratch.isEmpty { continue }
      record = other
      repeat {
        let value = values[Int(record)]
        if value != 0, scratch.contains(value) { return .apart(index) }
        record = next[Int(record)]
      } while record != other
    }
    return guards.strangers.isEmpty || !hasStrangers(one, other) ? nil : .apart(.max)
  }

  /// Whether a cluster has no value of a guard that another has not.
  private func isWithin(_ index: Int, _ one: UInt32, _ other: UInt32) -> Bool {
    let (mine, theirs) = (values(index, one), values(index, other))
    return mine.allSatisfy { theirs.contains($0) }
  }

  private func values(_ index: Int, _ root: UInt32) -> [UInt32] {
    let first = single[index][Int(root)]
    return first == 0 ? [] : [first] + (others[index][root] ?? [])
  }

  private mutating func hasStrangers(_ one: UInt32, _ other: UInt32) -> Bool {
    let (small, large) = sizes[Int(one)] < sizes[Int(other)] ? (one, other) : (other, one)
    var record = small
    repeat {
      for stranger in guards.strangers[record] ?? [] where root(stranger) == large { return true }
      record = next[Int(record)]
    } while record != small
    return false
  }

  /// Makes two clusters one; the smaller number stays the root.
  mutating func unite(_ one: UInt32, _ other: UInt32) {
    let (root, child) = one < other ? (one, other) : (other, one)
    let (a, b) = (Int(root), Int(child))
    parents[b] = root
    sizes[a] += sizes[b]
    next.swapAt(a, b)
    for index in single.indices {
      if single[index][a] == single[index][b], others[index].isEmpty { continue }
      var all = values(index, root)
      for value in values(index, child) where !all.contains(value) { all.append(value) }
      others[index][child] = nil
      others[index][root] = all.count > 1 ? Array(all.dropFirst()) : nil
      single[index][a] = all.first ?? 0
    }
    for index in earlier.indices {
      earlier[index][a] = max(earlier[index][a], earlier[index][b])
      later[index][a] = min(later[index][a], later[index][b])
    }
  }
}

/// Why two clusters may not be one.
public enum Obstacle: Sendable, Equatable {
  /// They have two values of a field that allows one.
  case single(Int)
  /// Two of their records have a value in common that no two may have.
  case apart(Int)
  /// Something of one lies after the end of the other.
  case order(Int)
  /// A pair of their records has a pattern that is never together.
  case never
  /// Their other records do not agree enough.
  case support
  /// One of them is linked with another already, where it may be linked with one.
  case taken
}
