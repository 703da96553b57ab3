import Foundation
import TestSupport
import Testing

/// The command on PostgreSQL does what it does on SQLite, whatever kills it.
@Suite(.needsServer, .temporaryDirectory) struct ServerRunTests {
  /// A trial on a server: its folder, the rows of SQLite, and a database as the run finds it.
  private struct Place {
    var folder: Workplace
    var expected: [String]
    var template: String
    let server: PostgreSQLServer

    init(_ trial: Trial) async throws {
      folder = try await trial.prepare()
      expected = DumpComparison.prepared(try await trial.undisturbed(folder))
      server = try PostgreSQLServer.shared.get()
      template = try server.makeDatabase()
      guard try !trial.earlier().isEmpty else { return }
      for file in try trial.files() {
        try FileManager.default.removeItem(atPath: folder.file("in/" + file.name))
      }
      let outcome = try await run(template).run()
      try #require(outcome.status == 0, "\(outcome.errors)")
      for file in try trial.files() { try folder.write(file.bytes, to: "in/" + file.name) }
    }

    func run(_ database: String) -> Command {
      Command(
        Product.sohoa, ["run", folder.file("pipeline.yaml"), "--database", database, "--quiet"])
    }

    func makeDatabase() throws -> String { try server.makeDatabase(from: template) }

    func check(_ database: String, _ comment: String) throws {
      let lines = try DumpComparison.prepared(ServerDump(database).lines)
      if let difference = DumpComparison.difference(lines, expected) {
        Issue.record("\(comment): \(difference)")
      }
    }
  }

  @Test("The tables and the ledger are those of SQLite, row by row", arguments: Trial.all)
  func sameRows(trial: Trial) async throws {
    let place = try await Place(trial)
    let database = try place.makeDatabase()
    let outcome = try await place.run(database).run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    try place.check(database, "undisturbed")
    let again = try await place.run(database).run()
    #expect(again.status == 0 && again.output.contains("nothing new"), "\(again)")
  }

  @Test(
    "A kill between any two messages to the server changes nothing in the end", .needsTracer,
    arguments: [(Trial.all[1], 3), (Trial.all[3], 5)])
  func kills(trial: Trial, step: Int) async throws {
    let place = try await Place(trial)
    var kills = 0
    for number in stride(from: 12, to: 500, by: step) {
      let database = try place.makeDatabase()
      let outcome = try await place.run(database)
        .traced(["--seccomp-bpf", "-e", "inject=sendto:signal=KILL:when=\(number)"]).run()
      if outcome.status == 0 { break }
      kills += 1
      let resumed = try await place.run(database).run()
      #expect(resumed.status == 0, "killed at message \(number): \(resumed.errors)")
      try place.check(database, "killed at message \(number)")
    }
    #expect(kills >= 8, "only \(kills) kills met the process")
  }

  @Test("A server that is restarted in the middle of a run is waited for")
  func restart() async throws {
    let place = try await Place(Trial.all[1])
    let server = try PostgreSQLServer()
    defer { server.stop() }
    let database = try server.makeDatabase()
    // The run stands still at a message until the server is away and back.
    let running = try place.run(database)
      .traced(["--seccomp-bpf", "-e", "inject=sendto:signal=STOP:when=40"]).start()
    let child = try await running.stoppedChild()
    try server.restart()
    kill(child, SIGCONT)
    let outcome = try await running.wait()
    #expect(outcome.status == 0, "\(outcome.errors)")
    try place.check(database, "restarted")
  }

  @Test("Every verb that reads the ledger reads it from the server")
  func verbs() async throws {
    let place = try await Place(Trial.all[1])
    let database = try place.makeDatabase()
    #expect(try await place.run(database).run().status == 0)
    for verb in [
      ["runs"], ["status"], ["checkpoints", "1"], ["reconcile", "1"], ["rejects", "list"],
      ["rejects", "show", "1"],
    ] {
      var (here, there) = (
        Command(Product.sohoa, verb), Command(Product.sohoa, verb)
      )
      here.arguments += ["--database", "sqlite:" + place.folder.file("calm.sqlite")]
      there.arguments += ["--database", database]
      let (sqlite, server) = (try await here.run(), try await there.run())
      #expect(server.status == 0, "\(verb): \(server.errors)")
      #expect(masked(server.output) == masked(sqlite.output), "\(verb)")
    }
  }

  private func masked(_ text: String) -> String {
    text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "TIME")
  }

  @Test("A password on the command line is refused, and one in the environment never shown")
  func password() async throws {
    let server = try PostgreSQLServer.shared.get()
    let database = try server.makeDatabase()
    let secret = database.replacing("sohoa@", with: "sohoa:geheim@")
    let refused = try await Command(Product.sohoa, ["runs", "--database", secret]).run()
    #expect(refused.status == 64)
    #expect(refused.errors.contains("SH7013") && !refused.errors.contains("geheim"))
    var command = Command(Product.sohoa, ["runs"])
    command.environment = ["SOHOA_DATABASE": secret.replacing(server.directory, with: "/none")]
    let lost = try await command.run()
    #expect(lost.status == 75, "\(lost)")
    #expect(lost.errors.contains("SH6001") && !lost.errors.contains("geheim"))
  }

  @Test("The doctor tells the server's version and what the role lacks")
  func doctor() async throws {
    let server = try PostgreSQLServer.shared.get()
    let database = try server.makeDatabase()
    let well = try await Command(Product.sohoa, ["doctor", "--database", database]).run()
    #expect(well.output.contains("server") && well.output.contains("PostgreSQL "))
    #expect(well.output.contains("the role may make and fill tables"))
  }
}
