import Foundation
import TestSupport
import Testing

/// After any kill of an import or a replay, the same command ends as if nothing had happened.
@Suite(.needsTracer) struct QualityCrashTests {
  /// A register of three units with rejects on many pages of a replay.
  private func prepare() async throws -> RefusedRegister {
    let register = try RefusedRegister()
    for unit in 1...2 {
      var text = "so,ten,ngay,noi\n"
      for number in 0..<60 {
        text += "\(unit * 100 + number),Tên,\(number % 2 == 0 ? "2001-02-30" : "2001-02-03"),Xã\n"
      }
      try register.place.write(text, to: "in/so\(unit).csv")
    }
    try await register.load(database: "start.sqlite")
    var file = try await register.export(database: "start.sqlite")
    RefusedRegister.correct(&file)
    for index in file.rows.indices where file.rows[index]["ngay"] == "'2001-02-30" {
      if index % 3 == 0 { file.rows[index]["ngay"] = "2001-02-28" }
    }
    try register.place.write(file.csv(), to: "back.csv")
    return register
  }

  private func restore(_ place: Workplace, _ source: String, as name: String = "out.sqlite") throws
  {
    let manager = FileManager.default
    for suffix in ["", "-wal", "-shm"] {
      try? manager.removeItem(atPath: place.file(name + suffix))
    }
    try manager.copyItem(atPath: place.file(source), toPath: place.file(name))
  }

  /// All but times; of the audit what was done, not by which attempt.
  private func dump(_ place: Workplace, _ database: String = "out.sqlite") throws -> [String] {
    try place.dump(database)
      + place.rows(
        "SELECT who, verb, run, detail FROM sohoa_audit WHERE detail LIKE 'reject%' ORDER BY entry",
        database: database)
  }

  /// Kills a command at every `call` until it meets none, and repeats it after each kill.
  private func sweep(
    _ place: Workplace, _ source: String, _ expected: [String], call: String, step: Int,
    kind: String = "replay", _ command: () -> Command
  ) async throws -> Int {
    var kills = 0
    for number in stride(from: 1, to: 20_000, by: step) {
      try restore(place, source)
      let outcome = try await command().traced(
        ["--seccomp-bpf", "-e", "inject=\(call):signal=KILL:when=\(number)"]
      ).run()
      if outcome.status == 0 { return kills }
      guard outcome.signal == SIGKILL || outcome.status == 137 else {
        Issue.record("\(call) \(number): status \(outcome.status)\n\(outcome.errors)")
        return kills
      }
      kills += 1
      // What had been done before the kill is not to be done again.
      let last = try place.texts("SELECT kind || ' ' || status FROM sohoa_run ORDER BY run DESC")[0]
      if last != "\(kind) done" {
        let again = try await command().run()
        #expect(again.status == 0, "killed at \(call) \(number): \(again.errors)")
      }
      expectSame(try dump(place), expected, "killed at \(call) \(number)")
    }
    return kills
  }

  @Test(
    "An import that is killed has happened or has not, and happens once", .temporaryDirectory,
    .hangGuard, arguments: [("fdatasync", 1), ("pwrite64", 3)] as [(String, Int)])
  func importing(call: String, step: Int) async throws {
    let register = try await prepare()
    try restore(register.place, "start.sqlite", as: "calm.sqlite")
    let calm = try await register.importing("back.csv", database: "calm.sqlite").run()
    try #require(calm.status == 0, "\(calm.errors)")
    let kills = try await sweep(
      register.place, "start.sqlite", dump(register.place, "calm.sqlite"), call: call, step: step
    ) { register.importing("back.csv") }
    #expect(kills >= 2, "only \(kills) were hit")
  }

  @Test(
    "A replay that is killed goes on behind its last commit", .temporaryDirectory,
    .hangGuard, arguments: [("fdatasync", 1), ("pwrite64", 11)] as [(String, Int)])
  func replaying(call: String, step: Int) async throws {
    let register = try await prepare()
    let taken = try await register.importing("back.csv", database: "start.sqlite").run()
    try #require(taken.status == 0, "\(taken.errors)")
    try restore(register.place, "start.sqlite", as: "calm.sqlite")
    let calm = try await register.replaying(database: "calm.sqlite").run()
    try #require(calm.status == 0, "\(calm.errors)")
    let kills = try await sweep(
      register.place, "start.sqlite", dump(register.place, "calm.sqlite"), call: call, step: step
    ) { register.replaying() }
    #expect(kills >= 6, "only \(kills) were hit")
  }

  @Test(
    "An undo that is killed has happened or has not, and happens once", .temporaryDirectory,
    .hangGuard, arguments: [("fdatasync", 1), ("pwrite64", 3)] as [(String, Int)])
  func undoing(call: String, step: Int) async throws {
    let register = try await prepare()
    for command in [
      register.importing("back.csv", database: "start.sqlite"),
      register.replaying(database: "start.sqlite"),
    ] {
      let outcome = try await command.run()
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    try restore(register.place, "start.sqlite", as: "calm.sqlite")
    let calm = try await register.place.ledger("undo", "3", database: "calm.sqlite").run()
    try #require(calm.status == 0, "\(calm.errors)")
    let kills = try await sweep(
      register.place, "start.sqlite", dump(register.place, "calm.sqlite"), call: call, step: step,
      kind: "undo"
    ) { register.place.ledger("undo", "3") }
    #expect(kills >= 2, "only \(kills) were hit")
  }

  @Test(
    "A rerun that is killed goes on behind its last commit", .temporaryDirectory,
    .hangGuard, arguments: [("fdatasync", 1), ("pwrite64", 13)] as [(String, Int)])
  func rerunning(call: String, step: Int) async throws {
    let register = try await prepare()
    let place = register.place
    try place.write(
      RefusedRegister.definition(name: "ten IS NOT NULL AND so <> 101"), to: "pipeline.yaml")
    func rerun(_ database: String = "out.sqlite") -> Command {
      place.sohoa("rerun", "--unit", "so1", database: database)
    }
    try restore(place, "start.sqlite", as: "calm.sqlite")
    let calm = try await rerun("calm.sqlite").run()
    try #require(calm.status == 0, "\(calm.errors)")
    let kills = try await sweep(
      place, "start.sqlite", dump(place, "calm.sqlite"), call: call, step: step, kind: "rerun"
    ) { rerun() }
    #expect(kills >= 6, "only \(kills) were hit")
  }
}
