import Foundation
import TestSupport
import Testing

/// After `undo` everything is as before the run, but for the lines that tell of it.
@Suite(.temporaryDirectory, .onEachDatabase) struct UndoTests {
  @Test("A load is taken back: rows, updates, rejects, findings, checkpoints and units")
  func load() async throws {
    let registers = try LoadedRegisters()
    try await registers.load(0)
    try registers.copy("before.sqlite")
    try await registers.load(1)
    let place = registers.place
    #expect(try place.integer("SELECT count(*) FROM sohoa_change WHERE run = 2") ?? 0 > 5)
    let after = try place.dump()
    let bytes = place.databaseBytes()
    let forecast = try await registers.undo(2, "--dry-run", "--json")
    #expect(forecast.status == 0, "\(forecast.errors)")
    #expect(place.databaseBytes() == bytes)
    let outcome = try await registers.undo(2, "--json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output.replacing("  \"undo\" : 3,\n", with: "") == forecast.output)
    #expect(try registers.place.differences(from: "before.sqlite").isEmpty)
    #expect(
      try place.rows("SELECT run, kind, status, scope FROM sohoa_run ORDER BY run") == [
        "1|load|done|", "2|load|undone|", "3|undo|done|run 2",
      ])
    #expect(
      try place.rows("SELECT who, verb, run, detail FROM sohoa_audit WHERE verb = 'undo'")
        == ["Lan|undo|3|run 2 is taken back"])
    // The same delivery is new, and comes to the same rows.
    let again = try await place.sohoa("run", "--quiet").run()
    #expect(again.status == 0, "\(again.errors)")
    let rows = "SELECT so, ten, ngay, noi, sohoa_unit, sohoa_record FROM nguoi"
    #expect(
      try place.rows(rows).sorted()
        == after.filter { $0.hasPrefix("nguoi|") }.map { line in
          line.split(separator: "|")[2...7].joined(separator: "|").replacing("'", with: "")
        }.sorted())
  }

  @Test(
    "The first load is taken back to nothing, tables and all, and a changed definition may come")
  func first() async throws {
    let registers = try LoadedRegisters()
    try await registers.load(0)
    let outcome = try await registers.undo(1)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output.split(separator: "\n").first
        == "run 1 (load) is taken back by run 2")
    let place = registers.place
    #expect(
      try place.dump().filter { !$0.hasPrefix("run|") } == ["integrity: ok"])
    let text = People.Definition(mode: "upsert", chunkRows: 70, check: "ten <> 'Nguyễn Văn 5'").text
    try place.write(text, to: "pipeline.yaml")
    let again = try await place.sohoa("run", "--quiet").run()
    #expect(again.status == 0, "\(again.errors)")
    #expect(try place.integer("SELECT count(*) FROM nguoi WHERE ten = 'Nguyễn Văn 5'") == 0)
    let twice = try await registers.undo(1)
    #expect(twice.status == 66)
    #expect(
      twice.errors == """
        error SH6602: run 1 has been taken back already
          → see the runs with: swift run sohoa runs

        """)
  }

  @Test("Where a later run built on it nothing is done, and that run is named")
  func later() async throws {
    let registers = try LoadedRegisters()
    try await registers.load(0)
    try await registers.load(1)
    let place = registers.place
    let before = try place.dump()
    let refused = try await registers.undo(1)
    #expect(refused.status == 66)
    #expect(
      refused.errors == """
        error SH6604: run 2 changed rows or rejects that run 1 wrote
          → take the later run back first with: swift run sohoa undo 2

        """)
    #expect(try place.dump() == before)
    #expect(try await registers.undo(2).status == 0)
    #expect(try await registers.undo(1).status == 0)
    #expect(try place.dump().filter { !$0.hasPrefix("run|") } == ["integrity: ok"])
  }

  @Test("A later run of other units is no hindrance, and stays whole")
  func others() async throws {
    let place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    try place.write(People.Definition(mode: "upsert", chunkRows: 70).text, to: "pipeline.yaml")
    func load(_ name: String, _ first: Int) async throws {
      let lines = (first..<first + 200).map { "\($0),Tên \($0),2001-02-03,Xã" }
      try place.write("so,ten,ngay,noi\n" + lines.joined(separator: "\n") + "\n", to: "in/\(name)")
      let outcome = try await place.sohoa("run", "--quiet").run()
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    try await load("a.csv", 1)
    try await load("b.csv", 1001)
    try await load("c.csv", 2001)
    let rows = try place.rows("SELECT rowid, * FROM nguoi WHERE sohoa_run <> 2 ORDER BY rowid")
    let outcome = try await place.ledger("undo", "2").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try place.rows("SELECT rowid, * FROM nguoi ORDER BY rowid") == rows)
    #expect(
      try place.texts("SELECT run FROM sohoa_checkpoint GROUP BY 1 ORDER BY 1") == ["1", "3"])
    let balance = try await place.ledger("reconcile", "3").run()
    #expect(balance.status == 0, "\(balance.output)")
    let again = try await place.sohoa("run", "--quiet").run()
    #expect(again.status == 0, "\(again.errors)")
    #expect(try place.integer("SELECT count(*) FROM nguoi") == 600)
  }

  @Test("A replay and an import are taken back: rejects are open again, then uncorrected again")
  func replay() async throws {
    let register = try RefusedRegister()
    let place = register.place
    try await register.load()
    try place.copy("loaded.sqlite")
    var file = try await register.export()
    RefusedRegister.correct(&file)
    try place.write(file.csv(), to: "back.csv")
    try place.copy("exported.sqlite")
    #expect(try await register.importing("back.csv").run().status == 0)
    try place.copy("imported.sqlite")
    #expect(try await register.replaying().run().status == 0)
    let refused = try await place.ledger("undo", "1").run()
    #expect(refused.status == 66)
    #expect(
      refused.errors.hasPrefix(
        "error SH6604: run 3 took up records again of units that run 1 loaded\n"))
    let replay = try await place.ledger("undo", "3").run()
    #expect(replay.status == 0, "\(replay.errors)")
    #expect(try place.differences(from: "imported.sqlite").isEmpty)
    let corrected = try await place.ledger("undo", "1").run()
    #expect(
      corrected.errors.hasPrefix("error SH6604: run 2 took up corrections of rejects of run 1\n"))
    let imported = try await place.ledger("undo", "2").run()
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(try place.differences(from: "exported.sqlite").isEmpty)
    // What was typed is in the file still, and may be taken up and replayed.
    #expect(try await register.importing("back.csv").run().status == 0)
    #expect(try await register.replaying().run().status == 0)
    #expect(try place.integer("SELECT count(*) FROM nguoi") == 5)
    // A run of new files goes on as ever.
    try place.write("so,ten,ngay,noi\n70,An,2001-01-15,Xã A\n", to: "in/so2.csv")
    try await register.load()
    #expect(try place.integer("SELECT count(*) FROM nguoi") == 6)
  }

  @Test("A run that replaced all rows cannot be taken back, and says why")
  func replace() async throws {
    let registers = try LoadedRegisters(mode: "replace")
    try await registers.load(0)
    try await registers.load(1)
    let before = try registers.place.dump()
    let outcome = try await registers.undo(2)
    #expect(outcome.status == 66)
    #expect(
      outcome.errors.hasPrefix(
        "error SH6605: run 2 put its rows in the place of all rows of nguoi, of which nothing is kept\n"
      ))
    #expect(try await registers.undo(1).errors.hasPrefix("error SH6605: a later run put"))
    #expect(try registers.place.dump() == before)
  }

  @Test("A run that is at work, or that nobody knows, is not taken back")
  func busy() async throws {
    let registers = try LoadedRegisters()
    try await registers.load(0)
    try registers.place.execute("UPDATE sohoa_lease SET holder = 'other:1:1', expires = 9e15")
    #expect(try await registers.undo(1).status == 11)
    #expect(try await registers.undo(7).errors.hasPrefix("error SH6601: there is no run 7\n"))
  }
}
