import Columnar
import Testing

@testable import Extraction

@Suite("What the cells of a sheet hold")
struct CellTests {
  private let styles = """
    <numFmts><numFmt numFmtId="164" formatCode="000000000000"/>\
    <numFmt numFmtId="165" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="166" formatCode="mm/yyyy"/>\
    <numFmt numFmtId="167" formatCode="yyyy"/><numFmt numFmtId="168" formatCode="[h]:mm"/>\
    <numFmt numFmtId="169" formatCode="&quot;ngày&quot; 0"/></numFmts><cellXfs><xf/>\
    <xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/>\
    <xf numFmtId="168"/><xf numFmtId="169"/><xf numFmtId="22"/><xf numFmtId="20"/>\
    <xf numFmtId="49"/><xf numFmtId="11"/></cellXfs>
    """

  private func text(_ cell: String, isFrom1904: Bool = false) -> String? {
    var reading = SheetReading(rows: "<row r=\"1\"><c r=\"A1\" \(cell)</c></row>")
    reading.styles = styles
    reading.strings = ["<t>001</t>", "<t xml:space=\"preserve\"> a &amp; b </t>"]
    reading.isFrom1904 = isFrom1904
    let outcome = reading.outcome()
    reading.usesScanner = false
    #expect(reading.outcome() == outcome)
    return outcome.rows.first?.cells.first ?? nil
  }

  @Test(
    "A number has the fewest digits that lead back to it, and no exponent",
    arguments: [
      ("1.2E+11", "120000000000"), ("1.2345678901234567E+16", "12345678901234568"),
      ("012", "12"), ("38.450000000000003", "38.45"), ("0.1", "0.1"),
      ("0.30000000000000004", "0.30000000000000004"),
      ("1E-7", "0.0000001"), ("-0", "0"), ("-5.50", "-5.5"), ("079123456789", "79123456789"),
      ("12345678901234567890", "12345678901234567890"), (" 7 ", "7"),
      ("5e-324", "0." + String(repeating: "0", count: 323) + "5"),
    ])
  func numbers(stored: String, expected: String) {
    #expect(text("><v>\(stored)</v>") == expected)
    #expect(text("s=\"9\"><v>\(stored)</v>") == expected)
  }

  // The days are those of openpyxl 3.1.5 (from_excel), less serial 60, where a
  // spreadsheet program shows a day that never was, and what it does not take for a date.
  @Test(
    "A number under a date's format is that date",
    arguments: [
      (2, "60", "1900-02-29"), (2, "0", "0"), (2, "1", "1900-01-01"), (2, "59", "1900-02-28"),
      (2, "61", "1900-03-01"), (2, "36526", "2000-01-01"), (2, "36526.5", "2000-01-01T12:00:00"),
      (2, "2958465", "9999-12-31"), (2, "2958466", "2958466"), (2, "-1", "-1"),
      (7, "43957.297326388885", "2020-05-06T07:08:09"), (7, "36526", "2000-01-01T00:00:00"),
      (8, "0.5", "12:00:00"), (8, "0.25001157407407407", "06:00:01"),
      (5, "1.0833333333333333", "26:00:00"),
      (3, "33025", "1990-06"), (3, "33026", "1990-06-02"), (4, "32874", "1990"),
      (4, "1990", "1905-06-12"),
    ])
  func dates(style: Int, serial: String, expected: String) {
    #expect(text("s=\"\(style)\"><v>\(serial)</v>") == expected)
  }

  @Test("A workbook of 1904 counts its days from there")
  func macintosh() {
    #expect(text("s=\"2\"><v>0</v>", isFrom1904: true) == "1904-01-01")
    #expect(text("s=\"2\"><v>35064</v>", isFrom1904: true) == "2000-01-01")
  }

  @Test("A format of zeros alone keeps the zeros of an identifier")
  func padding() {
    #expect(text("s=\"1\"><v>1093012345</v>") == "001093012345")
    #expect(text("s=\"1\"><v>1.093012345E9</v>") == "001093012345")
    #expect(text("s=\"6\"><v>5</v>") == "5")
  }

