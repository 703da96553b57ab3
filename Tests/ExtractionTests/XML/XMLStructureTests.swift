import Columnar
import Dataflow
import Extraction
import Testing

@Suite struct XMLStructureTests {
  @Test("Repeated elements become rows of a child table that know their parent")
  func children() {
    let shape = XMLShape(
      record: "/so/ho",
      children: [
        ChildTable(
          name: "nguoi", path: "thanhVien/nguoi", fields: [xmlField("ten"), xmlField("@stt")],
          keys: ["@ma"])
      ])
    let text = """
      <so>
      <ho ma="A"><chu>X</chu><thanhVien>
        <nguoi stt="1"><ten>M&#7897;t</ten></nguoi>
        <nguoi stt="2"/>
      </thanhVien></ho>
      <ho><thanhVien/></ho>
      <ho ma="C"><thanhVien><nguoi><ten>Ba</ten></nguoi></thanhVien></ho>
      </so>
      """
    let outcome = readXML(Array(text.utf8), shape, [xmlField("@ma"), xmlField("chu")], rows: 2)
    #expect(outcome.rows.map(\.cells) == [["A", "X"], [nil, nil], ["C", nil]])
    #expect(
      outcome.children == [
        [
          XMLRow(
            cells: ["A", "Một", "1"], record: 1, line: 3, offset: 42,
            raw: "<nguoi stt=\"1\"><ten>M&#7897;t</ten></nguoi>", parent: 0),
          XMLRow(
            cells: ["A", nil, "2"], record: 1, line: 4, offset: 88, raw: "<nguoi stt=\"2\"/>",
            parent: 0),
          XMLRow(
            cells: ["C", "Ba", nil], record: 3, line: 7, offset: 167,
            raw: "<nguoi><ten>Ba</ten></nguoi>", parent: 2),
        ]
      ])
  }

  @Test("Steps match by local name, and by namespace where they have a prefix")
  func namespaces() {
    let text = """
      <r xmlns="urn:a" xmlns:q="urn:b"><x:hoSo xmlns:x="urn:a"><q:ten>1</q:ten></x:hoSo>\
      <q:hoSo><ten>2</ten></q:hoSo><hoSo><ten q:s="4" s="5">3</ten></hoSo></r>
      """
    let uris = ["a": "urn:a", "b": "urn:b"]
    let any = readXML(Array(text.utf8), XMLShape(record: "/r/hoSo"), [xmlField("ten")])
    #expect(any.rows.map(\.cells) == [["1"], ["2"], ["3"]])
    let some = readXML(
      Array(text.utf8), XMLShape(record: "/r/a:hoSo", namespaces: uris),
      [xmlField("b:ten"), xmlField("a:ten"), xmlField("ten/@b:s")])
    #expect(some.rows.map(\.cells) == [["1", nil, nil], [nil, "3", "4"]])
  }

  @Test("A step '*' takes any element, and the first path of a field that occurs wins")
  func anyStepAndAlternatives() {
    let text = "<r><n1><h><b>2</b><a>1</a></h></n1><n2><h><b>3</b></h></n2></r>"
    let field = SourceField(name: "v", headers: ["a", "b"])
    let outcome = readXML(Array(text.utf8), XMLShape(record: "/r/*/h"), [field])
    #expect(outcome.rows.map(\.cells) == [["1"], ["3"]])
  }

  @Test("The root itself may be the record")
  func rootRecord() {
    let outcome = readXML(Array("<h><a>1</a></h>\n".utf8), XMLShape(record: "/h"), [xmlField("a")])
    #expect(outcome.rows.map(\.cells) == [["1"]])
    #expect(outcome.failure == nil)
    let rest = readXML(
      Array("<h><a>1</a></h>\n".utf8), XMLShape(record: "/h"), [xmlField("a")],
      from: outcome.positions[0])
    #expect(rest.rows.isEmpty && rest.failure == nil)
  }

  @Test(
    "A record whose structure is not that of its fields becomes a reject with its bytes",
    arguments: [
      ("<h><a>1</a><a>2</a></h>", "1 E-STRUCT 0"), ("<h><a>1<i>2</i>3</a></h>", "1 E-STRUCT 0"),
      ("<h><b><c/><c/></b></h>", "1 E-STRUCT 1"), ("<h><a>123456789</a></h>", "1 E-LIMIT 0"),
      ("<h>\(String(repeating: "<x/>", count: 9))</h>", "1 E-LIMIT -1"),
      ("<h><x><x><x/></x></x></h>", "1 E-LIMIT -1"),
      ("<h><x p='1' q='2' r='3'/></h>", "1 E-LIMIT -1"),
      ("<h>\(String(repeating: " ", count: 60))</h>", "1 E-LIMIT -1"),
    ])
  func rejects(record: String, violation: String) {
    let limits = XMLLimits(depth: 4, textBytes: 8, recordBytes: 60, attributes: 2, elements: 8)
    let text = "<r><h><a>0</a></h>\(record)<h><a>2</a></h></r>"
    let outcome = readXML(
      Array(text.utf8), XMLShape(record: "/r/h", limits: limits), [xmlField("a"), xmlField("b/c")])
    #expect(outcome.rows.map(\.cells) == [["0", nil], [nil, nil], ["2", nil]])
    #expect(outcome.rows.map(\.isRejected) == [false, true, false])
    #expect(outcome.rows[1].raw == String(record.prefix(60)))
    #expect(outcome.violations == [violation])
    #expect(outcome.failure == nil)
  }

  @Test("A record far over the limit is refused without being held")
  func endlessRecord() {
    let filler = String(repeating: "<x>0123456789</x>", count: 30_000)
    let text = "<r><h><a>0</a></h><h>\(filler)</h><h><a>2</a></h></r>"
    let shape = XMLShape(record: "/r/h", limits: XMLLimits(recordBytes: 1000))
    let outcome = readXML(Array(text.utf8), shape, [xmlField("a")])
    #expect(outcome.rows.map(\.cells) == [["0"], [nil], ["2"]])
    #expect(outcome.rows[1].raw == String(text.dropFirst(18).prefix(1000)))
    #expect(outcome.rows.map(\.record) == [1, 2, 3])
    #expect(outcome.rows[2].offset == Int64(text.utf8.count - 19))
    #expect(outcome.violations == ["1 E-LIMIT -1"])
  }

  @Test(
    "A path that cannot be understood is refused",
    arguments: [
      ("hoSo", "a", "error SH3201: the XML path 'hoSo' does not begin with '/'"),
      ("/r/@a", "a", "error SH3201: the XML path '/r/@a' does not name an element"),
      ("/r", "a//b", "error SH3201: the XML path 'a//b' has an empty step"),
      ("/r", "@a/b", "error SH3201: the XML path '@a/b' goes on after an attribute"),
      ("/r", "*", "error SH3201: the XML path '*' has '*' outside the record's path"),
      ("/r", "p:a", "error SH3201: the XML path 'p:a' has the prefix 'p', which is not declared"),
    ])
  func badPaths(record: String, field: String, message: String) {
    let outcome = readXML([], XMLShape(record: record), [xmlField(field)])
    #expect(
      outcome.failure == message
        + "\n  → write paths like 'hoTen', 'cha/hoTen', '@so' or, for records, '/danhSach/hoSo'")
  }
}
