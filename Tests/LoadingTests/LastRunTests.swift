import Dataflow
import Loading
import TestSupport
import Testing

@Suite(.temporaryDirectory, .onEachDatabase) struct LastRunTests {
  @Test("A run that ended since the units were looked up is noticed, and nothing is written")
  func meanwhile() throws {
    let fixture = try SinkFixture(SinkFixture.table())
    let first = try fixture.begin("u1")
    try fixture.sink.end(.done)
    let before = try SinkFixture.query("SELECT count(*) FROM sohoa_unit")
    // What was seen: the run at work.
    #expect(throws: LedgerMoved.self) {
      try fixture.sink.begin(
        RunDraft(
          pipeline: "p", definition: "hash", definitionText: "text", tables: fixture.tables,
          rules: SinkFixture.rules, newUnits: [SinkFixture.unit("u2")], lastRun: first,
          holder: "here:2:2"))
    }
    #expect(try SinkFixture.query("SELECT count(*) FROM sohoa_unit") == before)
    #expect(try fixture.begin("u2").number == 2)
  }
}
