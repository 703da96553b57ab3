import Foundation
public import Platform

extension ChildProcess {
  /// Starts a program and waits for the line by which it says that it is ready.
  static func answering(
    _ command: [String], environment: [String: String]
  ) throws -> (process: ChildProcess, line: String) {
    var streams = Streams()
    streams.output = NSTemporaryDirectory() + "/sohoa-answer-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: streams.output) }
    let process = try ChildProcess(
      command, environment: environment, directory: "/tmp", streams: streams)
    for _ in 0..<60_000 {
      let isRunning = process.isRunning
      let text = (try? String(contentsOfFile: streams.output, encoding: .utf8)) ?? ""
      if let end = text.firstIndex(of: "\n") { return (process, String(text[..<end])) }
      guard isRunning else { break }
      usleep(2000)
    }
    process.send(SIGKILL)
    throw CommandError("\(command.prefix(2).joined(separator: " ")) does not start")
  }

  /// Waits for the end; the process is killed after some seconds.
  public func wait(atMost seconds: Double) -> Ending {
    let deadline = Date().addingTimeInterval(seconds)
    while isRunning && Date() < deadline { usleep(2000) }
    send(SIGKILL)
    return wait()
  }
}
