import Foundation
import Platform

/// A program with its arguments, to be started as a process of its own.
public struct Command: Sendable {
  /// How a process ended and what it printed.
  public struct Outcome: Sendable {
    /// The exit code, or 128 and the signal's number.
    public var status: Int32
    /// The signal that ended it, or `nil`.
    public var signal: Int32?
    /// What it wrote to stdout.
    public var output: String
    /// What it wrote to stderr.
    public var errors: String
    /// Whether it was killed because it ran longer than allowed.
    public var isTimeout: Bool
  }

  /// The program's path, or its name where the system knows it.
  public var program: String
  /// Its arguments.
  public var arguments: [String]
  /// Variables added to the environment.
  public var environment: [String: String] = [:]
  /// The working directory, or `nil` for that of the tests.
  public var directory: String?

  /// Creates a command.
  public init(_ program: String, _ arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }

  /// The same command as strace runs it, with options for strace such as
  /// `["-e", "inject=fdatasync:signal=KILL:when=3"]`.
  public func traced(_ options: [String]) -> Command {
    var traced = Command("strace", ["-f", "-o", "/dev/null"] + options + [program] + arguments)
    traced.environment = environment
    traced.directory = directory
    return traced
  }

  /// Starts the process.
  public func start() throws -> RunningCommand { try RunningCommand(self) }

  /// Runs the process to its end when it is its turn; it is killed after `timeout` seconds.
  public func run(timeout: Double = 120) async throws -> Outcome {
    try await Turns.shared.run { try await start().wait(timeout: timeout) }
  }
}

/// A process at work; its output goes to files, so that it never waits for a reader.
public final class RunningCommand {
  private let process: ChildProcess
  private let outputPath: String
  private let errorPath: String

  init(_ command: Command) throws {
    let base = NSTemporaryDirectory() + "/sohoa-process-" + UUID().uuidString
    outputPath = base + ".out"
    errorPath = base + ".err"
    var streams = ChildProcess.Streams()
    streams.output = outputPath
    streams.errors = errorPath
    process = try ChildProcess(
      [command.program] + command.arguments,
      environment: ProcessInfo.processInfo.environment.merging(command.environment) { $1 },
      directory: command.directory, streams: streams)
  }

  /// The process's number.
  public var pid: Int32 { process.pid }

  /// Whether it has not ended yet.
  public var isRunning: Bool { process.isRunning }

  /// What it has written to stderr so far.
  public var errors: String { text(errorPath) }

  /// Sends a signal.
  public func send(_ signal: Int32) { process.send(signal) }

  /// The numbers of the processes that it has started.
  public var children: [Int32] {
    text("/proc/\(pid)/task/\(pid)/children").split(separator: " ").compactMap { Int32($0) }
  }

  /// Waits until the one process that this one has started stands still, and returns its number.
  public func stoppedChild() async throws -> Int32 {
    var lastTimes: [Substring] = []
    var samples = 0
    for _ in 0..<6000 {
      try await Task.sleep(for: .milliseconds(10))
      guard let child = children.first else { continue }
      // Behind the program's name: the state, and as the 12th and 13th field from there the times.
      let fields = text("/proc/\(child)/stat").split(separator: ") ").last?.split(separator: " ")
      guard let fields, fields.count > 13, fields[0] == "t" || fields[0] == "T" else {
        samples = 0
        continue
      }
      let times = Array(fields[11...12])
      samples = times == lastTimes ? samples + 1 : 0
      lastTimes = times
      if samples >= 20 { return child }
    }
    throw CommandError("the process does not stand still")
  }

  /// Waits for the end; the process is killed after `timeout` seconds.
  public func wait(timeout: Double = 120) async throws -> Command.Outcome {
    let deadline = Date().addingTimeInterval(timeout)
    var isTimeout = false
    while true {
      if let ending = process.ending { return outcome(of: ending, isTimeout: isTimeout) }
      if !isTimeout && Date() > deadline {
        isTimeout = true
        process.send(SIGKILL)
      }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  private func outcome(of ending: ChildProcess.Ending, isTimeout: Bool) -> Command.Outcome {
    var outcome = Command.Outcome(
      status: ending.status, signal: nil, output: text(outputPath), errors: text(errorPath),
      isTimeout: isTimeout)
    if case .signalled(let signal) = ending { outcome.signal = signal }
    for path in [outputPath, errorPath] { try? FileManager.default.removeItem(atPath: path) }
    return outcome
  }

  private func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}

/// Why a process could not be started.
public struct CommandError: Error, CustomStringConvertible {
  /// What went wrong.
  public var description: String

  /// Creates an error.
  public init(_ description: String) { self.description = description }
}
