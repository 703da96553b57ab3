import Foundation
import TestSupport
import Testing

/// Promise 1: after any kill, `run` ends with the same tables as an undisturbed run.
@Suite(.needsTracer) struct CrashTests {
  @Test(
    "A kill at any commit window changes nothing in the end", .temporaryDirectory,
    .hangGuard, arguments: Trial.all)
  func killAtEverySync(trial: Trial) async throws {
    let place = try await trial.prepare()
    let expected = try await trial.undisturbed(place)
    let kills = try await sweep(trial, place, expected, call: "fdatasync", step: 1)
    #expect(kills >= 8, "only \(kills) syncs were hit")
  }

  @Test(
    "A kill between the writes of a commit changes nothing in the end", .temporaryDirectory,
    .hangGuard, arguments: [Trial.all[1], Trial.all[3]])
  func killAmongWrites(trial: Trial) async throws {
    let place = try await trial.prepare()
    let expected = try await trial.undisturbed(place)
    let kills = try await sweep(trial, place, expected, call: "pwrite64", step: 29)
    #expect(kills >= 8, "only \(kills) writes were hit")
  }

  @Test(
    "A kill while records are kept as read changes nothing in the end, and leaves no stray file",
    .temporaryDirectory, .hangGuard,
    arguments: [Trial.all[0], Trial.all[1], Trial.all[3], Trial.all[4]])
  func killAmongKeptRecords(trial: Trial) async throws {
    var trial = trial
    trial.definition.isSpooled = true
    let place = try await trial.prepare()
    let expected = try await trial.undisturbed(place)
    // SQLite waits for the disk by another call.
    let kills = try await sweep(trial, place, expected, call: "fsync", step: 1)
    #expect(kills >= 6, "only \(kills) syncs were hit")
    let names = try place.texts("SELECT DISTINCT spool FROM sohoa_checkpoint ORDER BY 1")
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: place.file("out.sqlite-spool/nguoi")
      ).sorted() == names.filter { !$0.isEmpty })
  }

  @Test(
    "Kills at random instants, again and again, change nothing in the end", .temporaryDirectory,
    .hangGuard, arguments: Trial.all)
  func killAtRandom(trial: Trial) async throws {
    let place = try await trial.prepare()
    let clock = ContinuousClock()
    let begin = clock.now
    let expected = try await trial.undisturbed(place)
    var milliseconds = begin.duration(to: clock.now) / .milliseconds(1)
    let seed = UInt64.random(in: 1...UInt64.max)
    var random = Random(state: seed)
    var kills = 0
    var attempt = 0
    while kills < 11 && attempt < 40 {
      attempt += 1
      try trial.restore(place)
      // The second of two kills often meets the process while it takes the first one's run up.
      for _ in 0..<2 {
        let share = Double(random.next() % 1000) / 1000
        let command = place.sohoa("run", "--quiet")
        // `timeout` kills in time, whatever other tests do meanwhile.
        let seconds = String(max(0.001, milliseconds * share / 1000))
        let timed = Command(
          "timeout",
          ["--foreground", "-s", "KILL", seconds, command.program] + command.arguments)
        if try await timed.run().status == 137 {
          kills += 1
        } else {
          // The machine was busier when the undisturbed run was timed.
          milliseconds *= 0.8
        }
      }
      try await expectFinished(place, expected, "seed \(seed), attempt \(attempt)")
    }
    #expect(kills >= 11, "only \(kills) kills met the process (seed \(seed))")
  }

  /// Kills a run at every `step`-th call until a run meets none, and returns the number of kills.
  private func sweep(
    _ trial: Trial, _ place: Workplace, _ expected: [String], call: String, step: Int
  ) async throws -> Int {
    var kills = 0
    for number in stride(from: 1, to: 65_000, by: step) {
      try trial.restore(place)
      let injection = "inject=\(call):signal=KILL:when=\(number)"
      let outcome = try await place.sohoa("run", "--quiet")
        .traced(["--seccomp-bpf", "-e", injection]).run()
      if outcome.status == 0 { return kills }
      guard outcome.signal == SIGKILL || outcome.status == 137 else {
        Issue.record("\(call) \(number): status \(outcome.status)\n\(outcome.errors)")
        return kills
      }
      kills += 1
      try await expectFinished(place, expected, "killed at \(call) \(number)")
    }
    return kills
  }
}

/// SplitMix64: the same numbers from the same seed, everywhere.
struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
