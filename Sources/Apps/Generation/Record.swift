/// The fields of one record, one after the other in a buffer that is used again for the next.
struct Record {
  /// Room for a record; only the first ``count`` bytes mean anything.
  private(set) var bytes = [UInt8](repeating: 0, count: 1 << 12)
  private(set) var count = 0
  private(set) var fields: [Range<Int>] = []
  private var start = 0

  mutating func removeAll() {
    fields.removeAll(keepingCapacity: true)
    count = 0
    start = 0
  }

  /// Ends the field being written.
  mutating func close() {
    fields.append(start..<count)
    start = count
  }

  mutating func closeEmpty(_ count: Int) {
    for _ in 0..<count { fields.append(start..<start) }
  }

  mutating func append(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count += 1
  }

  mutating func append(_ text: String) {
    let text = text.utf8
    reserve(text.count)
    var end = count
    var target = bytes.mutableSpan
    for byte in text {
      target[end] = byte
      end &+= 1
    }
    count = end
  }

  mutating func append(_ list: WordList, _ index: Int) {
    let range = list.range(index)
    reserve(range.count)
    let source = list.bytes.span
    var end = count
    var target = bytes.mutableSpan
    for offset in range {
      target[end] = source[offset]
      end &+= 1
    }
    count = end
  }

  /// Writes a number that is not negative, with at least `width` digits (up to 18).
  mutating func append(_ number: Int, width: Int) {
    reserve(20)
    var digits = max(width, 1)
    var bound = 1
    for _ in 0..<digits { bound &*= 10 }
    while number >= bound {
      digits += 1
      bound &*= 10
    }
    let end = count + digits
    var rest = number
    var target = bytes.mutableSpan
    for offset in 1...digits {
      target[end - offset] = UInt8(truncatingIfNeeded: 48 + rest % 10)
      rest /= 10
    }
    count = end
  }

  mutating func append(_ day: Day, separator: UInt8) {
    append(day.day, width: 2)
    append(separator)
    append(day.month, width: 2)
    append(separator)
    append(day.year, width: 4)
  }

  /// Gives a closed field another value.
  mutating func replace(_ field: Int, with value: [UInt8]) {
    reserve(value.count)
    bytes.replaceSubrange(count..<count + value.count, with: value)
    fields[field] = count..<count + value.count
    count += value.count
    start = count
  }

  mutating func replace(_ field: Int, with value: String) {
    replace(field, with: Array(value.utf8))
  }

  func value(_ field: Int) -> [UInt8] { Array(bytes[fields[field]]) }

  private mutating func reserve(_ additional: Int) {
    guard count + additional > bytes.count else { return }
    bytes += [UInt8](repeating: 0, count: additional + bytes.count)
  }
}
