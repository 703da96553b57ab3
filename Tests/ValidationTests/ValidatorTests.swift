import Columnar
import Dataflow
import Testing

@testable import Validation

/// The outcome of holding rows against a schema, as texts.
struct Outcome {
  /// `code(severity) field row offending` for each violation, sorted.
  var findings: [String]
  /// The texts of the columns after validation.
  var columns: [[String?]]
  var states: [RowState]
  var chunk: Chunk

  init(_ schemaText: String, _ names: [String], _ rows: [[String?]]) throws {
    let (schema, diagnostics) = TableSchema.parse(Array(schemaText.utf8), file: "s.json")
    let faults = diagnostics.map(\.description)
    try #require(faults == [])
    var book = RuleBook()
    var validator = try Validator(try #require(schema), rules: &book)
    var chunk = Chunk(columns: names)
    for (number, row) in rows.enumerated() {
      for (index, text) in row.enumerated() {
        chunk.columns[index].cells.append(
          text.map { chunk.bytes.append(Array($0.utf8)) } ?? .null)
      }
      chunk.origins.append(RowOrigin(record: Int64(number + 1), line: 0, offset: 0, raw: .null))
      chunk.states.append(.live)
    }
    try validator.apply(to: &chunk)
    let done = chunk
    self.chunk = done
    findings = done.violations.map { found in
      let rule = book[found.rule]
      return "\(rule.code)(\(rule.severity)) \(rule.field ?? "-") \(found.row) "
        + (done.bytes.string(found.cell) ?? "null")
    }.sorted()
    columns = done.columns.map { column in column.cells.map { done.bytes.string($0) } }
    states = done.states
  }
}

/// A schema of one field.
private func oneField(_ properties: String) -> String {
  "{\"fields\": [{\"name\": \"x\", \(properties)}]}"
}

struct TypeCase: CustomTestStringConvertible, Sendable {
  var field: String
  var good: [(String, String)]
  var bad: [String]
  var code = "E-TYPE"
  var testDescription: String { field }

