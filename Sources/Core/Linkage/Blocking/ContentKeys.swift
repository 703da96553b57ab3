public import Columnar

extension RecordStore {
  /// One number a record for the parts of its fields that tells their content, whatever other records
  /// there are; 0 for a record that lacks a part.
  ///
  /// It has 63 bits, so that databases hold it in order.
  public func contentKeys(_ parts: [BlockRule.Part]) -> SpillArray<UInt64> {
    var keys = SpillArray<UInt64>(repeating: 0x1E37_79B9_7F4A_7C15, count: count, in: space)
    for part in parts {
      let hashes = fields[part.field].values.hashes(part.term)
      let codes = fields[part.field].codes
      for record in keys.indices where keys[record] != 0 {
        let hash = hashes[Int(codes[record])]
        keys[record] =
          hash == 0 ? 0 : (RecordStore.mixed(keys[record], hash) | 1) & UInt64(Int64.max)
      }
    }
    return keys
  }

  /// The key that ``contentKeys(_:)`` has for a text.
  public static func contentKey(_ text: [UInt8]) -> UInt64 { contentKey(text, in: text.indices) }

  /// The key of the text in a range of bytes.
  public static func contentKey(_ bytes: [UInt8], in range: Range<Int>) -> UInt64 {
    range.isEmpty ? 0 : (contentHash(bytes, in: range) | 1) & UInt64(Int64.max)
  }
}

extension FieldValues {
  /// A hash of each value's part, 0 for none; equal parts have equal hashes in every store.
  func hashes(_ term: BlockTerm) -> [UInt64] {
    switch term {
    case .year, .monthDay: return tokens(term).map { UInt64($0) }
    case .parent: return parents.map { tokens.hash(of: $0) }
    case .value: break
    case .bare: if let words { return words.bareOf.map { words.bare.hash(of: $0) } }
    case .first: if let words { return words.firstOf.map { words.words.hash(of: $0) } }
    case .last: if let words { return words.lastOf.map { words.words.hash(of: $0) } }
    case .sound, .prefix:
      guard let words else { break }
      let ofBare: [UInt64] = (0...UInt32(words.bare.last)).map { number in
        var part = words.bare.text(of: number)
        part = term == .sound ? soundKey(part) : Array(part.prefix(3))
        return part.isEmpty ? 0 : contentHash(part, in: part.indices) | 1
      }
      return words.bareOf.map { ofBare[Int($0)] }
    }
    return (0...UInt32(table.last)).map { table.hash(of: $0) }
  }
}
