import Archives
import Columnar
import Dataflow
import Extraction
import Testing

@Suite struct XMLReaderTests {
  let people = XMLShape(record: "/danhSach/hoSo")

  @Test("Records become rows with their texts, places and bytes")
  func flatRecords() {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <danhSach coQuan="UBND">
      <hoSo>
        <so>1</so><ten>Nguyễn &amp; Sơn</ten>
      </hoSo>
      <hoSo><ten/><khac>x</khac></hoSo>
      </danhSach>

      """
    let outcome = readXML(Array(text.utf8), people, [xmlField("so"), xmlField("ten")])
    #expect(
      outcome.rows == [
        XMLRow(
          cells: ["1", "Nguyễn & Sơn"], record: 1, line: 3, offset: 64,
          raw: "<hoSo>\n  <so>1</so><ten>Nguyễn &amp; Sơn</ten>\n</hoSo>"),
        XMLRow(
          cells: [nil, ""], record: 2, line: 6, offset: 122,
          raw: "<hoSo><ten/><khac>x</khac></hoSo>"),
      ])
    #expect(outcome.failure == nil && outcome.violations.isEmpty)
  }

  @Test(
    "A path finds texts and attributes, near and far",
    arguments: [
      ("so", "1"), ("@ma", "k\"ý&"), ("cha/ten", "B"), ("cha/@id", "7"), (".", "\n  x\n y\n"),
      ("cha/me/@z", nil), ("cd", "<&>]] & \u{1F600}"), ("dem", " a\n b "), ("none", nil),
    ])
  func paths(path: String, expected: String?) {
    let text = """
      <danhSach><hoSo ma='k&quot;&#xFD;&amp;'>
        <so>1</so>x<cha id="7"><ten>B</ten><me/></cha>
       y<cd><![CDATA[<&>]]>]] &amp; &#x1F600;</cd><dem> a\r\n b <!-- c --></dem>
      </hoSo></danhSach>
      """
    let outcome = readXML(Array(text.utf8), people, [xmlField(path)])
    #expect(outcome.rows.map(\.cells) == [[expected]])
  }
}
