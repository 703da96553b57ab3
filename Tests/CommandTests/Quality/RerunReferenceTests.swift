import Foundation
import TestSupport
import Testing

/// A rerun that would take out rows to which other rows refer is refused before it writes.
@Suite(.temporaryDirectory, .onEachDatabase) struct RerunReferenceTests {
  private func define(_ step: String, in place: Workplace) throws {
    try place.defineMothers(step, load: "mode: append, key: [so]", chunkRows: 2)
  }

  /// Mothers in one file, their children in a later one.
  private func load() async throws -> Workplace {
    let place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    try place.write("so,ten,me\n1,An,\n2,Bình,\n3,Chi,1\n", to: "in/a.csv")
    try place.write("so,ten,me\n4,Dũng,\n5,Em,1\n", to: "in/b.csv")
    try place.write(
      """
      {"fields": [{"name": "so", "type": "string"}, {"name": "ten", "type": "string"},
                  {"name": "me", "type": "string"}],
       "foreignKeys": [{"fields": "me", "reference": {"resource": "", "fields": "so"}}]}
      """, to: "nguoi.schema.json")
    try define(#"derive: { ten: "ten || ''" }"#, in: place)
    for file in ["b.csv", ""] {
      // Each file in a run of its own.
      if !file.isEmpty {
        try FileManager.default.moveItem(
          atPath: place.file("in/" + file), toPath: place.file(file))
      } else {
        try FileManager.default.moveItem(
          atPath: place.file("b.csv"), toPath: place.file("in/b.csv"))
      }
      let loaded = try await place.sohoa("run", "--quiet").run()
      try #require(loaded.status == 0, "\(loaded.errors)")
    }
    return place
  }

  @Test(
    "A row that goes or gets another key, while a row of another unit refers to it",
    arguments: [
      #"check: { expression: "so <> '1'", code: E-BANNED }"#, #"filter: "so <> '1'""#,
      #"derive: { so: "CASE so WHEN '1' THEN '9' ELSE so END" }"#,
    ])
  func refused(step: String) async throws {
    let place = try await load()
    try define(step, in: place)
    let before = try place.dump()
    for more in [[], ["--dry-run"]] {
      var command = place.sohoa("rerun", "--unit", "a.csv", "--by", "Lan")
      command.arguments += more
      let outcome = try await command.run()
      #expect(outcome.status == 66, "\(outcome)")
      let lines = outcome.errors.split(separator: "\n").suffix(2)
      #expect(
        lines.first
          == "error SH6609: run 2 loaded rows of nguoi that refer to rows of nguoi that the rerun would take out",
        "\(outcome.errors)")
      #expect(
        lines.last?.hasPrefix(
          "  → keep those rows with the definition, or take what refers to them back first with: ")
          == true
          && lines.last?.hasSuffix("sohoa undo 2") == true)
      #expect(try place.dump() == before)
    }
    // Read again together with them, the rows that refer to nothing any more are refused.
    let all = try await place.sohoa("rerun", "--stage", "nguoi", "--by", "Lan").run()
    #expect(all.status == 0, "\(all.errors)")
    #expect(try place.texts("SELECT so FROM nguoi WHERE me = '1'") == [])
    #expect(try place.integer("SELECT count(*) FROM sohoa_reject WHERE record = 2") == 1)
  }

  @Test(
    "A row of a chunk that is not read again counts as well, one that refers elsewhere does not")
  func chunks() async throws {
    let place = try await load()
    try define(#"check: { expression: "so <> '2'", code: E-BANNED }"#, in: place)
    let harmless = try await place.sohoa("rerun", "--unit", "a.csv", "--by", "Lan").run()
    #expect(harmless.status == 0, "\(harmless.errors)")
    for run in ["3", "2"] {
      #expect(try await place.ledger("undo", run).run().status == 0)
    }
    try define(#"check: { expression: "so <> '1'", code: E-BANNED }"#, in: place)
    let first = try await place.sohoa("rerun", "--unit", "a.csv@1", "--by", "Lan").run()
    #expect(first.status == 66 && first.errors.contains("SH6609: run 1 loaded"), "\(first)")
    let both = try await place.sohoa("rerun", "--unit", "a.csv", "--by", "Lan").run()
    #expect(both.status == 0, "\(both.errors)")
    #expect(try place.texts("SELECT so FROM nguoi") == ["2"])
  }

  @Test("It is told in Vietnamese, too")
  func vietnamese() async throws {
    let place = try await load()
    try define(#"filter: "so <> '1'""#, in: place)
    let outcome = try await place.sohoa(
      "rerun", "--unit", "a.csv", "--by", "Lan", "--lang", "vi"
    ).run()
    #expect(
      outcome.errors.contains(
        "lượt chạy 2 đã nạp các dòng của nguoi trỏ tới các dòng của nguoi mà lần chạy lại sẽ bỏ"),
      "\(outcome.errors)")
  }
}
