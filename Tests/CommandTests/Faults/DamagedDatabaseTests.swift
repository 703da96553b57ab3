import Foundation
import SQLite
import TestSupport
import Testing

/// A database that is not what the last run left: older, held open by a reader, or damaged.
@Suite(.temporaryDirectory) struct DamagedDatabaseTests {
  @Test(
    "A database restored from a backup is brought up to date by the next run",
    .onEachDatabase, arguments: [3, 5])
  func backup(transaction: Int) async throws {
    let place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    try place.write(
      People.Definition(mode: "upsert", chunkRows: 70).text, to: "pipeline.yaml")
    try place.write(Packed.zip([Packed("so.csv", People.csv(count: 400))]), to: "in/a.zip")
    let isServer = TestDatabase.kind == .postgreSQL
    func copy(_ source: String, as name: String) throws -> String {
      if isServer { return try PostgreSQLServer.shared.get().makeDatabase(from: source) }
      try FileManager.default.copyItem(atPath: place.file(source), toPath: place.file(name))
      return name
    }
    func dump(_ database: String) throws -> [String] {
      try isServer
        ? DumpComparison.prepared(ServerDump(database).lines) : place.dump(database)
    }
    let empty = isServer ? try PostgreSQLServer.shared.get().makeDatabase() : "calm.sqlite"
    #expect(try await place.sohoa("run", "--quiet", database: empty).run().status == 0)
    let expected = try dump(empty)
    let database = isServer ? TestDatabase.url : "out.sqlite"
    let killed = try await place.sohoa(
      "run", "--quiet", "--die-at", "committed:\(transaction)", database: database
    ).run()
    #expect(killed.signal == SIGKILL)
    if !isServer {
      // As a backup is made: the log folded into the file.
      try Connection(path: place.file(database), mode: .readWrite).execute(
        "PRAGMA wal_checkpoint(TRUNCATE)")
    } else {
      try await sessionsEnd(in: database)
    }
    let backup = try copy(database, as: "backup.sqlite")
    #expect(try await place.sohoa("run", "--quiet", database: database).run().status == 0)
    let again = try await place.sohoa("run", "--quiet", database: backup).run()
    #expect(again.status == 0, "\(again.errors)")
    expectSame(try dump(backup), expected, "restored after transaction \(transaction)")
  }

  /// Waits until the sessions of a killed process are gone, so that the database can be copied.
  private func sessionsEnd(in url: String) async throws {
    let name = url.split(separator: "?")[0].split(separator: "/").last ?? ""
    let server = try PostgreSQLServer.shared.get().url("postgres")
    for _ in 0..<200 {
      let open = try TestDatabase.query(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = '\(name)'", of: server, null: "-")
      if open == ["0"] { return }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  @Test("A reader that stays in the middle of a table does not stop a run")
  func longReader() async throws {
    let trial = Trial.all[2]
    let place = try await trial.prepare()
    let expected = try await trial.undisturbed(place)
    try trial.restore(place)
    let reader = try Connection(path: place.file("out.sqlite"), mode: .readOnly)
    let statement = try reader.prepare("SELECT ten FROM nguoi")
    #expect(try statement.step())
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    var rows = 1
    while try statement.step() { rows += 1 }
    let before = try place.rows(
      "SELECT count(*) FROM nguoi", database: "earlier.sqlite")
    #expect(before == ["\(rows)"], "the reader sees what was there when it began")
    expectSame(try place.dump(), expected, "beside a reader")
  }

  @Test("Pages that were overwritten are told as damage, by every verb that meets them")
  func damage() async throws {
    let trial = Trial.all[2]
    let place = try await trial.prepare()
    try trial.restore(place)
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: place.file("out.sqlite")))
    let size = try file.seekToEnd()
    // All but the first page, which tells that it is a database.
    try file.seek(toOffset: 32_768)
    try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size) - 32_768))
    try file.close()
    for command in [place.sohoa("run", "--quiet"), place.ledger("runs"), place.ledger("reconcile")]
    {
      let outcome = try await command.run()
      #expect(outcome.status == 74, "\(outcome)")
      #expect(outcome.errors.contains("SH6004"), "\(outcome.errors)")
    }
  }
}
