/// A second opinion on compressed bytes: inflates (RFC 1951) without zlib, slowly and simply.
struct Inflate {
  private var input: ArraySlice<UInt8>
  private var bits = 0
  private var bitCount = 0
  private(set) var output: [UInt8] = []

  enum Failure: Error { case cutOff, unknownBlock, badCode }

  /// Inflates a whole stream.
  static func bytes(of input: ArraySlice<UInt8>) throws -> [UInt8] {
    var inflate = Inflate(input: input)
    while try !inflate.block() {}
    return inflate.output
  }

  private init(input: ArraySlice<UInt8>) { self.input = input }

  private mutating func take(_ count: Int) throws -> Int {
    while bitCount < count {
      guard let byte = input.popFirst() else { throw Failure.cutOff }
      bits |= Int(byte) << bitCount
      bitCount += 8
    }
    defer {
      bits >>= count
      bitCount -= count
    }
    return bits & (1 << count - 1)
  }

  /// Codes by length and value, as RFC 1951 3.2.2 assigns them.
  private struct Code {
    var symbols: [Int: Int] = [:]

    init(lengths: [Int]) {
      var next = 0
      for length in 1...15 {
        for (symbol, own) in lengths.enumerated() where own == length {
          symbols[length << 16 | next] = symbol
          next += 1
        }
        next <<= 1
      }
    }
  }

  private mutating func symbol(_ code: Code) throws -> Int {
    var value = 0
    for length in 1...15 {
      value = try value << 1 | take(1)
      if let symbol = code.symbols[length << 16 | value] { return symbol }
    }
    throw Failure.badCode
  }

  /// Inflates a block and says whether it was the last.
  private mutating func block() throws -> Bool {
    let isLast = try take(1) == 1
    switch try take(2) {
    case 0: try stored()
    case 1:
      let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
      try codes(Code(lengths: lengths), Code(lengths: Array(repeating: 5, count: 30)))
    case 2: try dynamic()
    default: throw Failure.unknownBlock
    }
    return isLast
  }

  private mutating func stored() throws {
    (bits, bitCount) = (0, 0)
    let count = try take(16)
    _ = try take(16)
    for _ in 0..<count { output.append(UInt8(try take(8))) }
  }

  private mutating func dynamic() throws {
    let (literals, distances, count) = (try take(5) + 257, try take(5) + 1, try take(4) + 4)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var own = Array(repeating: 0, count: 19)
    for index in 0..<count { own[order[index]] = try take(3) }
    let code = Code(lengths: own)
    var lengths: [Int] = []
    while lengths.count < literals + distances {
      switch try symbol(code) {
      case 16: lengths += Array(repeating: lengths.last ?? 0, count: try take(2) + 3)
      case 17: lengths += Array(repeating: 0, count: try take(3) + 3)
      case 18: lengths += Array(repeating: 0, count: try take(7) + 11)
      case let length: lengths.append(length)
      }
    }
    try codes(
      Code(lengths: Array(lengths[..<literals])), Code(lengths: Array(lengths[literals...])))
  }

  private mutating func codes(_ literals: Code, _ distances: Code) throws {
    while true {
      let symbol = try symbol(literals)
      if symbol == 256 { return }
      if symbol < 256 {
        output.append(UInt8(symbol))
        continue
      }
      let length: Int
      if symbol == 285 {
        length = 258
      } else {
        let extra = symbol < 265 ? 0 : (symbol - 261) / 4
        let base = symbol < 265 ? symbol - 254 : (4 + (symbol - 265) % 4) << extra + 3
        length = try base + take(extra)
      }
      let far = try self.symbol(distances)
      let extra = far < 2 ? 0 : far / 2 - 1
      let base = far < 2 ? far + 1 : (2 + far % 2) << extra + 1
      let distance = try base + take(extra)
      guard distance <= output.count else { throw Failure.badCode }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }
}

/// CRC-32 bit by bit.
func slowCRC32(_ bytes: [UInt8]) -> UInt32 {
  var crc = ~UInt32(0)
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 {
      let isOdd = crc & 1 == 1
      crc >>= 1
      if isOdd { crc ^= 0xEDB8_8320 }
    }
  }
  return ~crc
}
