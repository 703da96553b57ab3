public import Columnar
public import Dataflow

/// Finds the scan of every row by the name that its columns give.
///
/// Rows that were refused or left out are bound too, as far as they have the columns' values: who
/// looks at a reject wants to see its page, and its scan is no orphan. What a scan lacks is noted of
/// live rows only.
public struct BindScans: Transform {
  private let pattern: ScanPattern
  private let index: ScanIndex
  private let rules: ScanRules
  private var names = ByteArena()
  private var folded: [[Cell]] = []
  private var texts: [[Cell]] = []
  private var key: [UInt8] = []
  private var matches: [ScanIndex.Match] = []

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - pattern: how scans are named; its columns are those of the chunk.
  ///   - index: the scans, complete.
  ///   - rules: what a row without a sound scan breaks.
  public init(_ pattern: ScanPattern, index: ScanIndex, rules: ScanRules) {
    self.pattern = pattern
    self.index = index
    self.rules = rules
  }

  /// Sets ``Chunk/scans`` and notes the live rows that have no sound scan.
  public mutating func apply(to chunk: inout Chunk) throws {
    write(namesFor: chunk)
    chunk.scans.removeAll(keepingCapacity: true)
    try index.ask { find in
      for row in 0..<chunk.rowCount {
        matches.removeAll(keepingCapacity: true)
        if makeKey(row) { try find(key, &matches) }
        let match = chosen(row)
        chunk.scans.append(match?.number ?? 0)
        guard chunk.states[row] == .live else { continue }
        let rule: UInt16? =
          switch match?.state {
          case nil: matches.isEmpty ? rules.missing : rules.ambiguous
          case .sound: nil
          case .empty: rules.empty
          case .damaged: rules.damaged
          }
        if let rule { chunk.note(Violation(row: row, rule: rule), severity: rules.severity) }
      }
    }
  }

  /// Writes the components of all rows' names, as they are and as they are compared.
  private mutating func write(namesFor chunk: Chunk) {
    names.removeAll()
    texts.removeAll(keepingCapacity: true)
    folded.removeAll(keepingCapacity: true)
    for component in pattern.components {
      let pieces = component.map { piece -> (text: [UInt8], column: Int?) in
        switch piece {
        case .text(let text): (Array(text.utf8), nil)
        case .column(let name): ([], chunk.columnIndex(name))
        }
      }
      var cells: [Cell] = []
      cells.reserveCapacity(chunk.rowCount)
      for row in 0..<chunk.rowCount {
        let start = names.count
        var isNamed = true
        for piece in pieces {
          if let column = piece.column {
            let cell = chunk.columns[column].cells[row]
            if cell.length == 0 { isNamed = false }
            names.append(chunk.bytes.storage, in: cell.range)
          } else {
            names.append(piece.text)
          }
        }
        cells.append(isNamed ? Cell(start..<names.count) : .null)
      }
      texts.append(cells)
      foldForComparison(&cells, bytes: &names, keeping: .dropped)
      folded.append(cells)
    }
  }

  /// Makes the key of a row's scan; `false` where the row does not name one.
  private mutating func makeKey(_ row: Int) -> Bool {
    key.removeAll(keepingCapacity: true)
    for (position, cells) in folded.enumerated() {
      if cells[row].isNull { return false }
      ScanName.append(names.storage[cells[row].range], to: &key, isFirst: position == 0)
    }
    return true
  }

  /// The match that is the row's scan: the only one, or of several the one that differs least from
  /// the name; none where it cannot be told.
  private func chosen(_ row: Int) -> ScanIndex.Match? {
    guard let first = matches.first, !isOneContent(matches) else { return matches.first }
    let wanted = texts.map { Array(names.storage[$0[row].range]) }
    for nearness in [Nearness.written, .spelled] {
      let key = nearness.key(of: wanted)
      let near = matches.filter { match in
        nearness.key(of: match.name.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) })
          == key
      }
      if !near.isEmpty { return isOneContent(near) ? near[0] : nil }
    }
    return matches.count == 1 ? first : nil
  }

  private func isOneContent(_ matches: [ScanIndex.Match]) -> Bool {
    matches.count < 2
      || (!matches[0].sha256.isEmpty && matches.allSatisfy { $0.sha256 == matches[0].sha256 })
  }

  /// How far two names agree that fit each other.
  private enum Nearness {
    /// All but what stands between words and figures.
    case written
    /// Also but for letter case, composition and zeros before numbers.
    case spelled

    func key(of components: [[UInt8]]) -> [UInt8] {
      var key: [UInt8] = []
      for (index, component) in components.enumerated() {
        switch self {
        case .written:
          if index > 0 { key.append(UInt8(ascii: "/")) }
          key += component.map { $0 >= 0x80 || ScanName.isAlphanumeric($0) ? $0 : 0x2D }
        case .spelled:
          ScanName.append(foldedForComparison(component), to: &key, isFirst: index == 0)
        }
      }
      return key
    }
  }
}
