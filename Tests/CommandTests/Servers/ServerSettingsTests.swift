import Foundation
import PostgreSQL
import TestSupport
import Testing

/// What libpq takes from service files, password files and the environment leads to the server.
@Suite(.needsServer, .temporaryDirectory) struct ServerSettingsTests {
  /// A database of a role with a password, and the files that lead to it.
  private struct Place {
    let folder: Workplace
    let name: String
    let server: PostgreSQLServer

    init(role: String) throws {
      server = try PostgreSQLServer.shared.get()
      folder = try Workplace()
      let url = try server.makeDatabase()
      name = String(url.split(separator: "?")[0].split(separator: "/").last ?? "")
      let administrator = try Connection(url: url)
      try administrator.execute("CREATE ROLE \(role) LOGIN PASSWORD 'geheim, sehr'")
      try administrator.execute("ALTER DATABASE \(name) OWNER TO \(role)")
      try server.demandPassword(of: role)
      try folder.write(
        "[ho_tich]\nhost=\(server.directory)\ndbname=\(name)\nuser=\(role)\n", to: "services")
      try folder.write("*:*:\(name):\(role):geheim, sehr\n", to: "passwords")
      try folder.write("*:*:\(name):\(role):falsch\n", to: "wrong")
      try folder.write(People.Definition().text, to: "pipeline.yaml")
      try folder.write(People.csv(count: 50), to: "in/a.csv")
      for file in ["passwords", "wrong"] {
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o600], ofItemAtPath: folder.file(file))
      }
    }

    /// Loads with files named in the environment.
    func run(_ database: String, passwords: String) async throws -> Command.Outcome {
      var command = Command(
        Product.sohoa, ["run", folder.file("pipeline.yaml"), "--database", database, "--quiet"])
      command.environment = [
        "PGSERVICEFILE": folder.file("services"), "PGPASSFILE": folder.file(passwords),
      ]
      return try await command.run()
    }
  }

  @Test("A service and a password file lead to the database; a wrong password ends it at once")
  func files() async throws {
    let place = try Place(role: "khoa")
    for passwords in ["wrong", "none"] {
      let refused = try await place.run("postgres://?service=ho_tich", passwords: passwords)
      #expect(refused.status == 74, "\(refused)")
      #expect(refused.errors.contains("SH6005") && !refused.errors.contains("falsch"))
    }
    let loaded = try await place.run("postgres://?service=ho_tich", passwords: "passwords")
    #expect(loaded.status == 0, "\(loaded)")
    #expect(!(loaded.output + loaded.errors).contains("geheim"))
    let again = try await place.run(
      "postgres://khoa@/\(place.name)?host=\(place.server.directory)", passwords: "passwords")
    #expect(again.status == 0 && again.output.contains("nothing new"), "\(again)")
  }

  @Test("Encryption that is demanded of a server without any is refused at once")
  func encryption() async throws {
    let server = try PostgreSQLServer.shared.get()
    let proxy = try CuttingProxy(server, .after(bytes: .max))
    let url = proxy.url("postgres").replacing("sslmode=disable", with: "sslmode=require")
    let refused = try await Command(Product.sohoa, ["runs", "--database", url]).run()
    #expect(refused.status == 74 && refused.errors.contains("SH6005"), "\(refused)")
  }
}
