/// The chunks of a PNG (ISO/IEC 15948, 5.3): `IHDR` first, pixels, `IEND`.
struct PNGHeaders: Sendable {
  private var isFirst = true
  private var hasPixels = false
  private var isEnd = false

  mutating func step(_ header: [UInt8]) -> HeaderWalk.Step {
    if isEnd { return .over }
    let length = header.number(at: 0, count: 4)
    let type = String(decoding: header[4...], as: UTF8.self)
    guard length < 1 << 31 else { return .broken("a part of it has no possible length") }
    if isFirst {
      guard type == "IHDR", length == 13 else { return .broken("it does not begin with its size") }
      isFirst = false
    } else if type == "IDAT" {
      hasPixels = true
    } else if type == "IEND" {
      isEnd = true
      // Its checksum is the last of the file.
      return hasPixels ? .go(skip: 0, header: 4) : .broken("it holds no pixels")
    }
    return .go(skip: Int64(length) + 4, header: 8)
  }
}

/// The segments of a JPEG (ITU-T T.81, B.1) up to its pixels.
struct JPEGHeaders: Sendable {
  private var marker: UInt8 = 0
  private var isLength = false
  private var hasFrame = false

  mutating func step(_ header: [UInt8]) -> HeaderWalk.Step {
    if isLength {
      isLength = false
      let length = header.number(at: 0, count: 2)
      guard length >= 2 else { return .broken("a part of it has no possible length") }
      if marker == 0xDA { return hasFrame ? .over : .broken("it has pixels before their size") }
      return .go(skip: Int64(length) - 2, header: 2)
    }
    // Any number of fill bytes may stand before a marker.
    if header.count == 2 {
      guard header[0] == 0xFF else { return .broken("a part of it does not begin like one") }
    }
    marker = header[header.count - 1]
    switch marker {
    case 0xFF: return .go(skip: 0, header: 1)
    case 0x01, 0xD0...0xD8: return .go(skip: 0, header: 2)
    case 0xD9: return .broken("it holds no pixels")
    case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker): hasFrame = true
    case 0x00: return .broken("a part of it does not begin like one")
    default: break
    }
    isLength = true
    return .go(skip: 0, header: 2)
  }
}

/// The boxes of a JPEG 2000 file (ISO/IEC 15444-1, I.4).
struct JP2Boxes: Sendable {
  private var hasSeenPixels = false
  private var isLong = false
  /// Whether a code stream has been headed, and the last header was whole.
  var hasPixels: Bool { hasSeenPixels && !isLong }

  mutating func step(_ header: [UInt8]) -> HeaderWalk.Step {
    if isLong {
      isLong = false
      let length = header.number(at: 0, count: 8)
      guard (16..<1 << 62).contains(length) else {
        return .broken("a part of it has no possible length")
      }
      return .go(skip: Int64(length) - 16, header: 8)
    }
    let length = header.number(at: 0, count: 4)
    if header[4...].elementsEqual("jp2c".utf8) { hasSeenPixels = true }
    switch length {
    case 0: return .openEnded
    case 1:
      isLong = true
      return .go(skip: 0, header: 8)
    case 8...: return .go(skip: Int64(length) - 8, header: 8)
    default: return .broken("a part of it has no possible length")
    }
  }
}
