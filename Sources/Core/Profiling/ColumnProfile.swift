public import Columnar

/// What a column's values look like, in bounded memory, however many there are.
///
/// How many rows are filled, lengths, range and days are exact. What is frequent is taken from the
/// values looked at in detail: the first `CellSurvey.detailedCount`, then one in
/// `CellSurvey.detailedShare`, which counts for so many.
public struct ColumnProfile: Sendable {
  /// The years that ``months`` covers.
  public static let years = DateTally.years
  /// A column with more different values has no categories, so none of them is worth showing.
  public static let categoryLimit = 200

  /// The column's name.
  public let name: String
  /// What its values are.
  public private(set) var type = ColumnType.text
  /// The rows looked at.
  public private(set) var rows = 0
  private var survey: CellSurvey
  /// The different values; of records as read, those looked at in detail.
  public private(set) var distinct = DistinctSketch()
  /// The rows whose values were looked at in detail: ``values``, ``shapes`` and ``lengthSum``.
  public private(set) var detailed = 0
  /// The rows that these stand for, about ``filled``.
  public private(set) var represented = 0
  /// The most frequent values; `nil` once there are far more than ``categoryLimit``.
  public private(set) var values: FrequentItems? = FrequentItems()
  /// The most frequent shapes, such as `99/99/9999`.
  public private(set) var shapes = FrequentItems()
  /// The sum of the numbers of characters of the values looked at in detail.
  public private(set) var lengthSum = 0
  /// The least and the greatest value of a column of whole numbers or days, as in `Column.values`.
  public private(set) var range: ClosedRange<Int64>?
  private var dates = DateTally()
  /// Whether the texts are dates in full or in part; `nil` as long as that is not known.
  private var holdsDates: Bool?
  /// The least register of ``distinct`` when it was last looked for, which spares a look at most of them.
  private var floor: UInt8 = 0
  /// The number of values at which it is looked for again.
  private var nextFloor = 8_192
  /// The ``FrequentItems/error`` at which ``values`` are asked again whether they are too many.
  private var nextError = 1

  /// Creates the profile of no values, of which `seen` were looked at elsewhere.
  init(name: String, seen: Int = 0) {
    self.name = name
    survey = CellSurvey(offset: seen)
  }

  /// The rows that hold a value, not null and not empty.
  public var filled: Int { survey.filled }
  /// The least and the greatest number of characters; of records as read, of those looked at in detail.
  public var lengths: ClosedRange<Int>? { survey.characters }

  /// For days, and for texts that are dates, how many lie in each month of ``years``; otherwise empty.
  public var months: [Int] { dates.months }
  /// The dates of which no more than the year is known, by year; otherwise empty.
  public var yearsOnly: [Int] { dates.years }

  /// The number of different values: exact where they are few, else estimated.
  public var distinctCount: Int {
    guard detailed == filled, let count = values?.distinctCount else {
      return min(distinct.estimate, filled)
    }
    return count
  }

  /// Takes in some rows of a chunk's column.
  ///
  /// - Parameters:
  ///   - part: the rows, and those of them that count.
  ///   - column: as many cells as the chunk has rows.
  ///   - chunk: the column's chunk.
  ///   - details: scratch memory.
  mutating func add(
    _ part: RowPart, of column: Column, in chunk: Chunk, details: inout CellSurvey.Details
  ) {
    type = column.type
    rows += part.count
    // Records as read are looked at more briefly: hashing every cell twice would cost too much.
    var none: [UInt8] = []
    if part.isBrief {
      survey.add(
        column.cells, of: chunk.bytes.storage, rows: part.rows, live: part.live, registers: &none,
        details: &details)
    } else {
      survey.add(
        column.cells, of: chunk.bytes.storage, rows: part.rows, live: part.live,
        registers: &distinct.registers, floor: floor, details: &details)
      if survey.filled >= nextFloor {
        floor = distinct.registers.min() ?? 0
        nextFloor += 8_192
      }
    }
    addDetails(details, of: column, in: chunk, countsDistinct: part.isBrief)
    if type == .date || type == .integer { addValues(of: column, part) }
    if type == .text && !part.isBrief { addDates(of: column, part, chunk.bytes.storage, details) }
  }

  private mutating func addDetails(
    _ details: CellSurvey.Details, of column: Column, in chunk: Chunk, countsDistinct: Bool
  ) {
    let text = chunk.bytes.storage.span
    let shapeBytes = details.shapes.span
    detailed += details.count
    for index in 0..<details.count {
      let item = details[index]
      represented &+= item.weight
      lengthSum &+= item.characters &* item.weight
      if countsDistinct { distinct.insert(item.hash) }
      values?.add(item.hash, column.cells[item.row].range, of: text, weight: item.weight)
      shapes.add(item.shapeHash, item.shape, of: shapeBytes, weight: item.weight)
    }
    guard let error = values?.error, error >= nextError else { return }
    if distinct.estimate > 2 * Self.categoryLimit { values = nil }
    nextError = 2 * error
  }

  private mutating func addValues(of column: Column, _ part: RowPart) {
    var (least, greatest) = (range?.lowerBound ?? .max, range?.upperBound ?? .min)
    for row in part.rows where part.live.isEmpty || part.live[row] != 0 {
      guard !column.cells[row].isNull else { continue }
      let value = column.values[row]
      least = min(least, value)
      greatest = max(greatest, value)
      if type == .date { dates.add(day: value) }
    }
    if least <= greatest { range = least...greatest }
  }

  /// Counts the dates of a column of texts, if its first values are such.
  private mutating func addDates(
    of column: Column, _ part: RowPart, _ bytes: [UInt8], _ details: CellSurvey.Details
  ) {
    let text = bytes.span
    if holdsDates == nil && details.count > 0 {
      var (known, whole) = (0, 0)
      for index in 0..<details.count {
        let range = column.cells[details[index].row].range
        guard let date = DateTally.date(range, of: text), Self.years.contains(date.year) else {
          continue
        }
        known += 1
        if range.count == 10 { whole += 1 }
      }
      // Years alone may be any number.
      holdsDates = known * 2 > details.count && whole > 0
    }
    guard holdsDates == true else { return }
    for row in part.rows where part.live.isEmpty || part.live[row] != 0 {
      dates.add(column.cells[row].range, of: text)
    }
  }

  /// Takes in the values of the same column elsewhere.
  mutating func merge(_ other: ColumnProfile) {
    if rows == 0 { type = other.type }
    rows += other.rows
    survey.merge(other.survey)
    detailed += other.detailed
    represented += other.represented
    dates.merge(other.dates)
    distinct.merge(other.distinct)
    if let others = other.values { values?.merge(others) } else { values = nil }
    shapes.merge(other.shapes)
    lengthSum += other.lengthSum
    if let range = other.range {
      self.range =
        min(
          self.range?.lowerBound ?? .max, range.lowerBound)...max(
          self.range?.upperBound ?? .min, range.upperBound)
    }
  }
}
