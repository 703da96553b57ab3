public import Columnar

/// The keys of a referenced table, held in memory: for reference files that come with a package.
public struct ReferenceSet: Sendable {
  private let fieldCount: Int
  private let keys: ByteSet
  /// The days on which each key is valid, as numbers like those of date columns; empty for keys that
  /// are always valid.
  private var periods: [[ClosedRange<Int64>]] = []
  /// Between the parts of a key of several fields; no text of a register holds it.
  private static let separator: UInt8 = 0x1F

  /// Creates a set.
  ///
  /// - Parameter keys: one array a row, one canonical text a field; all of the same length.
  public init(keys: [[String]]) {
    fieldCount = keys.first?.count ?? 0
    self.keys = ByteSet(keys.map { $0.joined(separator: "\u{1F}") })
  }

  /// Creates a set of keys that are valid at times only; a key may have several periods.
  ///
  /// - Parameters:
  ///   - keys: one array a row, one canonical text a field; all of the same length.
  ///   - periods: the first and last day of each row.
  public init(keys: [[String]], periods: [ClosedRange<Int64>]) {
    precondition(keys.count == periods.count, "each key has its period")
    var unique: [[String]] = []
    var positions: [[String]: Int] = [:]
    var ofKey: [[ClosedRange<Int64>]] = []
    for (key, period) in zip(keys, periods) {
      if let position = positions[key] {
        ofKey[position].append(period)
      } else {
        positions[key] = unique.count
        unique.append(key)
        ofKey.append([period])
      }
    }
    self.init(keys: unique)
    self.periods = ofKey
  }

  /// Appends the rows that refer to no key that is valid on their day, ascending; a row with a missing
  /// part refers to nothing and is not among them, and one without a day may refer to any key.
  func findOthers(
    _ columns: [Column], on days: Column, in arena: ByteArena, into rows: inout [UInt32]
  ) {
    var joined = ByteArena()
    let cells = columns.count == 1 ? columns[0].cells : join(columns, in: arena, into: &joined)
    var indices: [Int32] = []
    keys.indices(of: cells, in: columns.count == 1 ? arena : joined, into: &indices)
    for row in indices.indices where !cells[row].isNull {
      let index = Int(indices[row])
      if index >= 0 {
        if days.cells[row].isNull { continue }
        let day = days.values[row]
        if periods[index].contains(where: { $0.contains(day) }) { continue }
      }
      rows.append(UInt32(truncatingIfNeeded: row))
    }
  }

  /// Appends the rows that refer to no key, ascending; a row with a missing part refers to nothing
  /// and is not among them.
  public func findOthers(_ columns: [Column], in arena: ByteArena, into rows: inout [UInt32]) {
    if columns.count == 1 {
      keys.findOthers(columns[0].cells, in: arena, into: &rows)
      return
    }
    var joined = ByteArena()
    let cells = join(columns, in: arena, into: &joined)
    keys.findOthers(cells, in: joined, into: &rows)
  }

  /// The parts of each row's key as one text; null where one is missing.
  private func join(
    _ columns: [Column], in arena: ByteArena, into joined: inout ByteArena
  ) -> [Cell] {
    precondition(fieldCount == 0 || columns.count == fieldCount, "a key has all its columns")
    var cells: [Cell] = []
    for row in columns.first?.cells.indices ?? 0..<0 {
      var text: [UInt8] = []
      var isMissing = false
      for (index, column) in columns.enumerated() {
        if index > 0 { text.append(Self.separator) }
        isMissing = isMissing || column.cells[row].isNull
        text += arena.storage[column.cells[row].range]
      }
      cells.append(isMissing ? .null : joined.append(text))
    }
    return cells
  }
}
