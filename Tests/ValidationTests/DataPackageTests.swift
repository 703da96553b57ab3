import Columnar
import Dataflow
import Testing

@testable import Validation

@Suite struct DataPackageTests {
  private let text = """
    {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "p", "resources": [
      {"name": "xa", "path": "xa.csv", "schema": {"fields": [{"name": "ma"}, {"name": "tinh"}, {"name": "den"}]}},
      {"name": "ks", "path": ["a.csv", "b.csv"], "schema": {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [{"name": "ma_xa", "type": "string"}, {"name": "ma_tinh", "type": "string"},
                   {"name": "ngay", "type": "date", "constraints": {"unique": true}}],
        "uniqueKeys": [["ma_xa", "ngay"]],
        "foreignKeys": [{"fields": ["ma_xa", "ma_tinh"], "sohoa:asOf": "ngay",
          "sohoa:severity": "warn", "sohoa:code": "W-PLACE",
          "reference": {"resource": "xa", "fields": ["ma", "tinh"], "sohoa:validTo": "den"}}],
        "sohoa:rules": [{"id": "E-ORDER", "expression": "ngay > '1945-01-01'", "field": "ngay",
          "message": {"vi": "sai thứ tự", "en": "wrong order"}}],
        "sohoa:checks": [{"id": "C1", "measure": "nullRate", "field": "ngay", "by": "ma_xa",
          "maximum": 0.05, "after": 100, "severity": "warn"}]}}]}
    """

  @Test("A package gives its resources, keys, rules and checks")
  func package() throws {
    let (package, diagnostics) = DataPackage.parse(Array(text.utf8), file: "p.json")
    #expect(diagnostics.isEmpty)
    let resource = try #require(package?.resource("ks"))
    #expect(resource.paths == ["a.csv", "b.csv"])
    let schema = try #require(resource.schema)
    #expect(schema.uniqueKeys == [["ma_xa", "ngay"]])
    let key = try #require(schema.foreignKeys.first)
    #expect(key.referenceFields == ["ma", "tinh"])
    #expect(key.asOf == "ngay")
    let rule = try #require(schema.rules.first)
    #expect(rule.expression == "ngay > '1945-01-01'")
    #expect(rule.message == .init(english: "wrong order", vietnamese: "sai thứ tự"))
    #expect(schema.checks.first?.check.by == ["ma_xa"])
    #expect(schema.checks.first?.check.maximum == 0.05)
    #expect(schema.targetColumns.map(\.isUnique) == [false, false, true])
    #expect(TableSchema.parse(Array(text.utf8), file: "p.json", resource: "ks").schema == schema)
  }

