import Columnar
import Dataflow
import TestSupport
import Testing

@testable import Loading

/// What only PostgreSQL has: types of its own, long names, tables that were there before.
@Suite(.temporaryDirectory, .needsServer) struct PostgreSQLTableTests {
  private func onServer(_ body: () throws -> Void) throws {
    let url = try PostgreSQLServer.shared.get().makeDatabase()
    try TestDatabase.$kind.withValue(.postgreSQL) {
      try TestDatabase.$url.withValue(url) { try body() }
    }
  }

  @Test("Each type of column becomes the server's own, with the same values")
  func types() throws {
    try onServer {
      let types: [ColumnType] = [.text, .integer, .number, .decimal, .boolean, .date]
      let columns = ["a", "i", "n", "x", "d", "t"]
      let table = SinkFixture.table(
        "t", columns, types: [.text, .integer, .number, .decimal, .boolean, .date])
      let fixture = try SinkFixture(table)
      try fixture.begin("u1")
      try fixture.load([
        ["k1", "-9223372036854775808", "0.1", "-12345678901234567890.00012", "true", "0001-01-01"],
        ["k2", "7", "-1e300", "0.5", "false", "9999-12-31"],
        ["k3", nil, nil, nil, nil, nil], ["k4", "0", "0", "0", "true", "2000-02-29"],
      ])
      try fixture.end()
      #expect(
        try TestDatabase.query(
          """
          SELECT data_type FROM information_schema.columns WHERE table_name = 't'
          ORDER BY ordinal_position LIMIT 6
          """)
          == ["text", "bigint", "double precision", "numeric", "boolean", "date"])
      #expect(types.count == columns.count)
      #expect(
        try TestDatabase.query("SELECT a, i, n, x, d, t FROM t ORDER BY sohoa_row") == [
          "k1|-9223372036854775808|0.1|-12345678901234567890.00012|t|0001-01-01",
          "k2|7|-1e+300|0.5|f|9999-12-31", "k3|-|-|-|-|-", "k4|0|0|0|t|2000-02-29",
        ])
    }
  }

  @Test("A text that PostgreSQL cannot hold is one reject, its neighbours are loaded")
  func zero() throws {
    try onServer {
      let fixture = try SinkFixture(SinkFixture.table())
      try fixture.begin("u1")
      #expect(
        try fixture.load([["1", "x"], ["2", "a\0b"], ["3", "y"]]).text
          == "read 3, loaded 2, rejected 1")
      #expect(try SinkFixture.rejects() == ["2 rejected E-DATABASE"])
      let reject = try fixture.sink.rejects(matching: RejectFilter(), limit: 1).first
      #expect(reject?.raw == Array("2|a\0b".utf8))
    }
  }

  @Test("A table that an administrator has partitioned is loaded like any other")
  func partitioned() throws {
    try onServer {
      try TestDatabase.execute(
        """
        CREATE TABLE t (a text, b text, sohoa_unit bigint NOT NULL, sohoa_record bigint NOT NULL,
          sohoa_run bigint NOT NULL, sohoa_row bigint NOT NULL) PARTITION BY HASH (a);
        CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1)
        """)
      let fixture = try SinkFixture(SinkFixture.table(mode: .upsert))
      try fixture.begin("u1")
      try fixture.load((1...20).map { ["\($0)", "x"] })
      #expect(
        try fixture.load([["1", "y"], ["2", "x"], ["21", "x"]], chunk: 2, from: 21).text
          == "read 3, loaded 1, updated 1, unchanged 1")
      try fixture.end()
      #expect(try TestDatabase.query("SELECT count(*) FROM t0 WHERE a < 'z'") != ["0"])
      #expect(try fixture.sink.balances(ofRun: 1).allSatisfy(\.closes))
    }
  }

  @Test("A table whose columns are of other types stops the run before it writes")
  func otherTypes() throws {
    try onServer {
      try TestDatabase.execute(
        """
        CREATE TABLE t (a text, b integer, sohoa_unit bigint NOT NULL,
          sohoa_record bigint NOT NULL, sohoa_run bigint NOT NULL, sohoa_row bigint NOT NULL)
        """)
      let fixture = try SinkFixture(SinkFixture.table())
      #expect(code { try fixture.begin("u1") } == "SH6201")
    }
  }

  @Test("Names up to the server's limit are taken, with keys and indexes, and longer ones refused")
  func names() throws {
    try onServer {
      let name = String(repeating: "n", count: 63)
      let fixture = try SinkFixture(
        SinkFixture.table(name, [name, "b"], mode: .upsert, key: [name], unique: [["b"]]))
      try fixture.begin("u1")
      try fixture.load([["1", "x"], ["1", "y"]])
      try fixture.end()
      try fixture.begin("u2")
      #expect(try fixture.load([["1", "z"]], unit: 2).text == "read 1, updated 1")
      let long = try SinkFixture(SinkFixture.table("t", [name + "n"], key: []))
      #expect(code { try long.begin("u3") } == "SH6206")
    }
  }

  @Test("Two pipelines load one table in turn, and its rows are numbered one after the other")
  func twoPipelines() throws {
    try onServer {
      let first = try SinkFixture(SinkFixture.table(key: []))
      let second = try SinkFixture(SinkFixture.table(key: []), pipeline: "q")
      try first.begin("u1")
      try second.begin("v1")
      try first.load([["1", "p"]])
      try second.load([["2", "q"]], unit: 2)
      try first.load([["3", "p"]], chunk: 2, from: 2)
      try second.end()
      try first.end()
      #expect(
        try TestDatabase.query("SELECT a, b, sohoa_row FROM t ORDER BY sohoa_row")
          == ["1|p|1", "2|q|2", "3|p|3"])
      #expect(try first.sink.balances(ofRun: 1).allSatisfy(\.closes))
      #expect(try first.sink.balances(ofRun: 2).allSatisfy(\.closes))
    }
  }

  @Test("A table that one pipeline is filling for the first time is not opened to another")
  func fillingTable() throws {
    try onServer {
      let first = try SinkFixture(SinkFixture.table())
      try first.begin("u1")
      let second = try SinkFixture(SinkFixture.table(), pipeline: "q")
      #expect(code { try second.begin("v1") } == "SH6104")
      try first.end()
      try second.begin("v1")
    }
  }

  @Test(
    "A URL is shown without its password, wherever that stands",
    arguments: [
      ("postgres://u:secret@h:5432/d", "postgres://u@h:5432/d"),
      ("postgresql://u@h/d?sslmode=require&password=secret", "postgresql://u@h/d?sslmode=require"),
      ("postgres://h/d?password=secret", "postgres://h/d"),
      ("postgres://u:se/cr@et@h/d", "postgres://u@h/d"),
      ("postgres://h:5432/d?application_name=a@b", "postgres://h:5432/d?application_name=a@b"),
      ("postgres://u@/d?host=/tmp/x", "postgres://u@/d?host=/tmp/x"), ("sqlite:a", "sqlite:a"),
    ])
  func passwords(url: String, shown: String) {
    #expect(Database.name(of: url) == shown)
    #expect(Database.holdsPassword(url) == (url != shown))
  }

  @Test("A refused password is told without it, and not tried again")
  func refused() throws {
    let server = try PostgreSQLServer.shared.get()
    let url = server.url("none", role: "nobody:secret")
    do {
      _ = try Database.open(url, creates: true, surroundings: FakeSurroundings().surroundings)
      Issue.record("a database that is not there was opened")
    } catch let error as Diagnostic {
      #expect(error.code == "SH6005")
      #expect(!error.description.contains("secret"))
    }
  }
}
