import TestSupport
import Testing

@Suite("JSON and fixed columns, from the file to the table", .temporaryDirectory)
struct JSONUnitTests {
  private func definition(_ format: String) -> String {
    """
    sohoa: 1
    name: so
    extract:
      so:
        files: 'in/*'
        \(format)
    load:
      so: { mode: append }
    chunk: { rows: 2 }

    """
  }

  private static let units =
    "SELECT status, sum(read), sum(loaded), sum(rejected) FROM sohoa_unit"
    + " LEFT JOIN sohoa_checkpoint USING (unit) GROUP BY unit ORDER BY unit"

  @Test("JSON Lines load with their child tables; malformed lines are kept as rejects")
  func lines() async throws {
    let place = try Workplace()
    try place.write(
      """
      sohoa: 1
      name: so
      extract:
        so:
          files: in/*.jsonl
          json: { children: { con: { record: con, parent: { so: so }, fields: { ten: ten } } } }
          fields: { so: so, cha: cha/ten }
      load:
        so: { from: so }
        con: { from: so.con }

      """, to: "pipeline.yaml")
    try place.write(
      """
      {"so":"1","cha":{"ten":"Ba"},"con":[{"ten":"An"},{"ten":"Bình"}]}
      {"so":"2"
      {"so":3}

      """, to: "in/a.jsonl")
    let outcome = try await place.sohoa("run").run()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try place.rows("SELECT so, cha FROM so") == ["1|Ba", "3|NULL"])
    #expect(try place.rows("SELECT so, ten FROM con") == ["1|An", "1|Bình"])
    #expect(
      try place.rows("SELECT line, offset, rule, CAST(raw AS TEXT) FROM sohoa_reject")
        == ["2|67|E-STRUCT|{\"so\":\"2\""])
  }

  @Test("A JSON document that breaks off loads what came before, and says so")
  func broken() async throws {
    let place = try Workplace()
    try place.write(
      definition("json: { record: /ds }\n    fields: { so: so }"), to: "pipeline.yaml")
    try place.write("{\"ds\":[{\"so\":1},{\"so\":2},{\"so\"", to: "in/a.json")
    let outcome = try await place.sohoa("run").run()
    #expect(
      outcome.output.contains("the JSON breaks at line 1, byte 25: the document ends too early"))
    #expect(try place.rows(Self.units) == ["broken|2|2|0"])
  }

  @Test("A run that is stopped anywhere ends with the same table", arguments: [1, 2, 3, 5, 8])
  func resume(limit: Int) async throws {
    let place = try Workplace()
    try place.write(
      definition("json: { record: /ds }\n    fields: { so: so }"), to: "pipeline.yaml")
    let items = (1...9).map { "{\"so\":\"\($0)\"}" }.joined(separator: ",\n")
    try place.write(
      Packed.zip([Packed("a.json", "{\"n\":[1],\"ds\":[\(items)],\"x\":{}}")]), to: "in/a.zip")
    #expect(try await place.sohoa("run", database: "whole.sqlite").run().status == 0)
    #expect(try await place.sohoa("run", "--limit", "\(limit)").run().status == 0)
    #expect(try await place.sohoa("run").run().status == 0)
    for query in [
      "SELECT so, sohoa_record FROM so ORDER BY sohoa_record",
      "SELECT sha256, status FROM sohoa_unit",
    ] {
      #expect(try place.rows(query) == place.rows(query, database: "whole.sqlite"))
    }
    #expect(try place.integer("SELECT count(*) FROM so") == 9)
  }

  @Test("Fixed columns load by widths and by places; lines of another width are rejects")
  func fixedColumns() async throws {
    for format in [
      "widths: { SO: 3, TEN: 6, NAM: 4 }", "columns: { NAM: 10-13, SO: 1+3, TEN: 4-9 }",
    ] {
      let place = try Workplace(TemporaryDirectory.path + "/" + format.prefix(6))
      try place.write(
        definition("fixed: { \(format) }\n    fields: { so: SO, ten: TEN, nam: NAM }"),
        to: "pipeline.yaml")
      try place.write("001Ánh   1999\r\n002Bình\r\n003Cúc   2001\r\n", to: "in/a.txt")
      let outcome = try await place.sohoa("run").run()
      #expect(outcome.status == 0, "\(outcome)")
      #expect(try place.rows("SELECT so, ten, nam FROM so") == ["001|Ánh|1999", "003|Cúc|2001"])
      #expect(
        try place.rows("SELECT line, offset, rule, CAST(raw AS TEXT) FROM sohoa_reject")
          == ["2|16|E-STRUCT|002Bình"])
    }
  }
}
