import Registers
import Testing

@Suite struct PlaceResolverTests {
  /// A text on a day, and what it is.
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var day: Int32
    var province: Int32
    var district: Int32
    var commune: Int32
    var evidence: Place.Evidence

    init(
      _ text: String, _ day: Int32, _ province: Int32, _ district: Int32, _ commune: Int32,
      _ evidence: Place.Evidence
    ) {
      (self.text, self.day, self.evidence) = (text, day, evidence)
      (self.province, self.district, self.commune) = (province, district, commune)
    }

    var testDescription: String { "\(text) on \(day)" }
    var units: PlaceUnits { PlaceUnits(province: province, district: district, commune: commune) }
  }

  @Test(
    "A place is found as it is written and as it was on the day",
    arguments: [
      Case("P. Trần Hưng Đạo, Q. Hoàn Kiếm, HN", 20200315, 1, 2, 82, .folded),
      Case("phường Trần Hưng Đạo, quận Hoàn Kiếm, thành phố Hà Nội", 20200315, 1, 2, 82, .exact),
      Case("PHƯỜNG TRẦN HƯNG ĐẠO, QUẬN HOÀN KIẾM, HÀ NỘI", 20200315, 1, 2, 82, .exact),
      Case("xã Tân Lập, huyện Đan Phượng, thành phố Hà Nội", 20200315, 1, 273, 9820, .exact),
      Case("xa tan lap, huyen dan phuong, tp ha noi", 20200315, 1, 273, 9820, .folded),
      Case("X.Tân Lập - H.Đan Phượng - TP.Hà Nội", 20200315, 1, 273, 9820, .exact),
      Case("Tân Lập Đan Phượng Hà Nội Việt Nam", 20200315, 1, 273, 9820, .exact),
      Case("Thôn Hạnh Đàn, xã Tân Lập, Đan Phượng, Hà Nội, VN", 20200315, 1, 273, 9820, .exact),
      Case("Phường 01, Quận 3, TP.HCM", 20200315, 79, 770, 27160, .folded),
      Case("P1, Q3, Sài Gòn", 20200315, 79, 770, 27160, .folded),
      Case("P.1 Q.3 TPHCM", 20200315, 79, 770, 27160, .folded),
      Case("Phường Hàng Bài, Hà Nội", 20200315, 1, 2, 88, .partial),
      Case("số 5 Trần Hưng Đạo, P. Hàng Bài, Q. Hoàn Kiếm, Hà Nội", 20200315, 1, 2, 88, .exact),
      Case("5 Trần Hưng Đạo, Hoàn Kiếm, Hà Nội", 20200315, 1, 2, -1, .partial),
      Case("Huyện Ba Vì, Hà Nội", 20200315, 1, 271, -1, .partial),
      Case("Ba Vì, Hà Nội", 20200315, 1, 271, -1, .partial),
      Case("Hà Nội", 20200315, 1, -1, -1, .partial),
      Case("xã Tân Lập", 20200315, -1, -1, -1, .ambiguous),
      Case("", 20200315, -1, -1, -1, .unresolved),
      Case(",.;", 20200315, -1, -1, -1, .unresolved),
      Case("12", 20200315, -1, -1, -1, .unresolved),
      Case("Bệnh viện", 20200315, -1, -1, -1, .unresolved),
      // Codes are reused: 15 is Yên Bái, then Lào Cai.
      Case("tỉnh Yên Bái", 20250630, 15, -1, -1, .partial),
      Case("tỉnh Lào Cai", 20250630, 10, -1, -1, .partial),
      Case("tỉnh Lào Cai", 20250701, 15, -1, -1, .partial),
      Case("Thành phố Huế", 20250101, 46, -1, -1, .partial),
      Case("Tỉnh Thừa Thiên Huế", 20241231, 46, -1, -1, .partial),
      // The reform of July 2025: no districts.
      Case("phường Hoàn Kiếm, Hà Nội", 20250701, 1, -1, 70, .exact),
      // Old units in a later entry are renewed where one commune took over.
      Case("phường Cống Vị, quận Ba Đình, Hà Nội", 20250801, 1, -1, -1, .ambiguous),
      Case("phường Hàng Bạc, quận Hoàn Kiếm, Hà Nội", 20250801, 1, -1, 70, .partial),
      Case("tỉnh Hà Giang", 20250801, 8, -1, -1, .partial),
    ])
  func found(_ example: Case) {
    var resolver = PlaceResolver()
    let place = resolver.resolve(Array(example.text.utf8), days: DayRange(day: example.day))
    #expect(place.units == example.units)
    #expect(place.evidence == example.evidence)
  }

  @Test("Every unit is found exactly by its full path on its last day")
  func everyUnit() {
    var resolver = PlaceResolver()
    var wrong: [String] = []
    var ambiguous = 0
    for path in CollectedFacts.shared.paths {
      let place = resolver.resolve(Array(path.text.utf8), days: DayRange(day: path.day))
      if CollectedFacts.shared.isAmbiguous(path) {
        // Two units of one name and parent cannot be told apart, so neither is chosen.
        if place.evidence != .ambiguous || place.units.commune >= 0 { wrong.append(path.text) }
        ambiguous += 1
        continue
      }
      let isCommune = path.codes[0].utf8.count == 5
      let isRight =
        place.units == units(path) && place.candidates == 1 && !place.hasUnknownName
        && place.evidence == (isCommune ? .exact : .partial)
        && place.score == (isCommune ? 100 : path.codes.count == 2 ? 85 : 75)
      if !isRight { wrong.append("\(path.text) \(path.day): \(place)") }
    }
    #expect(wrong == [])
    #expect(ambiguous < 5)
  }

  private func units(_ path: CollectedFacts.Path) -> PlaceUnits {
    var units = PlaceUnits()
    for code in path.codes {
      let number = Int32(code) ?? -1
      switch code.utf8.count {
      case 2: units.province = number
      case 3: units.district = number
      default: units.commune = number
      }
    }
    return units
  }

  @Test(
    "A contradiction, or a name that is not there, is never certain",
    arguments: [
      "phường Hàng Bài, quận Ba Đình, Hà Nội", "xã Không Có Thật, huyện Ba Vì, Hà Nội",
      "xã Tân Lập nay là xã Minh Quang, huyện Ba Vì, Hà Nội", "xã Tân Lập",
      "quận Ba Đình, tỉnh Nghệ An",
    ])
  func uncertain(text: String) {
    var resolver = PlaceResolver()
    let place = resolver.resolve(Array(text.utf8), days: DayRange(day: 20200315))
    #expect(!place.isCertain(threshold: 60))
  }

  @Test(
    "A day that is known in part allows all units of its days",
    arguments: [
      ("2024", 20240101, 20241232), ("2024-11", 20241100, 20241132),
      ("2024-11-05", 20241105, 20241106), ("195X", 19500000, 19591232),
      ("2024-XX-XX", 20240000, 20249999 + 1), ("2024~", 20240101, 20241232),
    ])
  func days(text: String, first: Int32, end: Int32) throws {
    let bytes = Array(text.utf8)
    let read = DayRange(0..<bytes.count, of: bytes.span)
    let range = try #require(read)
    #expect(range.first <= first)
    #expect(range.end >= end)
    #expect(range.first / 10_000 == first / 10_000)
    #expect((range.end - 1) / 10_000 == (end - 1) / 10_000)
  }

  @Test("What is no day is no range", arguments: ["", "không rõ", "15/8/1970", "123456789"])
  func noDay(text: String) {
    let bytes = Array(text.utf8)
    let read = DayRange(0..<bytes.count, of: bytes.span)
    #expect(read == nil)
  }
}
