import Columnar
import Testing
import Transformation

@Suite struct ReadPersonNumberTests {
  @Test("A number is held against sex, birth and province, and lost zeros are put back and told")
  func step() throws {
    func warning(_ rule: UInt16) -> Finding { Finding(rule: rule, severity: .warn) }
    var step = ReadPersonNumber(
      column: 0, evidence: .init(sex: 1, birth: 2, province: 3),
      outputs: .init(number: "so", province: "tinh", sex: "phai", year: "nam"),
      findings: .init(
        shape: Finding(rule: 1, severity: .reject), padded: warning(2), unknownProvince: warning(3),
        province: warning(4), sex: warning(5), year: warning(6)))
    var chunk = makeChunk(
      ["cccd", "gioi", "sinh", "noi"],
      [
        ["001099012345", "Nam", "05/08/1999", "01"], ["079301000001", "Nữ", "2001", "079"],
        ["001199012345", "Nam", "1998", "79"], ["003099012345", "1", "199X", nil],
        ["1099012345", "2", nil, nil], ["34088123456", "nam", "không rõ", "abc"],
        ["12345678", nil, nil, nil], ["123456789", "Nữ", "1950", "01"],
        ["001 099 012.345", nil, nil, nil], ["12345", nil, nil, nil], [nil, nil, nil, nil],
        ["3099012345", nil, nil, nil], ["001099012345x", nil, nil, nil],
        ["1.2E+11", nil, nil, nil], ["0010990123456", nil, nil, nil],
      ])
    try step.apply(to: &chunk)
    #expect(
      chunk.texts("so") == [
        "001099012345", "079301000001", "001199012345", "003099012345", "001099012345",
        "034088123456", "012345678", "123456789", "001099012345", nil, nil, nil, nil, nil, nil,
      ])
    #expect(chunk.texts("tinh").prefix(4) == ["001", "079", "001", "003"])
    #expect(
      chunk.texts("phai").prefix(8) == ["1", "2", "2", "1", "1", "1", nil, nil])
    #expect(
      chunk.texts("nam").prefix(8) == ["1999", "2001", "1999", "1999", "1999", "1988", nil, nil])
    #expect(
      chunk.violations.map { "\($0.row) \($0.rule)" } == [
        "2 4", "2 5", "2 6", "3 3", "4 2", "4 5", "5 2", "6 2", "9 1", "11 1", "12 1", "13 1",
        "14 1",
      ])
  }

  @Test(
    "The domain's functions answer for one value",
    arguments: [
      ("edtf('ngày 5 tháng 8 năm 1970')", "1970-08-05"), ("edtf('5/8/70', 30)", "1970-08-05"),
      ("edtf('5/8/70')", nil), ("edtf('31/02/1950')", nil), ("edtf(1950)", "1950"),
      ("date_from('02/1952')", "1952-02-01"), ("date_to('02/1952')", "1952-02-29"),
      ("date_from('1970-02-06/1971-01-26')", "1970-02-06"),
      ("date_to('1970-02-06/1971-01-26')", "1971-01-26"),
      ("date_to('195X')", "1959-12-31"), ("date_from('không rõ')", nil),
      (
        "date_differs('18.12.2010', 'ngày mười chín tháng mười hai năm hai nghìn không trăm mười')",
        "day"
      ), ("date_differs('18.12.2010', 'ngày mười tám tháng mười một năm 2011')", "month year"),
      ("date_differs('18.12.2010', 'tháng mười hai năm 2010')", ""),
      ("date_differs('18.12.2010', 'mờ')", nil),
      ("lunar_to_solar('15/8/1970')", "1970-09-15"),
      ("lunar_to_solar('mồng 1 tháng giêng năm Mậu Thân', 1990)", "1968-01-29"),
      ("lunar_to_solar('năm Mậu Thân')", nil), ("solar_to_lunar('29/01/1968')", "1968-01-01"),
      ("solar_to_lunar('2020-05-23')", "2020-04n-01"), ("solar_to_lunar('1968')", nil),
      ("year_name(1970)", "Canh Tuất"), ("year_name(0)", nil),
      ("age_from('1950', '2000')", "49"), ("age_to('1950', '2000')", "50"),
      ("age_from('15/05/1950', '14/05/1962')", "11"), ("age_to('15/05/1950', '15/05/1962')", "12"),
      ("id_number('34088123456')", "034088123456"), ("id_number('12345')", nil),
      ("id_number(34088123456)", "034088123456"), ("id_province('001099012345')", "001"),
      ("id_province('003099012345')", nil), ("id_sex('001199012345')", "2"),
      ("id_year('001299012345')", "2099"), ("id_sex('123456789')", nil),
      ("insurance_number('DN 4 01 0123456789')", "DN4010123456789"),
      ("insurance_number('te1-01-0123456789')", "TE1010123456789"),
      ("insurance_number('0123456789')", "0123456789"), ("insurance_number('012345678')", nil),
      ("household_book('310012345 Quyển số 02')", "310012345"),
      ("household_volume('310012345 Quyển số 02')", "2"), ("household_volume('310012345')", "1"),
      ("household_book('31001234')", nil),
    ] as [(String, String?)])
  func functions(expression: String, answer: String?) throws {
    #expect(try computed(expression) == answer)
  }

  @Test("Order and age are checks in SQL over the spans, and what is not known breaks none")
  func orderAndAge() throws {
    var chunk = makeChunk(
      ["sinh", "mat"],
      [
        ["1950", "1949"], ["1950", "1950"], ["05/1950", "04/1950"], [nil, "1950"],
        ["1850", "2000"], ["1880", "2000"],
      ])
    var step = try Check(
      [
        .init("date_from(sinh) <= date_to(mat)", finding: Finding(rule: 1, severity: .reject)),
        .init("age_from(sinh, mat) <= 120", finding: Finding(rule: 2, severity: .warn)),
      ], columns: [("sinh", .text), ("mat", .text)], engine: ExpressionEngine())
    try step.apply(to: &chunk)
    #expect(chunk.violations.map { "\($0.row) \($0.rule)" } == ["0 1", "2 1", "4 2"])
  }
}
