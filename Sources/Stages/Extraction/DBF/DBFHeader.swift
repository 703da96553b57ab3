internal import Dataflow

/// The header of a DBF file: its version, its records and its fields.
///
/// The layouts are those of dBase III and IV, FoxPro 2 and Visual FoxPro (Microsoft's "Table File
/// Structure"). dBase 7 and FoxBASE have others and are refused.
struct DBFHeader: Sendable {
  /// How the memo file is laid out.
  enum MemoLayout: Sendable {
    /// dBase: blocks of 512 bytes, or with their length before them.
    case dBase
    /// FoxPro: blocks with type and length before them, the high byte first.
    case foxPro
  }

  static let firstBytes = 32
  /// The mark behind the last record.
  static let end: UInt8 = 0x1A
  static let deleted = UInt8(ascii: "*")
  static let live = UInt8(ascii: " ")

  var recordCount: Int64
  /// The offset of the first record.
  var length: Int
  var recordLength: Int
  /// The byte that tells the code page.
  var codePage: UInt8
  var memoLayout: MemoLayout
  var fields: [DBFField] = []
  /// The place of `_NullFlags`.
  var nullFlags: DBFField?

  /// The number of bytes of the header, from the file's first bytes.
  static func length(of bytes: [UInt8]) throws(Diagnostic) -> Int {
    guard bytes.count >= firstBytes, isKnown(bytes[0]) else {
      let isLater = bytes.first.map { $0 & 7 == 4 } ?? false
      throw damaged(isLater ? "it is a table of dBase 7" : "it does not begin as one does")
    }
    let length = Int(bytes[8]) | Int(bytes[9]) << 8
    guard length > firstBytes else { throw damaged("its header is too short") }
    return length
  }

  /// Whether a version byte is one of dBase III, IV, FoxPro or Visual FoxPro.
  static func isKnown(_ version: UInt8) -> Bool {
    version & 7 == 3 || isVisual(version) || version == 0xF5
  }

  private static func isVisual(_ version: UInt8) -> Bool { 0x30...0x32 ~= version }

  /// Reads a header that is there as a whole.
  init(_ bytes: [UInt8]) throws(Diagnostic) {
    length = try Self.length(of: bytes)
    guard bytes.count >= length else { throw Self.damaged("it ends within its header") }
    guard bytes[15] == 0 || Self.isVisual(bytes[0]) else { throw Self.damaged("it is encrypted") }
    recordCount = Int64(bytes[4]) | Int64(bytes[5]) << 8 | Int64(bytes[6]) << 16
    recordCount |= Int64(bytes[7]) << 24
    recordLength = Int(bytes[10]) | Int(bytes[11]) << 8
    codePage = bytes[29]
    let isVisual = Self.isVisual(bytes[0])
    memoLayout = isVisual || bytes[0] == 0xF5 ? .foxPro : .dBase
    var lengths: [Int] = []
    var place = Self.firstBytes
    while place + 32 <= length, bytes[place] != 0x0D {
      let name = bytes[place..<place + 11].prefix { $0 != 0 }
      let type = bytes[place + 11]
      let flags = isVisual ? bytes[place + 18] : 0
      let size = Int(bytes[place + 16])
      // A long text has the high byte of its length where numbers have their decimals.
      lengths.append(type == UInt8(ascii: "C") ? size | Int(bytes[place + 17]) << 8 : size)
      fields.append(
        DBFField(
          name: Array(name), type: type,
          kind: DBFField.kind(type: type, length: size, isVisual: isVisual), offset: 0,
          length: size, nullBit: flags & 2 != 0 ? 0 : nil, isSystem: flags & 1 != 0))
      place += 32
    }
    try lay(lengths)
    numberNullBits()
  }

  /// Gives the fields their places.
  private mutating func lay(_ longLengths: [Int]) throws(Diagnostic) {
    let total = 1 + fields.reduce(0) { $0 + $1.length }
    let longTotal = 1 + longLengths.reduce(0, +)
    guard !fields.isEmpty, fields.allSatisfy({ $0.length > 0 && !$0.name.isEmpty }),
      total <= recordLength
    else { throw Self.damaged("its header describes no records") }
    if total != recordLength && longTotal == recordLength {
      for index in fields.indices { fields[index].length = longLengths[index] }
    }
    var offset = 1
    for index in fields.indices {
      fields[index].offset = offset
      offset += fields[index].length
    }
  }

  /// The bits of `_NullFlags` go to the fields in their order.
  private mutating func numberNullBits() {
    var bit = 0
    for index in fields.indices where !fields[index].isSystem {
      if fields[index].type == UInt8(ascii: "V") || fields[index].type == UInt8(ascii: "Q") {
        fields[index].lengthBit = bit
        bit += 1
      }
      if fields[index].nullBit != nil {
        fields[index].nullBit = bit
        bit += 1
      }
    }
    nullFlags = fields.first { $0.isSystem && $0.type == UInt8(ascii: "0") }
    guard let nullFlags, nullFlags.length * 8 >= bit else {
      self.nullFlags = nil
      for index in fields.indices {
        (fields[index].nullBit, fields[index].lengthBit) = (nil, nil)
      }
      return
    }
  }

  static func damaged(_ what: String) -> Diagnostic {
    Diagnostic(
      "SH3401", "the unit is no table of dBase or FoxPro that can be read: \(what)",
      status: .input, remedy: "save it as dBase III or Visual FoxPro, or leave this file out")
  }

  /// The code page byte in words.
  var codePageNote: String {
    let names: [UInt8: String] = [
      0x01: "437", 0x02: "850", 0x03: "1252", 0x57: "ANSI", 0x64: "852", 0x65: "866",
      0x7B: "932", 0x7A: "936", 0x7C: "874", 0xC8: "1250", 0xC9: "1251", 0xCB: "1253",
    ]
    let digits = String(codePage, radix: 16, uppercase: true)
    let byte = "0x" + (digits.count == 1 ? "0" : "") + digits
    if codePage == 0 { return "code page byte \(byte), which says nothing" }
    return names[codePage].map { "code page byte \(byte), code page \($0)" }
      ?? "code page byte \(byte)"
  }
}
