import Archives
import Testing
import TestSupport

@Suite(.temporaryDirectory) struct ListingTests {
  @Test("Names are decoded by flag, by Info-ZIP's field, as UTF-8, or as code page 437")
  func names() throws {
    let legacy: [UInt8] = [0x8A, 0x6C, 0x82, 0x2E, 0xE0]
    let infoZip =
      le(UInt16(0x7075)) + le(UInt16(5 + 5)) + [1] + le(crc32(Array("old".utf8)))
      + Array("mới".utf8)
    let archive = try archive(
      zip([
        PackedMember("khai sinh 2024.csv", stored: []).with { $0.flags = 0x800 },
        PackedMember("hộ tịch.csv", stored: []).with { $0.flags = 0x800 },
        PackedMember("không cờ.csv", stored: []),
        PackedMember("", stored: []).with { $0.name = legacy },
        PackedMember("old", stored: []).with { $0.centralExtra = infoZip },
      ]))
    let entries = try archive.entries()
    #expect(
      entries.map(\.label)
        == ["khai sinh 2024.csv", "hộ tịch.csv", "không cờ.csv", "èlé.α", "mới"])
    #expect(entries[3].rawPath == [legacy])
    #expect(entries.allSatisfy { $0.problem == nil && $0.container == .zip })
  }

  @Test("An entry carries what the directory says, directories included")
  func facts() throws {
    let text = PackedMember("d/a.csv", deflated: "ma;ten\n")
    let entries = try archive(zip([PackedMember("d/", stored: []), text])).entries()
    #expect(entries.map(\.isDirectory) == [true, false])
    #expect(entries[1].method == "deflate")
    #expect(entries[1].size == 7)
    #expect(entries[1].compressedSize == Int64(text.stored.count))
    #expect(entries[1].crc32 == crc32(Array("ma;ten\n".utf8)))
  }

  @Test("An empty file is a plain content of no bytes")
  func empty() throws {
    let archive = try archive([])
    let entries = try archive.entries()
    #expect(entries.map(\.container) == [.plain])
    #expect(try readAll(archive.open(entries[0])) == [])
  }

  @Test("A missing file and a directory are told apart from damage")
  func missing() throws {
    let path = TemporaryDirectory.path
    #expect(
      failure { _ = try Archive(path: path + "/none.zip") }
        == ArchiveError(.notFound, "cannot open the file: No such file or directory"))
    #expect(
      failure { _ = try Archive(path: path) }
        == ArchiveError(.inputOutput, "cannot open the file: Is a directory"))
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var member: PackedMember
    var kind: ArchiveError.Kind
    var message: String
    var testDescription: String { message }
  }

  @Test(
    "A member that cannot be read is refused alone",
    arguments: [
      Refusal(
        member: PackedMember("x.csv", stored: [1]).with { $0.flags = 1 }, kind: .encrypted,
        message: "the entry is encrypted"),
      Refusal(
        member: PackedMember("x.csv", stored: [1]).with { $0.method = 12 }, kind: .unsupported,
        message: "the entry is compressed with bzip2"),
      Refusal(
        member: PackedMember("x.csv", stored: [1]).with { $0.method = 77 }, kind: .unsupported,
        message: "the entry is compressed with method 77"),
      Refusal(
        member: PackedMember("x.csv", stored: [1]).with { $0.unixMode = 0o120777 },
        kind: .unsupported, message: "the entry is a symbolic link"),
      Refusal(
        member: PackedMember("a\u{0}b", stored: [1]), kind: .damaged,
        message: "the name of the entry holds control characters"),
      Refusal(
        member: PackedMember("a\nb", stored: [1]), kind: .damaged,
        message: "the name of the entry holds control characters"),
      Refusal(
        member: PackedMember("", stored: [1]), kind: .damaged, message: "the entry has no name"),
      Refusal(
        member: PackedMember(String(repeating: "n", count: 1025), stored: [1]), kind: .limit,
        message: "the name of the entry is longer than 1024 bytes (max_name_bytes)"),
      Refusal(
        member: PackedMember("x.csv", stored: [1]).with { $0.claimedSize = 2 }, kind: .damaged,
        message: "a stored entry has two different sizes"),
      Refusal(
        member: PackedMember("x.csv", stored: [1]).with { $0.claimedOffset = 1 << 20 },
        kind: .damaged, message: "the entry does not lie within the archive"),
      Refusal(
        member: PackedMember("x.csv", deflated: "a").with { $0.claimedSize = 1 << 30 },
        kind: .limit, message: "the content is more than 100 times its compressed size (max_ratio)"),
      Refusal(
        member: PackedMember("x.csv", stored: [1]).with { $0.claimedSize = .max }, kind: .damaged,
        message: "the sizes of the entry cannot be read"),
    ])
  func refusals(_ refusal: Refusal) throws {
    let good = PackedMember("good.csv", deflated: "ma;ten\n")
    let archive = try archive(zip([good, refusal.member, good.with { $0.name = [0x7A] }]))
    let entries = try archive.entries()
    try #require(entries.count == 3)
    #expect(entries[1].problem == ArchiveError(refusal.kind, refusal.message))
    #expect(failure { _ = try archive.open(entries[1]) } == entries[1].problem)
    #expect(try readAll(archive.open(entries[0])) == good.content)
    #expect(try readAll(archive.open(entries[2])) == good.content)
  }

  @Test(
    "A header that contradicts the directory is refused when the member is opened",
    arguments: [
      PackedMember("x.csv", stored: [1]).with { $0.localName = Array("y.csv".utf8) },
      PackedMember("x.csv", stored: [1]).with { $0.localMethod = 8 },
      PackedMember("x.csv", stored: [1]).with { $0.localSize = 7 },
    ])
  func contradictions(_ member: PackedMember) throws {
    let archive = try archive(zip([member]))
    let entries = try archive.entries()
    #expect(
      failure { _ = try archive.open(entries[0]) }
        == ArchiveError(.damaged, "the entry's own header and the directory do not agree"))
  }

  @Test("Members that share bytes are refused, the others are read")
  func overlaps() throws {
    let archive = try archive(
      zip([
        PackedMember("a.csv", stored: [1, 2, 3]),
        PackedMember("b.csv", stored: [4]).with { $0.claimedOffset = 0 },
        PackedMember("c.csv", stored: [5]),
      ]))
    let entries = try archive.entries()
    let overlap = ArchiveError(.damaged, "the entry overlaps with another")
    #expect(entries.map(\.problem) == [overlap, overlap, nil])
  }

  @Test("Harmless but strange names are listed, and shown escaped")
  func strange() throws {
    let names = ["../../etc/passwd", "/abs.csv", "a\u{202E}vsc.exe"]
    let entries = try archive(zip(names.map { PackedMember($0, stored: []) })).entries()
    #expect(entries.map(\.problem) == [nil, nil, nil])
    #expect(entries.map(\.label) == ["../../etc/passwd", "/abs.csv", "a\\u{202E}vsc.exe"])
  }

  @Test("A directory that claims more entries than it holds is refused at once")
  func claims() throws {
    let member = PackedMember("a.csv", stored: [1])
    #expect(
      failure { _ = try archive(zip([member], claimedEntries: 60_000)).entries() }
        == ArchiveError(
          .damaged, "the ZIP directory cannot be read: the archive is damaged or incomplete"))
    #expect(
      failure {
        let limits = ArchiveLimits(entries: 50_000)
        _ = try archive(zip([member], claimedEntries: 60_000), limits: limits).entries()
      } == ArchiveError(.limit, "the archive has more than 50000 entries (max_entries)"))
    #expect(
      failure { _ = try archive(zip([member, member], claimedEntries: 1)).entries() }?.kind
        == .damaged)
  }

  @Test("Something put before the archive does not disturb", arguments: [false, true])
  func prefixed(isZip64: Bool) throws {
    let member = PackedMember("a.csv", deflated: "ma;ten\n")
    let bytes = zip([member], prefix: [0x50, 0x4B, 7, 8], isZip64: isZip64)
    let archive = try archive(bytes)
    #expect(try readAll(archive.open(archive.entries()[0])) == member.content)
  }
}