  @Test("A resource that is not there is named with the nearest")
  func missingResource() {
    let found = TableSchema.parse(Array(text.utf8), file: "p.json", resource: "kss")
    #expect(
      found.diagnostics.map(\.description) == [
        "p.json: error SH2004: the package has no schema for a resource 'kss'\n"
          + "  → did you mean 'ks'?"
      ])
  }

  @Test("Rows without reference are found; missing parts refer to nothing")
  func references() throws {
    let (package, _) = DataPackage.parse(Array(text.utf8), file: "p.json")
    let key = try #require(package?.resource("ks")?.schema?.foreignKeys.first)
    var book = RuleBook()
    let keys = ReferenceSet(
      keys: [["1", "15"], ["2", "52"], ["1", "15"]],
      periods: [20_000_101...20_041_231, .min ... .max, 20_080_801...20_250_630])
    var check = ReferenceCheck(key, keys: keys, rules: &book)
    var chunk = Chunk(columns: ["ma_xa", "ma_tinh", "ngay"])
    chunk.columns[2].type = .date
    let rows: [(xa: String, tinh: String?, day: Int64?)] = [
      ("1", "15", 20_000_101), ("1", "52", 20_000_101), ("2", nil, nil), ("1", "15", 20_050_101),
      ("1", "15", 20_041_231), ("1", "15", 19_991_231), ("1", "15", nil), ("9", "15", nil),
      ("2", "52", 1), ("1", "15", 20_250_630), ("1", "15", 20_250_701),
    ]
    for (xa, tinh, day) in rows {
      chunk.columns[2].cells.append(day == nil ? .null : Cell(0..<0))
      chunk.columns[2].values.append(day ?? 0)
      for (index, part) in [xa, tinh].enumerated() {
        chunk.columns[index].cells.append(
          part.map { chunk.bytes.append(Array($0.utf8)) } ?? .null)
      }
      chunk.origins.append(RowOrigin(record: 1, line: 0, offset: 0, raw: .null))
      chunk.states.append(.live)
    }
    try check.apply(to: &chunk)
    #expect(chunk.violations == [1, 3, 5, 7, 10].map { Violation(row: $0, rule: 0) })
    #expect(book[0].code == "W-PLACE")
    #expect(chunk.states == [RowState](repeating: .live, count: rows.count))
  }

  @Test(
    "Each fault has its own code",
    arguments: [
      ("[", "SH2001"), ("[]", "SH2003"), ("{}", "SH2004"), (#"{"fields":[]}"#, "SH2004"),
      (#"{"fields":[{}]}"#, "SH2004"), (#"{"fields":[{"name":"a","typ":1}]}"#, "SH2002"),
      (#"{"fields":[{"name":"a","title":1}]}"#, "SH2003"),
      (#"{"fields":[{"name":"a"}],"fieldsMatch":"same"}"#, "SH2005"),
      (#"{"fields":[{"name":"a"},{"name":"a"}]}"#, "SH2006"),
      (#"{"fields":[{"name":"a"}],"missingValues":["",""]}"#, "SH2006"),
      (#"{"fields":[{"name":"a"}],"primaryKey":["b"]}"#, "SH2007"),
      (#"{"fields":[{"name":"a","type":"date","groupChar":","}]}"#, "SH2008"),
      (
        #"{"fields":[{"name":"a","type":"object","constraints":{"jsonSchema":{"if":true}}}]}"#,
        "SH2009"
      ),
      (#"{"fields":[{"name":"a","type":"date","constraints":{"minimum":"1/1/1"}}]}"#, "SH2010"),
      (#"{"fields":[{"name":"a","type":"integer","constraints":{"enum":["x"]}}]}"#, "SH2010"),
      (#"{"fields":[{"name":"a","type":"string","constraints":{"pattern":"("}}]}"#, "SH2011"),
      (#"{"fields":[{"name":"a","type":"date","format":"%d/%m"}]}"#, "SH2012"),
      (
        #"{"fields":[{"name":"a"}],"foreignKeys":[{"fields":["a"],"reference":{"fields":[]}}]}"#,
        "SH2014"
      ),
      (
        #"{"fields":[{"name":"a"}],"foreignKeys":[{"fields":"a","sohoa:asOf":"a","reference":{"fields":"b","resource":"r","sohoa:validTo":"c"}}]}"#,
        "SH2008"
      ),
      (
        #"{"fields":[{"name":"a"}],"foreignKeys":[{"fields":"a","reference":{"fields":"b","resource":"r","sohoa:validTo":"c"}}]}"#,
        "SH2004"
      ),
      (#"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"rowCount"}]}"#, "SH2004"),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"mean","field":"a","maximum":1}]}"#,
        "SH2008"
      ),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"age","field":"a","maximum":1}]}"#,
        "SH2008"
      ),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"rowCount","over":"unit","change":1}]}"#,
        "SH2008"
      ),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"rowCount","over":"runs","minimum":1}]}"#,
        "SH2005"
      ),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"rowCount","field":"a","minimum":1}]}"#,
        "SH2008"
      ),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"ended","field":"a","maximum":0}]}"#,
        "SH2004"
      ),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"ended","field":"a","maximum":0,"ended":{"table":"t","field":"x","lastDay":"y"}}]}"#,
        "SH2004"
      ),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"unmatched","field":"a","maximum":0}]}"#,
        "SH2004"
      ),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"unmatched","field":"a","maximum":0,"in":{"table":"t"}}]}"#,
        "SH2004"
      ),
      (
        #"{"fields":[{"name":"a","type":"date"}],"sohoa:checks":[{"id":"c","measure":"gaps","field":"a","maximum":0}]}"#,
        "SH2008"
      ),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"rowCount","maximum":0,"where":["a"]}]}"#,
        "SH2003"
      ),
      (
        #"{"fields":[{"name":"a"}],"sohoa:checks":[{"id":"c","measure":"violationRate","maximum":0,"where":{"a":"1"}}]}"#,
        "SH2008"
      ),
      (#"{"fields":[{"name":"a","type":"string","sohoa:type":"name"}]}"#, "SH2005"),
      (#"{"fields":[{"name":"a","sohoa:severty":"warn"}]}"#, "SH2002"),
      (#"{"fields":[{"name":"a","sohoa:severity":{"patern":"warn"}}]}"#, "SH2002"),
    ])
  func codes(text: String, code: String) {
    let found = DataPackage.parse(Array(text.utf8), file: "s.json").diagnostics
    #expect(found.map(\.code) == [code])
    #expect(found.allSatisfy { $0.location?.line == 1 && $0.status == .definition })
  }
}
