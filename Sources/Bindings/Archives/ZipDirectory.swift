/// The central directory of a ZIP archive (APPNOTE 6.3.10, 4.3).
struct ZipDirectory {
  private(set) var members: [ZipMember] = []

  static let unreadable = ArchiveError(
    .damaged, "the ZIP directory cannot be read: the archive is damaged or incomplete")

  /// Reads a directory of at most `allowed` members, each with its problem if it has one.
  init(_ archive: any ByteSource, limits: ArchiveLimits, allowed: Int) throws(ArchiveError) {
    let place = try Place(in: archive)
    guard place.entries <= UInt64(max(allowed, 0)) else {
      throw ArchiveError(
        .limit, "the archive has more than \(limits.entries) entries (max_entries)")
    }
    guard place.entries <= UInt64(place.size / 46) else { throw Self.unreadable }
    var reader = Reader(archive, from: place.start, to: place.start + place.size)
    members.reserveCapacity(Int(place.entries))
    for _ in 0..<place.entries {
      members.append(try Self.member(&reader, shiftedBy: place.shift, limits: limits))
    }
    if !reader.isAtEnd {
      // Only a digital signature may follow; anything else would be members left out.
      guard try reader.take(4) == [0x50, 0x4B, 0x05, 0x05] else { throw Self.unreadable }
    }
    findOverlaps(before: place.start)
    for index in members.indices {
      members[index].problem = members[index].findProblem(limits: limits)
    }
  }

  /// Reads one entry of the directory.
  private static func member(
    _ reader: inout Reader, shiftedBy shift: Int64, limits: ArchiveLimits
  ) throws(ArchiveError) -> ZipMember {
    let fixed = try reader.take(46)
    guard fixed.littleEndian(UInt32.self, at: 0) == 0x0201_4B50 else { throw unreadable }
    let name = try reader.take(Int(fixed.littleEndian(UInt16.self, at: 28)))
    let extra = ZipExtra(try reader.take(Int(fixed.littleEndian(UInt16.self, at: 30))))
    _ = try reader.take(Int(fixed.littleEndian(UInt16.self, at: 32)))

    var member = ZipMember()
    member.flags = fixed.littleEndian(UInt16.self, at: 8)
    member.method = fixed.littleEndian(UInt16.self, at: 10)
    member.crc32 = fixed.littleEndian(UInt32.self, at: 16)
    if fixed[5] == 3 { member.unixMode = fixed.littleEndian(UInt32.self, at: 38) >> 16 }
    // The rest of a name over the limit is not kept: there may be very many of them.
    member.rawName = Array(name.prefix(max(limits.nameBytes, 0)))
    if name.count > limits.nameBytes {
      member.problem = ArchiveError(
        .limit,
        "the name of the entry is longer than \(limits.nameBytes) bytes (max_name_bytes)")
    }
    let unicode = extra.unicodeName(for: name).map { Array($0.prefix(max(limits.nameBytes, 0))) }
    member.name = ZipName.decode(
      unicode ?? member.rawName,
      isFlaggedUTF8: unicode != nil || member.flags & ZipMember.isUTF8Flag != 0)

    var numbers = [24, 20, 42].map { UInt64(fixed.littleEndian(UInt32.self, at: $0)) }
    let isComplete = extra.widen(&numbers)
    guard isComplete, numbers.allSatisfy({ $0 <= 1 << 62 }) else {
      member.problem = ArchiveError(.damaged, "the sizes of the entry cannot be read")
      return member
    }
    member.size = Int64(numbers[0])
    member.compressedSize = Int64(numbers[1])
    member.headerOffset = Int64(numbers[2]) + shift
    if ![0, 0xFFFF].contains(fixed.littleEndian(UInt16.self, at: 34)) {
      member.problem = ArchiveError(.unsupported, "the entry lies in another part of the archive")
    }
    return member
  }

  /// Sets where each member's room ends and marks those that share bytes with another.
  private mutating func findOverlaps(before directory: Int64) {
    let overlap = ArchiveError(.damaged, "the entry overlaps with another")
    let order = members.indices.filter { members[$0].problem == nil }
      .sorted { members[$0].headerOffset < members[$1].headerOffset }
    var (reach, holder): (Int64, Int?) = (0, nil)
    for (place, index) in order.enumerated() {
      let member = members[index]
      let next = place + 1 < order.count ? members[order[place + 1]].headerOffset : directory
      members[index].end = min(next, directory)
      // Both were checked to lie below 2^62 + 2^62.
      let end = member.headerOffset + 30 + Int64(member.rawName.count) &+ member.compressedSize
      if member.headerOffset < reach, let holder {
        members[index].problem = overlap
        members[holder].problem = overlap
      }
      if end < 0 || member.headerOffset < 0 || end > directory {
        members[index].problem = ArchiveError(
          .damaged, "the entry does not lie within the archive")
      } else if end > reach {
        (reach, holder) = (end, index)
      }
    }
  }
}
