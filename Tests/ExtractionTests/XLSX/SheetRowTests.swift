import Columnar
import Dataflow
import LegacyText
import TestSupport
import Testing

@testable import Extraction

@Suite("The rows of a sheet")
struct SheetRowTests {
  /// Rows with everything that a sheet's XML may hold.
  static let rows = """
    <row r="1" spans="1:3" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row>
    <row r="2" hidden="1"><c r="C2" t="inlineStr"><is><t>x &lt; y, "z"</t></is></c></row><row r="3"/>
    <row r="4" ht="15" customHeight="1"><c r="A4" s="3"/><c r="B4" t="str"><f>1</f><v></v></c></row>
    <row r="5"><c r="B5"><v>2</v></c><c r="A5" t="s"><v>1</v></c></row>
    <row><c><v>6</v></c><c t="b"><v>1</v></c></row><!-- a comment -->
    <row r="9"><c r="A9" t="e"><v>#N/A</v></c></row><row r="8"><c r="A8"><v>8</v></c></row>
    <row r="10"><c r="A10"><v>1</v></c><c r="A10"><v>2</v></c></row>
    <row r="11"><c r="A12"><v>1</v></c></row><row r="12"><c r="XFE12"><v>1</v></c></row>
    <row r="13"><c r="A13" t="str"><v>a&#13;b</v></c><c r="B13" t='n'><v>3</v></c></row>
    <row r="14"><c r="A14" t="inlineStr"><is><r><t>ru</t></r><r><t>n</t></r></is></c></row>

    """

  private func reading() -> SheetReading {
    var reading = SheetReading(
      rows: Self.rows, tail: "<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>")
    reading.strings = ["<t>Số 1</t>", "<r><t>hai</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh>"]
    return reading
  }

