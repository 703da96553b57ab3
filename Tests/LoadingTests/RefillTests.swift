import Columnar
import Dataflow
import TestSupport
import Testing

@testable import Loading

@Suite(.temporaryDirectory, .onEachDatabase) struct RefillTests {
  private static let both = ["sohoa_key_of_t_on_a", "sohoa_key_of_t_on_b"]

  /// The names of the key indexes.
  private static func keyIndexes() throws -> [String] {
    try SinkFixture.query(TestDatabase.names(of: "index", like: "sohoa_key_of"))
  }

  /// A table of the rows 1 to 3, and a run that has merged three chunks of new rows.
  private func begin(_ mode: TargetTable.Mode, size: Int64 = 10_000) throws -> SinkFixture {
    let fixture = try SinkFixture(SinkFixture.table(mode: mode, unique: [["b"]]))
    (fixture.sink as? SQLiteSink)?.refillPolicy.rows = 100
    (fixture.sink as? PostgreSQLSink)?.refillPolicy.rows = 100
    fixture.unitSize = size
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["2", "y"], ["3", "z"]])
    try fixture.finish()
    try fixture.end()
    try fixture.begin("u2")
    for number in 1...3 {
      try fixture.load(
        [["n\(number)", "v\(number)"]], unit: 2, chunk: Int64(number), from: Int64(number))
    }
    #expect(try Self.keyIndexes() == Self.both)
    return fixture
  }

  /// Chunk 4 of the run: a new row, the same as one there, a changed one, one whose value is taken.
  private static let rows = [["n4", "v4"], ["1", "x"], ["2", "w"], ["n5", "x"], ["n6", "y"]]

  @Test(
    "A large delivery of new rows takes the keys away and gives them back, with the same outcome",
    arguments: [
      (TargetTable.Mode.append, "duplicate 1, rejected 3, deferred -4"),
      (.upsert, "loaded 1, updated 1, unchanged 1, rejected 1, deferred -4"),
    ])
  func refill(mode: TargetTable.Mode, expected: String) throws {
    let fixture = try begin(mode)
    #expect(
      try fixture.load(Self.rows, unit: 2, chunk: 4, from: 4).text == "read 5, loaded 1, deferred 4"
    )
    #expect(try Self.keyIndexes() == [])
    #expect(try fixture.end().text == expected)
    #expect(try Self.keyIndexes() == Self.both)
    #expect(
      try SinkFixture.query("SELECT a, b FROM t ORDER BY a")
        == (mode == .append
          ? ["1|x", "2|y", "3|z", "n1|v1", "n2|v2", "n3|v3", "n4|v4"]
          : ["1|x", "2|w", "3|z", "n1|v1", "n2|v2", "n3|v3", "n4|v4", "n6|y"]))
    #expect(try fixture.sink.balances(ofRun: 2).allSatisfy(\.closes))
  }

  @Test("A small delivery leaves the keys in place")
  func small() throws {
    let fixture = try begin(.append, size: 1000)
    try fixture.load(Self.rows, unit: 2, chunk: 4, from: 4)
    #expect(try Self.keyIndexes() == Self.both)
  }

  @Test("A process that takes over goes on without keys, and a unit taken out leaves no trace")
  func resume() throws {
    let first = try begin(.upsert)
    try first.load(Self.rows, unit: 2, chunk: 4, from: 4)
    try first.sink.end(.stopped)
    let second = try SinkFixture(SinkFixture.table(mode: .upsert, unique: [["b"]]))
    #expect(try second.begin().attempts == 2)
    #expect(
      try second.load([["3", "z"], ["n7", "v7"]], unit: 2, chunk: 5, from: 9).text
        == "read 2, loaded 1, deferred 1")
    try second.sink.refuse(
      unit: 2, identity: SinkFixture.unit("u2"), status: .rejected, reason: "damaged")
    #expect(try second.end().text == "")
    #expect(try SinkFixture.query("SELECT a, b FROM t ORDER BY a") == ["1|x", "2|y", "3|z"])
    #expect(try Self.keyIndexes() == Self.both)
  }

  @Test("A commit that fails after the keys were taken away leaves them in place")
  func failure() throws {
    let fixture = try begin(.append)
    // The same checkpoint again: the ledger refuses it.
    #expect(throws: Diagnostic.self) {
      try fixture.load([["n9", "v9"]], unit: 2, chunk: 3, from: 9)
    }
    #expect(try Self.keyIndexes() == Self.both)
    try fixture.load([["1", "x"]], unit: 2, chunk: 4, from: 4)
    #expect(try fixture.end().text.contains("duplicate 1"))
  }
}
