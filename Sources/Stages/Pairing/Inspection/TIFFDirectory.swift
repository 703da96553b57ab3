/// The first bytes of a TIFF (revision 6.0, section 2) or BigTIFF.
struct TIFFHeader: Sendable {
  let isLittleEndian: Bool
  let isBig: Bool
  /// Where the first directory stands.
  let directory: UInt64

  /// Reads the header; `nil` for what is none.
  init?(_ head: [UInt8]) {
    guard head.count >= 8 else { return nil }
    switch (head[0], head[1]) {
    case (0x49, 0x49): isLittleEndian = true
    case (0x4D, 0x4D): isLittleEndian = false
    default: return nil
    }
    switch head.number(at: 2, count: 2, littleEndian: isLittleEndian) {
    case 42:
      isBig = false
      directory = head.number(at: 4, count: 4, littleEndian: isLittleEndian)
    case 43:
      guard head.count >= 16 else { return nil }
      isBig = true
      directory = head.number(at: 8, count: 8, littleEndian: isLittleEndian)
    default: return nil
    }
  }
}

/// The directory of a TIFF's first page: it must be there, and what it points to must fit the file.
struct TIFFDirectory: Sendable {
  private let header: TIFFHeader
  private var entryCount = -1
  /// Behind which byte neither the directory nor anything it points to reaches.
  private(set) var reach: Int64 = 0

  init(_ header: TIFFHeader) { self.header = header }

  private var countSize: Int { header.isBig ? 8 : 2 }
  private var entrySize: Int { header.isBig ? 20 : 12 }
  private var valueSize: Int { header.isBig ? 8 : 4 }

  var start: HeaderWalk.Step {
    let least: UInt64 = header.isBig ? 16 : 8
    guard (least..<1 << 62).contains(header.directory) else {
      return .broken("it does not say where its first page is")
    }
    return .go(skip: Int64(header.directory), header: countSize)
  }

  mutating func step(_ bytes: [UInt8]) -> HeaderWalk.Step {
    func number(_ start: Int, _ count: Int) -> UInt64 {
      bytes.number(at: start, count: count, littleEndian: header.isLittleEndian)
    }
    if entryCount < 0 {
      let count = number(0, countSize)
      guard (1...3000).contains(count) else { return .broken("its first page has no description") }
      entryCount = Int(count)
      return .go(skip: 0, header: entryCount * entrySize)
    }
    var starts: (count: UInt64, value: UInt64)?
    var lengths: (count: UInt64, value: UInt64)?
    for entry in 0..<entryCount {
      let place = entry * entrySize
      let tag = number(place, 2)
      let type = number(place + 2, 2)
      let count = number(place + 4, valueSize)
      guard (1...18).contains(type), count < 1 << 40 else { continue }
      let size = Self.sizes[Int(type)]
      let valuePlace = place + 4 + valueSize
      let isInline = count * UInt64(size) <= UInt64(valueSize)
      // A short number stands at the beginning of its place.
      let value = number(valuePlace, isInline ? min(valueSize, max(1, size)) : valueSize)
      if !isInline { reach = max(reach, Int64(clamping: value &+ count * UInt64(size))) }
      switch tag {
      case 273, 324: starts = (count, value)
      case 279, 325: lengths = (count, value)
      default: break
      }
    }
    guard let starts, let lengths, starts.count > 0 else { return .broken("it holds no pixels") }
    if starts.count == 1, lengths.count == 1 {
      reach = max(reach, Int64(clamping: starts.value &+ lengths.value))
    }
    return .over
  }

  /// The bytes of a value by its type; 0 for types that are not.
  private static let sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]
}
