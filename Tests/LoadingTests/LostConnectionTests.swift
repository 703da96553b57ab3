import Columnar
import Dataflow
import PostgreSQL
import TestSupport
import Testing

@testable import Loading

/// What happens to a run on PostgreSQL when the connection or the server goes away under it.
@Suite(.temporaryDirectory, .needsServer) struct LostConnectionTests {
  /// Loads two chunks with a doubtful key and a reject, builds the keys and ends the run.
  private func load(_ url: String) throws -> [String] {
    try TestDatabase.$url.withValue(url) {
      let fixture = try SinkFixture(SinkFixture.table(mode: .upsert))
      (fixture.sink as? PostgreSQLSink)?.patience.pause = 10
      try fixture.begin("u1")
      var counts = try fixture.load([["1", "x"], ["2", "y"], ["1", "z"]]).text
      counts += "; " + (try fixture.load([["3", "n"], ["2", "y"]], chunk: 2, from: 4).text)
      try fixture.finish()
      try fixture.end()
      return [counts]
    }
  }

  /// All that must not depend on what happened on the way.
  private func content(_ url: String) throws -> [String] {
    try TestDatabase.$kind.withValue(.postgreSQL) {
      try TestDatabase.$url.withValue(url) {
        try [
          "SELECT a, b, sohoa_unit, sohoa_record, sohoa_run, sohoa_row FROM t ORDER BY sohoa_row",
          """
          SELECT unit, chunk, stage, run, record, read, loaded, updated, unchanged, duplicate,
            rejected, deferred, first_row, last_row, hash FROM sohoa_checkpoint ORDER BY 1, 2, 3
          """,
          "SELECT unit, chunk, \"row\", before FROM sohoa_change ORDER BY change",
          "SELECT run, status, attempts FROM sohoa_run",
          "SELECT state FROM sohoa_table", "SELECT holder FROM sohoa_lease",
        ].flatMap { try TestDatabase.query($0) }
      }
    }
  }

  private func calm(_ server: PostgreSQLServer) throws -> (counts: [String], content: [String]) {
    let url = try server.makeDatabase()
    let counts = try load(url)
    return (counts, try content(url))
  }

  private static let cuts: [CuttingProxy.Cut] =
    (1...6).map { .beforeCommit($0) } + (1...6).map { .beforeAnswer($0) }
    + [2_500, 4_000, 5_000, 6_000, 7_000].map { .after(bytes: $0) }

  @Test("A connection cut anywhere, around every commit too, changes nothing", arguments: cuts)
  func cut(at cut: CuttingProxy.Cut) throws {
    let server = try PostgreSQLServer.shared.get()
    let calm = try calm(server)
    let direct = try server.makeDatabase()
    let proxy = try CuttingProxy(server, cut)
    let name = String(direct.split(separator: "?")[0].split(separator: "/").last ?? "")
    #expect(try load(proxy.url(name)) == calm.counts)
    #expect(try content(direct) == calm.content)
  }

  @Test("What a network swallows is sent again once the session is given up")
  func swallowed() throws {
    let server = try PostgreSQLServer.shared.get()
    let direct = try server.makeDatabase()
    let proxy = try CuttingProxy(server, .stalling(afterBytes: 300_000))
    let name = String(direct.split(separator: "?")[0].split(separator: "/").last ?? "")
    // What is not acknowledged in time ends the session, where otherwise a minute would.
    try TestDatabase.$url.withValue(proxy.url(name) + "&tcp_user_timeout=1500") {
      let fixture = try SinkFixture(SinkFixture.table())
      (fixture.sink as? PostgreSQLSink)?.patience.pause = 10
      try fixture.begin("u1")
      let long = String(repeating: "x", count: 1_000_000)
      #expect(try fixture.load([["1", long], ["2", "y"]]).text == "read 2, loaded 2")
      try fixture.finish()
      try fixture.end()
    }
    #expect(proxy.hasCut)
    let rows = try TestDatabase.$kind.withValue(.postgreSQL) {
      try TestDatabase.$url.withValue(direct) {
        try TestDatabase.query("SELECT a, length(b), sohoa_row FROM t ORDER BY a")
      }
    }
    #expect(rows == ["1|1000000|1", "2|1|2"])
  }

