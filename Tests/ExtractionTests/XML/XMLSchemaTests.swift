import Columnar
import Dataflow
import Extraction
import Testing

@Suite struct XMLSchemaTests {
  private let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="r"><xs:complexType><xs:sequence>
        <xs:element name="dau" minOccurs="1"/>
        <xs:element name="h" maxOccurs="unbounded"><xs:complexType><xs:sequence>
          <xs:element name="a" type="xs:integer"/>
          <xs:element name="b" type="xs:date" minOccurs="0"/>
        </xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """

  private var shape: XMLShape { XMLShape(record: "/r/h", schema: Array(schema.utf8)) }

  private let text = """
    <r><dau/>
    <h><a>1</a></h>
    <h><a>x</a></h>
    <h><b>2000-01-01</b></h>
    <h><a>4</a><b>2000-02-30</b></h>
    <h></h>
    <h><a>6</a><b>2000-02-29</b></h>
    </r>
    """

  @Test("Records that break the schema become rejects, and the others are read")
  func rejects() {
    let outcome = readXML(Array(text.utf8), shape, [xmlField("a")])
    #expect(outcome.rows.map(\.cells) == [["1"], [nil], [nil], [nil], [nil], ["6"]])
    #expect(
      outcome.violations == ["1 E-XSD -1", "2 E-XSD -1", "3 E-XSD -1", "4 E-XSD -1"])
    #expect(outcome.rows.map(\.line) == [2, 3, 4, 5, 6, 7])
    #expect(outcome.failure == nil)
    for step in [1, 3, 11] {
      #expect(readXML(Array(text.utf8), shape, [xmlField("a")], step: step) == outcome)
    }
  }

  @Test("Going on behind a record validates what was before, and delivers the rest")
  func resume() {
    let outcome = readXML(Array(text.utf8), shape, [xmlField("a")], rows: 1)
    for (index, position) in outcome.positions.enumerated() {
      let rest = readXML(Array(text.utf8), shape, [xmlField("a")], rows: 1, from: position)
      #expect(rest.rows == Array(outcome.rows[(index + 1)...]))
      #expect(rest.positions == Array(outcome.positions[(index + 1)...]))
      #expect(rest.failure == nil)
    }
  }

  @Test("A breach around the records is a break")
  func outside() {
    let outcome = readXML(Array("<r><h><a>1</a></h></r>".utf8), shape, [xmlField("a")])
    #expect(outcome.violations == ["0 E-XSD -1"])
    let other = readXML(Array("<r><dau/><h><a>1</a></h><q/></r>".utf8), shape, [xmlField("a")])
    #expect(other.rows.map(\.cells) == [["1"]])
    #expect(
      other.failure
        == "error SH3202: the XML breaks at line 1, column 27, byte 26: "
        + "the markup around the records breaks the schema\n"
        + "  → the records before this place are read; ask for the file again")
  }

  @Test("A document type is refused under a schema too")
  func documentType() {
    let outcome = readXML(
      Array("<!DOCTYPE r [<!ENTITY x 'y'>]><r><h><a>&x;</a></h></r>".utf8), shape, [xmlField("a")])
    #expect(outcome.failure?.contains("a document type declaration, which is not allowed") == true)
  }

  @Test(
    "A schema that cannot be used is refused",
    arguments: [
      ("<a>", "is not well-formed: the document ends too early"),
      ("<a/>", "is not a valid XML Schema (libxml2 error 1772)"),
      (
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='x'/>"
          + "</xs:schema>", "refers to other documents, which are never opened"
      ),
    ])
  func unusable(schema: String, what: String) {
    let shape = XMLShape(record: "/r/h", schema: Array(schema.utf8))
    #expect(
      readXML([], shape, []).failure
        == "error SH3208: the XSD \(what)\n"
        + "  → check it with 'xmllint --noout --schema'; put everything into one document")
  }
}
