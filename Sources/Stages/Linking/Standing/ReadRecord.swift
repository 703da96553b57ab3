internal import Linkage

/// A record of a linkage as it was read: its id, then its fields.
struct ReadRecord: Sendable, Equatable {
  /// The position of its source.
  var source: UInt8
  /// Its number in a book.
  var number: UInt32
  /// The key of its partition; 0 for none.
  var partition: UInt64 = 0
  /// The texts of the id and the fields, one behind the other.
  var bytes: [UInt8] = []
  /// Where each text ends.
  var ends: [UInt32] = []

  init(source: UInt8, number: UInt32) {
    self.source = source
    self.number = number
  }

  /// Where the id (0) or a field (from 1) lies.
  func range(_ part: Int) -> Range<Int> {
    (part == 0 ? 0 : Int(ends[part - 1]))..<Int(ends[part])
  }

  var id: [UInt8] { Array(bytes[range(0)]) }

  /// Adds a text.
  mutating func add(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
  }

  /// The record in the order of the linkage: by source, then by id.
  static func precedes(_ one: ReadRecord, _ other: ReadRecord) -> Bool {
    if one.source != other.source { return one.source < other.source }
    let difference = naturalOrder(
      one.bytes.span.extracting(one.range(0)), other.bytes.span.extracting(other.range(0)))
    return difference == 0 ? one.number < other.number : difference < 0
  }

  /// Whether two were read with the same texts.
  func hasTexts(of other: ReadRecord) -> Bool { ends == other.ends && bytes == other.bytes }

  /// Adds the length of a text, in groups of seven bits, in front of it.
  static func packLength(_ length: Int, into packed: inout [UInt8]) {
    var length = length
    while length > 127 {
      packed.append(UInt8(length & 127) | 128)
      length >>= 7
    }
    packed.append(UInt8(length))
  }

  /// Reads so many packed texts; `nil` for others.
  init?(source: UInt8, number: UInt32, packed: [UInt8], parts: Int) {
    self.init(source: source, number: number)
    var place = 0
    for _ in 0..<parts {
      var (length, shift) = (0, 0)
      while true {
        guard place < packed.count, shift < 35 else { return nil }
        let byte = packed[place]
        place += 1
        length |= Int(byte & 127) << shift
        shift += 7
        if byte < 128 { break }
      }
      guard length <= packed.count - place else { return nil }
      add(packed[place..<place + length])
      place += length
    }
    guard place == packed.count else { return nil }
  }
}
