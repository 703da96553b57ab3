import Dataflow
import Testing

@testable import Validation

/// A JSON Schema, and texts that hold and do not hold by the specification (2020-12).
struct JSONSchemaCase: CustomTestStringConvertible, Sendable {
  var schema: String
  var good: [String]
  var bad: [String]
  var testDescription: String { schema }

  init(_ schema: String, good: [String], bad: [String]) {
    self.schema = schema
    self.good = good
    self.bad = bad
  }
}

private let cases: [JSONSchemaCase] = [
  .init("true", good: ["[]"], bad: []), .init("false", good: [], bad: ["[]", "[1]"]),
  .init("{}", good: ["[]", "[null]"], bad: []),
  .init(#"{"type":"array"}"#, good: ["[]"], bad: []),
  .init(#"{"type":["object","null"]}"#, good: [], bad: ["[]"]),
  .init(
    #"{"items":{"type":"integer"}}"#, good: ["[1,-2,3.0,1e2,10e-1]"],
    bad: ["[1.5]", "[1e-1]", #"["1"]"#, "[true]", "[null]"]),
  .init(#"{"items":{"type":["null","boolean"]}}"#, good: ["[null,true]"], bad: ["[0]"]),
  .init(#"{"items":{"type":"object"}}"#, good: ["[{}]"], bad: ["[[]]"]),
  .init(
    #"{"items":{"enum":[1,"a",{"b":1,"c":[2]}]}}"#,
    good: ["[1.0]", #"["a"]"#, #"[{"c":[2e0],"b":1}]"#], bad: [#"["1"]"#, #"[{"b":1}]"#]),
  .init(#"{"const":[1,2]}"#, good: ["[1,2]", "[10e-1,2.0]"], bad: ["[2,1]", "[1]"]),
  .init(#"{"minItems":1,"maxItems":2}"#, good: ["[1]", "[1,1]"], bad: ["[]", "[1,2,3]"]),
  .init(
    #"{"uniqueItems":true}"#, good: ["[1,\"1\",true,[1]]"],
    bad: ["[1,1.0]", #"[{"a":1,"b":2},{"b":2,"a":1}]"#]),
  .init(
    #"{"items":{"minimum":1.5,"maximum":9007199254740993}}"#,
    good: ["[1.5]", "[9007199254740993]", #"["x"]"#], bad: ["[1.4999999]", "[9007199254740994]"]),
  .init(
    #"{"items":{"exclusiveMinimum":-2,"exclusiveMaximum":2}}"#, good: ["[-1.99,0,1.99]"],
    bad: ["[-2]", "[2]", "[-2.0]", "[-3]", "[1e300]"]),
  .init(
    #"{"items":{"multipleOf":0.01}}"#, good: ["[19.99,0,-0.07,1e300]"], bad: ["[0.001]", "[1e-9]"]),
  .init(
    #"{"items":{"multipleOf":7}}"#, good: ["[49,-7,7e20]"],
    bad: ["[50]", "[1e20]", "[0.7]"]),
  .init(
    #"{"items":{"minLength":2,"maxLength":3}}"#, good: [#"["Đạo","hộ"]"#, "[1]"],
    bad: [#"["h"]"#, #"["hộ ba"]"#]),
  .init(
    #"{"items":{"pattern":"b+"}}"#, good: [#"["abc","b","a\nb"]"#, "[1]"], bad: [#"["a"]"#]),
  .init(#"{"items":{"pattern":"^b"}}"#, good: [#"["bc"]"#], bad: [#"["ab"]"#]),
  .init(#"{"items":{"pattern":"b$"}}"#, good: [#"["ab"]"#], bad: [#"["bc"]"#]),
  .init(#"{"items":{"pattern":"^a|b$"}}"#, good: [#"["ac","cb"]"#], bad: [#"["ca"]"#]),
  .init(
    #"{"properties":{"a":{"type":"string"}},"required":["a","b"]}"#,
    good: [#"{"a":"x","b":1,"c":2}"#], bad: [#"{"a":1,"b":1}"#, #"{"a":"x"}"#]),
  .init(
    #"{"properties":{"a":true},"additionalProperties":false}"#, good: ["{}", #"{"a":[1]}"#],
    bad: [#"{"b":1}"#]),
  .init(
    #"{"additionalProperties":{"type":"null"}}"#, good: [#"{"x":null}"#], bad: [#"{"x":0}"#]),
  .init(#"{"minProperties":1,"maxProperties":1}"#, good: [#"{"x":0}"#], bad: ["{}"]),
  .init(
    #"{"allOf":[{"minItems":1},{"maxItems":2}]}"#, good: ["[1]"], bad: ["[]", "[1,2,3]"]),
  .init(#"{"anyOf":[{"maxItems":1},{"minItems":3}]}"#, good: ["[]", "[1,2,3]"], bad: ["[1,2]"]),
  .init(
    #"{"oneOf":[{"maxItems":2},{"minItems":2}]}"#, good: ["[1]", "[1,2,3]"], bad: ["[1,2]"]),
  .init(#"{"not":{"maxItems":1}}"#, good: ["[1,2]"], bad: ["[]"]),
  .init(
    ##"{"$defs":{"a/b~":{"items":{"$ref":"#"}}},"$ref":"#/$defs/a~1b~0","maxItems":1}"##,
    good: ["[[[[]]]]"], bad: ["[[[1]],1]", "[[[[]],1]]"]),
  .init(
    #"{"title":"t","description":"d","$comment":"c","default":1,"examples":[1]}"#, good: ["[]"],
    bad: []),
]

@Suite("The jsonSchema constraint")
struct JSONConstraintTests {
  @Test("A value holds or not as JSON Schema says", arguments: cases)
  func holds(test: JSONSchemaCase) throws {
    for type in ["array", "object"] {
      let isOfType = { (text: String) in text.hasPrefix("{") == (type == "object") }
      let rows = (test.good + test.bad).filter(isOfType)
      let outcome = try Outcome(
        #"{"fields":[{"name":"x","type":"\#(type)","constraints":{"jsonSchema":\#(test.schema)}}]}"#,
        ["x"], rows.map { [$0] })
      let refused = test.bad.filter(isOfType).map {
        "E-JSON(reject) x \(rows.firstIndex(of: $0) ?? -1) \($0)"
      }
      #expect(outcome.findings == refused.sorted())
    }
  }

  @Test("Severity and code may be given, an empty cell is held against nothing")
  func severity() throws {
    let outcome = try Outcome(
      #"""
      {"fields":[{"name":"x","type":"object","constraints":{"jsonSchema":{"required":["a"]}},
        "sohoa:severity":{"jsonSchema":"null"},"sohoa:code":{"jsonSchema":"HOP-DONG"}}]}
      """#, ["x"], [[""], ["{}"], [#"{"a":1}"#], ["{"]])
    #expect(outcome.findings == ["E-TYPE(reject) x 3 {", "HOP-DONG(null) x 1 {}"])
    #expect(outcome.columns == [[nil, nil, #"{"a":1}"#, "{"]])
  }

  @Test(
    "What is not supported is an error at its place",
    arguments: [
      (#"{"format":"date"}"#, "SH2009", 70), (#"{"itms":true}"#, "SH2009", 70),
      (#"{"type":"int"}"#, "SH2005", 77), (#"{"items":[]}"#, "SH2003", 78),
      (#"{"anyOf":[]}"#, "SH2004", 78), (#"{"multipleOf":0}"#, "SH2003", 83),
      (#"{"minimum":"1"}"#, "SH2003", 80), (#"{"pattern":"("}"#, "SH2011", 80),
      (#"{"pattern":"(^a)"}"#, "SH2011", 80), (##"{"$ref":"#/$defs/a"}"##, "SH2009", 77),
      (#"{"$ref":"http://a/b"}"#, "SH2009", 77), (##"{"$ref":"#"}"##, "SH2004", 69),
      (##"{"anyOf":[{"not":{"$ref":"#"}}]}"##, "SH2004", 69),
      (#"{"items":{"$defs":{}}}"#, "SH2009", 79), ("1", "SH2003", 69),
    ])
  func faults(schema: String, code: String, column: Int) {
    let text =
      #"{"fields":[{"name":"x","type":"array","constraints":{"jsonSchema" : "#
      + schema + "}}]}"
    let found = TableSchema.parse(Array(text.utf8), file: "s.json").diagnostics
    #expect(found.map(\.code) == [code])
    #expect(found.map { $0.location?.column } == [column])
  }

  @Test("A schema that looks at the same part again and again ends")
  func explosion() throws {
    let schema =
      ##"{"anyOf":[{"type":"array","items":{"$ref":"#"},"minItems":1},{"type":"array","items":{"$ref":"#"}},{"const":0}]}"##
    let deep = String(repeating: "[", count: 60) + "1" + String(repeating: "]", count: 60)
    let many = "[" + [String](repeating: "0", count: 20_000).joined(separator: ",") + "]"
    let outcome = try Outcome(
      #"{"fields":[{"name":"x","type":"array","constraints":{"jsonSchema":\#(schema)}}]}"#, ["x"],
      [[deep], [many]])
    #expect(outcome.findings == ["E-JSON(reject) x 0 \(deep)"])
  }
}
