/// Writes DEFLATE (RFC 1951) by hand, so that a test decides where blocks and matches lie, and
/// keeps what a decoder must give.
struct DeflateWriter {
  private(set) var compressed: [UInt8] = []
  private(set) var content: [UInt8] = []
  private var pending: UInt64 = 0
  private var pendingBits = 0

  mutating func beginFixedBlock(isLast: Bool = false) {
    put(isLast ? 1 : 0, 1)
    put(1, 2)
  }

  mutating func endBlock() { put(0, 7) }

  mutating func literal(_ byte: UInt8) {
    content.append(byte)
    byte < 144 ? putCode(0x30 + UInt64(byte), 8) : putCode(0x190 + UInt64(byte) - 144, 9)
  }

  /// A match of the greatest length, 258 bytes, at a distance of 16385...32768.
  mutating func longMatch(distance: Int) {
    putCode(0xC0 + 5, 8)
    let code = distance > 24576 ? 29 : 28
    putCode(UInt64(code), 5)
    put(UInt64(distance - (code == 29 ? 24577 : 16385)), 13)
    let start = content.count - distance
    // A slice would share the array's storage and so make the append copy all of it.
    content += Array(content[start..<(start + 258)])
  }

  mutating func storedBlock(_ bytes: [UInt8], isLast: Bool = false) {
    put(isLast ? 1 : 0, 1)
    put(0, 2)
    align()
    let count = UInt16(bytes.count)
    for half in [count, ~count] { compressed += [UInt8(half & 0xFF), UInt8(half >> 8)] }
    compressed += bytes
    content += bytes
  }

  mutating func finish() { align() }

  private mutating func put(_ bits: UInt64, _ count: Int) {
    pending |= bits << UInt64(pendingBits)
    pendingBits += count
    while pendingBits >= 8 {
      compressed.append(UInt8(pending & 0xFF))
      pending >>= 8
      pendingBits -= 8
    }
  }

  /// Huffman codes are packed from their highest bit on.
  private mutating func putCode(_ code: UInt64, _ count: Int) {
    for bit in (0..<count).reversed() { put(code >> UInt64(bit) & 1, 1) }
  }

  private mutating func align() { if pendingBits > 0 { put(0, 8 - pendingBits) } }

  /// Text in one block of literals.
  static func text(_ bytes: [UInt8]) -> DeflateWriter {
    var writer = DeflateWriter()
    writer.beginFixedBlock(isLast: true)
    for byte in bytes { writer.literal(byte) }
    writer.endBlock()
    writer.finish()
    return writer
  }

  /// Any bytes in blocks without compression.
  static func blocks(_ bytes: [UInt8]) -> DeflateWriter {
    var writer = DeflateWriter()
    for start in stride(from: 0, to: bytes.count, by: 65_535) {
      writer.storedBlock(Array(bytes[start..<min(start + 65_535, bytes.count)]))
    }
    writer.storedBlock([], isLast: true)
    return writer
  }

  /// Content of about `count` bytes, in blocks of about 64 KiB that refer far back.
  static func long(count: Int, seed: UInt64) -> DeflateWriter {
    var random = SeededGenerator(seed: seed)
    var writer = DeflateWriter()
    writer.storedBlock((0..<32768).map { _ in UInt8.random(in: 32..<127, using: &random) })
    while writer.content.count < count {
      writer.beginFixedBlock()
      for _ in 0..<240 {
        writer.longMatch(distance: Int.random(in: 16385...32768, using: &random))
        for _ in 0..<6 { writer.literal(UInt8.random(in: 0...255, using: &random)) }
      }
      writer.endBlock()
    }
    writer.storedBlock([10], isLast: true)
    return writer
  }
}

/// The same numbers in every run (xorshift64*).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
