import Foundation
import PostgreSQL
import TestSupport
import Testing

/// Sessions over a network are encrypted where that is asked for, with the right server only.
@Suite(.needsServer, .temporaryDirectory) struct ServerEncryptionTests {
  @Test(
    "An encrypted session loads; a wrong authority, a wrong name and none at all are told apart")
  func encryption() async throws {
    let server = try PostgreSQLServer()
    defer { server.stop() }
    let port = try server.encrypt()
    let local = server.url("postgres") + "&port=\(port)"
    try Connection(url: local).execute("CREATE ROLE certified LOGIN SUPERUSER")
    let place = try Workplace()
    try place.write(People.Definition().text, to: "pipeline.yaml")
    try place.write(People.csv(count: 50), to: "in/a.csv")
    func url(_ host: String, _ mode: String, root: String = "root", role: String = "sohoa")
      -> String
    {
      "postgres://\(role)@\(host):\(port)/postgres?sslmode=\(mode)"
        + "&sslrootcert=\(server.directory)/\(root).crt"
    }
    func run(_ url: String, _ environment: [String: String] = [:]) async throws -> Command.Outcome {
      var command = place.sohoa("run", "--quiet", database: url)
      command.environment = environment
      return try await command.run()
    }
    // The server lets in over the network who encrypts, and nobody else.
    let plain = try await run(url("localhost", "disable"))
    #expect(plain.status == 74 && plain.errors.contains("SH6005"), "\(plain)")
    let refusals = [
      (url("localhost", "verify-full", root: "other"), "certificate verify failed"),
      (url("127.0.0.1", "verify-full"), "does not match host name \"127.0.0.1\""),
      (url("localhost", "verify-full", root: "none"), "none.crt\" does not exist"),
      (url("localhost", "verify-full", role: "certified"), "certificate"),
    ]
    for (url, part) in refusals {
      let refused = try await run(url)
      #expect(refused.status == 74, "\(refused)")
      #expect(refused.errors.contains(part), "\(refused.errors)")
      #expect(refused.errors.hasPrefix("error SH600"), "\(refused.errors)")
    }
    #expect(
      try await run(refusals[0].0).errors.hasPrefix("error SH6006: cannot open the database "))
    for mode in ["require", "verify-full"] {
      let session = try Connection(url: url("localhost", mode))
      let answer = try session.query(
        "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
      #expect(answer.first?.string(at: 0) == "t" && session.isEncrypted)
      #expect(answer.first?.string(at: 1)?.hasPrefix("TLSv1.") == true)
    }
    let loaded = try await run(url("localhost", "verify-full"))
    #expect(loaded.status == 0, "\(loaded.errors)")
    let doctor = try await Command(
      Product.sohoa, ["doctor", "--database", url("localhost", "verify-full")]
    ).run()
    #expect(doctor.output.contains("encrypted") && !doctor.output.contains("not encrypted"))
    // A role that comes in by certificate.
    let keys = ["PGSSLCERT": "certified.crt", "PGSSLKEY": "certified.key"]
    let again = try await run(
      url("localhost", "verify-full", role: "certified"),
      keys.mapValues { server.directory + "/" + $0 })
    #expect(again.status == 0 && again.output.contains("nothing new"), "\(again)")
  }
}
