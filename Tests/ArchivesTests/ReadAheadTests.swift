import Archives
import Digests
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct ReadAheadTests {
  private static let content = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

  @Test(
    "Read ahead in pieces of any size, a content is the same", arguments: [1, 7, 4096, 100_000],
    [1, 1000, 65_536])
  func same(pieceSize: Int, step: Int) throws {
    let stream = try ReadAheadStream(MemoryStream(Self.content), pieceSize: pieceSize)
    #expect(try readAll(stream, step: step) == Self.content)
    #expect(stream.offset == 5000)
    #expect(stream.contentDigest() == SHA256.hash(Self.content))
    var buffer: [UInt8] = [0]
    #expect(try stream.read(into: &buffer, at: 0) == 0)
  }

  @Test("A content taken up in the middle goes on there, with the hash of the whole")
  func resumed() throws {
    let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 9) }
    let archive = try archive(Packed.zip([Packed("a.csv", large)]))
    let entry = try archive.entries()[0]
    let first = try ReadAheadStream(archive.open(entry))
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while first.offset < 2_000_000 { _ = try first.read(into: &buffer, at: 0) }
    let state = first.resumeState(near: 2_000_000)
    #expect(!state.isEmpty)
    let second = try ReadAheadStream(archive.open(entry, resumingFrom: state))
    let start = Int(second.offset)
    #expect(start > 0 && start <= 2_000_000)
    #expect(try readAll(second) == Array(large[start...]))
    #expect(second.contentDigest() == SHA256.hash(large))
  }

  @Test("What is wrong is told after all that came before it, again and again")
  func failing() throws {
    let archive = try archive(Packed.zip([Packed("a.csv", Self.content, isDamaged: true)]))
    let stream = try ReadAheadStream(archive.open(archive.entries()[0]), pieceSize: 64)
    var buffer = [UInt8](repeating: 0, count: 300)
    var content: [UInt8] = []
    for _ in 0..<2 {
      let error = failure {
        while true { content += buffer[..<(try stream.read(into: &buffer, at: 0))] }
      }
      #expect(error?.kind == .damaged)
    }
    #expect(content == Self.content)
  }

  @Test("A stream that is given up ends its thread")
  func givenUp() throws {
    for count in 0..<50 {
      let stream = try ReadAheadStream(MemoryStream(Self.content), pieceSize: 10)
      var buffer = [UInt8](repeating: 0, count: 10)
      for _ in 0..<count { _ = try stream.read(into: &buffer, at: 0) }
    }
  }
}
