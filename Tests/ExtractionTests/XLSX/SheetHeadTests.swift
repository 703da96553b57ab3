import Dataflow
import Testing

@testable import Extraction

@Suite("The header of a sheet")
struct SheetHeadTests {
  private func row(_ number: Int, _ texts: [String]) -> String {
    let cells = texts.enumerated().map { index, text in
      text.isEmpty
        ? "" : "<c r=\"\(SheetReference.letters(index))\(number)\" t=\"str\"><v>\(text)</v></c>"
    }
    return "<row r=\"\(number)\">\(cells.joined())</row>"
  }

  private func reading(_ rows: [String], tail: String = "", header: XLSXShape.Header = .found)
    -> SheetReading
  {
    var reading = SheetReading(rows: rows.joined(), tail: tail)
    reading.shape.header = header
    reading.fields = [
      SourceField(name: "so", headers: ["Số", "Số đăng ký"]),
      SourceField(name: "ten", headers: ["Cha / Họ tên", "Họ tên"]),
      SourceField(name: "nam", headers: ["Năm"], isRequired: false),
    ]
    return reading
  }

  @Test("The row with a column for every field is found below a title")
  func found() throws {
    let reading = reading([
      row(1, ["UỶ BAN NHÂN DÂN"]), row(4, ["STT", "Số  đăng\nký", "Họ tên\n(chữ in)"]),
      row(5, ["1", "001", "An"]),
    ])
    let head = try reading.head()
    #expect(head.headerRows == 4...4)
    #expect(head.headers == ["STT", "Số đăng ký", "Họ tên"])
    #expect(head.unused == ["STT"])
    #expect(reading.cells == [["001", "An", nil]])
  }

  @Test("Names that are merged over columns and rows are joined", arguments: [true, false])
  func merged(isGiven: Bool) throws {
    let merges = "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/></mergeCells>"
    let reading = reading(
      [
        row(2, ["Số", "Cha", "", ""]), row(3, ["", "Họ tên", "Năm", "Năm"]),
        row(4, ["1", "An", "1950", "2000"]),
      ], tail: merges, header: isGiven ? .rows(2...3) : .found)
    let head = try reading.head()
    #expect(head.headers == ["Số", "Cha / Họ tên", "Cha / Năm", "Năm"])
    #expect(head.headerRows == 2...3)
    #expect(reading.cells == [["1", "An", "2000"]])
  }

  @Test("Columns without a header go by their letters")
  func letters() {
    var reading = reading([row(1, ["1", "An"])], header: .none)
    reading.fields = [SourceField(name: "b", headers: ["B"])]
    #expect(reading.cells == [["An"]])
    #expect(SheetReference.letters(0) == "A" && SheetReference.letters(701) == "ZZ")
    #expect(SheetReference.letters(16_383) == "XFD")
    #expect(SheetReference("XFD1048576") != nil && SheetReference("XFE1") == nil)
  }

  @Test("A sheet without the fields is refused with the columns it has")
  func missing() {
    let outcome = reading([row(1, ["x"]), row(2, ["Số", "Tên"])]).outcome()
    #expect(
      outcome.failure
        == "SH3104: the unit has no column for 'ten' (Cha / Họ tên or Họ tên)")
  }

  @Test("A row that is given as header and holds nothing is an error")
  func empty() {
    let outcome = reading([row(1, ["x"]), row(5, ["y"])], header: .rows(3...3)).outcome()
    #expect(outcome.failure == "SH3305: the sheet has no column names in row 3")
  }

  @Test("A sheet without rows has no records", arguments: [XLSXShape.Header.found, .rows(1...1)])
  func noRows(header: XLSXShape.Header) {
    #expect(reading([], header: header).outcome() == SheetReading.Outcome())
  }
}
