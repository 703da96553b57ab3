import Archives
import Columnar
import Dataflow
import Extraction
import Testing

@Suite struct XMLBreakTests {
  private let shape = XMLShape(record: "/r/h")
  private let good = "<r>\n<h><a>1</a></h>\n<h><a>2</a></h>\n"

  private func message(_ line: Int, _ column: Int, _ byte: Int, _ sentence: String) -> String {
    "error SH3202: the XML breaks at line \(line), column \(column), byte \(byte): \(sentence)\n"
      + "  → the records before this place are read; ask for the file again"
  }

  @Test(
    "A break delivers the records before it, then says where it is",
    arguments: [
      ("<h><a>3</b></h></r>", 4, 12, 47, "an end tag does not match its start tag"),
      ("<h><a>é&xxe;</a></h></r>", 4, 13, 49, "a reference to an entity that is not predefined"),
      ("<h><a>\u{1}</a></h></r>", 4, 7, 42, "a character that XML does not allow"),
      ("<h><a>3</a>", 4, 12, 47, "the document ends too early"),
      ("", 4, 1, 36, "the document ends too early"),
      ("<h><a b='1' b='2'/></h></r>", 4, 18, 53, "an attribute is malformed or occurs twice"),
      ("</r>\n<q/>", 5, 1, 41, "something follows the root element"),
    ])
  func breaks(tail: String, line: Int, column: Int, byte: Int, sentence: String) {
    let outcome = readXML(Array((good + tail).utf8), shape, [xmlField("a")])
    #expect(outcome.rows.map(\.cells) == [["1"], ["2"]])
    #expect(outcome.failure == message(line, column, byte, sentence))
  }

  @Test("A break is reported again by whoever goes on from before it")
  func breakAfterResume() {
    let outcome = readXML(Array((good + "<h></r>").utf8), shape, [xmlField("a")])
    let again = readXML(
      Array((good + "<h></r>").utf8), shape, [xmlField("a")], from: outcome.positions[0])
    #expect(again.rows.isEmpty)
    #expect(outcome.failure != nil && again.failure == outcome.failure)
  }

  @Test("A byte that is not UTF-8 is a break at that byte")
  func notUTF8() {
    let outcome = readXML(
      Array((good + "<h><a>x").utf8) + [0xC3, 0x28] + Array("</a></h></r>".utf8), shape,
      [xmlField("a")])
    #expect(outcome.rows.count == 2)
    #expect(
      outcome.failure == message(4, 8, 43, "a byte that is not in the document's encoding"))
  }

  @Test(
    "A document type is refused before anything in it is looked at",
    arguments: [
      "<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;'>]><r><h><a>&b;</a></h></r>",
      "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>",
      "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r><h><a>&x;</a></h></r>",
      "<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://127.0.0.1/p.dtd'>%p;]><r/>",
    ])
  func documentTypes(text: String) {
    let outcome = readXML(Array(text.utf8), shape, [xmlField("a")])
    #expect(outcome.rows.isEmpty)
    #expect(
      outcome.failure?.hasSuffix(
        "a document type declaration, which is not allowed\n"
          + "  → the records before this place are read; ask for the file again") == true)
  }

  @Test("Another root element is told from a broken document")
  func foreignRoot() {
    #expect(
      readXML(Array("<secret><h/></secret>".utf8), shape, [xmlField("a")]).failure
        == "error SH3203: the root element of the XML is not the first step of '/r/h'\n"
        + "  → correct the source's record path, or leave this file out")
  }

  @Test("A stream that fails gives what it delivered, then its error")
  func failingStream() {
    let outcome = readXML(
      Array((good + "<h>").utf8), shape, [xmlField("a")],
      failing: ArchiveError(.damaged, "the member's checksum does not agree"))
    #expect(outcome.rows.count == 2)
    #expect(outcome.failure == "error SH3206: the member's checksum does not agree")
  }

  @Test("Deep, long and endless markup ends in a break, not in a crash")
  func bombs() {
    let deep = String(repeating: "<x>", count: 100_000)
    let cases = [
      deep, "<r><h>" + deep, "<r><h a='" + String(repeating: "x", count: 11_000_000),
      "<r><h>" + String(repeating: "<!--", count: 100_000),
      "<r " + String(repeating: "a ", count: 9),
      "<r>" + (0..<70_000).map { "<n\($0)/>" }.joined(),
    ]
    for text in cases {
      let outcome = readXML(Array(text.utf8), XMLShape(record: "/*/h"), [xmlField("a")])
      #expect(outcome.failure != nil && outcome.rows.isEmpty)
    }
  }

  @Test("Whatever bytes come, reading ends, and the same for every split")
  func randomBytes() {
    var generator = XMLRandom(seed: 7)
    let alphabet = Array("<>/ra h='\"&;![]-?x\n\r\u{e9}".utf8) + [0, 0xFF]
    for _ in 0..<300 {
      var bytes = Array("<r><h><a>1</a></h>".utf8)
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        bytes.append(alphabet.randomElement(using: &generator) ?? 0)
      }
      let whole = readXML(bytes, shape, [xmlField("a")])
      #expect(whole.failure != nil && whole.rows.count >= 1)
      #expect(readXML(bytes, shape, [xmlField("a")], step: 1) == whole)
    }
  }
}

/// Marsaglia's xorshift, so that tests see the same numbers every time.
struct XMLRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
