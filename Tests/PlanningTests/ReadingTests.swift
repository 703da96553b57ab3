import Foundation
import Planning
import TestSupport
import Testing

/// Records that were kept as they were read are good as long as the same reading would give them again.
@Suite(.temporaryDirectory) struct ReadingTests {
  private func reading(
    _ source: String = "files: a.csv, csv: { header: 1 }, fields: { a: A, b: B }",
    rest: String = "load: { t: {} }", xsd: String = "<a/>"
  ) throws -> String {
    let directory = TemporaryDirectory.path
    let schema = #"{"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]}"#
    try Data(schema.utf8).write(to: URL(fileURLWithPath: directory + "/s.json"))
    try Data(xsd.utf8).write(to: URL(fileURLWithPath: directory + "/s.xsd"))
    var definition = DefinitionFixture.read(
      """
      sohoa: 1
      name: p
      database: sqlite:a
      extract: { s: { \(source) } }
      \(rest)

      """.replacing("s.json", with: directory + "/s.json")
        .replacing("s.xsd", with: directory + "/s.xsd"))
    let plan = PlanCompiler.compile(&definition, database: nil)
    return try #require(plan, "\(DefinitionFixture.report(definition))").sources[0].reading
  }

  @Test("Other files, steps, tables and chunks read the same")
  func same() throws {
    let reading = try reading()
    #expect(reading.count == 64)
    #expect(
      try self.reading(
        "files: b/*.zip, members: '*.csv', csv: { header: 1 }, fields: { a: A, b: B }") == reading)
    let others = [
      "transform: [ { normalize: { trim: true } }, { validate: s.json } ]\nload: { u: { key: [a] } }",
      "load: { t: { mode: upsert, key: [b] } }\nchunk: { rows: 5 }\nspool: true\njobs: 1",
    ]
    for rest in others { #expect(try self.reading(rest: rest) == reading) }
  }

  @Test("Another format, header, field or XML schema reads otherwise")
  func other() throws {
    let xml = "files: a.xml, xml: { record: /a/b, schema: s.xsd }, fields: { a: A, b: B }"
    let readings = [
      try reading(), try reading("files: a.csv, csv: { header: 2 }, fields: { a: A, b: B }"),
      try reading("files: a.csv, csv: {}, fields: { a: A, b: B }"),
      try reading("files: a.dbf, dbf: {}, fields: { a: A, b: B }"),
      try reading("files: a.csv, csv: {}, fields: { a: A, b: C }"),
      try reading("files: a.csv, csv: {}, fields: { a: A }"),
      try reading(
        "files: a.csv, csv: { header: 1 }",
        rest: "transform: [ { validate: s.json } ]\nload: { t: {} }"),
      try reading(xml), try reading(xml, xsd: "<b/>"),
    ]
    #expect(Set(readings).count == readings.count)
  }
}
