import Dataflow
import Execution
import TestSupport
import Testing

/// Order, numbers and counts never come from the clock.
@Suite struct ClockTests {
  @Test(
    "A clock that jumps about during a run changes nothing", .temporaryDirectory,
    arguments: [-86_400_000, 86_400_000, -1] as [Int64])
  func jumps(by milliseconds: Int64) throws {
    let register = try Register()
    try register.run("calm.sqlite")
    let clock = FakeClock()
    let report = try register.run("out.sqlite", clock.surroundings()) { _ in
      clock.move(by: milliseconds)
    }
    #expect(report.exitStatus == .done)
    #expect(try register.dump() == register.dump("calm.sqlite"))
  }

  @Test("A clock set back between a kill and the next run does not stop it", .temporaryDirectory)
  func setBack() throws {
    let register = try Register()
    try register.run("calm.sqlite")
    let clock = FakeClock()
    // What a kill leaves: a lease that nobody gave back.
    try register.abandon(clock, after: 2)
    clock.move(by: -86_400_000)
    let report = try register.run("out.sqlite", clock.surroundings { _ in true })
    #expect(report.exitStatus == .done)
    #expect(report.run?.attempts == 2)
    #expect(try register.dump() == register.dump("calm.sqlite"))
  }
}