  @Test(
    "Each type of cell is read as what it says",
    arguments: [
      ("t=\"s\"><v>0</v>", "001"), ("t=\"s\"><v>1</v>", " a & b "), ("t=\"b\"><v>1</v>", "true"),
      ("t=\"b\"><v>0</v>", "false"), ("t=\"d\" s=\"2\"><v>2001-02-03T00:00:00</v>", "2001-02-03"),
      ("t=\"d\"><v>2001-02-03T04:05:06</v>", "2001-02-03T04:05:06"),
      ("t=\"str\"><f>A2&amp;\"x\"</f><v>a_x000D_b &lt;</v>", "a\rb <"),
      ("t=\"n\"><f>1+1</f><v>2</v>", "2"),
      ("t=\"inlineStr\"><is><t>x</t></is>", "x"),
      (
        "t=\"inlineStr\"><is><r><t>x</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh><r><t xml:space=\"preserve\"> y</t></r></is>",
        "x y"
      ),
      ("t=\"str\"><v><![CDATA[<&]]></v>", "<&"), ("t=\"str\"><v>&#7897;</v>", "ộ"),
      ("t=\"str\"><v>_x005F_x000D_</v>", "_x000D_"), ("t=\"str\"><v>_xD83D__xDE00_</v>", "😀"),
    ])
  func types(cell: String, expected: String) {
    #expect(text(cell) == expected)
  }

  @Test(
    "A cell that cannot be right is a reject with its column",
    arguments: [
      ("t=\"s\"><v>2</v>", "1 E-STRUCT 0"), ("t=\"s\"><v>x</v>", "1 E-STRUCT 0"),
      ("><v>abc</v>", "1 E-STRUCT 0"), ("><v>0x10</v>", "1 E-STRUCT 0"),
      ("><v>nan</v>", "1 E-STRUCT 0"),
      ("t=\"b\"><v>2</v>", "1 E-STRUCT 0"), ("t=\"e\"><v>#N/A</v>", "1 E-CELL 0"),
      ("><f>A2</f>", "1 E-CELL 0"), ("t=\"zz\"><v>1</v>", "1 E-STRUCT 0"),
      ("><v>1</v><v>2</v>", "1 E-STRUCT 0"),
    ])
  func faults(cell: String, expected: String) {
    var reading = SheetReading(rows: "<row r=\"1\"><c r=\"A1\" \(cell)</c></row>")
    for usesScanner in [true, false] {
      reading.usesScanner = usesScanner
      let outcome = reading.outcome()
      #expect(outcome.violations == [expected])
      #expect(outcome.rows.map(\.state) == [.rejected])
    }
  }

  @Test("An empty text is no null, and a row of nothing else is no record")
  func empty() {
    let cell = "<c t=\"str\"><f>\"\"</f><v></v></c>"
    #expect(SheetReading(rows: "<row>\(cell)<c><v>1</v></c></row>").cells == [["", "1", nil]])
    #expect(SheetReading(rows: "<row>\(cell)\(cell)</row>").cells == [])
  }

  @Test("A refused row is kept whole, with the texts of its shared strings")
  func raw() {
    var reading = SheetReading(
      rows: """
        <row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="e"><v>#REF!</v></c>\
        <c r="E3" t="inlineStr"><is><t>x, "y"</t></is></c></row>
        """)
    reading.strings = ["<t>Nguyễn</t>"]
    #expect(
      reading.outcome().rows == [
        .init(
          cells: [nil, nil, nil], record: 1, line: 3, state: .rejected,
          raw: "Nguyễn,,#REF!,,\"x, \"\"y\"\"\"")
      ])
  }

  @Test("Texts with commas, quotes and line breaks come out as they are")
  func quoted() {
    let reading = SheetReading(
      rows: """
        <row><c t="inlineStr"><is><t>a "b", c</t></is></c><c t="str"><v>d\n,e</v></c>\
        <c t="str"><v>"</v></c></row>
        """)
    #expect(reading.cells == [["a \"b\", c", "d\n,e", "\""]])
    #expect(reading.outcome().rows[0].raw == "\"a \"\"b\"\", c\",\"d\n,e\",\"\"\"\"")
  }

  @Test(
    "A format is told by its code",
    arguments: [
      ("General", UInt8(0), UInt8(0)), ("0.00E+00", 0, 0), ("0000", 0, 4), ("0", 0, 0), ("@", 0, 0),
      ("dd/mm/yyyy", 7, 0), ("[$-42A]d mmmm yyyy", 7, 0), ("h:mm AM/PM", 8, 0), ("mm:ss.0", 8, 0),
      ("\"Day\" 0", 0, 0), ("[Red]0.0", 0, 0), ("#,##0\\ \"d\"", 0, 0), ("yyyy\\-mm", 3, 0),
      ("[mm]:ss", 24, 0), ("d/m/yy h:mm;@", 15, 0), ("0;[Red]yyyy", 0, 0),
    ])
  func formats(code: String, parts: UInt8, width: UInt8) {
    let style = NumberStyle(code: code)
    #expect(style.parts == parts)
    #expect(style.width == width)
  }
}
