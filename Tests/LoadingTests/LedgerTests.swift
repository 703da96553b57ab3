import Columnar
import Dataflow
import Loading
import Synchronization
import TestSupport
import Testing

@Suite(.temporaryDirectory, .onEachDatabase) struct LedgerTests {
  @Test("A lease keeps others out until it runs out or its holder is gone")
  func lease() throws {
    let fake = FakeSurroundings()
    let first = try SinkFixture(SinkFixture.table(), fake: fake)
    let second = try SinkFixture(SinkFixture.table(), fake: fake)
    try first.begin("u1", holder: "here:1:1")
    #expect(code { try second.begin(holder: "here:2:1") } == "SH6101")
    fake.milliseconds.withLock { $0 += 900 }
    try first.load([["1", "x"]])
    fake.milliseconds.withLock { $0 += 900 }
    // The commit has prolonged it.
    #expect(code { try second.begin(holder: "here:2:1") } == "SH6101")
    fake.gone.withLock { _ = $0.insert("here:1:1") }
    #expect(try second.begin(holder: "here:2:1").attempts == 2)
    fake.gone.withLock { $0 = [] }
    #expect(code { try first.begin(holder: "here:1:1") } == "SH6101")
    fake.milliseconds.withLock { $0 += 1001 }
    #expect(try first.begin(holder: "here:1:1").attempts == 3)
  }

