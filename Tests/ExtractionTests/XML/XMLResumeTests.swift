import Columnar
import Dataflow
import Extraction
import Testing

@Suite struct XMLResumeTests {
  private let shape = XMLShape(
    record: "/b:r/nhom/hoSo", namespaces: ["b": "urn:b", "a": "urn:a"],
    children: [ChildTable(name: "con", path: "con", fields: [xmlField(".")], keys: ["a:so"])])
  private let fields = [xmlField("a:so"), xmlField("@x")]
  private let text = """
    <?xml version="1.0"?><!-- > ]]> -->
    <b:r xmlns:b="urn:b" tu="1&gt;0 > '">
     <nhom xmlns="urn:a" ma='x"&#233;'>
      <hoSo x="a>b"><so>1 ]] ></so><con>p</con><con>q</con></hoSo> <hoSo><so>Hồ</so></hoSo>
      <khac><hoSo/></khac>
     </nhom><nhom/>
     <nhom><?pi <x>?><hoSo><so>no</so></hoSo>
     <hoSo
       x="4" ><a:so xmlns:a="urn:a"><![CDATA[]]]]><![CDATA[>]]></a:so><con/></hoSo></nhom>
    </b:r>
    <!-- end -->
    """

  private var whole: XMLOutcome { readXML(Array(text.utf8), shape, fields, rows: 1) }

  @Test("The document reads as written here")
  func expectations() {
    #expect(
      whole.rows.map(\.cells) == [["1 ]] >", "a>b"], ["Hồ", nil], [nil, nil], ["]]>", "4"]])
    #expect(whole.children[0].map(\.cells) == [["1 ]] >", "p"], ["1 ]] >", "q"], ["]]>", ""]])
    #expect(whole.rows.map(\.line) == [4, 4, 7, 8])
    #expect(whole.failure == nil)
  }

  @Test("Every split of the bytes gives the same")
  func splits() {
    let expected = whole
    for step in 1...40 {
      #expect(readXML(Array(text.utf8), shape, fields, step: step, rows: 1) == expected)
    }
  }

  @Test("Going on behind any record gives the rest, and the same positions")
  func resume() {
    let expected = whole
    for (index, position) in expected.positions.enumerated() {
      let rest = readXML(Array(text.utf8), shape, fields, step: 7, rows: 1, from: position)
      #expect(rest.rows.map(\.cells) == expected.rows.dropFirst(index + 1).map(\.cells))
      #expect(rest.rows.map(\.offset) == expected.rows.dropFirst(index + 1).map(\.offset))
      #expect(rest.rows.map(\.line) == expected.rows.dropFirst(index + 1).map(\.line))
      #expect(rest.rows.map(\.record) == expected.rows.dropFirst(index + 1).map(\.record))
      #expect(rest.positions == Array(expected.positions.dropFirst(index + 1)))
      #expect(rest.failure == nil)
    }
  }

  @Test("A stream that delivers large pieces is skipped to the very byte")
  func resumeFar() throws {
    var text = "<r>"
    for number in 0..<9_000 { text += "<hoSo><so>\(number)</so></hoSo>" }
    text += "</r>"
    let flat = XMLShape(record: "/r/hoSo")
    let fields = [xmlField("so")]
    let expected = readXML(Array(text.utf8), flat, fields, step: 1 << 20, rows: 1_000)
    #expect(expected.rows.count == 9_000)
    for position in expected.positions {
      let rest = readXML(
        Array(text.utf8), flat, fields, step: 1 << 20, rows: 1_000, from: position)
      #expect(rest.rows.map(\.cells) == expected.rows.dropFirst(Int(position.record)).map(\.cells))
      #expect(rest.failure == nil)
    }
  }

  @Test("Offsets are those of the bytes")
  func offsets() {
    let bytes = Array(text.utf8)
    for row in whole.rows {
      let raw = Array((row.raw ?? "").utf8)
      #expect(Array(bytes[Int(row.offset)...].prefix(raw.count)) == raw)
      #expect(row.raw?.hasPrefix("<hoSo") == true && row.raw?.hasSuffix("</hoSo>") == true)
    }
  }

  @Test("A document cut at any byte gives the whole records before the cut, then a break")
  func truncations() {
    let bytes = Array(text.utf8)
    let expected = whole
    let end = text.utf8.count - "\n<!-- end -->".utf8.count
    for count in 0..<end {
      let outcome = readXML(Array(bytes[..<count]), shape, fields, rows: 1)
      let ends = expected.positions.prefix { $0.offset <= Int64(count) }.count
      #expect(outcome.rows == Array(expected.rows[..<ends]), "cut at \(count)")
      #expect(outcome.failure != nil, "cut at \(count)")
    }
  }

  @Test(
    "Documents in other encodings read the same, with offsets in their own bytes",
    arguments: ["utf8bom", "utf16le", "utf16be", "utf16bare", "latin1", "windows1252", "ascii"])
  func encodings(name: String) {
    let value = name == "latin1" ? "é" : name == "windows1252" ? "€" : name == "ascii" ? "e" : "Hồ😀"
    let declared = ["latin1": "ISO-8859-1", "windows1252": "windows-1252", "ascii": "US-ASCII"]
    let body =
      "<?xml version='1.0' encoding='\(declared[name] ?? (name == "utf8bom" ? "UTF-8" : "UTF-16"))'?>"
      + "\n<r><h><a>\(value)</a></h>\n<h><a>2\(value)</a></h></r>"
    func encode(_ text: String) -> [UInt8] {
      switch name {
      case "utf8bom": Array(text.utf8)
      case "latin1", "ascii": text.unicodeScalars.map { UInt8($0.value) }
      case "windows1252": text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
      case "utf16be": text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      default: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      }
    }
    let marks: [String: [UInt8]] = [
      "utf8bom": [0xEF, 0xBB, 0xBF], "utf16le": [0xFF, 0xFE], "utf16be": [0xFE, 0xFF],
    ]
    let bytes = (marks[name] ?? []) + encode(body)
    let shape = XMLShape(record: "/r/h")
    let outcome = readXML(bytes, shape, [xmlField("a")], rows: 1)
    #expect(outcome.failure == nil)
    #expect(outcome.rows.map(\.cells) == [[value], ["2" + value]])
    #expect(outcome.rows.map(\.line) == [2, 3])
    for row in outcome.rows {
      let raw = encode(row.raw ?? "")
      #expect(Array(bytes[Int(row.offset)...].prefix(raw.count)) == raw)
    }
    #expect(readXML(bytes, shape, [xmlField("a")], step: 1, rows: 1) == outcome)
    let rest = readXML(bytes, shape, [xmlField("a")], step: 3, rows: 1, from: outcome.positions[0])
    #expect(rest.rows == Array(outcome.rows[1...]))
    #expect(rest.positions == Array(outcome.positions[1...]))
  }

  @Test("An encoding that is not known is refused by name of the fault")
  func unknownEncoding() {
    let text = "<?xml version='1.0' encoding='TCVN-5712'?><r/>"
    #expect(
      readXML(Array(text.utf8), XMLShape(record: "/r"), []).failure
        == "error SH3205: the XML declares an encoding that SoHoa does not read\n"
        + "  → convert the file to UTF-8")
  }

  @Test("A damaged position is refused")
  func damagedPosition() {
    let position = Position(
      offset: 5, record: 1, line: 1, context: Array("UTF-8 x open 4\n<r>".utf8))
    #expect(
      readXML(Array("<r></r>".utf8), XMLShape(record: "/r"), [], from: position).failure
        == "error SH3204: the stored place in the XML document cannot be read\n"
        + "  → read the unit again from its beginning")
  }
}
