import Registers
import Testing

@Suite struct NameReaderTests {
  /// A name with its parts, which `|` parts in order family, middle, given, alias.
  private static func parts(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var reader = NameReader()
    let name = reader.read(0..<bytes.count, of: bytes.span)
    return [name.family, name.middle, name.given, name.alias].map {
      String(decoding: bytes[$0], as: UTF8.self)
    }.joined(separator: "|")
  }

  private static func doubts(_ text: String) -> NameDoubts {
    let bytes = Array(text.utf8)
    var reader = NameReader()
    return reader.read(0..<bytes.count, of: bytes.span).doubts
  }

  @Test(
    "A name has family, middle and given name by their order",
    arguments: [
      ("Nguyễn Văn An", "Nguyễn|Văn|An|"), ("NGUYỄN THỊ NGỌC ÁNH", "NGUYỄN|THỊ NGỌC|ÁNH|"),
      ("Lê An", "Lê||An|"), ("Tôn Thất Thuyết", "Tôn Thất||Thuyết|"),
      ("Tôn Nữ Thị Ninh", "Tôn Nữ|Thị|Ninh|"), ("Âu Dương Minh", "Âu Dương||Minh|"),
      ("Công Tằng Tôn Nữ Diệu", "Công Tằng Tôn Nữ||Diệu|"), ("Tôn Thất", "Tôn||Thất|"),
      ("Thạch Sơn", "Thạch||Sơn|"), ("Ông Nguyễn Văn Ba", "Nguyễn|Văn|Ba|"),
      ("Nguyễn Văn Ba (tức Tư)", "Nguyễn|Văn|Ba|tức Tư"),
      ("Nguyễn Văn Ba tức Tư", "Nguyễn|Văn|Ba|Tư"),
      // What cannot be told from the order is not told.
      ("Y Bhin Niê", "|||"), ("H'Hen Niê", "|||"), ("K' Brếp", "|||"), ("Ka Thị", "|||"),
      ("An", "|||"), ("John Smith", "|||"), ("", "|||"), ("(", "|||"), ("()", "|||"),
    ])
  func parts(name: String, parts: String) { #expect(Self.parts(name) == parts) }

  @Test(
    "What looks wrong is said, each with its kind",
    arguments: [
      ("Nguyễn Văn An", []), ("Nguyễn Văn A1", [.one]), ("NGUYEN VAN H0A", [.zero]),
      ("Nguyễn Văn 3", [.digit]), ("Nguyễn 10 An", [.digit]), ("Bà Nguyễn Thị An", [.title]),
      ("Nguyễn Văn An (Ba)", [.alias]), ("An", [.oneWord]), ("Jean Dupont", [.foreign]),
      ("Nguyễn Thị Qúy", [.tone]), ("Nguyễn Thị Quý", []), ("Nguyễn Thị Thúy", []),
      ("Nguyễn Thị Thuý", []), ("Nguyễn Thị Hòa", []), ("Nguyễn Thị Hoà", []),
      ("Trần Gìơ", [.tone]), ("Trần Hũu Phúc", [.tone]), ("Lê Hoàng Giang", []),
      ("Huỳnh Khuỷu", []), ("Nguyễn Văn An;", [.sign]), ("Müller Hans", [.foreign]),
      ("H'Hen Niê", []), ("Hoàng Thị Tuyết Mai", []), ("Vàng A Páo", []), ("Giàng Thị Giếng", []),
    ] as [(String, NameDoubts)])
  func doubts(name: String, doubts: NameDoubts) { #expect(Self.doubts(name) == doubts) }

  @Test("Every usual syllable with its tone in either style is in its place")
  func syllables() {
    let right = """
      hòa hoà khỏe khoẻ thủy thuỷ mía cửa mùa ngoài ngoáy khuỷu yến yểu tuấn tuyết nguyễn huỳnh \
      hoàng xuân giáo giữa gì giếng quốc quế quỳnh quả quý rượu chiều đoài thuở thúc tĩnh lợi
      """
    for word in right.split(separator: " ") {
      #expect(!Self.doubts("Lê " + word).contains(.tone), "\(word)")
    }
    let wrong = "gìa qúa thúê tưởơng dìên nguỹên hùynh hòang hũu"
    for word in wrong.split(separator: " ") {
      #expect(Self.doubts("Lê " + word).contains(.tone), "\(word)")
    }
  }

  @Test("Any bytes are read without harm")
  func hostile() {
    var state: UInt64 = 1
    for _ in 0..<3_000 {
      let bytes = (0..<20).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return UInt8(truncatingIfNeeded: state >> 40)
      }
      var reader = NameReader()
      let name = reader.read(0..<bytes.count, of: bytes.span)
      #expect(name.family.upperBound <= 20 && name.given.upperBound <= 20)
    }
  }
}
