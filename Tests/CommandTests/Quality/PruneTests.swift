import Foundation
import TestSupport
import Testing

/// Pruning removes what is kept to take runs back, and nothing that anybody still has to work on.
@Suite(.temporaryDirectory, .onEachDatabase) struct PruneTests {
  @Test(
    "Before-images and settled records go, open rejects and rows stay, and undo says why it cannot")
  func prune() async throws {
    let registers = try LoadedRegisters()
    try await registers.load(0)
    try await registers.load(1)
    let place = registers.place
    let discard = try await place.ledger(
      "rejects", "discard", "1", "--reason", "trang mất", "--by", "Lan"
    ).run()
    #expect(discard.status == 0, "\(discard.errors)")
    let content = try registers.content()
    let bytes = place.databaseBytes()
    let forecast = try await place.ledger("prune", "--run", "2", "--older-than", "0", "--dry-run")
      .run()
    #expect(forecast.status == 0, "\(forecast.errors)")
    #expect(place.databaseBytes() == bytes)
    let changes = try place.integer("SELECT count(*) FROM sohoa_change") ?? 0
    #expect(changes > 0)
    #expect(
      forecast.output
        == "2 runs: \(changes) earlier states, 0 stream states, 1 settled records would be removed;"
        + " nothing is written\n")
    let outcome = try await place.ledger(
      "prune", "--run", "2", "--run", "1", "--json", "--by", "Lan"
    )
    .run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect(report?["runs"] as? [Int] == [1, 2])
    #expect(report?["changes"] as? Int == Int(changes))
    #expect(try place.integer("SELECT count(*) FROM sohoa_change") == 0)
    #expect(
      try place.texts("SELECT reject FROM sohoa_reject WHERE length(raw) = 0") == ["1"])
    #expect(
      try registers.content().count == content.count,
      "rows, rejects, findings and counts are all there")
    #expect(
      try place.rows("SELECT who, verb, run FROM sohoa_audit WHERE verb = 'prune' ORDER BY run")
        == [
          "Lan|prune|1", "Lan|prune|2",
        ])
    let undone = try await registers.undo(1)
    #expect(undone.status == 66)
    #expect(
      undone.errors.hasPrefix(
        "error SH6603: nothing is kept any more of what run 2 changed: it was pruned\n"))
    let rerun = try await registers.rerun("--unit", "so1").run()
    #expect(rerun.errors.hasPrefix("error SH6603: "))
    // Twice is not more.
    let twice = try await place.ledger("prune", "--run", "2").run()
    #expect(twice.output.hasPrefix("0 runs: "))
  }

  @Test("A rerun does not take rows of a replay back once a later run that changed them is pruned")
  func replayed() async throws {
    let register = try RefusedRegister(mode: "upsert")
    let place = register.place
    try await register.load()
    try await register.correctAndReplay()
    try place.write("so,ten,ngay,noi\n2,Hai,2001-02-15,Xã Z\n", to: "in/so2.csv")
    try await register.load()
    let before = try place.rows("SELECT * FROM nguoi ORDER BY so")
    let refused = try await place.sohoa("rerun", "--unit", "so.csv").run()
    #expect(refused.errors.hasPrefix("error SH6607: run 4 changed rows"), "\(refused.errors)")
    #expect(try await place.ledger("prune", "--run", "4").run().status == 0)
    let pruned = try await place.sohoa("rerun", "--unit", "so.csv").run()
    #expect(pruned.status == 66)
    #expect(
      pruned.errors.hasPrefix(
        "error SH6603: nothing is kept any more of what run 4 changed: it was pruned\n"),
      "\(pruned.errors)")
    #expect(try place.rows("SELECT * FROM nguoi ORDER BY so") == before)
  }
}
