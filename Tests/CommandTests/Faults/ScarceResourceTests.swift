import Foundation
import TestSupport
import Testing

/// A process that is short of something: memory, descriptors, a reader of what it prints.
@Suite(.needsTracer, .temporaryDirectory) struct ScarceResourceTests {
  /// A delivery, and what an undisturbed load of it leaves.
  private func prepare() async throws -> (place: Workplace, expected: [String]) {
    let trial = Trial.all[1]
    let place = try await trial.prepare()
    return (place, try await trial.undisturbed(place))
  }

  /// `sohoa run` as a shell script with `"$@"` for the command.
  private func shell(_ script: String, _ command: Command) -> Command {
    Command("bash", ["-c", script, "bash", command.program] + command.arguments)
  }

  @Test("A process that gets no more memory loses nothing")
  func memory() async throws {
    let (place, expected) = try await prepare()
    var deaths = 0
    for number in stride(from: 40, to: 400, by: 30) {
      try Trial.all[1].restore(place)
      let outcome = try await place.sohoa("run", "--quiet").traced([
        "--seccomp-bpf", "-e", "inject=mmap,brk:error=ENOMEM:when=\(number)+",
      ]).run()
      if outcome.status == 0 { break }
      deaths += 1
      let again = try await place.sohoa("run", "--quiet").run()
      #expect(again.status == 0, "without memory from call \(number) on: \(again.errors)")
      expectSame(try place.dump(), expected, "without memory from call \(number) on")
    }
    #expect(deaths >= 3, "only \(deaths) runs met their limit")
  }

  @Test("Too few descriptors end a run with a message, and the next one goes on")
  func descriptors() async throws {
    let (place, expected) = try await prepare()
    var messages = 0
    for limit in 4...14 {
      let run = place.sohoa("run", "--quiet")
      let outcome = try await shell("ulimit -n \(limit); exec \"$@\"", run).run()
      if outcome.status == 0 { break }
      // The loader of programs needs descriptors, too.
      guard outcome.status != 127 else { continue }
      #expect(outcome.status == 74 && outcome.errors.contains("error SH"), "\(limit): \(outcome)")
      messages += 1
    }
    #expect(messages > 0)
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    expectSame(try place.dump(), expected, "few descriptors")
  }

  @Test("A reader that goes away, and a terminal that is gone, do not end a run")
  func reader() async throws {
    let (place, expected) = try await prepare()
    let run = place.sohoa("run")
    let outcome = try await shell(
      "setsid \"$@\" 2> >(true) > >(true) < /dev/null; echo $?", run
    ).run()
    #expect(outcome.output.hasSuffix("0\n"), "\(outcome)")
    expectSame(try place.dump(), expected, "no reader")
    let list = try await shell(
      "\"$@\" | head -n 1; echo ${PIPESTATUS[0]}", place.ledger("rejects", "list")
    ).run()
    #expect(["0", "141"].contains(list.output.split(separator: "\n").last), "\(list)")
    #expect(!list.errors.contains("Fatal error"), "\(list)")
  }

  @Test(
    "The time zone of the machine changes nothing",
    arguments: ["Pacific/Kiritimati", "America/New_York", "Africa/Monrovia", ":/none"])
  func timeZone(name: String) async throws {
    let (place, expected) = try await prepare()
    var run = place.sohoa("run", "--quiet")
    run.environment = ["TZ": name]
    #expect(try await run.run().status == 0)
    expectSame(try place.dump(), expected, name)
  }
}
