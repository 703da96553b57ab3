import Dataflow
import Foundation
import Platform

/// A run as a process that says nothing and may be killed.
final class DrilledProcess {
  private let process = Process()

  init(_ command: [String]) throws {
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    for stream in [FileHandle.nullDevice] {
      process.standardInput = stream
      process.standardOutput = stream
      process.standardError = stream
    }
    do { try process.run() } catch {
      throw Diagnostic(
        "SH5802", "cannot start \(command[0])", status: .inputOutput,
        remedy: "start the drill from a place where the command can be run")
    }
  }

  /// Whether a signal ended it.
  var isKilled: Bool { process.terminationReason == .uncaughtSignal }

  /// Kills it after a while, unless it has ended.
  func kill(afterMilliseconds milliseconds: Int) {
    let end = Clock.monotonicSeconds + Double(milliseconds) / 1000
    while process.isRunning && Clock.monotonicSeconds < end { usleep(500) }
    if process.isRunning { ProcessIdentity.kill(process.processIdentifier) }
  }

  /// Waits for its end and returns the exit code.
  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }
}
