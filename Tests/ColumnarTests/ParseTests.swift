import Columnar
import Testing

@Suite struct ParseTests {
  @Test(
    "Whole numbers become canonical",
    arguments: [
      ("0", 0, "0"), ("-0", 0, "0"), ("007", 7, "7"), ("+5", 5, "5"), ("-05", -5, "-5"),
      ("123", 123, "123"), ("000", 0, "0"), ("-12", -12, "-12"),
      ("9223372036854775807", .max, "9223372036854775807"),
      ("-9223372036854775808", .min, "-9223372036854775808"),
      ("00000000000000000000001", 1, "1"),
    ] as [(String, Int64, String)])
  func integers(text: String, value: Int64, canonical: String) {
    var texts = Texts([nil, text])
    var values: [Int64] = []
    var failures: [UInt32] = []
    parseIntegers(&texts.cells, values: &values, bytes: &texts.bytes, failures: &failures)
    #expect(failures.isEmpty)
    #expect(values[1] == value)
    #expect(texts.strings == [nil, canonical])
  }

  @Test(
    "What is no whole number of 64 bits fails and stays",
    arguments: ["", " 12", "1.0", "-", "+", "１２", "9223372036854775808", "1e3", "--1", "0x1F"])
  func notIntegers(text: String) {
    var texts = Texts([text])
    var values: [Int64] = []
    var failures: [UInt32] = []
    parseIntegers(&texts.cells, values: &values, bytes: &texts.bytes, failures: &failures)
    #expect(failures == [0])
    #expect(texts.strings == [text])
  }

  @Test(
    "Days are read by format and written as yyyy-mm-dd",
    arguments: [
      ("%d/%m/%Y", "15/05/1978", "1978-05-15"), ("%d/%m/%Y", "5/5/1978", "1978-05-05"),
      ("%d/%m/%Y", "29/02/2000", "2000-02-29"), ("dd.MM.yyyy", "01.12.1999", "1999-12-01"),
      ("dd/mm/yyyy", "31/12/1999", "1999-12-31"), ("%d%m%Y", "05081970", "1970-08-05"),
      ("%y-%m-%d", "68-01-02", "2068-01-02"), ("%y-%m-%d", "69-01-02", "1969-01-02"),
      ("%j/%Y", "366/2000", "2000-12-31"), ("%Y %m %d", "2000  1\t2", "2000-01-02"),
    ])
  func days(format: String, text: String, expected: String) throws {
    var texts = Texts([text])
    var values: [Int64] = []
    var failures: [UInt32] = []
    try parseDates(
      &texts.cells, values: &values, bytes: &texts.bytes, formats: [DateFormat(format)],
      failures: &failures)
    #expect(failures.isEmpty)
    #expect(texts.strings == [expected])
    let digits = expected.split(separator: "-").joined()
    #expect(values == [try #require(Int64(digits))])
  }

  @Test(
    "Impossible days fail",
    arguments: [
      "29/02/1900", "31/04/2001", "00/05/1950", "15/13/1978", "15/05/78", "15-05-1978", "",
      "15/05/0000", "15/05/1978 ", "١٥/٠٥/١٩٧٨", "1a/05/1978", "15/05/19780",
    ])
  func impossibleDays(text: String) throws {
    var texts = Texts([text])
    var values: [Int64] = []
    var failures: [UInt32] = []
    try parseDates(
      &texts.cells, values: &values, bytes: &texts.bytes, formats: [DateFormat("%d/%m/%Y")],
      failures: &failures)
    #expect(failures == [0])
    #expect(texts.strings == [text])
  }

