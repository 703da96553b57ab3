import Archives

/// What the content of a delivery is packed into.
public enum Packing: String, Sendable, CaseIterable {
  /// Nothing: the file is the content.
  case plain
  /// One GZIP member.
  case gzip
  /// A ZIP archive.
  case zip
}

/// A file of a delivery, whatever it is packed into.
struct Container: ~Copyable {
  private let file: OutputFile
  private let packing: Packing
  private let level: Int
  private var encoder: DeflateEncoder?
  private var archive = ZIPDirectory()
  private var crc: UInt32 = 0
  private var size: UInt64 = 0
  private var dataStart: UInt64 = 0
  private var packed: [UInt8] = []

  init(_ path: String, packing: Packing, level: Int = 6) throws {
    file = try OutputFile(path)
    self.packing = packing
    self.level = level
  }

  /// Begins a member of an archive, or the content of what is not one.
  mutating func begin(_ member: ZIPDirectory.Member) throws {
    switch packing {
    case .plain: return
    case .gzip: encoder = try DeflateEncoder(.gzip, level: level)
    case .zip:
      encoder = try DeflateEncoder(.none, level: level)
      try file.write(archive.begin(member, at: file.offset))
      dataStart = file.offset
    }
    (crc, size) = (0, 0)
  }

  /// Writes the content gathered in `bytes` and empties it.
  mutating func write(_ bytes: inout [UInt8]) throws {
    try put(bytes, isLast: false)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Writes over what stands at an offset of a file that is the content.
  func overwrite(at offset: UInt64, with bytes: [UInt8]) throws {
    precondition(packing == .plain, "packed bytes cannot be written over")
    try file.overwrite(at: offset, with: bytes)
  }

  /// Ends what ``begin(_:)`` began.
  mutating func end() throws {
    try put([], isLast: true)
    encoder = nil
    guard packing == .zip else { return }
    let (trailer, header) = archive.end(
      crc: crc, packedSize: file.offset - dataStart, size: size)
    try file.write(trailer)
    if let header { try file.overwrite(at: header.position, with: header.bytes) }
  }

  /// Writes what follows the last member and closes the file.
  mutating func finish() throws {
    if packing == .zip { try file.write(archive.centralDirectory(at: file.offset)) }
    try file.close()
  }

  private mutating func put(_ bytes: [UInt8], isLast: Bool) throws {
    guard packing != .plain else { return try file.write(bytes) }
    if packing == .zip { crc = crc32(of: bytes.span, continuing: crc) }
    size += UInt64(bytes.count)
    encoder?.encode(bytes.span, into: &packed, isLast: isLast)
    try file.write(packed)
    packed.removeAll(keepingCapacity: true)
  }
}
