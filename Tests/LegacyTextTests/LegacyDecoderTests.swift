import Columnar
import Foundation
import TestSupport
import Testing

@testable import LegacyText

@Suite struct LegacyDecoderTests {
  private static func text(_ bytes: [UInt8], _ encoding: LegacyEncoding) -> String? {
    LegacyDecoder(encoding).decode(bytes).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("Every sequence of the collected facts decodes", arguments: LegacyEncoding.allCases)
  func sequences(encoding: LegacyEncoding) {
    let facts = (Facts.sequences + Facts.variants).filter { $0.encoding == encoding }
    #expect(facts.count >= 74)
    for fact in facts {
      #expect(Self.text(fact.bytes, encoding) == fact.text, "\(fact.bytes)")
      // Next to what cannot belong to it.
      #expect(Self.text([0x20] + fact.bytes + [0x20], encoding) == " \(fact.text) ")
    }
    let own = Set(facts.filter { $0.bytes.count == 1 }.map { $0.bytes[0] })
    for byte in [0x09, 0x0A, 0x0D] + Array(UInt8(0x20)...0x7E) where !own.contains(byte) {
      #expect(LegacyDecoder(encoding).decode([byte]) == [byte])
    }
  }

  @Test("Every byte without meaning is a failure", arguments: LegacyEncoding.allCases)
  func undefined(encoding: LegacyEncoding) {
    let facts = (Facts.sequences + Facts.variants).filter { $0.encoding == encoding }
    var known = Set(facts.filter { $0.bytes.count == 1 }.map { $0.bytes[0] })
    known.formUnion([0x09, 0x0A, 0x0D] + Array(UInt8(0x20)...0x7E))
    for byte in UInt8.min...UInt8.max {
      #expect((Self.text([byte], encoding) == nil) == !known.contains(byte), "\(byte)")
    }
  }

  @Test("Known texts decode, every one", arguments: LegacyEncoding.allCases)
  func samples(encoding: LegacyEncoding) {
    for sample in Facts.samples where sample.encoding == encoding {
      #expect(Self.text(sample.bytes, encoding) == sample.text)
    }
  }

  @Test("Every letter written in an encoding is read back", arguments: LegacyEncoding.allCases)
  func roundTrip(encoding: LegacyEncoding) {
    let vowels = "aăâeêioôơuưy"
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
    var letters = vowels.flatMap { vowel in tones.map { "\(vowel)\($0)" } } + ["đ"]
    letters += letters.map { $0.uppercased() }
    var written = 0
    for letter in letters.map(\.precomposedStringWithCanonicalMapping) {
      guard let bytes = Facts.encode(letter, as: encoding) else { continue }
      written += 1
      // A blank, because capitals raise their neighbours.
      #expect(Self.text(bytes + [0x20], encoding) == letter + " ", "\(letter)")
    }
    switch encoding {
    case .tcvn3, .vietwareF: #expect(written >= 74)
    case .tcvn3Capitals: #expect(written == 73)
    // It has no byte for Ụ and Ỵ.
    case .bkhcm1: #expect(written == 144)
    default: #expect(written == letters.count)
    }
  }

  @Test(
    "glibc decodes the same, every byte and every letter with a tone",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/iconv")),
    arguments: [LegacyEncoding.viscii, .cp1258, .tcvn5712])
  func iconv(encoding: LegacyEncoding) async throws {
    var texts: [[UInt8]] = []
    for byte in UInt8(0x01)...0xFF where ![0x09, 0x0A, 0x0D].contains(byte) {
      // Control characters that are no letters are no text here.
      if byte < 0x20 && Self.text([byte], encoding) == nil || byte == 0x7F { continue }
      texts.append([byte])
    }
    let marks: [UInt8] =
      encoding == .cp1258
      ? [0xCC, 0xD2, 0xDE, 0xEC, 0xF2]
      : encoding == .tcvn5712 ? [0xB0, 0xB1, 0xB2, 0xB3, 0xB4] : []
    // Letters that have a tone get no second one.
    let letters = texts.filter { text in
      Self.text(text, encoding).map { "AĂÂEÊIOÔƠUƯYaăâeêioôơuưyBb".contains($0) } ?? false
    }
    for base in letters where !marks.contains(base[0]) {
      for mark in marks { texts.append(base + [mark]) }
    }
    let file = NSTemporaryDirectory() + "/sohoa-iconv-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data(texts.flatMap { $0 + [0x0A] }).write(to: URL(filePath: file))
    let name = encoding == .tcvn5712 ? "TCVN" : encoding.tableName
    let outcome = try await Command("iconv", ["-c", "-f", name, "-t", "UTF-8", file]).run()
    let lines = outcome.output.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    #expect(lines.count == texts.count + 1)
    for (text, line) in zip(texts, lines) {
      // glibc composes a letter with one tone only; both in form C are comparable.
      let other = String(decoding: line, as: UTF8.self).precomposedStringWithCanonicalMapping
      let own = Self.text(text, encoding)?.precomposedStringWithCanonicalMapping ?? ""
      #expect(Array(own.utf8) == Array(other.utf8), "\(text)")
    }
  }

  @Test(
    "Any bytes whatever decode to UTF-8 within the room, or fail",
    arguments: LegacyEncoding.allCases)
  func hostile(encoding: LegacyEncoding) {
    let decoder = LegacyDecoder(encoding)
    var state: UInt64 = 11
    for round in 0..<2_000 {
      let text = (0..<round % 64).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 40)
      }
      guard let decoded = decoder.decode(text) else { continue }
      #expect(decoded.count <= text.count * LegacyDecoder.growth)
      #expect(String(validating: decoded, as: UTF8.self) != nil)
    }
  }

  @Test("A column is decoded where it must be; undefined bytes name their rows")
  func column() {
    var arena = ByteArena()
    let texts: [[UInt8]] = [[0x4C, 0xAA], [UInt8]("Nam".utf8), [0xFF], [], [0x76, 0xA8, 0x6E]]
    var cells = texts.map { arena.append($0) } + [.null]
    let before = cells
    var failures: [Int] = []
    LegacyDecoder(.tcvn3).decode(&cells, bytes: &arena, failures: &failures)
    #expect(failures == [2])
    #expect(cells.map { arena.string($0) } == ["Lê", "Nam", "\u{FFFD}", "", "văn", nil])
    #expect(cells[1] == before[1] && cells[2] == before[2])
  }

  @Test(
    "A column decodes as its texts do one by one, whatever rows are taken together",
    arguments: LegacyEncoding.allCases)
  func pieces(encoding: LegacyEncoding) {
    let decoder = LegacyDecoder(encoding)
    var state: UInt64 = 5
    let texts = (0..<300).map { round in
      (0..<round % 40).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Mostly letters, so that most texts can be read.
        let byte = UInt8(truncatingIfNeeded: state >> 40)
        return byte < 0x20 || byte == 0x7F ? 0x41 : byte
      }
    }
    for piece in [1, 7, 300] {
      var arena = ByteArena()
      var cells = texts.map { arena.append($0) }
      var failures: [Int] = []
      for start in stride(from: 0, to: texts.count, by: piece) {
        decoder.decode(
          &cells, rows: start..<min(start + piece, texts.count), bytes: &arena,
          failures: &failures)
      }
      for (row, text) in texts.enumerated() {
        let expected = decoder.decode(text)
        #expect(failures.contains(row) == (expected == nil))
        #expect(Array(arena.storage[cells[row].range]) == expected ?? text)
      }
    }
  }
}
