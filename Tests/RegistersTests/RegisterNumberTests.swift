import Registers
import Testing

@Suite struct RegisterNumberTests {
  @Test("The fourth digit tells sex and century as the table has it")
  func centuries() throws {
    let reader = PersonNumberReader()
    for line in try fixture("cccd_century_sex.csv").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      let text = Array("001\(fields[0])07123456".utf8)
      let reading = reader.read(0..<text.count, text.span)
      let number = try #require(reading)
      #expect(number.sex == (fields[1] == "Nam" ? .male : .female))
      #expect(number.birthYear == Int(fields[3]).map { $0 + 7 })
      #expect(number.province == 1)
    }
  }

  @Test(
    "Only a text of digits with single signs between them is a number",
    arguments: [
      ("001099012345", "001099012345"), ("001 099 012 345", "001099012345"),
      ("123.456.789", "123456789"), ("12345678", "012345678 padded"),
      ("79099012345", "079099012345 padded"), ("4099012345", "004099012345 padded"),
      ("3099012345", nil), ("99099012345", nil), ("001  099012345", nil), (" 123456789", nil),
      ("123456789 ", nil), ("1234567", nil), ("0010990123456", nil), ("00109901234O", nil),
      ("", nil),
      ("1.2E+11", nil), ("99999999999999999999999999999999", nil),
    ] as [(String, String?)])
  func shapes(text: String, expected: String?) {
    let bytes = Array(text.utf8)
    let number = PersonNumberReader().read(0..<bytes.count, bytes.span)
    let digits = number.map { number in
      var room = [UInt8](repeating: 0, count: 12)
      var span = room.mutableSpan
      let count = number.write(to: &span, at: 0)
      return String(decoding: room[..<count], as: UTF8.self) + (number.isPadded ? " padded" : "")
    }
    #expect(digits == expected)
  }

  @Test(
    "A health-insurance number has ten digits, or a known group's fifteen characters",
    arguments: [
      ("0123456789", InsuranceNumberReader.Reading.number), ("DN4010123456789", .card),
      ("dn 4 01 01234-56789", .card), ("ZZ4010123456789", .unknownGroup),
      ("DN6010123456789", .misshapen), ("DN401012345678", .misshapen),
      ("DN40101234567890", .misshapen), ("D14010123456789", .misshapen), ("", .misshapen),
    ])
  func insurance(text: String, expected: InsuranceNumberReader.Reading) {
    var canonical: [UInt8] = []
    let bytes = Array(text.utf8)
    let reader = InsuranceNumberReader()
    let reading = reader.read(0..<bytes.count, bytes.span, canonical: &canonical)
    #expect(reading == expected)
  }

  @Test(
    "Volumes of one household book have its number",
    arguments: [
      ("310012345", 1), ("310012345 Quyển số 02", 2), ("310012345/03", 3), ("310012345-Q2", 2),
      ("3100123456", nil), ("31001234", nil), ("310012345 quyển", nil), ("310012345/123", nil),
      ("310012345/0", nil), ("310012345 số 2 quyển 3", nil), ("", nil),
    ] as [(String, Int?)])
  func books(text: String, volume: Int?) {
    let bytes = Array(text.utf8)
    let book = HouseholdBookNumber(0..<bytes.count, bytes.span)
    #expect(book?.volume == volume)
    #expect(book?.value == (volume == nil ? nil : 310_012_345))
  }
}
