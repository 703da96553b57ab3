import Foundation
import TestSupport
import Testing

/// A system call that fails anywhere ends the run with 74 and its cause, and loses nothing.
@Suite(.needsTracer) struct FailingSystemCallTests {
  @Test(
    "A sync or a write that fails at any place loses nothing", .temporaryDirectory,
    .hangGuard,
    arguments: [
      ("fdatasync:error=EIO", "", 1), ("pwrite64:error=EIO", "", 29),
      ("pwrite64:error=ENOSPC", "+", 29),
    ])
  func output(injection: String, persistence: String, step: Int) async throws {
    let trial = Trial.all[1]
    let place = try await trial.prepare()
    let expected = try await trial.undisturbed(place)
    var failures = 0
    for number in stride(from: 1, to: 65_000, by: step) {
      try trial.restore(place)
      let outcome = try await place.sohoa("run", "--quiet").traced(
        ["--seccomp-bpf", "-e", "inject=\(injection):when=\(number)\(persistence)"]
      ).run()
      if outcome.status == 0 {
        // The last sync folds the log into the file; that it failed is for the next one to mend.
        expectSame(try place.dump(), expected, "\(injection) \(number), unnoticed")
        if persistence.isEmpty ? failures > 3 && number > 60 : true { break }
        continue
      }
      failures += 1
      #expect(outcome.status == 74, "\(injection) \(number): \(outcome)")
      #expect(outcome.errors.contains("error SH600"), "\(injection) \(number): \(outcome.errors)")
      let resumed = try await place.sohoa("run", "--quiet").run()
      #expect(resumed.status == 0, "\(injection) \(number): \(resumed)")
      expectSame(try place.dump(), expected, "\(injection) \(number)")
    }
    #expect(failures >= 5, "only \(failures) calls failed")
  }

  @Test(
    "Records that cannot be kept as read stop the run, and lose nothing", .temporaryDirectory,
    arguments: ["fsync:error=ENOSPC", "rename,renameat,renameat2:error=EIO"])
  func keptRecords(injection: String) async throws {
    var trial = Trial.all[1]
    trial.definition.isSpooled = true
    let place = try await trial.prepare()
    let expected = try await trial.undisturbed(place)
    for number in 1...4 {
      try trial.restore(place)
      let outcome = try await place.sohoa("run", "--quiet").traced(
        ["--seccomp-bpf", "-e", "inject=\(injection):when=\(number)"]
      ).run()
      #expect(outcome.status == 74, "\(injection) \(number): \(outcome)")
      #expect(
        outcome.errors.contains("error SH5524: the records as read cannot be kept: "),
        "\(injection) \(number): \(outcome.errors)")
      let resumed = try await place.sohoa("run", "--quiet").run()
      #expect(resumed.status == 0, "\(injection) \(number): \(resumed)")
      expectSame(try place.dump(), expected, "\(injection) \(number)")
    }
  }

  @Test("A file that cannot be read to its end stops the run", .temporaryDirectory)
  func input() async throws {
    let trial = Trial.all[1]
    let place = try await trial.prepare()
    let expected = try await trial.undisturbed(place)
    var failures = 0
    for number in 1...12 {
      try trial.restore(place)
      let options = [
        "-P", place.file("in/b.csv"), "-e", "inject=read,pread64:error=EIO:when=\(number)",
      ]
      let outcome = try await place.sohoa("run", "--quiet").traced(options).run()
      if outcome.status == 0 { break }
      failures += 1
      #expect(outcome.status == 74, "read \(number): \(outcome)")
      #expect(outcome.errors.contains(place.file("in/b.csv")), "\(outcome.errors)")
      let resumed = try await place.sohoa("run", "--quiet").run()
      #expect(resumed.status == 0, "read \(number): \(resumed)")
      expectSame(try place.dump(), expected, "read \(number)")
    }
    #expect(failures >= 1)
  }
}
