import Foundation
import Platform
import TestSupport
import Testing

@Suite struct ProcessIdentityTests {
  @Test("The running process is not gone")
  func current() {
    #expect(!ProcessIdentity.current.isGone)
    #expect(ProcessIdentity.current == ProcessIdentity.current)
  }

  @Test("A process number that another process has by now is gone")
  func reused() {
    var other = ProcessIdentity.current
    other.startTicks += 1
    #expect(other.isGone)
  }

  @Test("Nothing is known of a process of another host")
  func elsewhere() {
    var other = ProcessIdentity.current
    other.host += "-other"
    other.startTicks += 1
    #expect(!other.isGone)
  }

  @Test("A number that no process can have is gone")
  func impossible() {
    var other = ProcessIdentity.current
    other.pid = .max
    #expect(other.isGone)
  }

  @Test("A killed process is gone although its parent has not asked for it")
  func zombie() async throws {
    // The shell becomes a program that never waits for the child it has got.
    let parent = try Command("sh", ["-c", "sleep 0 & exec sleep 600"]).start()
    var identity: ProcessIdentity?
    var state: Substring = ""
    for _ in 0..<3000 where state != "Z" {
      try await Task.sleep(for: .milliseconds(10))
      let children = read("/proc/\(parent.pid)/task/\(parent.pid)/children").split(separator: " ")
      guard let pid = children.first.flatMap({ Int32($0) }) else { continue }
      let fields = read("/proc/\(pid)/stat").split(separator: ") ").last?.split(separator: " ")
      guard let fields, fields.count > 19, let ticks = Int64(fields[19]) else { continue }
      state = fields[0]
      identity = ProcessIdentity(
        host: ProcessIdentity.current.host, pid: pid, startTicks: ticks)
    }
    #expect(state == "Z")
    #expect(identity?.isGone == true)
    parent.send(SIGKILL)
    _ = try await parent.wait()
  }

  private func read(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
