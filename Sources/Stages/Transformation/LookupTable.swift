/// Reference rows found by their key, and by a day where they are valid for a time only.
public struct LookupTable: Sendable {
  /// One row of reference data.
  public struct Row: Sendable {
    /// The key's texts, one for each key column.
    public var key: [String]
    /// The texts to look up, one for each value column.
    public var values: [String?]
    /// The first day the row is valid, as year × 10,000 + month × 100 + day; `nil` is for ever.
    public var validFrom: Int64?
    /// The last day the row is valid; `nil` is for ever.
    public var validTo: Int64?

    /// Creates a row.
    public init(
      key: [String], values: [String?], validFrom: Int64? = nil, validTo: Int64? = nil
    ) {
      self.key = key
      self.values = values
      self.validFrom = validFrom
      self.validTo = validTo
    }
  }

  /// The days from `first` to `last` on which a row is valid, and the next row with the same key or -1.
  struct Period: BitwiseCopyable, Sendable {
    var first: Int64
    var last: Int64
    var next: Int
  }

  let keyCount: Int
  let valueCount: Int
  var keys: ByteTable
  /// The first row of each key.
  private(set) var heads: [Int] = []
  private(set) var periods: [Period] = []
  /// The values of all rows, ``valueCount`` a row.
  private(set) var values: [[UInt8]?] = []
  /// The positions of rows that are valid on a day on which an earlier row with their key is.
  public private(set) var overlaps: [Int] = []

  /// Creates a table; where rows overlap the earlier one counts.
  ///
  /// - Parameters:
  ///   - keyCount: the number of key columns, at least 1.
  ///   - valueCount: the number of value columns.
  ///   - rows: the reference data; each row has `keyCount` and `valueCount` texts.
  public init(keyCount: Int, valueCount: Int, rows: [Row]) {
    precondition(keyCount > 0, "a lookup has a key")
    self.keyCount = keyCount
    self.valueCount = valueCount
    keys = ByteTable(capacity: rows.count)
    for (index, row) in rows.enumerated() {
      precondition(
        row.key.count == keyCount && row.values.count == valueCount, "a reference row is complete")
      var key: [UInt8] = []
      if keyCount == 1 {
        key = Array(row.key[0].utf8)
      } else {
        for part in row.key {
          Self.appendLength(part.utf8.count, to: &key)
          key.append(contentsOf: part.utf8)
        }
      }
      periods.append(
        Period(first: row.validFrom ?? .min, last: row.validTo ?? .max, next: -1))
      values.append(contentsOf: row.values.map { value in value.map { Array($0.utf8) } })
      let number = keys.insert(key)
      if number == heads.count { heads.append(index) } else { chain(index, after: heads[number]) }
    }
  }

  private mutating func chain(_ index: Int, after head: Int) {
    var row = head
    var overlapsEarlier = false
    while true {
      if periods[row].first <= periods[index].last, periods[index].first <= periods[row].last {
        overlapsEarlier = true
      }
      if periods[row].next < 0 { break }
      row = periods[row].next
    }
    if overlapsEarlier { overlaps.append(index) }
    periods[row].next = index
  }

  /// The row of a key that is valid on a day, or of any time for `nil`; -1 where there is none.
  func row(ofKey number: Int, on day: Int64?) -> Int {
    var row = heads[number]
    guard let day else { return row }
    while row >= 0, day < periods[row].first || day > periods[row].last { row = periods[row].next }
    return row
  }

  /// Writes the length that keeps the parts of a key apart.
  static func appendLength(_ length: Int, to key: inout [UInt8]) {
    for shift in [24, 16, 8, 0] { key.append(UInt8(truncatingIfNeeded: length >> shift)) }
  }
}
