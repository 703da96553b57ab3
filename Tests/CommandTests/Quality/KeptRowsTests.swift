import Foundation
import TestSupport
import Testing

/// A rerun leaves rows where they lie that come out as they are, and ends as if all were loaded anew.
@Suite(.temporaryDirectory, .onEachDatabase) struct KeptRowsTests {
  private static let key = "mode: append, key: [so]"
  private static let keyless = "mode: append, indexes: [[so]]"

  @Test(
    "Only what comes out otherwise is replaced",
    arguments: [
      (key, #"derive: { ten: "ten" }"#, ["1", "2", "3", "4", "5"]),
      (
        key, #"derive: { ten: "CASE so WHEN '2' THEN 'Bình Minh' ELSE ten END" }"#,
        ["1", "3", "4", "5"]
      ),
      // The second row takes the key of the third, which comes behind it.
      (key, #"derive: { so: "CASE so WHEN '2' THEN '3' ELSE so END" }"#, ["1", "4", "5"]),
      (keyless, #"derive: { so: "CASE so WHEN '2' THEN '3' ELSE so END" }"#, ["1", "3", "4", "5"]),
      // The children of a mother who is refused refer to nothing.
      (key, #"check: { expression: "so <> '1'", code: E-BANNED }"#, ["4", "5"]),
      (keyless, #"check: { expression: "so <> '1'", code: E-BANNED }"#, ["4", "5"]),
    ])
  func corrected(load: String, step: String, kept: [String]) async throws {
    let place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    try place.write("so,ten,me\n1,An,\n2,Bình,1\n3,Chi,1\n4,Dũng,\n5,Em,4\n", to: "in/a.csv")
    try place.write(
      """
      {"fields": [{"name": "so", "type": "string"}, {"name": "ten", "type": "string"},
                  {"name": "me", "type": "string"}],
       "foreignKeys": [{"fields": "me", "reference": {"resource": "", "fields": "so"}}]}
      """, to: "nguoi.schema.json")
    try place.defineMothers(#"derive: { ten: "ten || ''" }"#, load: load, chunkRows: 3)
    let loaded = try await place.sohoa("run", "--quiet").run()
    #expect(loaded.status == 0, "\(loaded.errors)")
    let before = try place.dump()
    try place.defineMothers(step, load: load, chunkRows: 3)
    let outcome = try await rerunCounting("--unit", "a.csv", in: place)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try place.rows("SELECT so FROM nguoi WHERE sohoa_run = 1 ORDER BY sohoa_record") == kept)
    // Of the others what they were is kept, of those that stay nothing.
    #expect(
      try place.integer("SELECT count(*) FROM sohoa_change WHERE \"table\" = 'nguoi'")
        == Int64(5 - kept.count))
    let fresh = try await place.sohoa("run", "--quiet", database: "fresh.sqlite").run()
    #expect(fresh.status == 0, "\(fresh.errors)")
    for query in [
      "SELECT so, ten, me, sohoa_record FROM nguoi ORDER BY sohoa_record",
      "SELECT record, rule, field, outcome FROM sohoa_reject ORDER BY record",
      LoadedRegisters.balance,
    ] {
      #expect(try place.rows(query) == place.rows(query, database: "fresh.sqlite"))
    }
    let balance = try await place.ledger("reconcile", "1").run()
    #expect(balance.status == 0, "\(balance.output)")
    // Read again once more it is the same, and undo takes all of it back.
    let again = try await rerunCounting("--unit", "a.csv", in: place)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("\"chunks\" : 2,"), "\(again.output)")
    for run in ["3", "2"] {
      let undone = try await place.ledger("undo", run).run()
      #expect(undone.status == 0, "\(undone.errors)")
    }
    let tables = ["nguoi|", "sohoa_reject|", "sohoa_checkpoint|"]
    func told(_ lines: [String]) -> [String] {
      lines.filter { line in tables.contains { line.hasPrefix($0) } }
    }
    #expect(told(try place.dump()) == told(before))
  }
}
