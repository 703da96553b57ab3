import Foundation
import Registers
import Testing

/// Addresses as clerks write them, made of units with known codes.
@Suite struct MessyPlaceTests {
  /// Numbers that are the same at every run.
  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  private static let short = [
    "Thành phố": ["TP", "TP.", "T.P ", "tp. ", "Thành Phố "], "Thị xã": ["TX", "TX.", "T.X. "],
    "Thị trấn": ["TT", "TT.", "T.T. "], "Phường": ["P.", "P. ", "P ", "F."],
    "Quận": ["Q.", "Q. ", "Q "], "Huyện": ["H.", "H. ", "H "], "Xã": ["X.", "X. ", "xã "],
    "Tỉnh": ["T. ", "tỉnh ", ""], "Đặc khu": ["ĐK ", "đặc khu "],
  ]

  /// Writes a path in one of many ways; every level is named.
  private static func mess(_ path: CollectedFacts.Path, _ dice: inout Dice) -> String {
    var parts = path.units.map { unit -> String in
      guard dice.roll(3) > 0 else { return unit.name }
      let forms = short[unit.kind] ?? []
      var form = forms[dice.roll(forms.count)]
      if form.last?.isLetter == true { form += " " }
      let isNumber = unit.ownName.allSatisfy(\.isNumber)
      return form + (isNumber && dice.roll(2) == 0 ? "0" : "") + unit.ownName
    }
    if dice.roll(3) == 0 { parts.insert("Tổ \(dice.roll(20) + 1)", at: 0) }
    if dice.roll(5) == 0 { parts.append("Việt Nam") }
    var text = parts.joined(separator: [", ", ",", " - ", "; ", " , "][dice.roll(5)])
    switch dice.roll(4) {
    case 0: text = text.uppercased()
    case 1: text = text.lowercased()
    case 2: text = text.decomposedStringWithCanonicalMapping
    default: break
    }
    return dice.roll(4) == 0 ? "  " + text.replacing(" ", with: "  ") + " " : text
  }

  private static func unmarked(_ text: String) -> String {
    text.folding(options: .diacriticInsensitive, locale: nil)
      .replacing("đ", with: "d").replacing("Đ", with: "D")
  }

  @Test("A commune is found in however it is written, and never another", arguments: [1, 2])
  func messy(seed: UInt64) {
    var dice = Dice(state: seed)
    var resolver = PlaceResolver()
    let paths = CollectedFacts.shared.paths.filter {
      $0.codes[0].utf8.count == 5 && !CollectedFacts.shared.isAmbiguous($0)
    }
    var wrong: [String] = []
    var certain = 0
    for _ in 0..<1_500 {
      let path = paths[dice.roll(paths.count)]
      var text = Self.mess(path, &dice)
      let isBare = dice.roll(3) == 0
      if isBare { text = Self.unmarked(text) }
      let place = resolver.resolve(Array(text.utf8), days: DayRange(day: path.day))
      let commune = Int32(path.codes[0]) ?? -1
      // Without marks two communes of one district may be written alike.
      let isRight = place.units.commune == commune || (isBare && place.evidence == .ambiguous)
      if !isRight { wrong.append("\(text) on \(path.day) (\(commune)): \(place)") }
      if place.isCertain(threshold: 60) { certain += 1 }
    }
    #expect(wrong == [])
    #expect(certain > 1_480)
  }

  @Test("A missing level never makes another commune of it", arguments: [1, 2])
  func missingLevel(level: Int) {
    var dice = Dice(state: 7)
    var resolver = PlaceResolver()
    let paths = CollectedFacts.shared.paths.filter { $0.codes.count == 3 }
    var wrong: [String] = []
    var found = 0
    for _ in 0..<1_000 {
      var path = paths[dice.roll(paths.count)]
      let commune = Int32(path.codes[0]) ?? -1
      path.units.remove(at: level)
      let place = resolver.resolve(Array(path.text.utf8), days: DayRange(day: path.day))
      if place.units.commune == commune { found += 1 }
      let isHonest =
        place.units.commune == commune || place.units.commune < 0
        || !place.isCertain(threshold: 60)
      if !isHonest { wrong.append("\(path.text) on \(path.day) (\(commune)): \(place)") }
    }
    #expect(wrong == [])
    #expect(found > (level == 2 ? 950 : 750))
  }

  @Test("Hostile text is read in bounded time and to no place with certainty")
  func hostile() {
    var dice = Dice(state: 3)
    var resolver = PlaceResolver()
    let seeds: [[UInt8]] = [
      Array(repeating: 0x2C, count: 5_000), Array(repeating: 0xFF, count: 5_000),
      Array(String(repeating: "xã ", count: 3_000).utf8),
      Array(String(repeating: "Phường 1, ", count: 3_000).utf8),
      Array(String(repeating: "Tân Lập ", count: 3_000).utf8),
      Array(String(repeating: "a\u{301}", count: 3_000).utf8), [0xCC], [0xC4], [0xE1, 0xBA],
    ]
    for seed in seeds {
      let place = resolver.resolve(seed, days: .always)
      #expect(!place.isCertain(threshold: 60) || place.units.commune < 0)
    }
    for _ in 0..<2_000 {
      let bytes = (0..<dice.roll(60)).map { _ in UInt8(truncatingIfNeeded: dice.roll(256)) }
      _ = resolver.resolve(0..<bytes.count, of: bytes.span, days: .always)
    }
    let text = Array("p. Trần Hưng Đạo, q. Hoàn Kiếm, tp. Hà Nội".utf8)
    for end in 0...text.count { _ = resolver.resolve(Array(text[..<end]), days: .always) }
  }
}
