/// A register as a table of FoxPro in TCVN3, with its long texts in a memo file.
///
/// Names are those of the columns, cut to the ten letters that a table allows.
struct TableText: Sendable {
  private struct Column: Sendable {
    var name: [UInt8]
    /// 0 for a memo.
    var width: Int
  }

  /// Where the header tells the number of records.
  static let countOffset: UInt64 = 4
  private static let blockSize = 64
  private static let memoWidth = 10

  private let columns: [Column]
  /// The memo file.
  private(set) var memo: [UInt8]
  private(set) var count = 0

  init(_ sheet: RegisterSheet) {
    columns = sheet.columns.map { column in
      let name = (column.target ?? column.header).uppercased().utf8.prefix(10)
      return Column(name: Array(name), width: Self.width(column.target ?? ""))
    }
    memo = [UInt8](repeating: 0, count: 512)
    memo[7] = UInt8(Self.blockSize)
  }

  private static func width(_ target: String) -> Int {
    if target == "ly_do" { return 0 }
    return target.hasPrefix("noi_") ? 200 : 80
  }

  /// The number of records, as the header has it.
  var countBytes: [UInt8] { Self.little(count, 4) }

  func begin(into output: inout [UInt8]) {
    let length = 32 + 32 * columns.count + 1
    let recordLength = columns.reduce(1) { $0 + ($1.width == 0 ? Self.memoWidth : $1.width) }
    output += [0xF5, 109, 8, 7] + Self.little(0, 4)
    output += Self.little(length, 2) + Self.little(recordLength, 2)
    // Such tables claim the code page 1252.
    output += [UInt8](repeating: 0, count: 17) + [0x03, 0, 0]
    for column in columns {
      output += column.name + [UInt8](repeating: 0, count: 11 - column.name.count)
      output += [UInt8(ascii: column.width == 0 ? "M" : "C"), 0, 0, 0, 0]
      output.append(UInt8(column.width == 0 ? Self.memoWidth : column.width))
      output += [UInt8](repeating: 0, count: 15)
    }
    output.append(0x0D)
  }

  mutating func append(_ record: Record, to output: inout [UInt8]) {
    count += 1
    output.append(UInt8(ascii: " "))
    for (index, column) in columns.enumerated() {
      let text = LegacyEncoding.tcvn3(Array(record.bytes[record.fields[index]]))
      let cell = column.width == 0 ? block(text) : text
      let width = column.width == 0 ? Self.memoWidth : column.width
      precondition(cell.count <= width, "a text fits its column")
      output += cell + [UInt8](repeating: 0x20, count: width - cell.count)
    }
  }

  func end(into output: inout [UInt8]) { output.append(0x1A) }

  /// Adds a memo and gives the number of its block, in digits; nothing for no text.
  private mutating func block(_ text: [UInt8]) -> [UInt8] {
    guard !text.isEmpty else { return [] }
    let digits = Array(String(memo.count / Self.blockSize).utf8)
    memo += [0, 0, 0, 1] + Self.little(text.count, 4).reversed() + text
    let rest = memo.count % Self.blockSize
    if rest > 0 { memo += [UInt8](repeating: 0, count: Self.blockSize - rest) }
    memo.replaceSubrange(0..<4, with: Self.little(memo.count / Self.blockSize, 4).reversed())
    return [UInt8](repeating: 0x20, count: Self.memoWidth - digits.count) + digits
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
