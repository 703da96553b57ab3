import Columnar
import Dataflow
import Loading
import TestSupport
import Testing

@Suite(.temporaryDirectory, .onEachDatabase) struct KeyTests {
  @Test("A first load holds back a key seen before and settles it when the index is built")
  func firstLoad() throws {
    let fixture = try SinkFixture(SinkFixture.table())
    try fixture.begin("u1", "u2")
    #expect(
      try fixture.load([["1", "x"], ["2", "y"], ["1", "x"]]).text == "read 3, loaded 2, deferred 1")
    #expect(
      try fixture.load([["2", "z"], ["3", nil]], unit: 2).text == "read 2, loaded 1, deferred 1")
    #expect(try fixture.end().text == "duplicate 1, rejected 1, deferred -2")
    #expect(
      try SinkFixture.query("SELECT a, b, sohoa_unit, sohoa_record, sohoa_run FROM t ORDER BY a")
        == ["1|x|1|1|1", "2|y|1|2|1", "3|-|2|2|1"])
    #expect(
      try SinkFixture.rejects() == ["3 duplicate I-KEY-SAME a", "1 rejected E-KEY-DUP a"])
    #expect(
      try SinkFixture.query("SELECT \(TestDatabase.text("raw")) FROM sohoa_reject ORDER BY unit")
        == ["1|x", "2|z"])
    let balances = try fixture.sink.balances(ofRun: 1)
    #expect(balances.map(\.closes) == [true, true])
    #expect(
      balances.map(\.counts.text) == [
        "read 3, loaded 2, duplicate 1", "read 2, loaded 1, rejected 1",
      ])
  }

  @Test("A later load tells duplicates, conflicts and new rows apart, within a chunk too")
  func laterAppend() throws {
    let fixture = try SinkFixture(SinkFixture.table())
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["2", "y"]])
    try fixture.finish()
    try fixture.end()
    try fixture.begin("u2")
    let counts = try fixture.load(
      [["1", "x"], ["2", "z"], ["3", "n"], ["3", "n"], ["3", "m"], [nil, "q"], [nil, "q"]], unit: 2)
    #expect(counts.text == "read 7, loaded 3, duplicate 2, rejected 2")
    #expect(try fixture.end().text == "")
    #expect(
      try SinkFixture.query("SELECT a, b FROM t ORDER BY rowid")
        == ["1|x", "2|y", "3|n", "-|q", "-|q"])
    #expect(
      try SinkFixture.rejects() == [
        "1 duplicate I-KEY-SAME a", "2 rejected E-KEY-DUP a", "4 duplicate I-KEY-SAME a",
        "5 rejected E-KEY-DUP a",
      ])
    #expect(try fixture.sink.balances(ofRun: 2).allSatisfy(\.closes))
  }

  @Test("An upsert tells loaded, updated and unchanged apart, deferred rows too")
  func upsert() throws {
    let fixture = try SinkFixture(SinkFixture.table(mode: .upsert))
    try fixture.begin("u1")
    #expect(
      try fixture.load([["1", "x"], ["1", "x"], ["1", "y"], ["2", "p"]]).text
        == "read 4, loaded 2, deferred 2")
    #expect(try fixture.end().text == "updated 1, unchanged 1, deferred -2")
    try fixture.begin("u2")
    #expect(
      try fixture.load([["1", "y"], ["2", "q"], ["2", "r"], ["3", "s"]], unit: 2).text
        == "read 4, loaded 1, updated 2, unchanged 1")
    try fixture.end()
    #expect(
      try SinkFixture.query("SELECT a, b, sohoa_unit, sohoa_record FROM t ORDER BY a")
        == ["1|y|1|3", "2|r|2|3", "3|s|2|4"])
    #expect(
      try SinkFixture.query("SELECT unit, before FROM sohoa_change ORDER BY change").count == 3)
    #expect(try fixture.sink.balances(ofRun: 2).allSatisfy(\.closes))
  }

  @Test("A new run in replace mode removes the rows of earlier runs; a resumed one does not")
  func replace() throws {
    let fixture = try SinkFixture(SinkFixture.table(mode: .replace))
    try fixture.begin("u1")
    try fixture.load([["1", "x"]])
    try fixture.end()
    try fixture.begin("u2")
    try fixture.load([["1", "y"]], unit: 2)
    try fixture.sink.end(.stopped)
    try fixture.begin()
    #expect(try fixture.load([["1", "z"], ["2", "z"]], unit: 2, chunk: 2).deferred == 1)
    try fixture.end()
    #expect(try SinkFixture.query("SELECT a, b FROM t ORDER BY a") == ["1|y", "2|z"])
    // The first run's row is gone, and the rowid it had belongs to another run's row now.
    let first = try fixture.sink.balances(ofRun: 1)
    #expect(first.map(\.rowsInTable) == [0] && first.map(\.rowsReplaced) == [1])
    #expect(first.map(\.closes) == [true])
    let second = try fixture.sink.balances(ofRun: 2)
    #expect(second.map(\.rowsInTable) == [2] && second.map(\.rowsReplaced) == [0])
    #expect(second.map(\.closes) == [true])
  }

  @Test("Rows that wait are remembered over a restart, with the keys they may take")
  func resume() throws {
    let fixture = try SinkFixture(SinkFixture.table(unique: [["b"]]))
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["1", "y"]])
    try fixture.sink.end(.stopped)
    let other = try SinkFixture(SinkFixture.table(unique: [["b"]]))
    #expect(try other.begin().attempts == 2)
    // Row 2 waits and may yet take the value y.
    #expect(try other.load([["3", "y"]], chunk: 2, from: 3).text == "read 1, deferred 1")
    #expect(try other.end().text == "loaded 1, rejected 1, deferred -2")
    #expect(try SinkFixture.query("SELECT a, b FROM t ORDER BY a") == ["1|x", "3|y"])
    #expect(try other.sink.balances(ofRun: 1).allSatisfy(\.closes))
  }

  @Test(
    "Numbers, booleans and integers are keys by value, also after a restart",
    arguments: [
      (ColumnType.number, ["1.5", "-0", "1e2"], ["0", "100", "1.50"]),
      (.boolean, ["true", "false"], ["false", "true"]),
      (.integer, ["7", "-9223372036854775808"], ["-9223372036854775808", "7"]),
    ])
  func numbers(type: ColumnType, first: [String], second: [String]) throws {
    let fixture = try SinkFixture(SinkFixture.table("t", ["a"], types: [type]))
    try fixture.begin("u1")
    #expect(try fixture.load(first.map { [$0] }).loaded == first.count)
    try fixture.sink.end(.stopped)
    let other = try SinkFixture(SinkFixture.table("t", ["a"], types: [type]))
    try other.begin()
    #expect(try other.load(second.map { [$0] }, chunk: 2, from: 9).deferred == second.count)
    #expect(try other.end().duplicate == second.count)
  }

  @Test("A changed key is built over the rows that are there, or refused")
  func changedKey() throws {
    let fixture = try SinkFixture(SinkFixture.table())
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["2", "x"]])
    try fixture.end()
    fixture.tables = [SinkFixture.table(key: ["b"])]
    #expect(throws: Diagnostic.self) { try fixture.begin("u2") }
    fixture.tables = [SinkFixture.table(key: ["a", "b"])]
    try fixture.begin("u2")
    #expect(
      try fixture.load([["1", "y"], ["1", "x"]], unit: 2).text == "read 2, loaded 1, duplicate 1")
  }

  @Test("Finishing the tables twice changes nothing")
  func finishTwice() throws {
    let fixture = try SinkFixture(SinkFixture.table())
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["1", "x"]])
    #expect(try fixture.sink.finishTables().text == "duplicate 1, deferred -1")
    #expect(try fixture.sink.finishTables().text == "")
    #expect(try fixture.load([["1", "x"]], chunk: 2, from: 3).text == "read 1, duplicate 1")
  }
}