  init(_ field: String, _ good: [(String, String)], bad: [String], code: String = "E-TYPE") {
    self.field = field
    self.good = good
    self.bad = bad
    self.code = code
  }
}

private let typeCases: [TypeCase] = [
  .init(#""type":"string""#, [("a ", "a ")], bad: []),
  .init(
    #""type":"string","format":"email""#, [("a.b@c.vn", "a.b@c.vn")],
    bad: ["a", "@c.vn", "a@c", "a..b@c.vn", "a@-c.vn", "a b@c.vn", "a@c.vn."]),
  .init(
    #""type":"string","format":"uri""#, [("http://a/b?c#d", "http://a/b?c#d"), ("urn:x", "urn:x")],
    bad: ["a", "1:x", "http://a b", "x:", "http://%zz"]),
  .init(
    #""type":"string","format":"binary""#, [("YWI=", "YWI=")], bad: ["YWI", "Y=I=", "YW*="]),
  .init(
    #""type":"string","format":"uuid""#,
    [("123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174000")],
    bad: ["123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400g"]),
  .init(
    #""type":"number""#,
    [
      ("1", "1"), ("+1.50", "1.5"), ("-0.0", "0"), (".5", "0.5"), ("5.", "5"), ("1E3", "1000"),
      ("12e-3", "0.012"), ("nan", "NaN"), ("-inf", "-INF"), ("007.10", "7.1"),
      ("12678967.543233", "12678967.543233"),
    ],
    bad: ["", "a", "1,5", "1e", "--1", "1e999", "0x1p3", "1_0", "infinity"]
      .filter { !$0.isEmpty }),
  .init(
    #""type":"number","decimalChar":",","groupChar":".","bareNumber":false"#,
    [("1.234,50 đ", "1234.5"), ("USD -3", "-3"), ("95%", "95")], bad: ["đ", "1,2,3"]),
  .init(
    #""type":"integer","groupChar":",""#, [("100,000", "100000"), ("-0", "0")],
    bad: [" 12", "1.0", ",5", "9223372036854775808"]),
  .init(
    #""type":"boolean""#, [("True", "true"), ("0", "false")], bad: ["yes", "tRUE"]),
  .init(
    #""type":"boolean","trueValues":["có"],"falseValues":["không"]"#,
    [("có", "true"), ("không", "false")], bad: ["true", "co"]),
  .init(#""type":"object""#, [(#"{"a":1}"#, #"{"a":1}"#)], bad: ["[]", "{", "1"]),
  .init(#""type":"array""#, [("[1]", "[1]")], bad: ["{}", "[1,]"]),
  .init(
    #""type":"list","itemType":"integer","delimiter":";""#, [("1;2", "1;2"), ("7", "7")],
    bad: ["1;x", "1;;2", "1,2"]),
  .init(
    #""type":"datetime""#, [("2024-01-26T15:00:00.3-05:00", "2024-01-26T20:00:00.300000")],
    bad: ["2024-01-26", "2024-01-26T25:00:00", "2024-1-26T15:00:00"], code: "E-DATE"),
  .init(
    #""type":"date""#, [("2024-02-29", "2024-02-29")],
    bad: ["2023-02-29", "2024-2-9", "29/02/2024", "2024-02-29T00:00:00"], code: "E-DATE"),
  .init(
    #""type":"date","format":"any""#, [("5/3/1999", "1999-03-05"), ("05.03.1999", "1999-03-05")],
    bad: ["12/31/2024", "1950"], code: "E-DATE"),
  .init(
    #""type":"time""#, [("15:00:00", "15:00:00")], bad: ["15:00", "24:00:00", "15:60:00"],
    code: "E-DATE"),
  .init(#""type":"year""#, [("1999", "1999")], bad: ["99", "0000", "199a"], code: "E-DATE"),
  .init(
    #""type":"yearmonth""#, [("1999-12", "1999-12")], bad: ["1999-13", "1999", "1999-1"],
    code: "E-DATE"),
  .init(
    #""type":"duration""#, [("P1Y2M3DT4H5M6.7S", "P1Y2M3DT4H5M6.7S"), ("-P1D", "-P1D")],
    bad: ["P", "P1", "1D", "P1DT", "P1S", "PT1Y", "P1.5D", "P1M1Y"]),
  .init(
    #""type":"geopoint""#, [("90.50, 45.50", "90.50, 45.50")], bad: ["200,1", "1", "1,2,3", "a,b"]),
  .init(
    #""type":"geopoint","format":"array""#, [("[90.5, 45]", "[90.5, 45]")], bad: ["[1]", "1,2"]),
  .init(
    #""type":"geopoint","format":"object""#, [(#"{"lon":1,"lat":2}"#, #"{"lon":1,"lat":2}"#)],
    bad: [#"{"lon":1}"#]),
  .init(
    #""type":"geojson""#,
    [(#"{"type":"Point","coordinates":[1,2]}"#, #"{"type":"Point","coordinates":[1,2]}"#)],
    bad: [#"{"type":"Dot"}"#, "[]"]),
  .init(#""type":"any""#, [("1", "1")], bad: []),
  .init(
    #""type":"string","sohoa:type":"idNumber""#,
    [("123456789", "123456789"), ("001099012345", "001099012345")],
    bad: ["12345678", "00109901234a", "1234567890"], code: "E-ID-SHAPE"),
  .init(
    #""type":"string","sohoa:type":"healthInsuranceNumber""#,
    [("0123456789", "0123456789"), ("DN4010123456789", "DN4010123456789")],
    bad: ["123456789", "DN0010123456789", "dn4010123456789", "DN401012345678X"],
    code: "E-ID-SHAPE"),
  .init(
    #""type":"string","sohoa:type":"householdBookNumber""#,
    [("310012345", "310012345"), ("310012345 Quyển số 02", "310012345 Quyển số 02")],
    bad: ["31001234", "3100123456", "310012345 Quyển số", "310012345/00"], code: "E-ID-SHAPE"),
  .init(
    #""type":"string","sohoa:type":"administrativeUnit""#,
    // Hà Nội, Hà Giang that ended in 2025, Ba Đình, Phúc Xá.
    [("01", "01"), ("02", "02"), ("001", "001"), ("00001", "00001")],
    bad: ["03", "1", "999", "0001", "000001", "0a", "Hà Nội"], code: "E-CODE"),
  .init(
    #""type":"string","sohoa:codes":"ethnic""#, [("01", "01"), ("54", "54")],
    bad: ["1", "57", "Kinh", "001"], code: "E-CODE"),
  .init(
    #""type":"string","sohoa:codes":"sex""#, [("1", "1"), ("3", "3")], bad: ["0", "4", "Nam"],
    code: "E-CODE"),
  .init(
    #""type":"string","sohoa:type":"partialDate""#,
    [
      ("1950", "1950"), ("05/1950", "1950-05"), ("00/05/1950", "1950-05"),
      ("--/05/1950", "1950-05"), ("00/00/1950", "1950"), ("../../1950", "1950"),
      ("15/05/1950", "1950-05-15"), ("5.8.1970", "1970-08-05"), ("05081970", "1970-08-05"),
      ("081970", "1970-08"), ("1970-08-05", "1970-08-05"), ("1970-XX-XX", "1970"),
      ("năm 1950", "1950"), ("15/8/1970 âm lịch", "1970-09-15"),
      ("195X", "195X"), ("1950~", "1950~"), ("khoảng 1950", "1950~"), ("1950?", "1950?"),
    ],
    bad: [
      "31/02/1950", "15/00/1950", "13/1950", "50", "29/02/1900", "1950-02-30", "năm Canh Tuất",
      "1/1950/2", "132450",
    ], code: "E-DATE"),
]

@Suite struct ValidatorTests {
  @Test(
    "Every type takes its values, makes them canonical, and refuses all others",
    arguments: typeCases)
  func types(given: TypeCase) throws {
    let texts = given.good.map(\.0) + given.bad
    let outcome = try Outcome(oneField(given.field), ["x"], texts.map { [$0] })
    #expect(outcome.columns == [given.good.map(\.1) + given.bad])
    #expect(outcome.states.map { $0 == .live } == texts.indices.map { $0 < given.good.count })
    let expected = given.bad.enumerated().map {
      "\(given.code)(reject) x \(given.good.count + $0.offset) \($0.element)"
    }
    #expect(outcome.findings == expected.sorted())
  }

  @Test("A name has the doubts that the step 'name' finds, and only they are noted")
  func personNames() throws {
    let names = [
      "Nguyễn Văn An", "Trần Thị Hoà", "Y Wăn Niê", "Lê", "Ông Trần Văn An", "Trần Văn A1",
      "Trần Văn An (tức Ba)", "Trần Thị Qúy", "Trần@An",
    ]
    let outcome = try Outcome(
      oneField(#""type":"string","sohoa:type":"personName""#), ["x"], names.map { [$0] })
    #expect(outcome.columns == [names])
    #expect(outcome.states.allSatisfy { $0 == .live })
    #expect(
      outcome.findings
        == names.indices.dropFirst(2).map { "W-NAME(warn) x \($0) \(names[$0])" }.sorted())
  }

  @Test(
    "Every constraint lets good values pass and names its code for the others",
    arguments: [
      (#""type":"string","constraints":{"minLength":2}"#, ["ab", "ấầ"], ["a", "ấ"], "E-LENGTH"),
      (#""type":"string","constraints":{"maxLength":2}"#, ["a", "ấầ"], ["abc"], "E-LENGTH"),
      (#""type":"array","constraints":{"minLength":2}"#, ["[1,2]"], ["[1]"], "E-LENGTH"),
      (#""type":"list","constraints":{"maxLength":2}"#, ["a,b"], ["a,b,c"], "E-LENGTH"),
      (#""type":"integer","constraints":{"minimum":3}"#, ["3"], ["2"], "E-RANGE"),
      (#""type":"integer","constraints":{"maximum":"3"}"#, ["3"], ["4"], "E-RANGE"),
      (#""type":"number","constraints":{"exclusiveMinimum":0.5}"#, ["0.51"], ["0.5"], "E-RANGE"),
      (
        #""type":"number","constraints":{"exclusiveMaximum":0.5}"#, ["0.4"], ["0.5", "NaN"],
        "E-RANGE"
      ),
      (
        #""type":"date","format":"%d/%m/%Y","constraints":{"minimum":"1945-09-02"}"#,
        ["02/09/1945"], ["01/09/1945"], "E-RANGE"
      ),
      (
        #""type":"date","format":"%d/%m/%Y","constraints":{"maximum":"02/09/1945"}"#,
        ["02/09/1945"], ["03/09/1945"], "E-RANGE"
      ),
      (
        #""type":"time","constraints":{"maximum":"12:00:00"}"#, ["11:59:59"], ["12:00:01"],
        "E-RANGE"
      ),
      (#""type":"year","constraints":{"minimum":1900}"#, ["1900"], ["1899"], "E-RANGE"),
      (
        #""type":"yearmonth","constraints":{"minimum":"1999-02"}"#, ["1999-02"], ["1999-01"],
        "E-RANGE"
      ),
      (#""type":"duration","constraints":{"maximum":"P1D"}"#, ["PT24H"], ["PT25H"], "E-RANGE"),
      (#""type":"string","constraints":{"pattern":"[0-9]+"}"#, ["12"], ["12a"], "E-PATTERN"),
      (#""type":"string","constraints":{"enum":["Nam","Nữ"]}"#, ["Nữ"], ["nữ"], "E-CODE"),
      (#""type":"integer","constraints":{"enum":[1,"2"]}"#, ["2", "01"], ["3"], "E-CODE"),
      (#""type":"string","categories":["a",{"value":"b","label":"B"}]"#, ["b"], ["B"], "E-CODE"),
    ] as [(String, [String], [String], String)])
  func constraints(field: String, good: [String], bad: [String], code: String) throws {
    let outcome = try Outcome(oneField(field), ["x"], (good + bad).map { [$0] })
    let expected = bad.enumerated().map { "\(code)(reject) x \(good.count + $0.offset) " }
    #expect(
      outcome.findings.map { $0.split(separator: " ").prefix(3).joined(separator: " ") + " " }
        == expected)
  }

  @Test("All violations of a row are noted, with the offending cell")
  func allViolations() throws {
    let schema = """
      {"fields": [
        {"name": "so", "type": "string", "constraints": {"pattern": "[0-9]+", "maxLength": 2}},
        {"name": "ngay", "type": "date", "format": "%d/%m/%Y", "constraints": {"required": true}},
        {"name": "tuoi", "type": "integer"}
      ], "primaryKey": ["so"]}
      """
    let outcome = try Outcome(
      schema, ["so", "ngay", "tuoi"],
      [["abc", "31/02/1999", "x"], ["12", "01/02/1999", ""], ["", "", "5"]])
    #expect(
      outcome.findings == [
        "E-DATE(reject) ngay 0 31/02/1999", "E-LENGTH(reject) so 0 abc",
        "E-PATTERN(reject) so 0 abc", "E-REQ(reject) ngay 2 null", "E-REQ(reject) so 2 null",
        "E-TYPE(reject) tuoi 0 x",
      ])
    #expect(outcome.states == [.rejected, .live, .rejected])
    #expect(outcome.chunk.columns.map(\.type) == [.text, .date, .integer])
    #expect(outcome.chunk.columns[1].values[1] == 19_990_201)
  }

  @Test("Severities: warn keeps a text, empties a typed cell; null empties; required still holds")
  func severities() throws {
    let schema = """
      {"fields": [
        {"name": "a", "type": "string", "constraints": {"pattern": "x"}, "sohoa:severity": "warn",
         "sohoa:code": {"pattern": "W-A"}},
        {"name": "b", "type": "integer", "sohoa:severity": "warn"},
        {"name": "c", "type": "string", "constraints": {"enum": ["1"]}, "sohoa:severity": "null"},
        {"name": "d", "type": "integer", "constraints": {"required": true},
         "sohoa:severity": {"type": "null"}}
      ]}
      """
    let outcome = try Outcome(
      schema, ["a", "b", "c", "d"], [["y", "y", "y", "1"], ["x", "1", "1", "y"]])
    #expect(
      outcome.findings == [
        "E-CODE(null) c 0 y", "E-REQ(reject) d 1 null", "E-TYPE(null) d 1 y", "E-TYPE(warn) b 0 y",
        "W-A(warn) a 0 y",
      ])
    #expect(outcome.columns == [["y", "x"], [nil, "1"], [nil, "1"], ["1", nil]])
    #expect(outcome.states == [.live, .rejected])
  }

  @Test("Missing values, normalization and aliases come before checking")
  func preparation() throws {
    let schema = """
      {"missingValues": ["", {"value": "-", "label": "none"}], "fieldsMatch": "subset", "fields": [
        {"name": "gioi", "type": "string", "categories": ["M", "F"],
         "sohoa:normalize": ["nfc", "trim", "collapse", "lower"],
         "sohoa:aliases": {"headers": ["Giới tính"], "values": {"nam": "M", "nữ": "F"}}},
        {"name": "n", "type": "integer", "missingValues": ["không rõ"]}
      ]}
      """
    let outcome = try Outcome(
      schema, ["extra", "Giới tính", "n"],
      [["1", " NU\u{31B}\u{303} ", "không rõ"], ["2", "-", "-"], ["3", "Nam", "4"]])
    #expect(outcome.columns == [["1", "2", "3"], ["F", nil, "M"], [nil, "-", "4"]])
    #expect(outcome.findings == ["E-TYPE(reject) n 1 -"])
    #expect(outcome.chunk.columns.map(\.name) == ["extra", "gioi", "n"])
  }

  @Test("A partial date is a finding only where the schema asks")
  func partialDates() throws {
    let field = #""type":"string","sohoa:type":"partialDate","sohoa:severity":{"partial":"warn"}"#
    let outcome = try Outcome(oneField(field), ["x"], [["1950"], ["01/02/1950"]])
    #expect(outcome.findings == ["W-DATE-PART(warn) x 0 1950"])
  }

  @Test("Rows that were not live are left alone")
  func deadRows() throws {
    let (schema, _) = TableSchema.parse(
      Array(oneField(#""type":"integer","constraints":{"required":true}"#).utf8), file: "s")
    var book = RuleBook()
    var validator = try Validator(try #require(schema), rules: &book)
    var chunk = Chunk(columns: ["x"])
    chunk.columns[0].cells = [.null, chunk.bytes.append(Array("y".utf8))]
    chunk.origins = [Int64](1...2).map { RowOrigin(record: $0, line: 0, offset: 0, raw: .null) }
    chunk.states = [.rejected, .filtered]
    try validator.apply(to: &chunk)
    #expect(chunk.violations.isEmpty)
    #expect(chunk.states == [.rejected, .filtered])
  }

  @Test(
    "Columns must match the fields as the schema says",
    arguments: [
      ("exact", ["a", "b"], nil),
      ("exact", ["b", "a"], "the columns are not in the order of the fields"),
      ("equal", ["b", "a"], nil), ("equal", ["a"], "the data has no column 'b'"),
      ("equal", ["a", "b", "c"], "the data has a column 'c' that is no field"),
      ("subset", ["c", "b", "a"], nil), ("subset", ["a"], "the data has no column 'b'"),
      ("superset", ["b"], nil),
      ("superset", ["b", "c"], "the data has a column 'c' that is no field"),
      ("partial", ["b", "c"], nil),
      ("partial", ["c"], "the data has no column 'a' and lacks 1 more"),
    ] as [(String, [String], String?)])
  func matching(word: String, names: [String], message: String?) throws {
    let text = #"{"fieldsMatch":"\#(word)","fields":[{"name":"a"},{"name":"b"}]}"#
    let (schema, _) = TableSchema.parse(Array(text.utf8), file: "s")
    do {
      let schema = try #require(schema)
      _ = try schema.columnPositions(in: names)
      #expect(message == nil)
    } catch let problem as Diagnostic {
      #expect(problem.message == message)
    }
  }

  @Test("Messages are in English and Vietnamese and name the field only")
  func messages() throws {
    let field = #""type":"date","constraints":{"required":true,"minimum":"1945-01-01"}"#
    let (schema, _) = TableSchema.parse(Array(oneField(field).utf8), file: "s")
    var book = RuleBook()
    _ = try Validator(try #require(schema), rules: &book)
    #expect(
      book.rules.map { "\($0.message) | \($0.messageVietnamese)" } == [
        "x is not a possible date | x không phải là ngày hợp lệ", "x is missing | thiếu x",
        "x is less than 1945-01-01 | x nhỏ hơn 1945-01-01",
      ])
  }

  @Test("A schema with more fields than the rule book can hold is refused")
  func tooManyFields() throws {
    let fields = (0..<4001).map { "{\"name\":\"f\($0)\"}" }.joined(separator: ",")
    let (schema, _) = TableSchema.parse(Array("{\"fields\":[\(fields)]}".utf8), file: "s")
    let wide = try #require(schema)
    var book = RuleBook()
    #expect(
      throws: Diagnostic(
        "SH2015", "a table schema has at most 4,000 fields", status: .definition,
        at: .init(file: "s"))
    ) { try Validator(wide, rules: &book) }
  }
}