  /// Loads two rows over a proxy, asking after a quarter of a second of silence.
  private func load(
    over proxy: CuttingProxy, _ name: String, freezing: Bool = false
  ) throws -> String {
    try TestDatabase.$url.withValue(proxy.url(name) + "&connect_timeout=2") {
      let fixture = try SinkFixture(SinkFixture.table())
      let sink = try #require(fixture.sink as? PostgreSQLSink)
      sink.patience = Patience(attempts: 2, pause: 1)
      sink.connection.silenceLimit = 250
      try fixture.begin("u1")
      if freezing { proxy.freeze() }
      let counts = try fixture.load([["1", "x"], ["2", "y"]]).text
      try fixture.finish()
      try fixture.end()
      return counts
    }
  }

  @Test(
    "What a server took and does not answer is done again in another session",
    arguments: [4_000, 5_000, 6_000])
  func unanswered(bytes: Int) throws {
    let server = try PostgreSQLServer.shared.get()
    let direct = try server.makeDatabase()
    let proxy = try CuttingProxy(server, .stalling(afterBytes: bytes))
    let name = String(direct.split(separator: "?")[0].split(separator: "/").last ?? "")
    #expect(try load(over: proxy, name) == "read 2, loaded 2")
    #expect(proxy.hasCut)
    let rows = try TestDatabase.$kind.withValue(.postgreSQL) {
      try TestDatabase.$url.withValue(direct) {
        try TestDatabase.query("SELECT a, b, sohoa_row FROM t ORDER BY a")
      }
    }
    #expect(rows == ["1|x|1", "2|y|2"])
  }

