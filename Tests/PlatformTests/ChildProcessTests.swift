import Foundation
import TestSupport
import Testing

@testable import Platform

@Suite("Processes of our own")
struct ChildProcessTests {
  private let environment = ["PATH": "/usr/bin:/bin", "WORD": "đ"]

  /// Runs a script of a shell, which prints into a file.
  private func run(
    _ script: String, directory: String? = nil
  ) throws -> (ending: ChildProcess.Ending, output: String) {
    let file = NSTemporaryDirectory() + "/sohoa-child-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: file) }
    var streams = ChildProcess.Streams()
    streams.output = file
    streams.errors = file
    let process = try ChildProcess(
      ["sh", "-c", script], environment: environment, directory: directory, streams: streams)
    let ending = process.wait(atMost: 60)
    return (ending, try String(contentsOfFile: file, encoding: .utf8))
  }

  @Test("What it prints, where it works and what it knows")
  func whole() throws {
    let result = try run(
      "pwd; echo $WORD; echo problem >&2; read line || echo empty", directory: "/usr")
    #expect(result.ending == .exited(0))
    #expect(result.output == "/usr\nđ\nproblem\nempty\n")
  }

  @Test("An exit code and a signal are told apart")
  func endings() throws {
    #expect(try run("exit 75").ending == .exited(75))
    #expect(try run("kill -TERM $$").ending == .signalled(SIGTERM))
    #expect(ChildProcess.Ending.exited(75).status == 75)
    #expect(ChildProcess.Ending.signalled(SIGKILL).status == 137)
  }

  @Test("What cannot be started is said")
  func missing() {
    #expect(throws: SystemError(errno: ENOENT, operation: "start", path: "/no/such/program")) {
      try ChildProcess(["/no/such/program"], environment: environment)
    }
  }

  @Test("It inherits nothing that is open here")
  func inheritance() throws {
    let open = [Pipe(), Pipe()]
    #expect(try run("ls /proc/self/fd").output == "0\n1\n2\n3\n", "3 is the listed folder")
    try open[0].fileHandleForWriting.close()
  }

  @Test("Ends are known at once though others, started in the same instant, live on")
  func simultaneous() async throws {
    try await withThrowingTaskGroup(of: ChildProcess.self) { group in
      for number in 0..<60 {
        group.addTask {
          try ChildProcess(number % 2 == 0 ? ["true"] : ["sleep", "300"], environment: environment)
        }
      }
      let all = try await group.reduce(into: []) { $0.append($1) }
      for _ in 0..<30_000 where all.count(where: \.isRunning) > 30 {
        try await Task.sleep(for: .milliseconds(2))
      }
      let sleeping = all.filter(\.isRunning)
      #expect(sleeping.count == 30)
      for process in sleeping { process.send(SIGKILL) }
      for process in sleeping { #expect(process.wait() == .signalled(SIGKILL)) }
    }
  }
}
