import Columnar
import Dataflow
import Loading
import TestSupport
import Testing

@Suite(.temporaryDirectory, .onEachDatabase) struct UniqueKeyTests {
  private static func columns(_ mode: TargetTable.Mode) -> TargetTable {
    SinkFixture.table("t", ["a", "b", "c"], mode: mode, unique: [["b"], ["c"]])
  }

  @Test("A first load refuses a row by every key it shares, naming the key's rule and column")
  func firstLoad() throws {
    let fixture = try SinkFixture(Self.columns(.append))
    try fixture.begin("u1")
    let counts = try fixture.load([
      ["1", "x", "p"], ["2", "y", "q"], ["3", "x", "q"], ["1", "x", "p"], ["1", "z", "q"],
      ["4", nil, nil], ["5", nil, nil],
    ])
    #expect(counts.text == "read 7, loaded 4, deferred 3")
    #expect(try fixture.end().text == "duplicate 1, rejected 2, deferred -3")
    #expect(
      try SinkFixture.rejects() == [
        "3 rejected E-SECOND b;E-SECOND c", "4 duplicate I-KEY-SAME a",
        "5 rejected E-KEY-DUP a;E-SECOND c",
      ])
    #expect(try fixture.sink.balances(ofRun: 1).allSatisfy(\.closes))
  }

  @Test("A later load decides the same rows the same way")
  func laterLoad() throws {
    let fixture = try SinkFixture(Self.columns(.append))
    try fixture.begin("u1")
    try fixture.end()
    try fixture.begin("u2")
    let counts = try fixture.load([
      ["1", "x", "p"], ["2", "y", "q"], ["3", "x", "q"], ["1", "x", "p"], ["1", "z", "q"],
      ["4", nil, nil], ["5", nil, nil],
    ])
    #expect(counts.text == "read 7, loaded 4, duplicate 1, rejected 2")
    #expect(
      try SinkFixture.rejects() == [
        "3 rejected E-SECOND b;E-SECOND c", "4 duplicate I-KEY-SAME a",
        "5 rejected E-KEY-DUP a;E-SECOND c",
      ])
  }

  /// Rows 1 to 3 are there; what follows depends on the order, and on nothing else.
  private static let script = [
    ["1", "x", "p"], ["2", "y", "q"], ["3", "z", "r"],
    ["1", "u", "p"],  // gives up x
    ["4", "x", "s"],  // takes it
    ["5", "y", "t"],  // y is still taken
    ["2", "v", "q"],  // gives up y
    ["6", "y", "t"],  // takes it
    ["3", "u", "r"],  // u is taken by 1
    ["3", "z", "p"],  // p is taken by 1
    ["1", "u", "p"],  // the same again
  ]

  @Test(
    "An upsert merges by the main key and refuses by the others, whatever the chunks",
    arguments: [1, 2, 3, 4, 5, 8, 11], [true, false])
  func upsert(size: Int, isFirst: Bool) throws {
    let fixture = try SinkFixture(Self.columns(.upsert))
    try fixture.begin("u1")
    if !isFirst {
      try fixture.end()
      try fixture.begin("u2")
    }
    var total = Counts()
    for (index, start) in stride(from: 0, to: Self.script.count, by: size).enumerated() {
      let rows = Array(Self.script[start..<min(start + size, Self.script.count)])
      total += try fixture.load(rows, chunk: Int64(index + 1), from: Int64(start + 1))
    }
    total += try fixture.end()
    #expect(total.text == "read 11, loaded 5, updated 2, unchanged 1, rejected 3")
    #expect(
      try SinkFixture.query("SELECT a, b, c, sohoa_record FROM t ORDER BY a") == [
        "1|u|p|4", "2|v|q|7", "3|z|r|3", "4|x|s|5", "6|y|t|8",
      ])
    #expect(
      try SinkFixture.rejects() == [
        "6 rejected E-SECOND b", "9 rejected E-SECOND b", "10 rejected E-SECOND c",
      ])
    #expect(try fixture.sink.balances(ofRun: 1).allSatisfy(\.closes))
  }

  @Test("A unit taken out gives back values that its own rows took over")
  func removal() throws {
    let fixture = try SinkFixture(Self.columns(.upsert))
    try fixture.begin("u1")
    try fixture.load([["1", "x", "p"], ["2", "y", "q"]])
    try fixture.end()
    let before = try SinkFixture.query("SELECT rowid, * FROM t ORDER BY rowid")
    try fixture.begin("u2")
    try fixture.load([["1", "u", "p"], ["4", "x", "s"], ["2", "x", "q"]], unit: 2)
    try fixture.sink.refuse(
      unit: 2, identity: SinkFixture.unit("u2"), status: .rejected, reason: "damaged")
    #expect(try SinkFixture.query("SELECT rowid, * FROM t ORDER BY rowid") == before)
    #expect(try SinkFixture.query("SELECT count(*) FROM sohoa_change") == ["0"])
    #expect(try SinkFixture.rejects() == [])
    #expect(try fixture.sink.units(of: "p").map(\.status) == [.loading, .rejected])
  }
}