  @Test("A server that takes everything and answers to nobody ends the work as unavailable")
  func silent() throws {
    let server = try PostgreSQLServer.shared.get()
    let direct = try server.makeDatabase()
    let proxy = try CuttingProxy(server, .after(bytes: .max))
    let name = String(direct.split(separator: "?")[0].split(separator: "/").last ?? "")
    let error = #expect(throws: Diagnostic.self) {
      try load(over: proxy, name, freezing: true)
    }
    #expect(
      error?.code == "SH6001" && error?.status == .unavailable, "\(String(describing: error))")
  }

  @Test("Long work is waited for, however long nothing is heard")
  func longWork() throws {
    let connection = try Connection(url: try PostgreSQLServer.shared.get().makeDatabase())
    connection.silenceLimit = 100
    #expect(try connection.text("SELECT 'done' FROM pg_sleep(2)") == "done")
    try connection.interrupting(when: { false }) {
      _ = try connection.execute("SELECT pg_sleep(1)")
    }
    #expect(!connection.isLost)
  }

  @Test(
    "A table that another session keeps locked ends the work as unavailable, and is filled later")
  func locked() throws {
    let url = try PostgreSQLServer.shared.get().makeDatabase()
    try TestDatabase.$kind.withValue(.postgreSQL) {
      try TestDatabase.$url.withValue(url) {
        let name = String(url.split(separator: "?")[0].split(separator: "/").last ?? "")
        try TestDatabase.execute("ALTER DATABASE \(name) SET lock_timeout = '100ms'")
        let fixture = try SinkFixture(SinkFixture.table(key: []))
        (fixture.sink as? PostgreSQLSink)?.patience = Patience(attempts: 2, pause: 1)
        try fixture.begin("u1")
        try fixture.load([["1", "x"]])
        let other = try Connection(url: url)
        try other.execute("BEGIN; LOCK TABLE t IN SHARE MODE")
        do {
          try fixture.load([["2", "x"]], chunk: 2, from: 2)
          Issue.record("a locked table took a chunk")
        } catch let error as Diagnostic {
          #expect(error.code == "SH6001" && error.status == .unavailable, "\(error)")
        }
        try other.execute("ROLLBACK")
        #expect(try fixture.load([["2", "x"]], chunk: 2, from: 2).text == "read 1, loaded 1")
        try fixture.finish()
        try fixture.end()
        #expect(try TestDatabase.query("SELECT a FROM t ORDER BY a") == ["1", "2"])
      }
    }
  }

  @Test("A backend that an administrator ends in the middle of a chunk changes nothing")
  func endedBackend() throws {
    let server = try PostgreSQLServer.shared.get()
    let url = try server.makeDatabase()
    try TestDatabase.$kind.withValue(.postgreSQL) {
      try TestDatabase.$url.withValue(url) {
        try TestDatabase.execute(
          """
          CREATE SEQUENCE fuse;
          CREATE TABLE t (a text, b text, sohoa_unit bigint NOT NULL, sohoa_record bigint NOT NULL,
            sohoa_run bigint NOT NULL, sohoa_row bigint NOT NULL);
          CREATE FUNCTION blow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('fuse') IN (2, 5) THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
            RETURN new; END $$;
          CREATE TRIGGER blow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION blow()
          """)
        // A table that was there has its keys from the beginning.
        let fixture = try SinkFixture(SinkFixture.table(mode: .upsert))
        (fixture.sink as? PostgreSQLSink)?.patience.pause = 10
        try fixture.begin("u1")
        #expect(
          try fixture.load([["1", "x"], ["2", "y"], ["1", "z"]]).text
            == "read 3, loaded 2, updated 1")
        #expect(
          try fixture.load([["3", "n"], ["2", "y"]], chunk: 2, from: 4).text
            == "read 2, loaded 1, unchanged 1")
        try fixture.finish()
        try fixture.end()
        #expect(try fixture.sink.balances(ofRun: 1).allSatisfy(\.closes))
        #expect(
          try TestDatabase.query("SELECT a, b, sohoa_row FROM t ORDER BY a")
            == ["1|z|1", "2|y|2", "3|n|3"])
        #expect(try TestDatabase.query("SELECT last_value > 5 FROM fuse") == ["t"])
      }
    }
  }

  @Test("A server that is stopped as by a power cut between two chunks is waited for")
  func restart() throws {
    let server = try PostgreSQLServer()
    defer { server.stop() }
    let calm = try calm(server)
    let url = try server.makeDatabase()
    try TestDatabase.$url.withValue(url) {
      let fixture = try SinkFixture(SinkFixture.table(mode: .upsert))
      try fixture.begin("u1")
      var counts = try fixture.load([["1", "x"], ["2", "y"], ["1", "z"]]).text
      try server.restart()
      counts += "; " + (try fixture.load([["3", "n"], ["2", "y"]], chunk: 2, from: 4).text)
      #expect([counts] == calm.counts)
      try fixture.finish()
      try server.restart()
      try fixture.end()
    }
    #expect(try content(url) == calm.content)
  }

  @Test("A server that stays away ends the work as unavailable, and the run goes on later")
  func away() throws {
    let server = try PostgreSQLServer()
    defer { server.stop() }
    let url = try server.makeDatabase()
    try TestDatabase.$url.withValue(url) {
      let fixture = try SinkFixture(SinkFixture.table())
      (fixture.sink as? PostgreSQLSink)?.patience = Patience(attempts: 2, pause: 1)
      try fixture.begin("u1")
      try fixture.load([["1", "x"]])
      server.stop()
      do {
        try fixture.load([["2", "x"]], chunk: 2, from: 2)
        Issue.record("a server that is away took a chunk")
      } catch let error as Diagnostic {
        #expect(error.code == "SH6001", "\(error)")
        #expect(error.status == .unavailable)
      }
    }
  }

  @Test(
    "What may pass is tried again, what will not is told at once",
    arguments: [("40001", 3), ("40P01", 3), ("42501", 1), ("0A000", 1)])
  func classes(state: String, attempts: Int) throws {
    let url = try PostgreSQLServer.shared.get().makeDatabase()
    try TestDatabase.$kind.withValue(.postgreSQL) {
      try TestDatabase.$url.withValue(url) {
        try TestDatabase.execute(
          """
          CREATE SEQUENCE fuse;
          CREATE TABLE t (a text, b text, sohoa_unit bigint NOT NULL, sohoa_record bigint NOT NULL,
            sohoa_run bigint NOT NULL, sohoa_row bigint NOT NULL);
          CREATE FUNCTION blow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('fuse') < 3 THEN RAISE 'no' USING ERRCODE = '\(state)'; END IF;
            RETURN new; END $$;
          CREATE TRIGGER blow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION blow()
          """)
        let fixture = try SinkFixture(SinkFixture.table(key: []))
        (fixture.sink as? PostgreSQLSink)?.patience.pause = 1
        try fixture.begin("u1")
        if attempts > 1 {
          #expect(try fixture.load([["1", "x"]]).text == "read 1, loaded 1")
        } else {
          #expect(throws: Diagnostic.self) { try fixture.load([["1", "x"]]) }
        }
        #expect(try TestDatabase.query("SELECT last_value FROM fuse") == ["\(attempts)"])
      }
    }
  }
}
