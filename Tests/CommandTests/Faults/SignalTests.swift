import Foundation
import SQLite
import TestSupport
import Testing

/// SIGINT and SIGTERM stop a run at a checkpoint; a second one at once. Neither loses anything.
@Suite struct SignalTests {
  /// Enough commits for a signal to arrive among them.
  static func prepare() async throws -> (place: Workplace, expected: [String]) {
    let place = try Workplace()
    try place.write(People.Definition(chunkRows: 20).text, to: "pipeline.yaml")
    try place.write(
      Packed.zip([Packed("so.csv", People.csv(count: 4000))]), to: "in/a.zip")
    let outcome = try await place.sohoa("run", "--quiet", database: "calm.sqlite").run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    return (place, try place.dump("calm.sqlite"))
  }

  @Test(
    "The first signal stops the run at a checkpoint", .temporaryDirectory,
    arguments: [(SIGTERM, 143, "SIGTERM"), (SIGINT, 130, "SIGINT")] as [(Int32, Int32, String)])
  func stops(signal: Int32, status: Int32, name: String) async throws {
    let (place, expected) = try await Self.prepare()
    let running = try place.sohoa("run", "--json").start()
    try await place.waitForCheckpoints(3)
    running.send(signal)
    let outcome = try await running.wait(timeout: 30)
    #expect(outcome.status == status && outcome.signal == nil, "\(outcome)")
    #expect(outcome.errors.contains("SH5401: stopped by \(name) after a clean checkpoint"))
    #expect(
      outcome.errors.contains(
        "sohoa run \(place.file("pipeline.yaml")) --database sqlite:\(place.file("out.sqlite"))\n"))
    #expect(outcome.output.contains("\"exit_code\" : \(status)"))
    #expect(outcome.output.contains("\"status\" : \"stopped\""))
    // Nothing is left that another run would trip over.
    #expect(!FileManager.default.fileExists(atPath: place.file("out.sqlite-wal")))
    let chunks = try #require(try place.integer("SELECT count(*) FROM sohoa_checkpoint"))
    #expect((3..<200).contains(chunks))
    #expect(try place.texts("SELECT holder FROM sohoa_lease") == [""])
    let resumed = try await place.sohoa("run", "--quiet").run()
    #expect(resumed.status == 0, "\(resumed.errors)")
    expectSame(try place.dump(), expected, "after \(name)")
  }

  @Test("The second signal ends the process at once", .temporaryDirectory)
  func second() async throws {
    let (place, expected) = try await Self.prepare()
    let running = try place.sohoa("run", "--quiet").start()
    try await place.waitForCheckpoints(3)
    // The process waits for a lock now, so that it cannot come to a checkpoint.
    let other = try Connection(path: place.file("out.sqlite"), mode: .readWrite)
    other.setBusyTimeout(milliseconds: 5_000)
    try other.execute("BEGIN IMMEDIATE")
    running.send(SIGTERM)
    try await Task.sleep(for: .milliseconds(300))
    #expect(running.isRunning)
    running.send(SIGTERM)
    let outcome = try await running.wait(timeout: 3)
    #expect(outcome.status == 143 && !outcome.isTimeout, "\(outcome)")
    try other.execute("ROLLBACK")
    let resumed = try await place.sohoa("run", "--quiet").run()
    #expect(resumed.status == 0, "\(resumed.errors)")
    expectSame(try place.dump(), expected, "after two signals")
  }
}

extension Workplace {
  /// Waits until a run has committed so many chunks.
  func waitForCheckpoints(_ count: Int64, database: String = "out.sqlite") async throws {
    for _ in 0..<3_000 {
      let committed = try? Connection(path: file(database), mode: .readOnly)
        .integer("SELECT count(*) FROM sohoa_checkpoint")
      if let committed, committed >= count { return }
      try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("the run did not come to \(count) checkpoints in 15 seconds")
  }
}
