internal import Linkage

/// The next pair of each of several sources, the surest on top.
struct PairHeap {
  private var items: [(pair: LinkedPair, source: Int)] = []

  /// The surest pair and its source.
  var first: (pair: LinkedPair, source: Int)? { items.first }

  mutating func insert(_ pair: LinkedPair, from source: Int) {
    items.append((pair, source))
    var child = items.count - 1
    while child > 0, isBefore(child, (child - 1) / 2) {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Puts its source's next pair in the place of the surest, or takes that away.
  mutating func replaceFirst(with pair: LinkedPair?) {
    if let pair {
      items[0].pair = pair
    } else {
      items.swapAt(0, items.count - 1)
      items.removeLast()
    }
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < items.count && isBefore(child, best) {
        best = child
      }
      if best == parent { return }
      items.swapAt(parent, best)
      parent = best
    }
  }

  /// A pair stands in one part only, so that no two are alike.
  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    LinkedPair.precedes(items[one].pair, items[other].pair)
  }
}
