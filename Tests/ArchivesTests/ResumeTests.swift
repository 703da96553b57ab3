import Archives
import Digests
import Testing
import TestSupport

@Suite(.temporaryDirectory) struct ResumeTests {
  static let long = DeflateWriter.long(count: 3_300_000, seed: 7)

  /// A large content in every form that can be resumed.
  static var forms: [ContentTests.Form] {
    let parts = (0..<3).map { DeflateWriter.long(count: 1_200_000, seed: UInt64($0)) }
    var small = DeflateWriter()
    small.storedBlock([UInt8](repeating: 65, count: 65_000), isLast: true)
    let member = gzip(small, name: "x")
    let packed = PackedMember("a", long)
    let stored = packed.with {
      $0.stored = long.content
      $0.method = 0
    }
    return [
      .init("plain", long.content), .init("stored", zip([stored])),
      .init("deflated", zip([PackedMember("b", stored: [1]), packed])),
      .init("in stored", zip([PackedMember("in.zip", stored: zip([packed]))])),
      .init("in deflated", zip([PackedMember("in.zip", .blocks(zip([stored])))])),
      .init("gzip", gzip(long)),
      .init("gzip of three", parts.flatMap { gzip($0) }),
      .init("gzip of many", (0..<50).flatMap { _ in member }),
    ]
  }

  @Test("A stream resumed anywhere gives the same rest, hash and checks", arguments: forms)
  func resume(_ form: ContentTests.Form) throws {
    let archive = try archive(form.bytes)
    let entry = try #require(archive.entries().last)
    let stream = try archive.open(entry)
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 90_000)
    var states: [(offset: Int64, state: [UInt8])] = []
    while true {
      let count = try stream.read(into: &buffer, at: 0)
      if count == 0 { break }
      content += buffer[..<count]
      // A checkpoint lags behind what has been read.
      let lag = max(0, stream.offset - 700_000)
      if states.last.map({ lag - $0.offset > 600_000 }) ?? true {
        states.append((lag, stream.resumeState(near: lag)))
      }
    }
    let digest = SHA256.hash(content)
    #expect(stream.contentDigest() == digest)
    #expect(states.filter { !$0.state.isEmpty }.count >= 2)
    for (offset, state) in states {
      let again = try archive.open(entry, resumingFrom: state)
      #expect(again.offset <= offset)
      #expect(offset - again.offset < 1_300_000)
      let start = Int(again.offset)
      #expect(again.resumeState(near: again.offset) == state)
      #expect(try readAll(again, step: 300_000) == Array(content[start...]))
      #expect(again.contentDigest() == digest)
    }
  }

  @Test("A stream whose reader never asks keeps few points, and still resumes")
  func thinned() throws {
    let content = [UInt8](repeating: 66, count: 80 << 20)
    let archive = try archive(content)
    let entry = try archive.entries()[0]
    let stream = try archive.open(entry)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while try stream.read(into: &buffer, at: 0) > 0 {}
    let state = stream.resumeState(near: 79 << 20)
    #expect(try archive.open(entry, resumingFrom: state).offset > 77 << 20)
  }

  private func changed(_ archive: Archive, _ state: [UInt8]) throws -> String? {
    let entry = try #require(archive.entries().last)
    let error = failure { _ = try archive.open(entry, resumingFrom: state) }
    return error?.kind == .changed ? error?.message : nil
  }

  @Test("A state that is damaged or of another content is refused as changed")
  func refused() throws {
    let first = try archive(zip([PackedMember("a", Self.long)]))
    let stream = try first.open(first.entries()[0])
    _ = try readAll(stream)
    let state = stream.resumeState(near: 5 << 19)
    try #require(state.count > 32768)
    for index in Array(0..<130) + Array(stride(from: 130, to: state.count, by: 997)) {
      var wrong = state
      wrong[index] ^= 4
      #expect(try changed(first, wrong) == "the stored position is damaged")
    }
    for count in [1, 8, 60, 64, 76, 100, state.count - 1] {
      #expect(try changed(first, Array(state[..<count])) == "the stored position is damaged")
    }
    let other = "the content is not the one that reading stopped in"
    #expect(try changed(archive(gzip(Self.long)), state) == other)
    #expect(try changed(archive(Self.long.content), state) == other)
    let longer = PackedMember("a", DeflateWriter.long(count: 3_300_000, seed: 8))
    #expect(try changed(archive(zip([longer])), state) == other)
  }

  @Test("A content that changed behind the point is found at its end")
  func changedLater() throws {
    let first = try archive(Self.long.content)
    let stream = try first.open(first.entries()[0])
    _ = try readAll(stream)
    let state = stream.resumeState(near: 5 << 19)
    var bytes = Self.long.content
    bytes[3 << 20] ^= 1
    let second = try archive(bytes)
    let again = try second.open(second.entries()[0], resumingFrom: state)
    _ = try readAll(again)
    #expect(again.contentDigest() == SHA256.hash(bytes))
  }
}
