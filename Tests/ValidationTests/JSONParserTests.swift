import Testing

@testable import Validation

@Suite struct JSONParserTests {
  @Test("Values know their lines and columns in characters")
  func marks() throws {
    let value = try JSONValue(parsing: Array("{\n \"é\": [1, {\"b\": null}],\r\n\"c\":\"x\"}".utf8))
    #expect(value["é"]?.mark == .init(line: 2, column: 7))
    guard case .array(let items)? = value["é"]?.content else { return }
    #expect(items.map(\.mark) == [.init(line: 2, column: 8), .init(line: 2, column: 11)])
    #expect(value["c"]?.mark == .init(line: 3, column: 5))
  }

  @Test(
    "Escapes are decoded",
    arguments: [
      (#""a\n\t\"\\\/""#, "a\n\t\"\\/"), (#""\u0110\u1ea5""#, "Đấ"), (#""\ud83d\ude00""#, "😀"),
    ])
  func escapes(text: String, expected: String) throws {
    #expect(try JSONValue(parsing: Array(text.utf8)).content == .string(expected))
  }

  @Test(
    "What is no JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "01", "1.", "-", "1e", "tru", "\"\\x\"",
      "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"a\nb\"", "[1] 2", "{\"a\":1,\"a\":2}", "'a'", "NaN",
      "\"\\u12\"", "\"abc", String(repeating: "[", count: 100), "+1", ".5",
    ])
  func refused(text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
  }

  @Test("A fault is placed")
  func place() {
    #expect(
      throws: JSONError(
        message: "unexpected character where ',' or ']' is expected",
        mark: .init(line: 2, column: 4))
    ) { try JSONValue(parsing: Array("[\n 1 2]".utf8)) }
  }

  @Test("Random bytes are parsed or refused, never worse")
  func fuzz() {
    let letters = Array("{}[]\",:\\u1e-.0tn \n\u{E9}truefalsnl".utf8) + [0xFF, 0x00]
    var state: UInt64 = 7
    for _ in 0..<3000 {
      var text: [UInt8] = []
      for _ in 0..<(state >> 40) % 24 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(letters[Int((state >> 33) % UInt64(letters.count))])
      }
      _ = try? JSONValue(parsing: text)
      _ = DataPackage.parse(text, file: "f")
    }
  }
}
