import Foundation

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

  /// Runs the process to its end; it is killed after `timeout` seconds.
  public func run(timeout: Double = 120) async throws -> Outcome {
    try await start().wait(timeout: timeout)
  }
}

/// A process at work; its output goes to files, so that it never waits for a reader.
public final class RunningCommand {
  private let process = Process()
  private let outputPath: String
  private let errorPath: String

  init(_ command: Command) throws {
    let base = NSTemporaryDirectory() + "/sohoa-process-" + UUID().uuidString
    outputPath = base + ".out"
    errorPath = base + ".err"
    for path in [outputPath, errorPath] {
      guard FileManager.default.createFile(atPath: path, contents: nil) else {
        throw CommandError("cannot make \(path)")
      }
    }
    let isPath = command.program.contains("/")
    process.executableURL = URL(fileURLWithPath: isPath ? command.program : "/usr/bin/env")
    process.arguments = isPath ? command.arguments : [command.program] + command.arguments
    process.environment = ProcessInfo.processInfo.environment.merging(command.environment) { $1 }
    if let directory = command.directory {
      process.currentDirectoryURL = URL(fileURLWithPath: directory)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: outputPath)
    process.standardError = FileHandle(forWritingAtPath: errorPath)
    try process.run()
  }

  /// The process's number.
  public var pid: Int32 { process.processIdentifier }

  /// Whether it has not ended yet.
  public var isRunning: Bool { process.isRunning }

  /// What it has written to stderr so far.
  public var errors: String { text(errorPath) }

  /// Sends a signal.
  public func send(_ signal: Int32) { if process.isRunning { kill(pid, signal) } }

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
    while process.isRunning {
      if !isTimeout && Date() > deadline {
        isTimeout = true
        kill(pid, SIGKILL)
      }
      try await Task.sleep(for: .milliseconds(2))
    }
    let bySignal = process.terminationReason == .uncaughtSignal
    let outcome = Command.Outcome(
      status: bySignal ? 128 + process.terminationStatus : process.terminationStatus,
      signal: bySignal ? process.terminationStatus : nil, output: text(outputPath),
      errors: text(errorPath), isTimeout: isTimeout)
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
