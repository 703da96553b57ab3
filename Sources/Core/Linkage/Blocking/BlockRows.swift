internal import Columnar

/// The records of a stretch of one rule's blocks in their order, each in a row with all that tells whether
/// and how it is compared, so that pairs are gone over without a look elsewhere.
public struct BlockRows: Sendable {
  /// What stands where in a row of numbers.
  struct Layout: Sendable {
    /// The place, the record, and its set with whether it was linked before.
    static let (place, record, flags, apart) = (0, 1, 2, 3)
    /// Where the places in the blocks of earlier rules begin, where the codes of comparisons, and how many
    /// of these there are.
    let earlier, codes, codeCount: Int
    var width: Int { codes + codeCount }

    init(_ walk: PairWalk, rule: Int, scorer: PairScorer?) {
      earlier = Self.apart + walk.apart.count
      codes = earlier + rule
      codeCount = scorer?.comparisons.count ?? 0
    }
  }

  /// The place of the first row.
  let start: Int
  let layout: Layout
  /// The rows, one behind the other.
  let words: [UInt32]

  /// Puts the rows of a stretch in their order.
  public init(_ section: Section) {
    let width = section.layout.width
    var words = [UInt32](repeating: 0, count: section.places.count * width)
    var out = words.mutableSpan
    section.words.withSpan(0..<section.words.count) { rows in
      for row in stride(from: 0, to: rows.count, by: width) {
        let target = (Int(rows[row]) - section.places.lowerBound) * width
        for word in 0..<width { out[target + word] = rows[row + word] }
      }
    }
    (start, layout, self.words) = (section.places.lowerBound, section.layout, words)
  }

  /// The rows of a stretch in the order of their records, as they come when columns are read from front to
  /// back; no column is read at random.
  public struct Section: Sendable {
    let places: Range<Int>
    let layout: Layout
    var words: SpillArray<UInt32>
  }
}

extension PairWalk {
  /// Gathers the rows of some stretches of a rule.
  ///
  /// - Parameters:
  ///   - rule: the rule's position.
  ///   - stretches: ranges of places by their beginnings and by their ends; two may have places in common.
  ///   - scorer: has the columns that are compared; without it they are looked up when they are.
  /// - Returns: the rows of each stretch.
  public func sections(
    of rule: Int, _ stretches: [Range<Int>], scorer: PairScorer? = nil
  ) -> [BlockRows.Section] {
    let layout = BlockRows.Layout(self, rule: rule, scorer: scorer)
    let places = indexes[rule].places
    var sections = stretches.map {
      BlockRows.Section(places: $0, layout: layout, words: SpillArray(in: places.space))
    }
    for section in sections.indices {
      sections[section].words.reserveCapacity(stretches[section].count * layout.width)
    }
    // Some records at a time, column by column: each column is taken hold of once for all of them.
    var (records, stretchOf, rows): ([UInt32], [Int], [UInt32]) = ([], [], [])
    for start in stride(from: 0, to: places.count, by: 1024) {
      records.removeAll(keepingCapacity: true)
      stretchOf.removeAll(keepingCapacity: true)
      for record in start..<min(start + 1024, places.count) where places[record] != 0 {
        let place = Int(places[record]) - 1
        var stretch = stretches.firstPosition(behind: place)
        while stretch < stretches.count, stretches[stretch].lowerBound <= place {
          records.append(UInt32(record))
          stretchOf.append(stretch)
          stretch += 1
        }
      }
      rows.removeAll(keepingCapacity: true)
      rows.append(contentsOf: repeatElement(0, count: records.count * layout.width))
      write(records, rule, layout, to: &rows)
      scorer?.write(records, to: &rows, at: layout.codes, width: layout.width)
      for (row, stretch) in stretchOf.enumerated() {
        sections[stretch].words.append(rows, in: row * layout.width..<(row + 1) * layout.width)
      }
    }
    return sections
  }

  /// The rows of a whole rule.
  public func rows(of rule: Int) -> BlockRows {
    BlockRows(sections(of: rule, [0..<indexes[rule].placeCount])[0])
  }

  /// Writes all of the rows of some records but the codes.
  private func write(
    _ records: [UInt32], _ rule: Int, _ layout: BlockRows.Layout, to rows: inout [UInt32]
  ) {
    let width = layout.width
    var words = rows.mutableSpan
    for list in apart.indices {
      let column = apart[list]
      let word = BlockRows.Layout.apart + list
      for row in records.indices { words[row * width + word] = column[Int(records[row])] }
    }
    for index in 0...rule {
      let column = indexes[index].places
      // Its own place is where a row lies, those in earlier rules tell whether they have a pair.
      let (word, less): (Int, UInt32) =
        index == rule ? (BlockRows.Layout.place, 1) : (layout.earlier + index, 0)
      for row in records.indices { words[row * width + word] = column[Int(records[row])] - less }
    }
    for row in records.indices {
      let record = Int(records[row])
      words[row * width + BlockRows.Layout.record] = records[row]
      let set = sets.isEmpty ? 0 : UInt32(sets[record]) << 8
      words[row * width + BlockRows.Layout.flags] =
        set | (!isStanding.isEmpty && isStanding[record] ? 1 : 0)
    }
  }
}

extension [Range<Int>] {
  /// The position of the first range that ends behind a number; the ranges are in order.
  fileprivate func firstPosition(behind number: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].upperBound <= number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
