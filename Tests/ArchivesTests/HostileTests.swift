import Archives
import Testing
import TestSupport

@Suite(.temporaryDirectory) struct HostileTests {
  static let text = Array("ma;ten\n1;An\n2;Bình\n".utf8)
  static let nested = zip([PackedMember("in.zip", DeflateWriter.text(sample))])
  static let sample = zip([
    PackedMember("a.csv", .text(text)).with { $0.hasDescriptor = true },
    PackedMember("b.csv", stored: text),
  ])

  /// Reads all there is to read; every content that passes its checks must be the text.
  private func survives(_ bytes: [UInt8], isTextOnly: Bool = true) throws -> Int {
    var read = 0
    do {
      let archive = try archive(bytes)
      guard archive.container != .plain else { return 0 }
      for entry in try archive.entries() where entry.problem == nil {
        do {
          let content = try readAll(archive.open(entry))
          if isTextOnly { #expect(content == Self.text || entry.label == "in.zip") }
          read += 1
        } catch is ArchiveError {}
      }
    } catch is ArchiveError {}
    return read
  }

  @Test("An archive cut short anywhere is refused", arguments: [sample, nested])
  func cut(_ whole: [UInt8]) throws {
    #expect(try survives(whole) == 2)
    for count in 0..<whole.count {
      #expect(try survives(Array(whole[..<count])) == 0)
    }
  }

  @Test("A GZIP file cut short anywhere is refused, or gives the members before the cut")
  func cutGzip() throws {
    let first = gzip(.text(Self.text), name: "a")
    let whole = first + gzip(.text(Self.text))
    for count in 2..<whole.count where count != first.count {
      let archive = try archive(Array(whole[..<count]))
      let entry = try archive.entries()[0]
      #expect(failure { _ = try archive.summary(of: entry) }?.kind == .damaged)
    }
  }

  @Test("A wrong byte anywhere is found, or changes nothing", arguments: [sample, nested])
  func flips(_ whole: [UInt8]) throws {
    for index in whole.indices {
      for mask: UInt8 in [1, 0x80, 0xFF] {
        var bytes = whole
        bytes[index] ^= mask
        _ = try survives(bytes)
      }
    }
  }

  @Test("A wrong byte anywhere in a GZIP file is found, or changes nothing")
  func flipsGzip() throws {
    let whole = gzip(.text(Self.text), name: "a") + gzip(.text([]))
    for index in whole.indices {
      var bytes = whole
      bytes[index] ^= 0x11
      _ = try survives(bytes)
    }
  }

  @Test("Random bytes end with an error or a content", arguments: 0..<8)
  func random(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed &+ 1)
    for _ in 0..<100 {
      var bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { bytes = [0x50, 0x4B, 3, 4] + bytes }
      if Bool.random(using: &random) { bytes = [0x1F, 0x8B, 8, bytes.first ?? 0] + bytes }
      if Bool.random(using: &random) { bytes += zip([]) }
      _ = try survives(bytes, isTextOnly: false)
    }
  }

  @Test("Numbers at their limits anywhere in the directory end with an error", arguments: 0..<4)
  func extremes(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed &+ 100)
    let base = zip(
      [PackedMember("a.csv", .text(Self.text)).with { $0.isZip64 = true }], isZip64: true)
    for _ in 0..<300 {
      var bytes = base
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let start = Int.random(in: 0...(bytes.count - 8), using: &random)
        let value: UInt64 =
          [0, 1, 0x7F, .max, 1 << 63, .max >> 1, 0xFFFF_FFFF, 1 << 62]
          .randomElement(using: &random) ?? 0
        let width = [2, 4, 8].randomElement(using: &random) ?? 8
        bytes.replaceSubrange(start..<(start + width), with: le(value).prefix(width))
      }
      _ = try survives(bytes, isTextOnly: false)
    }
  }
}
