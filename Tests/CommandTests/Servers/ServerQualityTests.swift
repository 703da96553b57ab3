import Foundation
import PostgreSQL
import TestSupport
import Testing

/// The verbs of QA on PostgreSQL do what they do on SQLite, and do it once, whatever becomes of the
/// connection around a commit.
@Suite(.needsServer, .temporaryDirectory) struct ServerQualityTests {
  /// A register with rejects in a database that trials are copied from.
  private struct Place {
    let register: RefusedRegister
    let server: PostgreSQLServer
    var template: String

    init() async throws {
      register = try RefusedRegister(mode: "upsert")
      server = try PostgreSQLServer.shared.get()
      template = try server.makeDatabase()
      try await register.load(database: template)
      var file = try await register.export(database: template)
      RefusedRegister.correct(&file)
      try register.place.write(file.csv(), to: "back.csv")
    }

    /// A verb, as it is called on a database.
    func command(_ verb: String, _ database: String) -> Command {
      switch verb {
      case "import": register.importing("back.csv", database: database)
      case "replay": register.replaying(database: database)
      case "rerun":
        register.place.sohoa("rerun", "--unit", "so.csv", "--by", "Lan", database: database)
      case "discard":
        register.place.ledger(
          "rejects", "discard", "4", "5", "--reason", "mờ", "--by", "Lan", database: database)
      default:
        register.place.ledger(
          "rejects", "export", "-o", register.place.file("other.csv"), "--by", "Lan",
          database: database)
      }
    }

    func dump(_ database: String) throws -> [String] {
      let audit = try TestDatabase.query(
        "SELECT who, verb, run, detail FROM sohoa_audit WHERE verb <> 'run' ORDER BY entry",
        of: database, null: "NULL")
      return DumpComparison.prepared(try ServerDump(database).lines) + audit
    }
  }

  @Test("Tables, ledger and audit are those of SQLite, row by row")
  func sameRows() async throws {
    let place = try await Place()
    try await place.register.load(database: "out.sqlite")
    _ = try await place.register.export(database: "out.sqlite")
    let database = try place.server.makeDatabase(from: place.template)
    for verb in ["import", "discard", "replay"] {
      for database in [database, "out.sqlite"] {
        let outcome = try await place.command(verb, database).run()
        try #require(outcome.status == 0, "\(verb): \(outcome.errors)")
      }
    }
    let lines = DumpComparison.prepared(try ServerDump(database).lines)
    let expected = DumpComparison.prepared(try place.register.place.dump())
    if let difference = DumpComparison.difference(lines, expected) { Issue.record("\(difference)") }
    let audit = "SELECT verb, run, detail FROM sohoa_audit ORDER BY entry"
    #expect(
      try TestDatabase.query(audit, of: database, null: "NULL")
        == place.register.place.rows(audit))
  }

  @Test(
    "A connection cut before a commit or before its answer changes nothing",
    arguments: [("export", 1), ("import", 1), ("discard", 1), ("replay", 3), ("rerun", 5)])
  func cut(verb: String, commits: Int) async throws {
    let place = try await Place()
    if verb == "replay" {
      #expect(try await place.command("import", place.template).run().status == 0)
    }
    let calm = try place.server.makeDatabase(from: place.template)
    let outcome = try await place.command(verb, calm).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    let expected = try place.dump(calm)
    for number in 1...commits {
      for cut in [CuttingProxy.Cut.beforeCommit(number), .beforeAnswer(number)] {
        let database = try place.server.makeDatabase(from: place.template)
        let proxy = try CuttingProxy(place.server, cut)
        let name = String(database.split(separator: "?")[0].split(separator: "/").last ?? "")
        let outcome = try await place.command(verb, proxy.url(name)).run()
        #expect(outcome.status == 0, "\(cut): \(outcome.errors)")
        #expect(proxy.hasCut, "\(cut) is not met")
        expectSame(try place.dump(database), expected, "\(verb), \(cut)")
      }
    }
  }

  @Test(
    "A kill between any two messages of an import, a replay or a rerun changes nothing in the end",
    .needsTracer, arguments: [("import", 1), ("replay", 2), ("rerun", 4)])
  func kills(verb: String, step: Int) async throws {
    let place = try await Place()
    if verb == "replay" {
      #expect(try await place.command("import", place.template).run().status == 0)
    }
    let calm = try place.server.makeDatabase(from: place.template)
    #expect(try await place.command(verb, calm).run().status == 0)
    // By which attempt the run ended depends on the kill.
    func dump(_ database: String) throws -> [String] {
      try place.dump(database).filter { !$0.contains("|attempt ") }
    }
    let expected = try dump(calm)
    var kills = 0
    for number in stride(from: 4, to: 500, by: step) {
      let database = try place.server.makeDatabase(from: place.template)
      let outcome = try await place.command(verb, database)
        .traced(["--seccomp-bpf", "-e", "inject=sendto:signal=KILL:when=\(number)"]).run()
      if outcome.status == 0 { break }
      kills += 1
      // What was done before the kill is not to be done again.
      let last = try TestDatabase.query(
        "SELECT kind, status FROM sohoa_run ORDER BY run DESC", of: database, null: "NULL")[0]
      if !["replay|done", "rerun|done"].contains(last) {
        let again = try await place.command(verb, database).run()
        #expect(again.status == 0, "killed at message \(number): \(again.errors)")
      }
      expectSame(try dump(database), expected, "\(verb), killed at message \(number)")
    }
    #expect(kills >= 5, "only \(kills) kills met the process")
  }
}
