/// How many days lie in each month and year; days that are known in part count where they are known.
struct DateTally: Sendable {
  /// The years that are told apart.
  static let years = 1850..<2100

  /// The whole days and the months, by month; empty before the first.
  private(set) var months: [Int] = []
  /// What is known by its year alone.
  private(set) var years: [Int] = []

  /// Whether nothing has been counted.
  var isEmpty: Bool { months.isEmpty }

  /// Counts a day written as a number, yyyymmdd.
  mutating func add(day: Int64) { count(Int(day / 10_000), Int(day / 100 % 100)) }

  /// Counts a text such as `1999-12-31`, `1999-12` or `1999`; any other is passed over.
  mutating func add(_ range: Range<Int>, of text: borrowing Span<UInt8>) {
    guard let date = Self.date(range, of: text) else { return }
    count(date.year, date.month)
  }

  private mutating func count(_ year: Int, _ month: Int) {
    guard Self.years.contains(year), month <= 12 else { return }
    if months.isEmpty {
      months = [Int](repeating: 0, count: Self.years.count * 12)
      years = [Int](repeating: 0, count: Self.years.count)
    }
    let place = year - Self.years.lowerBound
    if month == 0 { years[place] &+= 1 } else { months[place * 12 + month - 1] &+= 1 }
  }

  /// The year, and the month or 0, of a text that is a date in full or in part.
  static func date(
    _ range: Range<Int>, of text: borrowing Span<UInt8>
  ) -> (year: Int, month: Int)? {
    guard range.count == 4 || range.count == 7 || range.count == 10 else { return nil }
    var numbers = (0, 0)
    for offset in 0..<range.count {
      let byte = text[range.lowerBound &+ offset]
      if offset == 4 || offset == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard byte &- 0x30 < 10 else { return nil }
      if offset < 4 { numbers.0 = numbers.0 * 10 + Int(byte &- 0x30) }
      if offset == 5 || offset == 6 { numbers.1 = numbers.1 * 10 + Int(byte &- 0x30) }
    }
    return numbers
  }

  /// Takes in what was counted elsewhere.
  mutating func merge(_ other: DateTally) {
    guard !isEmpty else {
      self = other
      return
    }
    guard !other.isEmpty else { return }
    for index in months.indices { months[index] += other.months[index] }
    for index in years.indices { years[index] += other.years[index] }
  }
}
