import Foundation
import PostgreSQL
import TestSupport
import Testing

/// A drill on a PostgreSQL server.
@Suite(.needsServer, .temporaryDirectory) struct ServerDrillTests {
  @Test("Runs that are killed, cut off or left by their server end like a calm one")
  func windowsAndEndings() async throws {
    let server = try PostgreSQLServer()
    defer { server.stop() }
    let database = try server.makeDatabase()
    let place = try Workplace()
    try place.write(
      People.Definition(mode: "upsert", chunkRows: 20, isSpooled: true).text, to: "pipeline.yaml")
    try place.write(Packed.zip([Packed("so.csv", People.csv(count: 100))]), to: "in/a.zip")
    let result = try await Command(
      Product.sohoa,
      [
        "drill", place.file("pipeline.yaml"), "--database", database, "--windows", "10",
        "--instants", "4", "--restart", server.restartCommand, "--json",
      ]
    ).run(timeout: 900)
    #expect(result.status == 0, "\(result)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(report["passed"] as? Bool == true)
    let trials = objects(report["trials"])
    #expect(trials.count == 10 + 4 * 6)
    var kills: [String: Int] = [:]
    for trial in trials {
      kills[trial["kind"] as? String ?? "", default: 0] += trial["kills"] as? Int ?? 0
      #expect((trial["differences"] as? [String: Int])?.isEmpty == true, "\(trial)")
    }
    for kind in ["begun", "written", "committed"] { #expect(kills[kind] ?? 0 > 2, "\(kills)") }
    // Whether a run is still there at a random instant, the machine's pace decides.
    for kind in ["endings", "bytes", "restarts"] {
      #expect(kills[kind] ?? 0 > 0, "\(kind): \(kills)")
    }
    // Every run comes to every commit.
    #expect(kills["commit"] == 4 && kills["answer"] == 4, "\(kills)")
    // The named database is not touched, and nothing of the drill stays.
    let connection = try Connection(url: database)
    #expect(try connection.integer("SELECT to_regnamespace('sohoa') IS NULL") == 1)
    #expect(
      try connection.integer("SELECT count(*) FROM pg_database WHERE datname LIKE 'sohoa_drill_%'")
        == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.file(".sohoa")) == [])
  }
}
