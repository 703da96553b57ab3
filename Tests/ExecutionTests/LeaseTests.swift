import Dataflow
import Execution
import TestSupport
import Testing

/// One run at a time writes, and one that was taken over writes no more.
@Suite struct LeaseTests {
  @Test("A run that another one has taken over writes nothing more", .temporaryDirectory)
  func fenced() throws {
    let register = try Register()
    try register.run("calm.sqlite")
    var commits = 0
    var afterTakeover: [String] = []
    let error = #expect(throws: Diagnostic.self) {
      try register.run { _ in
        commits += 1
        // The process stalls here for longer than its lease, and another one does all the work.
        guard commits == 2 else { return }
        _ = try? register.run()
        afterTakeover = (try? register.dump()) ?? []
      }
    }
    #expect(error?.status == .busy)
    #expect(error?.code == "SH6102")
    #expect(commits == 2)
    #expect(try afterTakeover == register.dump("calm.sqlite"))
    #expect(try register.dump() == afterTakeover)
  }

  @Test("A lease that is held and alive keeps every other run out", .temporaryDirectory)
  func held() throws {
    let register = try Register()
    let clock = FakeClock()
    try register.abandon(clock, after: 2)
    let before = try register.dump()
    clock.move(by: 59_000)
    let error = #expect(throws: Diagnostic.self) {
      try register.run("out.sqlite", clock.surroundings())
    }
    #expect(error?.status == .busy)
    #expect(error?.message == "another run of pipeline nguoi is at work (process other:1:1)")
    #expect(try register.dump() == before)
  }

  @Test("A lease that has run out is taken over", .temporaryDirectory)
  func expired() throws {
    let register = try Register()
    try register.run("calm.sqlite")
    let clock = FakeClock()
    try register.abandon(clock, after: 2)
    clock.move(by: 60_001)
    #expect(try register.run("out.sqlite", clock.surroundings()).exitStatus == .done)
    #expect(try register.dump() == register.dump("calm.sqlite"))
  }

  @Test("The lease of a process that is gone is taken over at once", .temporaryDirectory)
  func gone() throws {
    let register = try Register()
    try register.run("calm.sqlite")
    let clock = FakeClock()
    try register.abandon(clock, after: 2)
    let surroundings = clock.surroundings { $0 == "other:1:1" }
    #expect(try register.run("out.sqlite", surroundings).exitStatus == .done)
    #expect(try register.dump() == register.dump("calm.sqlite"))
  }
}
