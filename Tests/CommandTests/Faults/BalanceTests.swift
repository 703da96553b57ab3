import Foundation
import SQLite
import TestSupport
import Testing

/// Promise 2: what was read is somewhere, and a run that does not add up says so.
@Suite struct BalanceTests {
  private struct Balance: Decodable {
    var read, loaded, updated, unchanged, filtered, duplicate, rejected: Int
  }
  private struct Report: Decodable {
    var totals: Balance
    var units: [Balance]
  }

  @Test("Everything read is somewhere", .temporaryDirectory, arguments: Trial.all)
  func closes(trial: Trial) async throws {
    let place = try await trial.prepare()
    try trial.restore(place)
    let outcome = try await place.sohoa("run", "--json", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    if trial.definition.mode != "replace" { try expectBalance(place) }
    // Every kind of outcome occurs, and the report says what the tables hold.
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    let totals = report.totals
    let parts =
      totals.loaded + totals.updated + totals.unchanged + totals.filtered + totals.duplicate
      + totals.rejected
    #expect(totals.read == parts)
    #expect(totals.read == report.units.reduce(0) { $0 + $1.read })
    #expect(totals.loaded > 0 && totals.rejected > 0 && totals.filtered > 0)
    let isUpsert = trial.definition.mode == "upsert"
    #expect((totals.updated > 0 && totals.unchanged > 0) == isUpsert)
    #expect((totals.duplicate > 0) == (trial.definition.key != nil && !isUpsert))
    let run = try place.integer("SELECT max(run) FROM sohoa_run") ?? 0
    let rejected = "SELECT count(*) FROM sohoa_reject WHERE outcome = 'rejected' AND run = \(run)"
    #expect(try place.integer(rejected) == Int64(totals.rejected))
    let reconciled = try await place.ledger("reconcile", "\(run)").run()
    #expect(reconciled.status == 0, "\(reconciled)")
  }

  @Test(
    "A run whose tables do not add up ends with 70", .temporaryDirectory,
    arguments: ["1", "2", "(SELECT max(rowid) FROM nguoi)"])
  func open(row: String) async throws {
    let place = try Workplace()
    try place.write(People.Definition(chunkRows: 50, rejects: "3").text, to: "pipeline.yaml")
    try place.write(People.csv(count: 400), to: "in/a.csv")
    #expect(try await place.sohoa("run", "--quiet").run().status == 65)
    // Somebody takes a loaded row away behind the ledger's back.
    try Connection(path: place.file("out.sqlite"), mode: .readWrite).execute(
      "DELETE FROM nguoi WHERE rowid = \(row)")
    try place.write(People.Definition(chunkRows: 50).text, to: "pipeline.yaml")
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 70, "\(outcome)")
    #expect(outcome.errors.contains("SH5301: the balance does not close"))
    #expect(outcome.errors.contains(place.file("in/a.csv")))
    #expect(outcome.errors.contains("sohoa reconcile 1"))
    let reconciled = try await place.ledger("reconcile", "1").run()
    #expect(reconciled.status == 70, "\(reconciled)")
  }
}
