import Foundation
import Platform
import SQLite
import TestSupport
import Testing

/// One run at a time works on a pipeline's database.
@Suite(.needsTracer) struct ConcurrentRunTests {
  @Test("A second run is told that another is at work", .temporaryDirectory)
  func second() async throws {
    let place = try Workplace()
    try place.write(People.Definition(chunkRows: 20, rejects: "3").text, to: "pipeline.yaml")
    try place.write(People.csv(count: 400), to: "in/a.csv")
    #expect(try await place.sohoa("run", "--quiet").run().status == 65)
    // The lease is held by a process that lives: this one.
    let me = ProcessIdentity.current
    let expires = Clock.wallMilliseconds + 3_600_000
    try Connection(path: place.file("out.sqlite"), mode: .readWrite).execute(
      "UPDATE sohoa_lease SET expires = \(expires),"
        + " holder = '\(me.host):\(me.pid):\(me.startTicks)'")
    let before = try place.dump()
    let second = try await place.sohoa("run", "--quiet").run()
    #expect(second.status == 11, "\(second)")
    #expect(second.errors.contains("SH6101: another run of pipeline nguoi is at work"))
    #expect(second.errors.contains(":\(me.pid):"))
    #expect(second.output.isEmpty)
    expectSame(try place.dump(), before, "beside another run")
  }

  @Test("The lease of a killed run is taken over without waiting", .temporaryDirectory)
  func killed() async throws {
    let (place, expected) = try await SignalTests.prepare()
    _ = try await place.sohoa("run", "--quiet").traced(
      ["--seccomp-bpf", "-e", "inject=fdatasync:signal=KILL:when=20"]
    ).run()
    let lease = try place.texts("SELECT holder FROM sohoa_lease WHERE expires > 0")
    #expect(lease.first?.isEmpty == false, "the run was not killed at work")
    // As if it had been killed this very moment.
    try Connection(path: place.file("out.sqlite"), mode: .readWrite).execute(
      "UPDATE sohoa_lease SET expires = \(Clock.wallMilliseconds + 3_600_000)")
    let second = try await place.sohoa("run", "--json").run()
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

  @Test(
    "A run that stood still for longer than its lease is taken over and writes nothing more",
    .temporaryDirectory)
  func stalled() async throws {
    let (place, expected) = try await SignalTests.prepare()
    // Every commit takes its time, so that the run cannot end before it is stopped.
    let tracer = try place.sohoa("run").traced(
      ["--seccomp-bpf", "-e", "inject=fdatasync:delay_enter=100000"]
    ).start()
    let stalled = try stop(tracer, place)
    let before = try place.integer("SELECT count(*) FROM sohoa_checkpoint") ?? 0
    // It lives, and its lease has not run out; no turn is waited for, because it would.
    let early = try await place.sohoa("run", "--quiet").start().wait()
    #expect(early.status == 11, "\(early)")
    #expect(early.errors.contains("SH6101") && early.errors.contains(":\(stalled):"))
    // As if the time of the lease had passed.
    try Connection(path: place.file("out.sqlite"), mode: .readWrite).execute(
      "UPDATE sohoa_lease SET expires = \(Clock.wallMilliseconds - 1)")
    let second = try await place.sohoa("run", "--json").run()
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.output.contains("\"attempts\" : 2"))
    expectSame(try place.dump(), expected, "taken over")
    #expect(try place.integer("SELECT count(*) FROM sohoa_checkpoint") ?? 0 > before)
    let content = try place.dump() + place.rows("SELECT * FROM sohoa_lease")
    kill(stalled, SIGCONT)
    let first = try await tracer.wait()
    #expect(first.status == 11 && first.signal == nil, "\(first)")
    #expect(first.errors.contains("SH6102: another process has taken this run over"))
    #expect(first.errors.contains("nothing is lost"))
    #expect(first.output.isEmpty)
    #expect(try place.dump() + place.rows("SELECT * FROM sohoa_lease") == content)
  }

  /// Stops a traced run with SIGSTOP between two of its commits and returns its process number.
  ///
  /// It then waits for the database's lock, which is held here. Keeps its thread, because tests beside it
  /// may keep a task waiting for longer than a run waits for a lock.
  private func stop(_ tracer: RunningCommand, _ place: Workplace) throws -> Int32 {
    while tracer.isRunning {
      Thread.sleep(forTimeInterval: 0.02)
      guard FileManager.default.fileExists(atPath: place.file("out.sqlite")) else { continue }
      let connection = try Connection(path: place.file("out.sqlite"), mode: .readWrite)
      connection.setBusyTimeout(milliseconds: 5000)
      guard (try? connection.execute("BEGIN IMMEDIATE")) != nil else { continue }
      defer { try? connection.execute("ROLLBACK") }
      let chunks = try? connection.integer("SELECT count(*) FROM sohoa_checkpoint")
      guard chunks ?? 0 > 3 else { continue }
      #expect(
        try connection.integer("SELECT count(*) FROM sohoa_run WHERE status = 'running'") == 1)
      let run = try #require(tracer.children.first)
      // It may still be folding its log in, with locks that readers would meet for as long as it stands.
      Thread.sleep(forTimeInterval: 2)
      kill(run, SIGSTOP)
      for _ in 0..<12_000 {
        if try isStopped(run) { return run }
        Thread.sleep(forTimeInterval: 0.005)
      }
      throw CommandError("the run does not stop")
    }
    throw CommandError("the run ended before it could be stopped")
  }

  /// Whether the system says that a process is stopped: its state behind its name, proc(5).
  private func isStopped(_ pid: Int32) throws -> Bool {
    let text = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    return ["T", "t"].contains(text.split(separator: ")").last?.split(separator: " ").first)
  }
}
