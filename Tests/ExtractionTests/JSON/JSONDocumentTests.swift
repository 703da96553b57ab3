import Archives
import Dataflow
import Testing

@testable import Extraction

@Suite struct JSONDocumentTests {
  private let reading = JSONReading(
    "so ten", record: "/goi/danhSach",
    children: [ChildTable(name: "con", path: "con", fields: JSONReading.fields("."))])
  private let text = #"""
    { "phienBan" : "1.0", "goi" : {
      "thongTin": {"danhSach":[{"so":"khong"}], "x":[[],{}, "\"}]"]},
      "danhSach" : [
        {"so":"1","ten":"Ánh","con":["a","b"]},
        {"so":"2", "ten":null} , {"so":"3","ten":}, 7,
        {
          "so":"4", "con":["c"]
        }
      ], "tong": 5 },
      "danhSach":[{"so":"khong"}]
    }
    """#

  @Test("The items of the list at the path are the records, whatever lies beside it")
  func records() {
    let outcome = reading.read(text)
    #expect(outcome.failure == nil)
    #expect(outcome.cells == [["1", "Ánh"], ["2", nil], [nil, nil], [nil, nil], ["4", nil]])
    #expect(outcome.findings == ["3 E-STRUCT", "4 E-STRUCT"])
    #expect(outcome.rows.map(\.line) == [4, 5, 5, 5, 6])
    #expect(outcome.children[0].map(\.cells) == [["a"], ["b"], ["c"]])
    #expect(outcome.children[0].map(\.line) == [4, 4, 7])
    for row in outcome.rows {
      #expect(Array(Array(text.utf8)[Int(row.offset)...].prefix(row.raw.count)) == row.raw)
    }
  }

  @Test("Any split of the content gives the same")
  func splits() {
    let whole = reading.read(text)
    for step in 1...120 { #expect(reading.read(text, step: step) == whole) }
  }

  @Test("Going on behind any record gives the rest, and the same positions")
  func resume() {
    let whole = reading.read(text, rows: 1)
    #expect(whole.rows.count == 5)
    for index in whole.positions.indices.dropLast() {
      let rest = reading.read(Array(text.utf8), step: 11, rows: 1, from: whole.positions[index])
      #expect(rest == whole.rest(behind: index))
    }
  }

  @Test(
    "A document may be the list, one record, or lists on the way",
    arguments: [
      ("/", #"[{"so":"1"},{"so":"2"}]"#, ["1", "2"]), ("/", #"{"so":"1"}"#, ["1"]),
      ("/", "[]", []), ("/a", #"{"a":{"so":"1"}}"#, ["1"]), ("/a", #"{"a":null}"#, []),
      ("/a", #"{"b":[{"so":"1"}]}"#, []),
      ("/a/b", #"{"a":[{"b":[{"so":"1"}]},{"b":{"so":"2"}},{}]}"#, ["1", "2"]),
      ("/a", #"{"\u0061":[{"so":"1"}]}"#, ["1"]), ("/", " \n[ ]\n ", []),
    ])
  func places(record: String, text: String, expected: [String]) {
    let outcome = JSONReading("so", record: record).read(text, step: 2, rows: 1)
    #expect(outcome.failure == nil)
    #expect(outcome.cells.map(\.first) == expected.map { $0 })
  }

  @Test(
    "Where a document breaks, the records before are delivered and the place is told",
    arguments: [
      (#"{"a":[{"so":"1"}"#, "line 1, byte 16: the document ends too early"),
      (#"{"a":[{"so":"1"},{"so":"2"#, "line 1, byte 17: the document ends too early"),
      (#"{"a":[{"so":"1"}]} x"#, "line 1, byte 19: something follows the document"),
      ("{\"a\":[{\"so\":\"1\"}}\n}", "line 1, byte 16: the text is malformed"),
      (#"{"a":[{"so":"1"}],"b":01}"#, "line 1, byte 22: the text is malformed"),
      ("{\"a\":[{\"so\":\"1\"}],\n\"b\" 1}", "line 2, byte 23: the text is malformed"),
      (#"{"a":[{"so":"1"},]}"#, ""),
    ])
  func breaks(text: String, place: String) {
    for step in [1, 3, 1000] {
      let outcome = JSONReading("so", record: "/a").read(text, step: step)
      #expect(outcome.cells.first == ["1"])
      if place.isEmpty {
        // A comma with nothing behind it: what is there in place of an item is refused.
        #expect(outcome.failure != nil || outcome.findings == ["2 E-STRUCT"])
      } else {
        #expect(outcome.failure == "SH3602: the JSON breaks at \(place)")
      }
    }
  }

  @Test("An item that is longer than the limit is refused without being held, the next is read")
  func limits() {
    var limited = JSONReading("so", record: "/a")
    limited.shape.limits = JSONLimits(recordBytes: 64)
    let long = String(repeating: "x\n", count: 300_000)
    let text = "{\"a\":[{\"so\":\"1\"},{\"so\":\"\(long)\"},\n{\"so\":\"3\"}]}"
    let outcome = limited.read(text, step: 1000)
    #expect(outcome.findings == ["2 E-LIMIT"])
    #expect(outcome.cells == [["1"], [nil], ["3"]])
    #expect(outcome.rows[1].raw.count == 64)
    #expect(outcome.rows[2].line == 300_002)
    #expect(outcome.rows[2].offset == Int64(text.utf8.count - 12))
  }

  @Test("Too deep a document is refused, whatever is in it")
  func depth() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(
      JSONReading("so", record: "/a").read("{\"b\":\(deep)").failure
        == "SH3602: the JSON breaks at line 1, byte 68: lists and objects nest too deep")
  }

  @Test("Damaged documents end in rejects or a break, in bounded time")
  func hostile() {
    let base = Array(text.utf8)
    var state: UInt64 = 11
    for round in 0..<600 {
      var content = base
      for _ in 0...round % 3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        content[Int(state >> 33) % content.count] = UInt8(truncatingIfNeeded: state >> 25)
      }
      let outcome = reading.read(content, step: 1 + round % 9, rows: 2)
      #expect(outcome == reading.read(content, rows: 2) || outcome.failure != nil)
      #expect(outcome.failure == nil || outcome.failure?.hasPrefix("SH3602") == true)
    }
  }
}
