extension ZipDirectory {
  /// Where the directory lies, as the records at the archive's end say.
  struct Place {
    private(set) var start: Int64 = 0
    private(set) var size: Int64 = 0
    private(set) var entries: UInt64 = 0
    /// By how much all offsets are too small because something was put before the archive.
    private(set) var shift: Int64 = 0

    private static let missing = ArchiveError(
      .damaged, "the ZIP directory is missing: the archive is damaged or incomplete")

    init(in archive: any ByteSource) throws(ArchiveError) {
      let tailSize = Int(min(archive.count, 22 + 65_535))
      let tail = try archive.bytes(at: archive.count - Int64(tailSize), count: tailSize)
      guard let end = Self.endRecord(in: tail) else { throw Self.missing }
      let endOffset = archive.count - Int64(tailSize - end)
      let disks = [4, 6].map { tail.littleEndian(UInt16.self, at: end + $0) }
      var numbers = [8, 10].map { UInt64(tail.littleEndian(UInt16.self, at: end + $0)) }
      numbers += [12, 16].map { UInt64(tail.littleEndian(UInt32.self, at: end + $0)) }
      var directoryEnd = endOffset
      if numbers[0...1].contains(0xFFFF) || numbers[2...3].contains(0xFFFF_FFFF),
        endOffset >= 20,
        let record = try Self.zip64Record(in: archive, locatorAt: endOffset - 20)
      {
        numbers = [24, 32, 40, 48].map { record.bytes.littleEndian(UInt64.self, at: $0) }
        directoryEnd = record.offset
      } else if disks.contains(where: { $0 != 0 }) {
        throw ArchiveError(.unsupported, "the archive is split into several parts")
      }
      guard numbers[0] == numbers[1] else {
        throw ArchiveError(.unsupported, "the archive is split into several parts")
      }
      guard numbers[2] <= UInt64(directoryEnd), numbers[3] <= UInt64(directoryEnd) - numbers[2]
      else { throw Self.missing }
      entries = numbers[1]
      size = Int64(numbers[2])
      start = directoryEnd - size
      shift = start - Int64(numbers[3])
    }

    /// Finds the record whose comment reaches exactly to the archive's end.
    private static func endRecord(in tail: [UInt8]) -> Int? {
      guard tail.count >= 22 else { return nil }
      for start in (0...(tail.count - 22)).reversed() where tail[start] == 0x50 {
        guard tail.littleEndian(UInt32.self, at: start) == 0x0605_4B50 else { continue }
        let comment = Int(tail.littleEndian(UInt16.self, at: start + 20))
        if start + 22 + comment == tail.count { return start }
      }
      return nil
    }

    private static func zip64Record(
      in archive: any ByteSource, locatorAt offset: Int64
    ) throws(ArchiveError) -> (bytes: [UInt8], offset: Int64)? {
      let locator = try archive.bytes(at: offset, count: 20)
      guard locator.littleEndian(UInt32.self, at: 0) == 0x0706_4B50 else { return nil }
      // The second place is right when something was put before the archive.
      let said = locator.littleEndian(UInt64.self, at: 8)
      for place in [Int64(clamping: said), offset - 56]
      where place >= 0 && place <= offset - 56 {
        let bytes = try archive.bytes(at: place, count: 56)
        if bytes.littleEndian(UInt32.self, at: 0) == 0x0606_4B50 { return (bytes, place) }
      }
      throw missing
    }
  }

  /// Reads the directory from front to back in steps.
  struct Reader {
    private let archive: any ByteSource
    private let end: Int64
    private var fetched: Int64
    private var buffer: [UInt8] = []
    private var next = 0

    init(_ archive: any ByteSource, from start: Int64, to end: Int64) {
      self.archive = archive
      self.end = end
      fetched = start
    }

    var isAtEnd: Bool { next == buffer.count && fetched == end }

    mutating func take(_ count: Int) throws(ArchiveError) -> [UInt8] {
      if buffer.count - next < count {
        buffer.removeFirst(next)
        next = 0
        let step = Int(min(end - fetched, Int64(max(count, 256 << 10))))
        buffer += try archive.bytes(at: fetched, count: step)
        fetched += Int64(step)
        guard buffer.count >= count else { throw ZipDirectory.unreadable }
      }
      defer { next += count }
      return Array(buffer[next..<(next + count)])
    }
  }
}
