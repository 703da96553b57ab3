import Columnar
import Dataflow
import Testing

@testable import Extraction

@Suite struct XMLScannerTests {
  private let fields = [
    xmlField("a"), SourceField(name: "b", headers: ["b", "bb"]), xmlField("ten"),
  ]

  private func document(_ records: Int, _ generator: inout XMLRandom) -> [UInt8] {
    var text = "<?xml version=\"1.0\"?>\n<r x='1'>\n"
    for _ in 0..<records {
      text += "<h>\n"
      for name in ["a", "b", "ten", "bb", "z"] where Bool.random(using: &generator) {
        let value = [
          "", "1", "Nguyễn Văn Ân", "x &amp; y", "&lt;&gt;&quot;&apos;", "a\n\tb", "]] >",
          "\u{FFFD}",
          "dài hơn mười sáu byte & sau đó".replacing("&", with: "&amp;"),
        ].randomElement(using: &generator)
        text += " <\(name)>\(value ?? "")</\(name)>\n"
      }
      text += "</h>\n"
    }
    return Array((text + "</r>\n").utf8)
  }

  @Test("Plain records are scanned, all but the first and the end")
  func scans() {
    var generator = XMLRandom(seed: 1)
    let bytes = document(200, &generator)
    let shape = XMLShape(record: "/r/h")
    let fast = readXML(bytes, shape, fields)
    #expect(fast.scanned == 199)
    #expect(fast == readXML(bytes, shape, fields, scans: false))
    #expect(fast.failure == nil && fast.rows.count == 200)
  }

  @Test(
    "What is not plain is left to the parser and comes out the same",
    arguments: [
      "<h a='1'><a>1</a></h>", "<h><a>1</a><a>2</a></h>", "<h><a>&#65;</a></h>",
      "<h><a><![CDATA[<]]></a></h>", "<h><!-- --><a>1</a></h>", "<h><?p?><a>1</a></h>",
      "<h><a>1\r\n2</a></h>", "<h><a>1</a>text</h>", "<h><a>1<i/></a></h>", "<h><a >1</a ></h>",
      "<h><p:a xmlns:p='u'>1</p:a></h>", "<h/>", "<h></h>", "<h><a/></h>",
      "<h><A>1</A><a>2</a></h>",
      "<h><a>1</b></h>", "<h><a>]]></a></h>", "<h><a>&x;</a></h>", "<h><a>\u{FFFE}</a></h>",
      "<h><a>\u{1}</a></h>", "<h><1>1</1></h>", "<h><a>\u{7F}\u{80}</a></h>", "<h><a>x&amp</a></h>",
      "<q/>", "</r>", "<!DOCTYPE r>", "<h><é>1</é></h>", "<h><a>0123456789</a></h>",
      "<h><z>\(String(repeating: "z", count: 400))</z></h>", "<h><a></h></a>",
      "<h><x1/><x2/><x3/><x4/><x5/><x6/></h>", "<h><a>12345678901</a></h>", "<h><xml>1</xml></h>",
    ])
  func odd(record: String) {
    let good = "<h><a>1</a></h>\n"
    let text = "<r>" + good + good + good + good + good + record + good + good + "</r>"
    let shape = XMLShape(
      record: "/r/h", limits: XMLLimits(textBytes: 10, recordBytes: 300, elements: 5))
    for step in [1, 5, 1000] {
      let fast = readXML(Array(text.utf8), shape, fields, step: step, rows: 2)
      #expect(fast.scanned > 0)
      #expect(fast == readXML(Array(text.utf8), shape, fields, rows: 2, scans: false))
    }
  }

  @Test("Spoiled documents give the same rows, rejects, positions and breaks as the parser alone")
  func differential() {
    var generator = XMLRandom(seed: 2026)
    let pieces =
      [
        "<", ">", "/", "&", ";", "&amp;", "&#x41;", "]]>", "]", "\r", "\t", "\u{0}", "\u{1}", "é",
        "\u{FFFF}", "<a>", "</a>", "<a/>", "<h>", "</h>", "</r>", "<!--", "-->", "<![CDATA[", "<?",
        "'",
        "\"", " ", "=", "x", "<b>1</b>", "xmlns='u'", ":", "<é/>", "<h/>", "<!DOCTYPE r>",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]
    let shape = XMLShape(record: "/r/h", limits: XMLLimits(textBytes: 24, elements: 6))
    var scanned = 0
    for _ in 0..<400 {
      var bytes = document(Int.random(in: 5...14, using: &generator), &generator)
      for _ in 0..<Int.random(in: 1...2, using: &generator) {
        let place = Int.random(in: 30..<bytes.count, using: &generator)
        let length = Int.random(in: 0...3, using: &generator)
        let piece = pieces.randomElement(using: &generator) ?? []
        bytes.replaceSubrange(place..<min(bytes.count, place + length), with: piece)
      }
      let rows = Int.random(in: 1...9, using: &generator)
      let step = Int.random(in: 1...300, using: &generator)
      let fast = readXML(bytes, shape, fields, step: step, rows: rows)
      let slow = readXML(bytes, shape, fields, rows: rows, scans: false)
      #expect(fast == slow, "\(String(decoding: bytes, as: UTF8.self))")
      scanned += fast.scanned
      guard let index = fast.positions.indices.randomElement(using: &generator) else { continue }
      let rest = readXML(bytes, shape, fields, step: step, rows: 1, from: fast.positions[index])
      let done = Int(fast.positions[index].record)
      #expect(rest.rows == Array(fast.rows[done...]))
      #expect(rest.failure == fast.failure, "\(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(scanned > 600)
  }

  @Test("Readers on several threads do not disturb one another")
  func threads() async {
    var generator = XMLRandom(seed: 5)
    let bytes = document(60, &generator)
    let expected = readXML(bytes, XMLShape(record: "/r/h"), fields, scans: false)
    let broken = Array(bytes.dropLast(9))
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<12 {
        group.addTask { @concurrent in
          let outcome = readXML(
            index % 3 == 0 ? broken : bytes, XMLShape(record: "/r/h"), fields, scans: index % 2 == 0
          )
          return index % 3 == 0 ? outcome.failure != nil : outcome == expected
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
