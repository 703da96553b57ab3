import Testing

@testable import Loading

@Suite struct FlatObjectTests {
  private static let row =
    #"{"so":"01\"{,}\u0007\n","n":1.50,"x":null,"b":true,"sohoa_unit":1,"sohoa_record":7}"#

  @Test("Fields are told as they stand, escapes and all")
  func fields() {
    let fields = FlatObject(Self.row).fields
    #expect(fields.map(\.name) == ["so", "n", "x", "b", "sohoa_unit", "sohoa_record"])
    #expect(
      fields.map(\.value) == [
        .text("01\"{,}\u{7}\n"), .plain("1.50"), .null, .plain("true"), .plain("1"), .plain("7"),
      ])
    #expect(FlatObject("{}").fields.isEmpty)
  }

  @Test("A row cut off anywhere ends, and is never the same", arguments: 0..<row.utf8.count)
  func cutOff(length: Int) {
    let part = FlatObject(String(decoding: Self.row.utf8.prefix(length), as: UTF8.self))
    #expect(part.fields.count <= 6)
    let isWhole = part.fields.count >= 4 && part.fields[3].value == .plain("true")
    #expect(
      FlatObject(Self.row).hasColumns(of: part, shown: Self.shown)
        == (isWhole && part.fields.count == 6))
  }

  private static func shown(_ value: FlatObject.Value) -> String? {
    switch value {
    case .null: nil
    case .text(let text): text
    case .plain(let text): text.contains(".") ? Double(text).map { "\($0)" } ?? text : text
    }
  }

  @Test(
    "Two rows are the same whatever wrote them and wherever they came from",
    arguments: [
      (#"{"a":"x","n":1.5,"sohoa_unit":1}"#, #"{"a":"x","n":1.50,"sohoa_unit":2}"#, true),
      (#"{"a": "x", "n": 1.5, "sohoa_unit": 1}"#, #"{"a":"x","n":1.5,"sohoa_unit":1}"#, true),
      (#"{"a":"tab\there"}"#, #"{"a":"tab\u0009here"}"#, true),
      (#"{"a":"x","n":1.5}"#, #"{"a":"y","n":1.5}"#, false),
      (#"{"a":null}"#, #"{"a":"null"}"#, false),
      (#"{"a":null}"#, #"{"a":""}"#, false),
      (#"{"a":"1"}"#, #"{"a":1}"#, true),
      (#"{"a":"x","b":"y"}"#, #"{"a":"x"}"#, false),
    ])
  func same(left: String, right: String, isSame: Bool) {
    #expect(FlatObject(left).hasColumns(of: FlatObject(right), shown: Self.shown) == isSame)
  }
}
