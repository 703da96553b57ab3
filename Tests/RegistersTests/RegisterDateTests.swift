import Columnar
import Registers
import Testing

/// What a text says, in short: EDTF, first and last day, `-` for unknown, or the fault.
func says(
  _ text: String, pivot: Int? = nil, isLunar: Bool = false, notAfter reference: Int? = nil
) -> String {
  var reader = RegisterDateReader(pivot: pivot, isLunar: isLunar)
  switch reader.read(text.utf8) {
  case .unknown: return "-"
  case .fault(let fault): return "\(fault)"
  case .date(let date):
    do throws(DateFault) {
      guard let span = try date.span(notAfter: reference) else { return "nowhere" }
      var room = [UInt8](repeating: 0, count: DateSpan.textLength)
      var bytes = room.mutableSpan
      let count = span.writeEDTF(to: &bytes, at: 0)
      return String(decoding: room[..<count], as: UTF8.self)
    } catch { return "\(error)" }
  }
}

@Suite struct RegisterDateTests {
  @Test(
    "A date in figures is read as it is written, and no part is made up",
    arguments: [
      ("15/05/1950", "1950-05-15"), ("15/5/1950", "1950-05-15"), ("5.8.1970", "1970-08-05"),
      ("05-08-1970", "1970-08-05"), ("5 / 8 / 1970", "1970-08-05"), ("05081970", "1970-08-05"),
      ("081970", "1970-08"), ("05/1950", "1950-05"), ("1950", "1950"), ("00/05/1950", "1950-05"),
      ("--/05/1950", "1950-05"), ("00/00/1950", "1950"), ("../../1950", "1950"),
      ("1970-08-05", "1970-08-05"), ("1970-08", "1970-08"), ("1970-XX-XX", "1970"),
      ("195X", "195X"), ("19XX", "19XX"), ("1950~", "1950~"), ("1950?", "1950?"),
      ("khoảng 1950", "1950~"), ("KHOẢNG NĂM 1950", "1950~"), ("29/02/2000", "2000-02-29"),
      // Dates of health records, the parts not known being 0.
      ("19700815", "1970-08-15"), ("197008150730", "1970-08-15"), ("197000000000", "1970"),
      ("197008000000", "1970-08"), ("20101215", "2010-12-15"), ("20121912", "1912-12-20"),
      // A day of UTC+7 written in universal time.
      ("2010-12-18T17:00:00Z", "2010-12-19"), ("2010-12-31T23:59:59.999Z", "2011-01-01"),
      ("2010-12-18T16:59:59Z", "2010-12-18"), ("2010-12-18T17:00:00", "2010-12-18"),
      ("2010-12-18 07:30", "2010-12-18"),
    ])
  func figures(text: String, edtf: String) { #expect(says(text) == edtf) }

  @Test(
    "What says that a date is not known is unknown",
    arguments: [
      "", " ", "-", "--", "?", "...", "../../....", "00/00/0000", "0000", "xx", "không rõ",
      "Không rõ", "KHÔNG RÕ NGÀY THÁNG NĂM", "không", "chưa rõ", "không biết", "không nhớ",
      "ngày ... tháng ... năm ...", "ngày … tháng … năm …", "không xác định",
    ])
  func unknown(text: String) { #expect(says(text) == "-", "\(text)") }

  @Test(
    "What is no date is refused with its reason",
    arguments: [
      ("31/02/1950", "impossible"), ("29/02/1900", "impossible"), ("15/00/1950", "impossible"),
      ("13/1950", "impossible"), ("1950-02-30", "impossible"), ("32/01/1950", "impossible"),
      ("ngày 31 tháng 6 năm 1950", "impossible"), ("19700230", "impossible"),
      ("ngày ba mươi tháng hai năm 1950", "impossible"), ("50", "unreadable"),
      ("1/1/50", "unreadable"), ("1/1950/2", "unreadable"), ("132450", "impossible"),
      ("Nguyễn Văn An", "unreadable"), ("sau 1950", "unreadable"), ("1950 1951", "unreadable"),
      ("12/31/2024", "impossible"), ("ngày 5", "impossible"), ("tháng 5", "unreadable"),
      ("1E+11", "unreadable"), ("25569.5", "unreadable"), ("năm Canh Sửu", "unreadable"),
      ("năm 1972 (Canh Tuất)", "contradictory"), ("năm Canh Tuất", "unplaced"),
      ("ngày 5 tháng 8 năm 1970 năm 1971", "unreadable"), ("1970-08-05T25:00", "unreadable"),
    ])
  func faults(text: String, fault: String) { #expect(says(text) == fault) }

  @Test(
    "Two figures are a year only where a pivot says of which century",
    arguments: [
      ("1-2-30", 30, "2030-02-01"), ("1-2-31", 30, "1931-02-01"), ("01/02/00", 0, "2000-02-01"),
      ("5.8.70", 30, "1970-08-05"), ("ngày 5 tháng 8 năm 70", 30, "1970-08-05"),
      ("tháng tám năm bảy mươi lăm", 30, "1975-08"), ("năm tám tư", 30, "1984"),
      ("8/70", 30, "unreadable"), ("31/02/70", 30, "impossible"),
    ])
  func pivots(text: String, pivot: Int, edtf: String) {
    #expect(says(text, pivot: pivot) == edtf)
  }

  @Test(
    "A span is that of all days that a date may mean",
    arguments: [
      ("15/05/1950", 1950, 5, 15, 1950, 5, 15), ("02/1952", 1952, 2, 1, 1952, 2, 29),
      ("1950", 1950, 1, 1, 1950, 12, 31), ("195X", 1950, 1, 1, 1959, 12, 31),
      ("19XX", 1900, 1, 1, 1999, 12, 31), ("năm 2024 âm lịch", 2024, 2, 10, 2025, 1, 28),
      ("tháng 4 nhuận năm 2020", 2020, 5, 23, 2020, 6, 20),
    ])
  func spans(text: String, y1: Int, m1: Int, d1: Int, y2: Int, m2: Int, d2: Int) throws {
    var reader = RegisterDateReader()
    guard case .date(let date) = reader.read(text.utf8) else {
      Issue.record("\(text) is no date")
      return
    }
    let span = try #require(try date.span())
    #expect(span.first == epochDays(year: y1, month: m1, day: d1))
    #expect(span.last == epochDays(year: y2, month: m2, day: d2))
  }

  @Test(
    "A lunar date is converted, and a year that is only named is placed by a reference",
    arguments: [
      ("15/8/1970 âm lịch", nil, "1970-09-15"), ("15/8/1970 (ÂL)", nil, "1970-09-15"),
      ("15-08-1970 al", nil, "1970-09-15"), ("30/2/1951 âm lịch", nil, "impossible"),
      ("30/2/1950 âm lịch", nil, "1950-04-16"),
      ("rằm tháng tám năm 1970", nil, "1970-09-15"), ("15/8 âm lịch", nil, "nowhere"),
      ("mồng 1 tháng Giêng năm Mậu Thân âm lịch", 1970, "1968-01-29"),
      ("ngày 1 tháng 4 nhuận năm 2020", nil, "2020-05-23"),
      ("ngày 1 tháng 5 nhuận năm 2020", nil, "impossible"),
      ("tháng 8 năm 1970 âm lịch", nil, "1970-09-01/1970-09-29"),
      ("năm Canh Tuất", 1990, "1970-02-06/1971-01-26"),
      ("năm Canh Tuất", 1969, "1910-02-10/1911-01-29"),
      ("Canh Tuất", 1970, "1970-02-06/1971-01-26"),
      ("ngày 5 tháng 8 năm Canh Tuất", 1990, "1970-08-05"),
      ("ngày 5/8/1970 dương lịch", nil, "1970-08-05"), ("năm 1970 (Canh Tuất)", nil, "1970"),
      ("năm 1971 (Canh Tuất)", nil, "1971"),
      ("ngày 5 tháng 1 năm 1971, Canh Tuất", nil, "1971-01-05"),
      ("năm Nhâm Tý", 2000, "1972-02-15/1973-02-02"), ("năm Quý Tỵ", 2000, "1953-02-14/1954-02-02"),
      ("năm Quí Tị", 2000, "1953-02-14/1954-02-02"),
    ] as [(String, Int?, String)])
  func lunar(text: String, reference: Int?, edtf: String) {
    #expect(says(text, notAfter: reference) == edtf)
  }

  @Test("In a lunar column an unmarked date is lunar, and a marked one what it says")
  func lunarColumn() {
    #expect(says("15/8/1970", isLunar: true) == "1970-09-15")
    #expect(says("30/2/1950", isLunar: true) == "1950-04-16")
    #expect(says("15/8", isLunar: true) == "nowhere")
    #expect(says("15/8/1970 dương lịch", isLunar: true) == "1970-08-15")
  }

  @Test("A text is read in the same way wherever it stands, and the bytes stay as they were")
  func columns() {
    let texts = ["15/05/1950", "khoảng 1950", "không rõ", "x", "năm 1970", "2010-12-18T17:00:00Z"]
    var bytes = ByteArena()
    let cells = [Cell.null] + texts.map { bytes.append(Array($0.utf8)) }
    let before = Array(bytes.storage[..<bytes.count])
    var readings: [DateReading] = [.unknown]
    var reader = RegisterDateReader()
    reader.read(cells, bytes: &bytes, into: &readings)
    #expect(readings == [.unknown] + texts.map { reader.read($0.utf8) })
    #expect(Array(bytes.storage[..<bytes.count]) == before)
  }

  @Test("Any bytes at all are read in bounded time, and what is read can be written and read again")
  func hostile() {
    var generator = SeededGenerator(seed: 7)
    let parts = [
      "ngày ", "tháng ", "năm ", "mười ", "mươi ", "hai ", "linh ", "nghìn ", "trăm ", "âm lịch ",
      "nhuận ", "Canh ", "Tuất ", "Nhâm ", "1970", "8", "05", "/", "-", ".", "?", "~", "…",
      "\u{301}",
      "không ", "rõ ", "\u{FF}", "rằm ", "mồng ", "giêng ", "(", ")", "X", "T", "Z", ":", "0",
    ]
    for _ in 0..<4000 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        text += Array((parts.randomElement(using: &generator) ?? "").utf8)
        if Int.random(in: 0..<20, using: &generator) == 0 {
          text.append(UInt8.random(in: 0...255, using: &generator))
        }
      }
      var reader = RegisterDateReader(pivot: 30)
      guard case .date(let date) = reader.read(text), let span = try? date.span(notAfter: 2000)
      else { continue }
      #expect(span.first <= span.last)
      let edtf = says(String(decoding: text, as: UTF8.self), pivot: 30, notAfter: 2000)
      if !span.date.isEmpty { #expect(says(edtf) == edtf) }
    }
    #expect(says(String(repeating: "năm ", count: 100_000)) == "unreadable")
    #expect(says(String(repeating: "1", count: 100_000)) == "unreadable")
  }
}

/// A generator whose numbers are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
