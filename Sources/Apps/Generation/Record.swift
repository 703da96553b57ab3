/// The fields of one record, one after the other in a buffer that is used again for the next.
struct Record {
  private(set) var bytes: [UInt8] = []
  private(set) var fields: [Range<Int>] = []
  private var start = 0

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    start = 0
  }

  /// Ends the field being written.
  mutating func close() {
    fields.append(start..<bytes.count)
    start = bytes.count
  }

  mutating func closeEmpty(_ count: Int) {
    for _ in 0..<count { fields.append(start..<start) }
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ list: WordList, _ index: Int) {
    bytes.append(contentsOf: list.bytes[list.range(index)])
  }

  /// Repeats what a field that is already closed holds.
  mutating func append(field: Int) {
    let range = fields[field]
    bytes.append(contentsOf: bytes[range])
  }

  /// Writes a number with at least `width` digits.
  mutating func append(_ number: Int, width: Int) {
    var divisor = 1
    for _ in 1..<max(width, 1) { divisor &*= 10 }
    while number / divisor >= 10 { divisor &*= 10 }
    while divisor > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 48 + number / divisor % 10))
      divisor /= 10
    }
  }

  mutating func append(_ day: Day, separator: UInt8) {
    append(day.day, width: 2)
    bytes.append(separator)
    append(day.month, width: 2)
    bytes.append(separator)
    append(day.year, width: 4)
  }

  /// Gives a closed field another value.
  mutating func replace(_ field: Int, with value: [UInt8]) {
    fields[field] = bytes.count..<bytes.count + value.count
    bytes += value
    start = bytes.count
  }

  mutating func replace(_ field: Int, with value: String) {
    replace(field, with: Array(value.utf8))
  }

  func value(_ field: Int) -> [UInt8] { Array(bytes[fields[field]]) }
}
