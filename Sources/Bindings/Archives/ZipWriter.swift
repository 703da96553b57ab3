/// Writes a ZIP archive (PKWARE APPNOTE 6.3.10) of deflated members, each packed in memory.
///
/// Made for packages such as workbooks: members and archive stay below 4 GiB, times are fixed, so equal
/// members give equal bytes.
public final class ZipWriter {
  private struct Entry {
    var name: [UInt8]
    var crc: UInt32 = 0
    var packedSize = 0
    var size = 0
    var offset = 0
  }

  private var entries: [Entry] = []
  private var offset = 0
  private var encoder: DeflateEncoder?
  private var packed: [UInt8] = []
  private let write: ([UInt8]) throws -> Void

  /// Creates a writer.
  ///
  /// - Parameter write: takes the archive's bytes, in order.
  public init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }

  /// Begins a member.
  ///
  /// - Throws: `ArchiveError` when zlib has no memory.
  public func begin(_ name: String) throws(ArchiveError) {
    encoder = try DeflateEncoder(.none)
    packed.removeAll()
    entries.append(Entry(name: Array(name.utf8), offset: offset))
  }

  /// Adds bytes to the member.
  public func add(_ bytes: [UInt8]) {
    precondition(encoder != nil, "bytes belong to a member")
    entries[entries.count - 1].crc = crc32(
      of: bytes.span, continuing: entries[entries.count - 1].crc)
    entries[entries.count - 1].size += bytes.count
    encoder?.encode(bytes.span, into: &packed)
  }

  /// Writes the member.
  ///
  /// - Throws: `ArchiveError` when member or archive reach 4 GiB, and what writing throws.
  public func end() throws {
    let nothing: [UInt8] = []
    encoder?.encode(nothing.span, into: &packed, isLast: true)
    encoder = nil
    entries[entries.count - 1].packedSize = packed.count
    let entry = entries[entries.count - 1]
    guard entry.size < Int(UInt32.max), offset + packed.count < Int(UInt32.max) - 1 << 20 else {
      throw ArchiveError(.limit, "the archive would be larger than 4 GiB")
    }
    try put(Self.bytes(of: [0x50, 0x4B, 3, 4], common: entry) + entry.name)
    try put(packed)
  }

  /// Writes the directory.
  public func finish() throws {
    let start = offset
    for entry in entries {
      var header = Self.bytes(of: [0x50, 0x4B, 1, 2, 20, 0], common: entry)
      header += [UInt8](repeating: 0, count: 10)
      header.append(littleEndian: UInt32(entry.offset))
      try put(header + entry.name)
    }
    var end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
    for _ in 0..<2 { end.append(littleEndian: UInt16(entries.count)) }
    end.append(littleEndian: UInt32(offset - start))
    end.append(littleEndian: UInt32(start))
    end.append(littleEndian: UInt16(0))
    try put(end)
  }

  private func put(_ bytes: [UInt8]) throws {
    try write(bytes)
    offset += bytes.count
  }

  /// A signature followed by what both headers have: version, flags (names are UTF-8), method, a fixed
  /// time, checksum, sizes, and the lengths of name and extra field.
  private static func bytes(of signature: [UInt8], common entry: Entry) -> [UInt8] {
    var bytes = signature + [20, 0, 0, 8, 8, 0, 0, 0, 0x21, 0x5C]
    bytes.append(littleEndian: entry.crc)
    bytes.append(littleEndian: UInt32(entry.packedSize))
    bytes.append(littleEndian: UInt32(entry.size))
    bytes.append(littleEndian: UInt16(entry.name.count))
    bytes.append(littleEndian: UInt16(0))
    return bytes
  }
}
