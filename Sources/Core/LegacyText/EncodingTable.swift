internal import Tables

/// The sequences of one encoding, as a tree of flat tables that finds the longest one.
struct EncodingTable: Sendable {
  /// 256 entries a node, the root first.
  ///
  /// An entry's low 24 bits are a letter in UTF-8, its first byte lowest, and 0 where the sequence has
  /// no meaning; its high 8 bits are the node of longer ones.
  private(set) var nodes = [UInt32](repeating: 0, count: 256)

  /// The tables of all encodings, in the order of `LegacyEncoding.allCases`.
  static let all: [EncodingTable] = {
    var rows: [String: [(sequence: [UInt8], letter: UInt32)]] = [:]
    for row in Table.encodings.rows {
      let name = String(decoding: row[0], as: UTF8.self)
      rows[name, default: []].append((bytes(row[1]), letter(row[2])))
    }
    return LegacyEncoding.allCases.map { EncodingTable(rows[$0.tableName] ?? []) }
  }()

  private init(_ rows: [(sequence: [UInt8], letter: UInt32)]) {
    // What stands for itself.
    for byte: UInt32 in [0x09, 0x0A, 0x0D] + Array(0x20...0x7E) { nodes[Int(byte)] = byte }
    // Short sequences come first, so that a node has its own letter before it gets longer ones.
    for row in rows.sorted(by: { $0.sequence.count < $1.sequence.count }) {
      var node = 0
      for byte in row.sequence.dropLast() {
        let place = node << 8 | Int(byte)
        if nodes[place] >> 24 == 0 {
          nodes[place] |= UInt32(nodes.count >> 8) << 24
          nodes.append(contentsOf: repeatElement(0, count: 256))
        }
        node = Int(nodes[place] >> 24)
      }
      guard let last = row.sequence.last else { continue }
      let place = node << 8 | Int(last)
      nodes[place] = nodes[place] & 0xFF00_0000 | row.letter
    }
  }

  private static func bytes(_ hexadecimal: ArraySlice<UInt8>) -> [UInt8] {
    let digits = hexadecimal.map { $0 < 0x41 ? $0 - 0x30 : $0 - 0x37 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private static func letter(_ hexadecimal: ArraySlice<UInt8>) -> UInt32 {
    let scalar = UInt32(String(decoding: hexadecimal, as: UTF8.self), radix: 16) ?? 0
    return Unicode.Scalar(scalar).map(packed) ?? 0
  }

  /// The UTF-8 bytes of a letter, the first in the lowest byte.
  static func packed(_ letter: Unicode.Scalar) -> UInt32 {
    letter.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}

extension Unicode.Scalar {
  fileprivate var utf8: [UInt8] { Array(UTF8.encode(self) ?? UTF8.encodedReplacementCharacter) }
}