  /// Independent truth: the lengths of the months, and the rule for leap years.
  @Test(
    "Every day of nine telling years is read in either spelling, and no other day",
    arguments: ["%d/%m/%Y", "default"])
  func everyDay(format: String) throws {
    let isISO = format == "default"
    var texts = Texts([])
    var expected: [Int64] = []
    var impossible: [UInt32] = []
    for year in [1, 1600, 1900, 1904, 1999, 2000, 2023, 2024, 9999] {
      for month in 0...13 {
        for day in 0...32 {
          let text = [(day, 2), (month, 2), (year, 4)].map { number, width in
            let digits = String(number)
            return String(repeating: "0", count: width - digits.count) + digits
          }
          let parts = isISO ? text.reversed() : text
          texts.cells.append(
            texts.bytes.append(Array(parts.joined(separator: isISO ? "-" : "/").utf8)))
          let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
          let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
          let isDay = (1...12).contains(month) && day >= 1 && day <= lengths[month - 1]
          if !isDay { impossible.append(UInt32(expected.count)) }
          expected.append(isDay ? Int64(year * 10_000 + month * 100 + day) : 0)
        }
      }
    }
    var values: [Int64] = []
    var failures: [UInt32] = []
    parseDates(
      &texts.cells, values: &values, bytes: &texts.bytes,
      formats: [isISO ? .isoDate : try DateFormat(format)], failures: &failures)
    #expect(failures == impossible)
    #expect(zip(values, expected).allSatisfy { $1 == 0 || $0 == $1 })
    for (text, value) in zip(texts.strings, expected) where value != 0 {
      let digits = try #require(text).filter { $0 != "-" }
      #expect(text?.utf8.count == 10 && digits.utf8.count == 8 && Int64(digits) == value)
    }
  }

  @Test(
    "A byte that is no digit is seen at every place of a day", arguments: [0x2F, 0x3A, 0xB5, 0])
  func noDigit(byte: UInt8) throws {
    var texts = Texts([])
    for place in 0..<10 {
      var text = Array("15/05/1978".utf8)
      text[place] = byte
      texts.cells.append(texts.bytes.append(text))
    }
    var values: [Int64] = []
    var failures: [UInt32] = []
    try parseDates(
      &texts.cells, values: &values, bytes: &texts.bytes, formats: [DateFormat("%d/%m/%Y")],
      failures: &failures)
    // 0x2F is the separator, which is right at its own two places.
    #expect(failures == (0..<10).filter { byte != 0x2F || ($0 != 2 && $0 != 5) })
  }

  @Test("Several formats are tried in their order")
  func severalFormats() {
    var texts = Texts(["1978-05-15", "15.5.1978", "15051978", "x"])
    var values: [Int64] = []
    var failures: [UInt32] = []
    parseDates(
      &texts.cells, values: &values, bytes: &texts.bytes, formats: DateFormat.anyDate,
      failures: &failures)
    #expect(texts.strings == ["1978-05-15", "1978-05-15", "1978-05-15", "x"])
    #expect(failures == [3])
  }

  @Test(
    "Moments are microseconds since 1970 in UTC",
    arguments: [
      ("2024-01-26T15:00:00", "2024-01-26T15:00:00", 1_706_281_200_000_000),
      ("2024-01-26T15:00:00.300-05:00", "2024-01-26T20:00:00.300000", 1_706_299_200_300_000),
      ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59", -1_000_000),
      ("1999-12-31T24:00:00", "2000-01-01T00:00:00", 946_684_800_000_000),
    ] as [(String, String, Int64)])
  func moments(text: String, expected: String, value: Int64) {
    var texts = Texts([text])
    var values: [Int64] = []
    var failures: [UInt32] = []
    parseDateTimes(
      &texts.cells, values: &values, bytes: &texts.bytes, formats: [.isoDateTime],
      failures: &failures)
    #expect(failures.isEmpty)
    #expect(texts.strings == [expected])
    #expect(values == [value])
  }

  @Test("Times of the day are read by directive")
  func times() throws {
    var texts = Texts(["03:05:09 PM", "12:00:00 am", "13:00:00 AM"])
    var values: [Int64] = []
    var failures: [UInt32] = []
    try parseTimes(
      &texts.cells, values: &values, bytes: &texts.bytes, formats: [DateFormat("%I:%M:%S %p")],
      failures: &failures)
    #expect(texts.strings == ["15:05:09", "00:00:00", "13:00:00 AM"])
    #expect(failures == [2])
  }

  @Test("A directive that is not supported is named", arguments: ["%B", "%Q", "%", "yyy", ""])
  func formatProblems(format: String) {
    #expect(throws: DateFormat.Problem.self) { try DateFormat(format) }
  }
}
