public import Columnar

/// What a column's values look like, in bounded memory, however many there are.
public struct ColumnProfile: Sendable {
  /// The years that ``months`` covers.
  public static let years = 1850..<2100
  /// Up to so many values all are looked at in detail, then one in sixteen.
  static let detailedCount = 16_384

  /// The column's name.
  public let name: String
  /// What its values are.
  public private(set) var type = ColumnType.text
  /// The rows looked at.
  public private(set) var rows = 0
  /// The rows that hold a value, not null and not empty.
  public private(set) var filled = 0
  /// The different values; of records as read, those looked at in detail.
  public private(set) var distinct = DistinctSketch()
  /// The rows whose values were looked at in detail: ``values``, ``shapes`` and lengths.
  public private(set) var detailed = 0
  /// The most frequent values, of the rows looked at in detail.
  public private(set) var values = FrequentItems()
  /// The most frequent shapes, such as `99/99/9999`.
  public private(set) var shapes = FrequentItems()
  /// The least and the greatest number of characters.
  public private(set) var lengths: ClosedRange<Int>?
  /// The sum of the numbers of characters.
  public private(set) var lengthSum = 0
  /// The least and the greatest value of a column of whole numbers or days, as in `Column.values`.
  public private(set) var range: ClosedRange<Int64>?
  /// For days, how many lie in each month of ``years``; otherwise empty.
  public private(set) var months: [Int] = []

  /// Creates the profile of no values.
  public init(name: String) { self.name = name }

  /// The number of different values: exact where they are few, else estimated.
  public var distinctCount: Int {
    guard detailed == filled, let count = values.distinctCount else {
      return min(distinct.estimate, filled)
    }
    return count
  }

  /// Takes in the rows of a chunk's column that are in one of the states wanted.
  ///
  /// - Parameters:
  ///   - column: as many cells as the chunk has rows.
  ///   - chunk: the rows' states and bytes.
  ///   - onlyLive: whether rows that were refused or left out are passed over.
  ///   - hashes: scratch memory.
  public mutating func add(
    _ column: Column, of chunk: Chunk, onlyLive: Bool, hashes: inout [UInt64]
  ) {
    type = column.type
    // Records as read are looked at more briefly: hashing every cell twice would cost too much.
    let isBrief = !onlyLive
    if !isBrief {
      hashes.removeAll(keepingCapacity: true)
      hash(column.cells, in: chunk.bytes, into: &hashes)
    }
    let text = chunk.bytes.storage.span
    var shape = TextShape()
    for row in 0..<chunk.rowCount where !onlyLive || chunk.states[row] == .live {
      rows &+= 1
      let cell = column.cells[row]
      guard !cell.isNull && cell.length > 0 else { continue }
      filled &+= 1
      let isDetailed = filled <= Self.detailedCount || filled & 15 == 0
      if !isBrief { distinct.insert(hashes[row]) }
      guard isDetailed else { continue }
      let hash = isBrief ? contentHash(chunk.bytes.storage, in: cell.range) : hashes[row]
      if isBrief { distinct.insert(hash) }
      detailed &+= 1
      values.add(hash, cell.range, of: text)
      let shapeHash = shape.take(cell.range, of: text)
      shapes.add(shapeHash, 0..<shape.count, of: shape.bytes.span)
      note(length: shape.length)
    }
    if type == .date || type == .integer { addValues(column, of: chunk, onlyLive: onlyLive) }
  }

  private mutating func note(length: Int) {
    lengthSum &+= length
    if let known = lengths, known.contains(length) { return }
    lengths =
      min(lengths?.lowerBound ?? length, length)...max(lengths?.upperBound ?? length, length)
  }

  private mutating func addValues(_ column: Column, of chunk: Chunk, onlyLive: Bool) {
    if type == .date && months.isEmpty {
      months = [Int](repeating: 0, count: Self.years.count * 12)
    }
    var (least, greatest) = (range?.lowerBound ?? .max, range?.upperBound ?? .min)
    for row in 0..<chunk.rowCount where !onlyLive || chunk.states[row] == .live {
      guard !column.cells[row].isNull else { continue }
      let value = column.values[row]
      least = min(least, value)
      greatest = max(greatest, value)
      guard type == .date else { continue }
      let month = Int(value / 10_000) * 12 + Int(value / 100 % 100) - 1 - Self.years.lowerBound * 12
      if months.indices.contains(month) { months[month] &+= 1 }
    }
    if least <= greatest { range = least...greatest }
  }

  /// Takes in the values of the same column elsewhere.
  public mutating func merge(_ other: ColumnProfile) {
    if rows == 0 { type = other.type }
    rows += other.rows
    filled += other.filled
    detailed += other.detailed
    distinct.merge(other.distinct)
    values.merge(other.values)
    shapes.merge(other.shapes)
    lengthSum += other.lengthSum
    if let lengths = other.lengths {
      self.lengths =
        min(
          self.lengths?.lowerBound ?? .max, lengths.lowerBound)...max(
          self.lengths?.upperBound ?? 0, lengths.upperBound)
    }
    if let range = other.range {
      self.range =
        min(
          self.range?.lowerBound ?? .max, range.lowerBound)...max(
          self.range?.upperBound ?? .min, range.upperBound)
    }
    if months.isEmpty {
      months = other.months
    } else if !other.months.isEmpty {
      for index in months.indices { months[index] += other.months[index] }
    }
  }
}
