import Columnar
import Dataflow
import Testing

@testable import Validation

/// The diagnostics of a text, one line each.
func findings(_ text: String) -> [String] {
  TableSchema.parse(Array(text.utf8), file: "s.json").diagnostics.map(\.description)
}

@Suite struct TableSchemaTests {
  @Test("A schema of version 1 is read")
  func versionOne() throws {
    let text = """
      {"fields": [{"name": "id", "type": "integer"}, {"name": "d", "type": "date",
       "format": "fmt:%d/%m/%Y"}, {"name": "x"}], "primaryKey": "id",
       "foreignKeys": [{"fields": "x", "reference": {"resource": "", "fields": "id"}}]}
      """
    #expect(findings(text).isEmpty)
    let schema = try #require(TableSchema.parse(Array(text.utf8), file: "s.json").schema)
    #expect(schema.primaryKey == ["id"])
    #expect(schema.foreignKeys.first?.resource == nil)
    #expect(schema.fields.map(\.type.columnType) == [.integer, .date, .text])
    #expect(schema.missingValues.map(\.value) == [""])
  }

  @Test("Every fault is found at once, with its place and a suggestion")
  func allFaults() {
    let text = """
      {
        "fields": [
          {"name": "a", "type": "strin", "constraints": {"minLenght": 3}},
          {"name": "a", "type": "integer", "constraints": {"pattern": "x"}},
          {"name": "c", "type": "date", "format": "%d %B"}
        ],
        "primaryKey": ["b"], "missingvalues": []
      }
      """
    #expect(
      findings(text) == [
        "s.json:7:24: error SH2002: a table schema has no property 'missingvalues'\n"
          + "  → did you mean 'missingValues'?",
        "s.json:3:27: error SH2005: 'type' cannot be 'strin'\n  → did you mean 'string'?",
        "s.json:3:52: error SH2002: 'constraints' has no property 'minLenght'\n"
          + "  → did you mean 'minLength'?",
        "s.json:4:65: error SH2008: the constraint 'pattern' means nothing for a field of type "
          + "'integer'\n  → it belongs to: string",
        "s.json:4:5: error SH2006: the field 'a' is declared twice",
        "s.json:5:45: error SH2012: the date directive %B is not supported\n"
          + "  → directives: %Y %y %m %d %j %H %I %M %S %f %p %z, or dd/MM/yyyy",
        "s.json:7:17: error SH2007: the schema has no field 'b'\n  → it may have: a, a, c",
      ])
  }
}
