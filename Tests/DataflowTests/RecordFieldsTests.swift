import Columnar
import Dataflow
import Testing

@Suite struct RecordFieldsTests {
  private static let record = RecordFields([
    .init("so", "1"), .init("ten", "Nguyễn \"Văn\" \\ A\n\tB\u{1}"), .init("ngay", nil),
    .init("noi", ""), .init("cha", "NguyÔn", font: 3), .init("me", "Lê", isTyped: true),
  ])

  @Test("What is kept of a record gives it back exactly")
  func roundTrip() {
    let text = Self.record.text
    #expect(RecordFields(text: text) == Self.record)
    #expect(
      String(decoding: text, as: UTF8.self)
        == #"{"so":"1","ten":"Nguyễn \"Văn\" \\ A\u000a\u0009B\u0001","ngay":null,"noi":"","#
        + ##""cha":"NguyÔn","me":"Lê","#fonts":{"cha":3},"#typed":["me"]}"##)
    #expect(RecordFields(text: Array("{}".utf8)) == RecordFields([]))
  }

  @Test(
    "Anything else is no record",
    arguments: [
      "", "{", "[]", "{\"a\"}", "{\"a\":1}", "{\"a\":\"b}", "{\"a\":null}x", "{\"a\":\"\\u00\"}",
    ])
  func hostile(text: String) {
    #expect(RecordFields(text: Array(text.utf8)) == nil)
  }

  @Test("Every beginning of a record is read to its end or refused")
  func cutOff() {
    let text = Self.record.text
    for count in text.indices { #expect(RecordFields(text: Array(text[..<count])) == nil) }
  }

  @Test("A chunk keeps its rows as they were read, whatever the steps make of them")
  func asRead() {
    var chunk = Chunk(columns: ["so", "ten", "cha"])
    for record in [Self.record, RecordFields([.init("so", "2")])] {
      chunk.append(
        record, raw: [65], from: RowOrigin(record: 1, line: 1, offset: 0, raw: .null),
        typedFont: 255)
    }
    chunk.keepAsRead()
    chunk.columns[0].cells[0] = chunk.bytes.append(Array("changed".utf8))
    chunk.columns.append(Column(name: "derived"))
    let kept = chunk.textAsRead(row: 0).flatMap { RecordFields(text: $0) }
    #expect(
      kept == RecordFields(Self.record.fields.filter { ["so", "ten", "cha"].contains($0.name) }))
    #expect(
      chunk.textAsRead(row: 1).flatMap { RecordFields(text: $0) }
        == RecordFields([.init("so", "2"), .init("ten", nil), .init("cha", nil)]))
    #expect(chunk.origins.map { chunk.bytes.string($0.raw) } == ["A", "A"])
    chunk.removeAll()
    #expect(chunk.textAsRead(row: 0) == nil)
  }

  @Test("A correction takes the place of a field, or adds one")
  func correct() {
    var record = Self.record
    record.correct("ngay", to: "2001-01-01")
    record.correct("them", to: "x")
    #expect(record["ngay"] == "2001-01-01" && record["them"] == "x")
    #expect(
      RejectCorrection(reject: 1, before: Self.record, after: record).changed == ["ngay", "them"])
  }
}
