import Foundation
import PostgreSQL
import TestSupport
import Testing

/// A drill on a PostgreSQL server.
@Suite(.needsServer, .temporaryDirectory) struct ServerDrillTests {
  @Test("Runs that are killed, or whose sessions the server ends, end like a calm one")
  func windowsAndEndings() async throws {
    let server = try PostgreSQLServer.shared.get()
    let database = try server.makeDatabase()
    let place = try Workplace()
    try place.write(
      People.Definition(mode: "upsert", chunkRows: 20).text, to: "pipeline.yaml")
    try place.write(Packed.zip([Packed("so.csv", People.csv(count: 100))]), to: "in/a.zip")
    let result = try await Command(
      Product.sohoa,
      [
        "drill", place.file("pipeline.yaml"), "--database", database, "--windows", "10",
        "--instants", "4", "--json",
      ]
    ).run()
    #expect(result.status == 0, "\(result)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(report["passed"] as? Bool == true)
    let trials = objects(report["trials"])
    #expect(trials.count == 10 + 4 + 4)
    var kills: [String: Int] = [:]
    for trial in trials {
      kills[trial["kind"] as? String ?? "", default: 0] += trial["kills"] as? Int ?? 0
      #expect((trial["differences"] as? [String: Int])?.isEmpty == true, "\(trial)")
    }
    for kind in ["begun", "written", "committed"] { #expect(kills[kind] ?? 0 > 2, "\(kills)") }
    #expect(kills["instants"] ?? 0 > 0 && kills["endings"] ?? 0 > 0, "\(kills)")
    // The named database is not touched, and nothing of the drill stays.
    let connection = try Connection(url: database)
    #expect(try connection.integer("SELECT to_regnamespace('sohoa') IS NULL") == 1)
    #expect(
      try connection.integer("SELECT count(*) FROM pg_database WHERE datname LIKE 'sohoa_drill_%'")
        == 0)
  }
}
