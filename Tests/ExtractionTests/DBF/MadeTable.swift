/// A table written byte for byte, to be damaged.
struct MadeTable {
  var version: UInt8 = 0x03
  /// Name, type, width and flags.
  var fields: [(name: String, type: Character, width: UInt8, flags: UInt8)] = [
    ("SO", "C", 4, 0), ("HESO", "N", 5, 0),
  ]
  var records: [[UInt8]] = []
  /// The count that the header tells, where it is not that of the records.
  var count: UInt32?
  var tail: [UInt8] = [0x1A]

  init(_ records: [[UInt8]] = [[UInt8](" 00a  1.5"), [UInt8](" 00b -2.5")]) {
    self.records = records.map { $0.count == 9 ? $0 + [0x20] : $0 }
  }

  var recordLength: Int { 1 + fields.reduce(0) { $0 + Int($1.width) } }
  var headerLength: Int { 33 + 32 * fields.count }

  var bytes: [UInt8] {
    var header = [version, 126, 11, 25]
    let count = count ?? UInt32(records.count)
    for shift in stride(from: 0, to: 32, by: 8) {
      header.append(UInt8(truncatingIfNeeded: count >> UInt32(shift)))
    }
    for number in [headerLength, recordLength] {
      header += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }
    header += [UInt8](repeating: 0, count: 20)
    for field in fields {
      let name = Array(field.name.utf8)
      header += name + [UInt8](repeating: 0, count: 11 - name.count)
      header += [field.type.asciiValue ?? 0, 0, 0, 0, 0, field.width, 0, field.flags]
      header += [UInt8](repeating: 0, count: 13)
    }
    return header + [0x0D] + records.flatMap(\.self) + tail
  }
}
