import Columnar
import Foundation
import Testing

@Suite struct FoldForComparisonTests {
  /// The key's bytes: strings would be equal wherever their tones stand.
  private static func key(_ text: String, _ marks: ComparisonMarks = .kept) -> [UInt8] {
    foldedForComparison(Array(text.utf8), keeping: marks)
  }

  private static func rows(_ fixture: String) throws -> [[String]] {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures").appending(path: fixture)
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func text(_ hexadecimal: String) -> String {
    String(
      String.UnicodeScalarView(
        hexadecimal.split(separator: " ").compactMap {
          UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
        }))
  }

  @Test(
    "Names that mean the same have one key",
    arguments: [
      ["hòa", "hoà", "HÒA", " Hoà ", "hoa\u{300}", "ho\u{300}a", "Hòa\u{200B}"],
      ["Khỏe", "khoẻ"], ["Thủy", "THUỶ", "thủi"], ["quý", "qúy", "quí"], ["giờ", "gìơ"],
      ["hữu", "hưũ"],
      ["Lý", "Lí", "lý"], ["Mỹ Lệ", "mĩ  lệ", "MỸ\u{A0}LỆ"],
      ["Đặng", "Ðặng", "Ɖặng", "đặng", "ĐẶNG", "đă\u{323}ng", "đa\u{323}\u{306}ng", "ðặng"],
      ["Phan Rang-Tháp Chàm", "Phan Rang - Tháp Chàm", "Phan Rang – Tháp Chàm"],
      ["Ia H' Drai", "Ia H'Drai", "Ia H’Drai", "ia hdrai", "Ia Hʼ  Drai"],
      ["Phường 01", "phường 1", "Phường 0001"], ["Số 0", "số 00"],
      ["Ế", "E\u{302}\u{301}", "ê\u{301}", "E\u{301}\u{302}"],
      ["Müller Ý", "MÜLLER I\u{301}", "mu\u{308}ller í"],
    ])
  func equal(names: [String]) {
    for name in names { #expect(Self.key(name) == Self.key(names[0]), "\(name)") }
  }

  @Test("Names that differ in letter, shape or tone have different keys")
  func different() {
    let names = [
      "hoa", "hòa", "hóa", "hỏa", "hõa", "họa", "hôa", "hơa", "Da", "Đa", "An", "Ân", "Ăn",
      "Phường 1", "Phường 10", "Phường 100", "Nguyễn Văn", "NguyễnVăn", "Nguyên Vẵn", "", "Ñ", "N",
    ]
    #expect(Set(names.map { Self.key($0) }).count == names.count)
  }

  @Test("Keys are those of an independent program")
  func keys() throws {
    let rows = try Self.rows("comparison_keys.csv")
    #expect(rows.count > 250)
    for row in rows { #expect(Self.key(row[0]) == Array(row[1].utf8), "\(row[0])") }
  }

  @Test("Both places of a tone have one key, in every pair of the collected facts")
  func placement() throws {
    let rows = try Self.rows("tone_placement.csv")
    #expect(rows.count == 45)
    for row in rows { #expect(Self.key("kh" + row[0]) == Self.key("kh" + row[1])) }
  }

  @Test("Composed, keyboard and decomposed forms of every letter have one key")
  func forms() throws {
    let rows = try Self.rows("unicode_forms.csv")
    #expect(rows.count == 134)
    for row in rows {
      let forms = row[1...].map(Self.text)
      #expect(Set(forms.map { Self.key("x" + $0 + "c") }).count == 1, "\(row)")
      #expect(Set(forms.map { Self.key($0, .dropped) }).count == 1, "\(row)")
      #expect(Self.key(row[0], .dropped).allSatisfy { $0 < 0x80 })
    }
  }

  @Test("Without marks only letters are left")
  func dropped() {
    #expect(Self.key("Đường  Nguyễn Thị Ý", .dropped) == Array("duong nguien thi i".utf8))
    #expect(Self.key("đươ\u{300}ng", .dropped) == Array("duong".utf8))
  }

  @Test("Any bytes whatever get a key or stay, and a key is its own key")
  func hostile() {
    var state: UInt64 = 7
    for round in 0..<3_000 {
      let text = (0..<round % 40).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let pieces: [UInt8] = [0xCC, 0x80, 0x81, 0xC3, 0x61, 0x20, 0x27, 0x2D, 0x30, 0xE1, 0xBA]
        return state >> 63 == 0 ? UInt8(state >> 40 & 0xFF) : pieces[Int(state >> 33) % 11]
      }
      let key = foldedForComparison(text)
      #expect(key.count <= 2 * text.count)
      if String(validating: text, as: UTF8.self) == nil {
        #expect(key == text)
      } else {
        #expect(String(validating: key, as: UTF8.self) != nil)
        #expect(foldedForComparison(key) == key)
      }
    }
    let long = Self.key(String(repeating: "á", count: 100))
    #expect(long.filter { $0 == 0x81 }.count == 100)
  }

  @Test("A column is folded in place, nulls and what was read stay")
  func column() {
    var arena = ByteArena()
    var cells = [arena.append(Array("Hoà".utf8)), .null, arena.append([0xFF, 0x41])]
    let before = cells
    foldForComparison(&cells, bytes: &arena)
    #expect(Array(arena.storage[cells[0].range]) == Array("hoa\u{300}".utf8))
    #expect(cells[1].isNull)
    #expect(cells[2] == before[2])
    #expect(arena.string(before[0]) == "Hoà")
  }
}
