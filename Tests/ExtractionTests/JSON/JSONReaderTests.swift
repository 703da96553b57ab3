import Archives
import Columnar
import Dataflow
import Testing

@testable import Extraction

/// Reads JSON lines or documents.
struct JSONReading {
  var shape = JSONShape()
  var fields: [SourceField]

  /// Fields that bear the names of their paths.
  init(_ paths: String, record: String? = nil, children: [ChildTable] = []) {
    fields = Self.fields(paths)
    shape = JSONShape(record: record, children: children)
  }

  static func fields(_ paths: String) -> [SourceField] {
    paths.split(separator: " ").map { SourceField(name: String($0), headers: [String($0)]) }
  }

  func read(
    _ content: [UInt8], step: Int = .max, rows: Int = 100, from position: Position? = nil
  ) -> Outcome {
    Outcome(
      { rules in
        let stream = MemoryStream(content, step: step)
        let head = try JSONHead.read(from: stream, shape: shape)
        let resumed = position.map {
          MemoryStream(content, step: step, resumingFrom: $0.streamState)
        }
        return try JSONReader(
          head: head, stream: resumed ?? stream, shape: shape, fields: fields, rules: rules,
          resumingAt: position)
      }, rows: rows)
  }

  func read(_ text: String, step: Int = .max, rows: Int = 100) -> Outcome {
    read(Array(text.utf8), step: step, rows: rows)
  }
}

@Suite struct JSONReaderTests {
  private let text = #"""
    {"so":"01","cha":{"hoTen":"Nguyễn \"Ba\""},"con":[{"ten":"A","sdt":["1","2"]},{"ten":"B"}],"n":1.50}

