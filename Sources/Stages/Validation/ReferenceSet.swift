public import Columnar

/// The keys of a referenced table, held in memory: for reference files that come with a package.
public struct ReferenceSet: Sendable {
  private let fieldCount: Int
  private let keys: ByteSet
  /// Between the parts of a key of several fields; no text of a register holds it.
  private static let separator: UInt8 = 0x1F

  /// Creates a set.
  ///
  /// - Parameter keys: one array a row, one canonical text a field; all of the same length.
  public init(keys: [[String]]) {
    fieldCount = keys.first?.count ?? 0
    self.keys = ByteSet(keys.map { $0.joined(separator: "\u{1F}") })
  }

  /// Appends the rows that refer to no key, ascending; a row with a missing part refers to nothing
  /// and is not among them.
  public func findOthers(_ columns: [Column], in arena: ByteArena, into rows: inout [UInt32]) {
    if columns.count == 1 {
      keys.findOthers(columns[0].cells, in: arena, into: &rows)
      return
    }
    precondition(fieldCount == 0 || columns.count == fieldCount, "a key has all its columns")
    var joined = ByteArena()
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
    keys.findOthers(cells, in: joined, into: &rows)
  }
}
