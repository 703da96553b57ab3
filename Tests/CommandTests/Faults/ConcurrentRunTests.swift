import Foundation
import TestSupport
import Testing

/// One run at a time works on a pipeline's database.
@Suite struct ConcurrentRunTests {
  @Test("The second of two runs is told that another is at work", .temporaryDirectory)
  func second() async throws {
    let (place, expected) = try await SignalTests.prepare()
    let first = try place.sohoa("run", "--quiet").start()
    try await place.waitForCheckpoints(2)
    let second = try await place.sohoa("run", "--quiet").run()
    #expect(second.status == 11, "\(second)")
    #expect(second.errors.contains("SH6101: another run of pipeline nguoi is at work"))
    #expect(second.errors.contains(":\(first.pid):"))
    #expect(second.output.isEmpty)
    let outcome = try await first.wait()
    #expect(outcome.status == 0, "\(outcome.errors)")
    expectSame(try place.dump(), expected, "with two runs at once")
  }

  @Test("The lease of a killed run is taken over without waiting", .temporaryDirectory)
  func killed() async throws {
    let (place, expected) = try await SignalTests.prepare()
    let first = try place.sohoa("run", "--quiet").start()
    try await place.waitForCheckpoints(2)
    first.send(SIGKILL)
    _ = try await first.wait()
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    #expect(try place.integer("SELECT expires - \(now) FROM sohoa_lease") ?? 0 > 30_000)
    let second = try await place.sohoa("run", "--json").run(timeout: 30)
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.output.contains("\"attempts\" : 2"))
    expectSame(try place.dump(), expected, "after a killed run")
  }

  @Test("Several runs started together do the work once", .temporaryDirectory)
  func together() async throws {
    let (place, expected) = try await SignalTests.prepare()
    let running = try (0..<4).map { _ in try place.sohoa("run", "--quiet").start() }
    var statuses: [Int32] = []
    for process in running { statuses.append(try await process.wait().status) }
    #expect(statuses.allSatisfy { $0 == 0 || $0 == 11 }, "\(statuses)")
    #expect(statuses.contains(0))
    expectSame(try place.dump(), expected, "with four runs at once")
  }
}
