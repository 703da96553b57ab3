import Archives
import Digests
import Foundation
import Platform
import TestSupport
import Testing

/// Archives and compressed contents that are read from front to back.
@Suite(.temporaryDirectory) struct SequentialTests {
  private static let csv = FixtureTests.sha256
  private static let nothing = SHA256.hash([]).hexadecimal

  /// What every archive of these fixtures holds, by name.
  private static let contents = [
    "a.csv": csv, "thư mục/khai sinh.csv": csv, "empty.txt": nothing,
  ]

  private static let archives = [
    "python-pax.tar.xz", "python-pax.tar.bz2", "python-gnu.tgz", "python-ustar.tar",
    "7zip-solid.7z",
  ]

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: fixture(name))))
  }

  @Test("Archives made by Python and 7-Zip are listed and read in any order", arguments: archives)
  func known(file: String) throws {
    let archive = try Archive(path: fixture(file))
    let entries = try archive.entries()
    #expect(entries.count(where: \.isDirectory) == 1)
    let files = entries.filter { !$0.isDirectory }
    #expect(Set(files.map(\.label)) == Set(Self.contents.keys))
    for order in [files, files.reversed(), files + files] {
      for entry in order {
        #expect(entry.problem == nil && entry.container == .sequential && entry.isMember)
        let summary = try archive.summary(of: entry)
        #expect(summary.sha256.hexadecimal == Self.contents[entry.label], "\(entry.label)")
        #expect(entry.size == summary.size)
      }
    }
  }

  @Test("Members are read side by side, each from a pass of its own")
  func sideBySide() throws {
    let archive = try Archive(path: fixture("7zip-solid.7z"))
    let files = try archive.entries().filter { $0.size == 960 }
    let streams = try files.map { try archive.open($0) }
    var contents = [[UInt8]](repeating: [], count: streams.count)
    var buffer = [UInt8](repeating: 0, count: 100)
    for _ in 0..<11 {
      for (index, stream) in streams.enumerated() {
        contents[index] += buffer[..<(try stream.read(into: &buffer, at: 0))]
      }
    }
    #expect(contents.map { SHA256.hash($0).hexadecimal } == [Self.csv, Self.csv])
  }

  @Test(
    "A content compressed with XZ or bzip2 is one unit, as with GZIP",
    arguments: ["one.csv.xz", "one.csv.bz2"])
  func single(file: String) throws {
    let archive = try Archive(path: fixture(file))
    let entries = try archive.entries()
    #expect(entries.map(\.path) == [[]])
    #expect(try archive.summary(of: entries[0]).sha256.hexadecimal == Self.csv)
  }

  @Test("A ZIP archive inside a 7z archive is followed, down to the limit on nesting")
  func nested() throws {
    let archive = try Archive(path: fixture("7zip-nested.7z"))
    let entries = try archive.entries()
    #expect(entries.map(\.label) == ["inner.zip/a.csv"])
    #expect(try archive.summary(of: entries[0]).sha256.hexadecimal == Self.csv)
    let shallow = try Archive(path: fixture("7zip-nested.7z"), limits: ArchiveLimits(nesting: 0))
    #expect(try shallow.entries().map(\.problem?.kind) == [.limit])
  }

  @Test("Links, pipes and encrypted members are refused alone")
  func refused() throws {
    let links = try Archive(path: fixture("python-links.tar")).entries()
    #expect(links.map(\.problem?.kind) == [nil, .unsupported, .unsupported, .unsupported])
    let locked = try Archive(path: fixture("7zip-encrypted.7z")).entries()
    #expect(locked.map(\.problem?.kind) == [.encrypted])
    #expect(
      failure { _ = try Archive(path: fixture("7zip-encrypted-names.7z")).entries() }?.kind
        == .encrypted)
  }

  @Test("A RAR archive is read, and a content that its checksum does not fit is damaged")
  func rar() throws {
    let members = [("Sổ 1.csv", Array("ma;ten\n1;An\n".utf8)), ("b.csv", [])]
    let sound = try archive(RARWriter.archive(members))
    let entries = try sound.entries()
    #expect(entries.map(\.label) == ["Sổ 1.csv", "b.csv"])
    #expect(entries.map(\.crc32) == members.map { crc32($0.1) })
    #expect(try readAll(sound.open(entries[0])) == members[0].1)
    #expect(try readAll(sound.open(entries[1])) == [])
    let spoiled = try archive(RARWriter.archive(members, spoils: true))
    let entry = try spoiled.entries()[0]
    #expect(failure { _ = try spoiled.summary(of: entry) }?.kind == .damaged)
  }

  @Test("Limits on ratio, size, names and number hold")
  func limits() throws {
    func entries(_ limits: ArchiveLimits) throws -> [ArchiveEntry] {
      try Archive(path: fixture("7zip-solid.7z"), limits: limits).entries()
    }
    #expect(failure { _ = try entries(ArchiveLimits(ratio: 1, ratioFloor: 500)) }?.kind == .limit)
    #expect(failure { _ = try entries(ArchiveLimits(entries: 3)) }?.kind == .limit)
    let small = try entries(ArchiveLimits(unitBytes: 959))
    #expect(Set(small.filter { $0.size == 960 }.map(\.problem?.kind)) == [.limit])
    let named = try entries(ArchiveLimits(nameBytes: 9))
    #expect(named.filter { $0.problem?.kind == .limit }.count == 2)
    let one = try Archive(
      path: fixture("one.csv.xz"), limits: ArchiveLimits(ratio: 1, ratioFloor: 500))
    let entry = try one.entries()[0]
    #expect(failure { _ = try one.summary(of: entry) }?.kind == .limit)
  }

  @Test(
    "A file that is named as an archive and is none is damaged", arguments: ["7z", "rar", "tgz"])
  func misnamed(suffix: String) throws {
    let path = try write(Array("ma;ten\n".utf8), to: "so." + suffix)
    #expect(failure { _ = try Archive(path: path) }?.kind == .damaged)
  }

  /// Reads all there is to read, and says how many contents came out; each must be a known one.
  private func survivors(_ bytes: [UInt8]) throws -> Int {
    var count = 0
    do {
      let archive = try archive(bytes)
      guard archive.container == .sequential else { return 0 }
      for entry in try archive.entries() where entry.problem == nil && !entry.isDirectory {
        do {
          let content = try archive.summary(of: entry)
          count += Self.contents.values.contains(content.sha256.hexadecimal) ? 1 : 0
        } catch {}
      }
    } catch is ArchiveError {}
    return count
  }

  @Test(
    "An archive cut short anywhere gives what came before, and an end that says so",
    arguments: ["python-ustar.tar", "python-pax.tar.xz", "7zip-solid.7z"])
  func cut(file: String) throws {
    let whole = try bytes(file)
    // The tar archive has three contents in its first 4,096 bytes; then come blocks of zeros.
    let isTar = file.hasSuffix("tar")
    for count in stride(from: 0, to: isTar ? 4096 : whole.count, by: isTar ? 37 : 3) {
      #expect(try survivors(Array(whole[..<count])) < 3)
    }
    for count in [1536, 4096] where isTar {
      #expect(try archive(Array(whole[..<count])).entries().last?.problem?.kind == .damaged)
    }
    let cut = try archive(Array(try bytes("python-ustar.tar")[..<2000]))
    let entries = try cut.entries()
    #expect(entries.map(\.isMember) == [true, false])
    #expect(entries.last?.problem?.kind == .damaged)
  }

  @Test("Changed bytes end in contents or errors, never in a crash", arguments: archives)
  func changed(file: String) throws {
    let whole = try bytes(file)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<150 {
      var spoiled = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let reach = min(whole.count, 4000)
        spoiled[Int.random(in: 0..<reach, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      #expect(try survivors(spoiled) <= 3)
    }
  }

  @Test("What replaces the file during a pass is told")
  func replaced() throws {
    let path = try write(try bytes("python-ustar.tar"), to: "so.tar")
    let archive = try Archive(path: path)
    let entries = try archive.entries()
    try FileManager.default.removeItem(atPath: path)
    _ = try write(try bytes("7zip-solid.7z"), to: "so.tar")
    #expect(try archive.summary(of: entries[0]).sha256.hexadecimal == Self.csv)
  }
}
