import Dataflow
import Execution
import Foundation
import Planning
import TestSupport
import Testing

/// Scans are noted and bound exactly once, wherever a run is killed.
@Suite(.temporaryDirectory) struct ScanRunTests {
  /// A register of two units of 300 records whose scans come in two archives, some missing.
  private func register() throws -> Register {
    let register = try Register()
    let text = register.definition.text.replacing(
      "load:\n  nguoi: {", with: "load:\n  nguoi: { scans: { name: 'q/{so}.pdf', files: anh/* },")
    try #require(text != register.definition.text)
    try Data(text.utf8).write(to: URL(fileURLWithPath: register.path + "/pipeline.yaml"))
    try FileManager.default.createDirectory(
      atPath: register.path + "/anh", withIntermediateDirectories: true)
    for part in 0..<2 {
      let members = (1...600).filter { $0 % 2 == part && $0 % 7 != 0 }.map { number in
        Packed("q/\(number).pdf", number % 5 == 0 ? "" : "%PDF-1.4 \(number)")
      }
      try Data(Packed.zip(members)).write(
        to: URL(fileURLWithPath: register.path + "/anh/quet\(part).zip"))
    }
    return register
  }

  @Test("A run that is killed at any commit ends with the scans of an undisturbed one")
  func killed() throws {
    let register = try register()
    var commits = 0
    let calm = try register.run("calm.sqlite") { _ in commits += 1 }
    #expect(calm.exitStatus == .done)
    #expect(calm.scans.map(\.scans) == [258, 257])
    #expect(calm.scans.allSatisfy { $0.bound > 100 && $0.orphans > 0 && $0.empty > 50 })
    #expect(commits == 8)
    let expected = try register.dump("calm.sqlite")
    #expect(expected.contains { $0.hasPrefix("sohoa_page|") })
    for commit in 1...commits {
      let clock = FakeClock()
      try register.abandon(clock, after: commit)
      clock.move(by: 60_001)
      let resumed = try register.run("out.sqlite", clock.surroundings())
      #expect(resumed.scans == calm.scans)
      #expect(try register.dump() == expected)
      for name in ["out.sqlite", "stalled.sqlite"] {
        for suffix in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: "\(register.path)/\(name)\(suffix)")
        }
      }
    }
  }

  @Test("The scans of a run do not depend on the number of readers or the size of chunks")
  func readers() throws {
    let register = try register()
    let one = try register.run("one.sqlite")
    var plan = try register.plan("two.sqlite")
    plan.jobs = 1
    plan.chunkLimit.rows = 7
    let two = try Runner(plan: plan).run()
    #expect(two.scans == one.scans)
    #expect(two.warnings.map(\.rule) == one.warnings.map(\.rule))
    #expect(two.warnings.map(\.count) == one.warnings.map(\.count))
    let pages: (String) throws -> [String] = { database in
      try register.dump(database).filter { $0.hasPrefix("sohoa_page|") }
    }
    #expect(try pages("one.sqlite") == pages("two.sqlite"))
  }
}