    {"so":"02","khac":[{"x":[1,{"so":9}]}],"n":-0E+10,"con":{"ten":"\u0110\u1ee9c \ud83d\ude00"}}
    {"so":3,"cha":null,"n":true,"con":null}
    {"so":"04","n":}
    { "n" : 12345678901234567890.10 , "so" : "05" , "con" : [ null , {} ] }
    """#
  private let reading = JSONReading(
    "so cha/hoTen n",
    children: [
      ChildTable(name: "con", path: "con", fields: JSONReading.fields("ten"), keys: ["so"])
    ])

  @Test("Values are taken by their paths, numbers exactly as written")
  func values() {
    let outcome = reading.read(text)
    #expect(outcome.failure == nil)
    #expect(
      outcome.cells == [
        ["01", "Nguyễn \"Ba\"", "1.50"], ["02", nil, "-0E+10"], ["3", nil, "true"],
        [nil, nil, nil],
        ["05", nil, "12345678901234567890.10"],
      ])
    #expect(outcome.findings == ["4 E-STRUCT"])
    #expect(outcome.rows.map(\.line) == [1, 3, 4, 5, 6])
    #expect(outcome.rows[3].raw == Array(#"{"so":"04","n":}"#.utf8))
  }

  @Test("Items of a list inside a record are rows of a child table, an object is one")
  func children() {
    let outcome = reading.read(text)
    #expect(
      outcome.children[0].map(\.cells) == [
        ["01", "A"], ["01", "B"], ["02", "Đức 😀"], ["05", nil],
      ])
    #expect(outcome.children[0].map(\.record) == [1, 1, 2, 5])
    #expect(String(decoding: outcome.children[0][1].raw, as: UTF8.self) == #"{"ten":"B"}"#)
    for child in outcome.children[0] {
      let bytes = Array(text.utf8)[Int(child.offset)...].prefix(child.raw.count)
      #expect(Array(bytes) == child.raw)
    }
  }

  @Test("Any split of the content gives the same")
  func splits() {
    let whole = reading.read(text)
    for step in 1...80 { #expect(reading.read(text, step: step) == whole) }
  }

  @Test("Going on behind any record gives the rest, and the same positions")
  func resume() {
    let whole = reading.read(text, rows: 1)
    for index in whole.positions.indices.dropLast() {
      let rest = reading.read(Array(text.utf8), step: 5, rows: 1, from: whole.positions[index])
      #expect(rest == whole.rest(behind: index))
    }
  }

  @Test("UTF-16 with its mark is read, and offsets count its bytes")
  func utf16() {
    var content: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 {
      content += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
    }
    let outcome = reading.read(content, rows: 1)
    let plain = reading.read(text, rows: 1)
    #expect(outcome.cells == plain.cells)
    #expect(outcome.children.map { $0.map(\.cells) } == plain.children.map { $0.map(\.cells) })
    for (row, other) in zip(outcome.rows, plain.rows) {
      let before = String(decoding: Array(text.utf8)[..<Int(other.offset)], as: UTF8.self)
      #expect(row.offset == Int64(2 + 2 * before.utf16.count))
    }
    for index in outcome.positions.indices.dropLast() {
      let rest = reading.read(content, step: 3, rows: 1, from: outcome.positions[index])
      #expect(rest == outcome.rest(behind: index))
    }
  }

  @Test(
    "What a path leads to twice, and a list or object in place of a text, are rejects",
    arguments: [
      (#"{"so":"1","so":"2"}"#, ["1 E-STRUCT so"]),
      (#"{"so":"1","khac":1,"khac":2}"#, []),
      (#"{"cha":{"hoTen":"a"},"cha":{"x":1}}"#, ["1 E-STRUCT"]),
      (#"{"cha":[{"hoTen":"a"},{"hoTen":"b"}]}"#, ["1 E-STRUCT cha/hoTen"]),
      (#"{"cha":[{"hoTen":"a"}]}"#, []),
      (#"{"so":{"x":1}}"#, ["1 E-STRUCT so"]), (#"{"so":["1"]}"#, ["1 E-STRUCT so"]),
      (#"{"con":["x"]}"#, ["1 E-STRUCT"]), (#"["so"]"#, ["1 E-STRUCT"]), ("1", ["1 E-STRUCT"]),
      (#"{"so":"\ud800x"}"#, ["1 E-ENC"]), (#"{"so":"\u0000"}"#, ["1 E-STRUCT"]),
      ("{\"so\":\"a\tb\"}", ["1 E-STRUCT"]), (#"{"so":01}"#, ["1 E-STRUCT"]),
      (#"{"so":1.}"#, ["1 E-STRUCT"]), (#"{"so":.5}"#, ["1 E-STRUCT"]),
      (#"{"so":+1}"#, ["1 E-STRUCT"]), (#"{"so":1e}"#, ["1 E-STRUCT"]),
      (#"{"so":tru}"#, ["1 E-STRUCT"]), (#"{"so":nul1}"#, ["1 E-STRUCT"]),
      (#"{"so":"1",}"#, ["1 E-STRUCT"]), (#"{"so":"1"} x"#, ["1 E-STRUCT"]),
      (#"{so:"1"}"#, ["1 E-STRUCT"]), (#"{"so" "1"}"#, ["1 E-STRUCT"]),
      (#"{"so":"\x"}"#, ["1 E-STRUCT"]), (#"{"so":"\u12g4"}"#, ["1 E-STRUCT"]),
      (#"{"so":"1"#, ["1 E-STRUCT"]), ("", []),
    ])
  func faults(line: String, findings: [String]) {
    var lines = JSONReading("so cha/hoTen", children: reading.shape.children)
    lines.shape.children[0].keys = []
    // A first line that is a list would be a document.
    let outcome = lines.read("{}\n" + line + "\n{\"so\":\"z\"}")
    #expect(outcome.failure == nil)
    #expect(outcome.findings == findings.map { "2" + $0.dropFirst() })
    #expect(outcome.cells.last == ["z", nil])
  }

  @Test("Limits on depth, text and record make rejects")
  func limits() {
    var lines = JSONReading("so")
    lines.shape.limits = JSONLimits(depth: 3, textBytes: 5, recordBytes: 40)
    let long = String(repeating: "x", count: 100)
    let outcome = lines.read(
      """
      {"so":"12345","x":[[1]]}
      {"so":"123456"}
      {"so":"1","x":[[[1]]]}
      {"so":"1","x":"\(long)"}
      {"so":"2"}
      """)
    #expect(outcome.findings == ["2 E-LIMIT so", "3 E-LIMIT", "4 E-LIMIT"])
    #expect(outcome.cells.map { $0[0] } == ["12345", nil, nil, nil, "2"])
    #expect(outcome.rows[3].raw.count == 40)
    #expect(outcome.rows[4].line == 5)
    for step in 1...50 {
      let text = "{\"so\":\"1\",\"x\":\"\(long)\"}\r\n{\"so\":\"2\"}"
      #expect(lines.read(text, step: step).cells == [[nil], ["2"]])
    }
  }

  @Test("Bytes that are not UTF-8 refuse their record")
  func encoding() {
    let content = Array("{\"so\":\"".utf8) + [0xFF] + Array("\"}\n{\"so\":\"2\"}".utf8)
    let outcome = JSONReading("so").read(content)
    #expect(outcome.findings == ["1 E-ENC"])
    #expect(outcome.cells == [[nil], ["2"]])
  }

  @Test("A list in place of lines is refused with the key to give")
  func list() {
    #expect(
      JSONReading("so").read(" [{}]").failure
        == "SH3603: the unit is a JSON document, a list, and not one record a line")
  }

  @Test("Names with slashes and tildes, and names with escapes, are found")
  func names() {
    let outcome = JSONReading("a~1b c~0d hoTên").read(
      #"{"a/b":1,"c~d":2,"ho\u0054\u00ean":"3"}"#)
    #expect(outcome.cells == [["1", "2", "3"]])
    let flaws = ["a//b", "", "a~2", "/x"].map {
      JSONShape().flaw(fields: JSONReading.fields("so") + [SourceField(name: "x", headers: [$0])])?
        .code
    }
    #expect(flaws == ["SH3601", "SH3601", "SH3601", "SH3601"])
  }

  @Test("Hostile lines end in rejects, in bounded time")
  func hostile() {
    let deep = String(repeating: "[", count: 100_000)
    let outcome = JSONReading("so").read("{\"a\":\(deep)\n{\"so\":\"1\"}")
    #expect(outcome.findings == ["1 E-LIMIT"])
    #expect(outcome.cells.last == ["1"])
    var state: UInt64 = 7
    let base = Array(text.utf8)
    for _ in 0..<600 {
      var content = base
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        content[Int(state >> 33) % content.count] = UInt8(truncatingIfNeeded: state >> 25)
      }
      let found = reading.read(content)
      #expect(found.failure == nil || found.failure?.hasPrefix("SH3603") == true)
    }
  }
}