  @Test("Every row comes out once, malformed ones as rejects")
  func all() {
    let outcome = reading().outcome()
    let texts = outcome.rows.map {
      "\($0.line) \($0.cells.map { $0 ?? "-" }.joined(separator: "|"))"
    }
    #expect(
      texts == [
        "1 Số 1|1|-", "2 -|-|x < y, \"z\"", "5 hai|2|-", "6 6|true|-", "9 -|-|-", "8 -|-|-",
        "10 -|-|-", "11 -|-|-", "12 -|-|-", "13 a\rb|3|-", "14 run|-|-",
      ])
    #expect(outcome.rows.map(\.record) == Array(1...11))
    #expect(
      outcome.violations == [
        "2 W-HIDDEN -1", "9 E-CELL 0", "8 E-STRUCT -1", "10 E-STRUCT 0", "11 E-STRUCT 0",
        "12 E-STRUCT 0",
      ])
    #expect(outcome.failure == nil)
  }

  @Test("The scanner gives what the parser gives")
  func scanner() {
    var reading = reading()
    let scanned = reading.outcome()
    reading.usesScanner = false
    let parsed = reading.outcome()
    #expect(scanned == parsed)
    #expect(scanned.positions == parsed.positions)
    #expect(scanned.scanned > 4 && parsed.scanned == 0)
  }

  @Test("Any split of the bytes gives the same rows", arguments: [1, 2, 3, 7, 64, 1000])
  func splits(step: Int) {
    var reading = reading()
    let whole = reading.outcome()
    reading.step = step
    #expect(reading.outcome() == whole)
  }

  @Test("Going on at any record gives the same rows", arguments: [true, false])
  func resume(usesScanner: Bool) {
    var reading = reading()
    reading.usesScanner = usesScanner
    reading.rowLimit = 1
    let whole = reading.outcome()
    #expect(whole.positions.count == whole.rows.count)
    for (index, position) in whole.positions.enumerated() {
      let rest = reading.outcome(resumingAt: position)
      #expect(rest.rows == Array(whole.rows[(index + 1)...]))
      #expect(rest.failure == nil)
    }
  }

  @Test("A mutilated sheet gives the same with the scanner as with the parser alone")
  func mutilated() {
    let good = Array(
      Spreadsheet.part(rows: Self.rows.replacing("<!-- a comment -->", with: "")).utf8)
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let palette = Array("<>/\"'&;= \tcrvst10A:]]>\u{7F}é".utf8) + [0, 0x0D, 0xFF]
    for _ in 0..<400 {
      var bytes = good
      for _ in 0...random(3) {
        let place = random(bytes.count)
        switch random(4) {
        case 0: bytes[place] = palette[random(palette.count)]
        case 1: bytes.insert(palette[random(palette.count)], at: place)
        case 2: bytes.remove(at: place)
        default:
          let end = min(bytes.count, place + random(40))
          bytes.insert(contentsOf: bytes[place..<end], at: random(bytes.count))
        }
      }
      var reading = SheetReading(part: bytes)
      reading.strings = ["<t>0</t>", "<t>1</t>"]
      let scanned = reading.outcome()
      reading.usesScanner = false
      let parsed = reading.outcome()
      #expect(scanned == parsed, "\(String(decoding: bytes, as: UTF8.self))")
      guard scanned == parsed else { return }
    }
  }

  @Test("Hidden rows are left out, and counted, where that is wished")
  func hidden() {
    var reading = reading()
    reading.shape.skipsHidden = true
    let outcome = reading.outcome()
    #expect(outcome.rows[1].state == .filtered)
    #expect(!outcome.violations.contains("2 W-HIDDEN -1"))
  }

  @Test("Elements with a prefix are scanned like those without")
  func prefix() {
    var reading = SheetReading(
      part: Array(
        """
        <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>\
        <x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="B1"><x:v>2</x:v></x:c>\
        </x:row></x:sheetData></x:worksheet>
        """.utf8))
    let outcome = reading.outcome()
    #expect(outcome.rows.map(\.cells) == [["a", "2", nil]])
    #expect(outcome.scanned == 1)
    reading.usesScanner = false
    #expect(reading.outcome() == outcome)
  }

  @Test(
    "A sheet that breaks gives the rows before, and says where",
    arguments: [
      (
        "<worksheet xmlns=\"NS\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"",
        1,
        "SH3302: the sheet breaks behind row 1, at byte 137 of its XML: the document ends too early"
      ),
      (
        "<worksheet xmlns=\"NS\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheets>",
        1,
        "SH3302: the sheet breaks behind row 1, at byte 152 of its XML: an end tag does not match its start tag"
      ),
      (
        "<!DOCTYPE a [<!ENTITY x \"y\">]><worksheet xmlns=\"NS\"><sheetData/></worksheet>", 0,
        "SH3302: the sheet breaks behind row 0, at byte 12 of its XML: a document type declaration, which is not allowed"
      ),
      (
        "<worksheet xmlns=\"NS\"><sheetData><row r=\"1\"><c t=\"str\"><v>&x;</v></c></row></sheetData></worksheet>",
        0,
        "SH3302: the sheet breaks behind row 0, at byte 116 of its XML: a reference to an entity that is not predefined"
      ),
      ("<worksheet/>", 0, "SH3301: the workbook's part sheet is not a worksheet"),
      ("<worksheet xmlns=\"NS\"/>", 0, "SH3301: the workbook's part sheet has no sheetData"),
      ("<chartsheet xmlns=\"NS\"/>", 0, "SH3301: the workbook's part sheet is not a worksheet"),
    ])
  func broken(xml: String, rows: Int, failure: String) {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    var reading = SheetReading(part: Array(xml.replacing("NS", with: main).utf8))
    for usesScanner in [true, false] {
      reading.usesScanner = usesScanner
      let outcome = reading.outcome()
      #expect(outcome.rows.count == rows)
      #expect(outcome.failure == failure)
    }
  }

  @Test("A row or cell beyond the limits is refused, and reading goes on")
  func limits() {
    let long = String(repeating: "x", count: 5000)
    var reading = SheetReading(
      rows: """
        <row r="1"><c t="str"><v>\(long)</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>
        """)
    reading.shape.recordLimit = 3000
    for usesScanner in [true, false] {
      reading.usesScanner = usesScanner
      #expect(reading.outcome().violations == ["1 E-LIMIT -1"])
      #expect(reading.outcome().rows.map(\.cells) == [[nil, nil, nil], ["2", nil, nil]])
    }
    reading.shape.recordLimit = 1 << 20
    reading.shape.fieldLimit = 4999
    #expect(reading.outcome().violations == ["1 E-LIMIT 0"])
  }

  @Test("The fonts of cells and runs are counted for each field")
  func fonts() throws {
    var reading = SheetReading(
      rows: """
        <row><c s="1" t="str"><v>a</v></c><c t="s"><v>0</v></c><c s="1"><v>1</v></c></row>
        """)
    reading.styles = """
      <fonts><font><name val="Arial"/></font><font><name val=".VnTimeH"/></font></fonts>\
      <cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>
      """
    reading.strings = ["<r><rPr><rFont val=\"VNI-Times\"/></rPr><t>b</t></r>"]
    var book = RuleBook()
    var reader = XLSXReader(
      head: try reading.head(), stream: XMLStepStream(reading.part),
      rules: ExtractionRules(addingTo: &book))
    var chunk = Chunk(columns: [])
    #expect(try reader.read(into: &chunk, limit: ChunkLimit()))
    #expect(
      reader.legacyFonts.map { "\($0.field) \($0.font) \($0.cells)" } == [
        "a tcvn3Capital 1", "b vni 1",
      ])
  }
}
