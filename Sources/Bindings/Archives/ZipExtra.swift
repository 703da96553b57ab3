/// The extra fields behind a name in a ZIP header (APPNOTE 6.3.10, 4.5).
struct ZipExtra {
  private var fields: [(id: UInt16, data: ArraySlice<UInt8>)] = []

  /// A field that reaches beyond the end is left out, with all after it.
  init(_ bytes: [UInt8]) {
    var next = 0
    while next + 4 <= bytes.count {
      let end = next + 4 + Int(bytes.littleEndian(UInt16.self, at: next + 2))
      guard end <= bytes.count else { break }
      fields.append((bytes.littleEndian(UInt16.self, at: next), bytes[(next + 4)..<end]))
      next = end
    }
  }

  /// Replaces each number that is all ones by its 64-bit value, in the order of the Zip64 field.
  ///
  /// - Returns: whether there was a value for each.
  func widen(_ numbers: inout [UInt64]) -> Bool {
    guard numbers.contains(0xFFFF_FFFF) else { return true }
    guard let field = fields.first(where: { $0.id == 1 }) else { return false }
    let data = Array(field.data)
    var next = 0
    for index in numbers.indices where numbers[index] == 0xFFFF_FFFF {
      guard next + 8 <= data.count else { return false }
      numbers[index] = data.littleEndian(UInt64.self, at: next)
      next += 8
    }
    return true
  }

  /// The UTF-8 name of Info-ZIP's field, when it was made for exactly this other name.
  func unicodeName(for rawName: [UInt8]) -> [UInt8]? {
    guard let field = fields.first(where: { $0.id == 0x7075 }) else { return nil }
    let data = Array(field.data)
    guard data.count > 5, data[0] == 1,
      data.littleEndian(UInt32.self, at: 1) == Checksum(of: rawName).value
    else { return nil }
    return Array(data[5...])
  }
}