  @Test("A process that slept while another took over commits nothing more")
  func fencing() throws {
    let fake = FakeSurroundings()
    let first = try SinkFixture(SinkFixture.table(), fake: fake)
    let second = try SinkFixture(SinkFixture.table(), fake: fake)
    try first.begin("u1", holder: "here:1:1")
    try first.load([["1", "x"]])
    fake.milliseconds.withLock { $0 += 5000 }
    try second.begin(holder: "here:2:1")
    let unit = SinkFixture.unit("u1")
    #expect(code { try first.load([["2", "x"]], chunk: 2) } == "SH6102")
    #expect(code { try first.finish() } == "SH6102")
    #expect(code { try first.sink.finishTables() } == "SH6102")
    #expect(
      code { try first.sink.refuse(unit: 1, identity: unit, status: .rejected, reason: "") }
        == "SH6102")
    #expect(code { try first.sink.end(.done) } == "SH6102")
    #expect(try second.load([["3", "x"]], chunk: 2).loaded == 1)
    try second.end()
    #expect(try SinkFixture.query("SELECT a FROM t ORDER BY a") == ["1", "3"])
    #expect(try SinkFixture.query("SELECT token FROM sohoa_lease") == ["2"])
  }

  @Test("A ledger of an earlier version is read as it is, and the next run gives it what it lacks")
  func earlierVersion() throws {
    let first = try SinkFixture(SinkFixture.table())
    try first.begin("u1")
    try first.load([["1", "x"], ["1", "y"]])
    try first.finish()
    try first.end()
    let prefix = TestDatabase.kind == .sqlite ? "sohoa_" : "sohoa."
    try SinkFixture.execute("DROP INDEX \(prefix)change_of_row")
    for table in ["export", "correction"] { try SinkFixture.execute("DROP TABLE sohoa_\(table)") }
    let later = [
      "run kind", "run scope", "run pruned", "checkpoint revises", "checkpoint spool",
      "reject fields", "reject note", "reject message_vi", "change deleted",
    ].map { $0.split(separator: " ") }
    for names in later {
      try SinkFixture.execute("ALTER TABLE sohoa_\(names[0]) DROP COLUMN \(names[1])")
    }
    let second = try SinkFixture(SinkFixture.table())
    let ledger = try #require(second.sink as? any QualityLedger)
    #expect(try ledger.runs(of: nil).map(\.kind) == [.load])
    let rejects = try ledger.rejects(matching: RejectFilter(), limit: 10)
    #expect(rejects.map(\.note) == [""] && rejects.map(\.fields) == [nil])
    #expect(try ledger.corrections(ofReject: 1).isEmpty)
    #expect(try ledger.export(1) == nil)
    #expect(try ledger.units(toReplay: RejectFilter(), of: "p").isEmpty)
    let revision = try #require(second.sink as? any RevisionLedger)
    #expect(try revision.spools(of: "p") == [] && revision.spools(ofUnit: 1) == [:])
    try second.begin("u2")
    for names in later {
      #expect(
        try SinkFixture.query("SELECT count(\(names[1])) >= 0 FROM sohoa_\(names[0])").count == 1)
    }
    try second.load([["2", "x"]], unit: 2)
    try second.finish(unit: 2, "u2")
    try second.end()
    #expect(try SinkFixture.query("SELECT a, b FROM t ORDER BY a") == ["1|x", "2|x"])
    #expect(try ledger.addExport(of: [1], by: "Lan", detail: "").number == 1)
  }

  @Test("A clock set back neither gives a held lease away nor stops its holder")
  func clockSetBack() throws {
    let fake = FakeSurroundings()
    let first = try SinkFixture(SinkFixture.table(), fake: fake)
    let second = try SinkFixture(SinkFixture.table(), fake: fake)
    try first.begin("u1", holder: "here:1:1")
    fake.milliseconds.withLock { $0 = 5 }
    try first.load([["1", "x"]])
    #expect(code { try second.begin(holder: "here:2:1") } == "SH6101")
  }

  @Test("Without a run nothing can be committed")
  func noRun() throws {
    let fixture = try SinkFixture(SinkFixture.table())
    #expect(code { try fixture.load([["1", "x"]]) } == "SH6103")
    #expect(try fixture.sink.units(of: "p") == [])
    #expect(try fixture.sink.runs(of: nil) == [])
    #expect(try fixture.sink.resumePoint(ofUnit: 1) == nil)
  }

  @Test("The ledger tells units, runs, checkpoints, rejects and where to go on")
  func reading() throws {
    let fixture = try SinkFixture(SinkFixture.table())
    try fixture.begin("u1", "u2")
    try fixture.load([["1", "x"], ["2", "x"]])
    var chunks = [fixture.chunk([["3", "x"], ["4", "x"], ["5", "x"]], from: 3)]
    chunks[0].note(Violation(row: 1, rule: 4, column: 1), severity: .reject)
    chunks[0].states[2] = .filtered
    chunks[0].note(Violation(row: 0, rule: 5, column: 1), severity: .warn)
    _ = try fixture.commit(&chunks, chunk: 2)
    try fixture.finish()
    let units = try fixture.sink.units(of: "p")
    #expect(units.map(\.status) == [.done, .loading])
    #expect(units.map(\.checkpoints) == [2, 0])
    #expect(units[0].counts.text == "read 5, loaded 3, rejected 1")
    #expect(units[0].counts.filtered == 1)
    #expect(units[0].identity == SinkFixture.unit("u1"))
    let run = try #require(try fixture.sink.runs(of: "p").first)
    #expect(run.status == .running)
    #expect(run.counts == units[0].counts)
    #expect(try fixture.sink.checkpoints(ofRun: 1).map(\.offset) == [100, 200])
    #expect(try fixture.sink.definitionText("hash") == "text")
    let point = try #require(try fixture.sink.resumePoint(ofUnit: 1))
    #expect(point.chunk == 2)
    #expect(
      point.position
        == Position(offset: 200, record: 20, line: 3, context: [1], streamState: [2, 3]))
    // Only the last checkpoint carries what resuming needs.
    #expect(
      try SinkFixture.query(
        "SELECT CAST(stream_state IS NULL AS INTEGER) FROM sohoa_checkpoint ORDER BY chunk")
        == ["1", "0"])
    var filter = RejectFilter()
    filter.rule = "E-FK"
    let reject = try #require(try fixture.sink.rejects(matching: filter, limit: 10).first)
    #expect(reject.record == 4)
    #expect(reject.field == "b")
    #expect(reject.raw == Array("4|x".utf8))
    filter.unit = 2
    #expect(try fixture.sink.rejects(matching: filter, limit: 10) == [])
    #expect(try fixture.sink.rejectsByRule(ofRun: 1).map(\.count) == [1])
    #expect(try fixture.sink.warningsByRule(ofRun: 1).map(\.rule) == ["W-FK"])
    try fixture.end()
    #expect(try fixture.sink.runs(of: nil).map(\.status) == [.done])
    #expect(try fixture.sink.balances(ofRun: 1).allSatisfy(\.closes))
  }

  @Test("A balance does not close when a row or a reject is gone")
  func balance() throws {
    let fixture = try SinkFixture(SinkFixture.table())
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["1", "x"], ["2", "x"]])
    #expect(try fixture.sink.balances(ofRun: 1).map(\.closes) == [false])
    try fixture.end()
    #expect(try fixture.sink.balances(ofRun: 1).map(\.closes) == [true])
    try SinkFixture.execute("DELETE FROM t WHERE a = '2'")
    let balance = try #require(try fixture.sink.balances(ofRun: 1).first)
    #expect(!balance.closes)
    #expect(balance.rowsInTable == 1)
    #expect(balance.counts.loaded == 2)
  }
}
