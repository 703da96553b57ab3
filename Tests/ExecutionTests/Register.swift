import Dataflow
import Execution
import Foundation
import Planning
import SQLite
import Synchronization
import TestSupport
import Testing

/// A small register in a folder, and runs of its pipeline inside this process.
struct Register {
  let path = TemporaryDirectory.path
  let definition: People.Definition

  init(_ definition: People.Definition = People.Definition(), units: Int = 2) throws {
    self.definition = definition
    try FileManager.default.createDirectory(
      atPath: path + "/in", withIntermediateDirectories: true)
    for unit in 0..<units {
      try Data(People.csv(register: unit, count: 300))
        .write(to: URL(fileURLWithPath: path + "/in/so\(unit).csv"))
    }
    try Data(definition.text.utf8).write(to: URL(fileURLWithPath: path + "/pipeline.yaml"))
  }

  /// The plan, loading into a database of the folder.
  func plan(_ database: String = "out.sqlite") throws -> Plan {
    var definition = Definition.load(path + "/pipeline.yaml", options: .process(settings: [:]))
    let plan = PlanCompiler.compile(&definition, database: "sqlite:\(path)/\(database)")
    #expect(definition.diagnostics.isEmpty)
    return try #require(plan)
  }

  /// Runs the pipeline.
  @discardableResult
  func run(
    _ database: String = "out.sqlite", _ surroundings: Surroundings = .system,
    tell: @escaping (RunProgress) -> Void = { _ in }
  ) throws -> RunReport {
    try Runner(plan: plan(database), surroundings: surroundings, tell: tell).run()
  }

  /// Leaves `out.sqlite` as a process leaves it that is killed after so many commits; `holder` then
  /// seems to hold the lease.
  func abandon(_ clock: FakeClock, after commits: Int, holder: String = "other:1:1") throws {
    var commit = 0
    try run("stalled.sqlite", clock.surroundings()) { _ in
      commit += 1
      guard commit == commits else { return }
      for suffix in ["", "-wal"] {
        try? FileManager.default.copyItem(
          atPath: "\(path)/stalled.sqlite\(suffix)", toPath: "\(path)/out.sqlite\(suffix)")
      }
    }
    try Connection(path: path + "/out.sqlite").execute(
      "UPDATE sohoa_lease SET holder = '\(holder)'")
  }

  /// What a database holds.
  func dump(_ database: String = "out.sqlite") throws -> [String] {
    try DatabaseDump("\(path)/\(database)").lines
  }
}

/// A clock that stands still until a test moves it, and processes that live while a test says so.
final class FakeClock: Sendable {
  private let milliseconds: Atomic<Int64>

  init(_ milliseconds: Int64 = 1_750_000_000_000) { self.milliseconds = Atomic(milliseconds) }

  /// Moves the clock, back where `milliseconds` is negative.
  func move(by milliseconds: Int64) { self.milliseconds.add(milliseconds, ordering: .relaxed) }

  /// The surroundings of a sink; `isGone` tells which holders have died.
  func surroundings(isGone: @escaping @Sendable (String) -> Bool = { _ in false }) -> Surroundings {
    Surroundings(
      now: { self.milliseconds.load(ordering: .relaxed) }, timestamp: { "2026-01-01T00:00:00Z" },
      isGone: isGone)
  }
}
