import Archives
import Digests
import Testing
import TestSupport

@Suite(.temporaryDirectory) struct ContentTests {
  static let text = Array("ma;ten\n1;Nguyễn Thị Ánh\n2;Trần Văn Bảo\n".utf8)

  struct Form: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]

    init(_ description: String, _ bytes: [UInt8]) {
      testDescription = description
      self.bytes = bytes
    }

    /// One content in every form it may arrive in.
    static func all(of deflate: DeflateWriter) -> [Form] {
      let packed = PackedMember("a.csv", deflate)
      let stored = PackedMember("a.csv", stored: deflate.content)
      return [
        Form("plain", deflate.content),
        Form("gzip", gzip(deflate)),
        Form("gzip with name", gzip(deflate, name: "a.csv")),
        Form("stored member", zip([stored])),
        Form("deflated member", zip([packed])),
        Form("data descriptor", zip([packed.with { $0.hasDescriptor = true }])),
        Form("Zip64", zip([packed.with { $0.isZip64 = true }], isZip64: true)),
        Form("stored in stored", zip([PackedMember("in.ZIP", stored: zip([stored]))])),
        Form("deflated in stored", zip([PackedMember("in.zip", stored: zip([packed]))])),
        Form(
          "stored in deflated", zip([PackedMember("in.zip", DeflateWriter.text(zip([stored])))])),
        Form(
          "deflated in deflated", zip([PackedMember("in.zip", DeflateWriter.text(zip([packed])))])),
      ]
    }
  }

  @Test(
    "Every form gives the same content, hash, checksum and size",
    arguments: Form.all(of: .text(text)))
  func forms(_ form: Form) throws {
    let archive = try archive(form.bytes)
    let entries = try archive.entries()
    try #require(entries.count == 1)
    let expected = (SHA256.hash(Self.text), crc32(Self.text), Int64(Self.text.count))
    for step in [1, 7, 100_000] {
      let stream = try archive.open(entries[0])
      #expect(try readAll(stream, step: step) == Self.text)
      #expect(stream.contentDigest() == expected.0)
      #expect(stream.offset == expected.2)
    }
    let summary = try archive.summary(of: entries[0])
    #expect(summary.sha256 == expected.0)
    #expect(summary.crc32 == expected.1)
    #expect(summary.size == expected.2)
  }

  @Test("The members of a GZIP file follow each other, empty ones too")
  func gzipMembers() throws {
    let parts = [0..<10, 10..<10, 10..<Self.text.count].map {
      DeflateWriter.text(Array(Self.text[$0]))
    }
    let archive = try archive(parts.flatMap { gzip($0) })
    let entry = try archive.entries()[0]
    #expect(try readAll(archive.open(entry)) == Self.text)
    #expect(try archive.summary(of: entry).crc32 == crc32(Self.text))
  }

  @Test("A nested archive's members carry both names")
  func nestedNames() throws {
    let inner = zip([PackedMember("a.csv", stored: [1]), PackedMember("b.csv", stored: [2])])
    let archive = try archive(
      zip([
        PackedMember("xa/in.zip", stored: inner), PackedMember("c.csv", stored: [3]),
        PackedMember("not.zip", stored: [4]),
      ]))
    let entries = try archive.entries()
    #expect(
      entries.map(\.path) == [
        ["xa/in.zip", "a.csv"], ["xa/in.zip", "b.csv"], ["c.csv"], ["not.zip"],
      ])
    #expect(try entries.prefix(3).map { try readAll(archive.open($0)) } == [[1], [2], [3]])
    #expect(
      entries[3].problem == ArchiveError(.damaged, "it is named .zip but is not a ZIP archive"))
  }

  @Test("An archive nested too deep or damaged is refused alone")
  func nestedProblems() throws {
    let inner = zip([PackedMember("a.csv", stored: [1])])
    let middle = zip([PackedMember("in.zip", stored: inner), PackedMember("b.csv", stored: [2])])
    let archive = try archive(
      zip([
        PackedMember("mid.zip", stored: middle),
        PackedMember("cut.zip", stored: inner.dropLast(9) + []),
      ]))
    let entries = try archive.entries()
    #expect(entries.map(\.path) == [["mid.zip", "in.zip"], ["mid.zip", "b.csv"], ["cut.zip"]])
    #expect(
      entries.map(\.problem) == [
        ArchiveError(.limit, "the archive lies more than 1 archives deep (max_nesting)"), nil,
        ArchiveError(
          .damaged, "the ZIP directory is missing: the archive is damaged or incomplete"),
      ])
    let deeper = try Archive(path: archive.path, limits: ArchiveLimits(nesting: 2))
    #expect(try deeper.entries()[0].path == ["mid.zip", "in.zip", "a.csv"])
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    var bytes: [UInt8]
    var message: String
    var testDescription: String { message }
  }

  @Test(
    "Damage is found at the latest at the end of the content",
    arguments: [
      Damage(
        bytes: zip([PackedMember("a", deflated: "abc").with { $0.crc ^= 1 }]),
        message: "the checksum of the content does not agree"),
      Damage(
        bytes: zip([PackedMember("a", stored: [1, 2]).with { $0.crc ^= 1 }]),
        message: "the checksum of the content does not agree"),
      Damage(
        bytes: zip([PackedMember("a", deflated: "abc").with { $0.content.append(9) }]),
        message: "there is less content than the directory says"),
      Damage(
        bytes: zip([PackedMember("a", deflated: "abc").with { $0.content.removeLast() }]),
        message: "there is more content than the directory says"),
      Damage(
        bytes: zip([PackedMember("a", deflated: "abc").with { $0.stored.append(0) }]),
        message: "the compressed data ends before its size says"),
      Damage(
        bytes: zip([PackedMember("a", deflated: "abc").with { $0.stored.removeLast() }]),
        message: "the compressed data ends too early"),
      Damage(
        bytes: zip([PackedMember("a", deflated: "abc").with { $0.stored[0] = 7 }]),
        message: "the compressed data is not DEFLATE"),
      Damage(
        bytes: gzip(.text([1])) + [0], message: "the compressed data ends too early"),
      Damage(
        bytes: gzip(.text([1])) + Array("garbage".utf8),
        message: "what follows the compressed data is not GZIP"),
      Damage(
        bytes: gzip(.text([1])).dropLast() + [1], message: "the size of the content does not agree"),
    ])
  func damage(_ damage: Damage) throws {
    let archive = try archive(damage.bytes)
    let entries = try archive.entries()
    let stream = try archive.open(entries[0])
    let error = ArchiveError(.damaged, damage.message)
    #expect(failure { _ = try readAll(stream) } == error)
    #expect(failure { _ = try readAll(stream) } == error, "The failure stays.")
  }

  @Test("A file that changes while it is read is noticed")
  func changing() throws {
    let archive = try archive(Self.text)
    let stream = try archive.open(archive.entries()[0])
    var buffer = [UInt8](repeating: 0, count: 4)
    _ = try stream.read(into: &buffer, at: 0)
    _ = try write(Self.text + Self.text)
    #expect(
      failure { _ = try readAll(stream) }
        == ArchiveError(.changed, "the file was changed while it was read"))
    #expect(
      failure { _ = try archive.open(archive.entries()[0]) }
        == ArchiveError(.changed, "the file was changed since it was opened"))
  }

  @Test("What is named like an archive and cut to nothing is refused")
  func cutToNothing() throws {
    for (name, message) in [
      ("a.ZIP", "it is named .zip but is not a ZIP archive"),
      ("a.csv.gz", "the file is named .gz but is empty"),
    ] {
      let path = try write([], to: name)
      #expect(failure { _ = try Archive(path: path) } == ArchiveError(.damaged, message))
    }
  }

  @Test("A bomb is stopped soon after the first bytes that are free of the limit")
  func bomb() throws {
    var writer = DeflateWriter()
    writer.storedBlock([UInt8](repeating: 0, count: 32768))
    for _ in 0..<10 {
      writer.beginFixedBlock()
      for _ in 0..<1000 { writer.longMatch(distance: 32768) }
      writer.endBlock()
    }
    writer.storedBlock([], isLast: true)
    let limits = ArchiveLimits(ratio: 30, ratioFloor: 1 << 20)
    let error = ArchiveError(
      .limit, "the content is more than 30 times its compressed size (max_ratio)")
    let zipped = try archive(zip([PackedMember("a", writer)]), limits: limits)
    #expect(try zipped.entries()[0].problem == error)
    let gzipped = try archive(gzip(writer), limits: limits)
    let stream = try gzipped.open(gzipped.entries()[0])
    #expect(failure { _ = try readAll(stream) } == error)
    #expect(stream.offset < 3 << 20)
  }

  @Test("A unit over the limit on its size is stopped")
  func unitBytes() throws {
    let archive = try archive(Self.text, limits: ArchiveLimits(unitBytes: 10))
    let entry = try archive.entries()[0]
    #expect(
      failure { _ = try archive.summary(of: entry) }
        == ArchiveError(.limit, "the content is larger than 10 bytes (max_unit_bytes)"))
  }

  @Test("A stream over memory delivers steps and resumes exactly")
  func memory() throws {
    let stream = MemoryStream(Self.text, step: 3)
    var buffer = [UInt8](repeating: 0, count: 10)
    #expect(try stream.read(into: &buffer, at: 1) == 3)
    #expect(Array(buffer[1..<4]) == Array(Self.text[..<3]))
    let rest = MemoryStream(Self.text, resumingFrom: stream.resumeState(near: stream.offset))
    #expect(try readAll(rest) == Array(Self.text[3...]))
    #expect(rest.contentDigest() == SHA256.hash(Self.text))
  }
}
