import Foundation

/// Runs a command of the package as a process of its own.
public struct CommandRunner: Sendable {
  /// How a command ended and what it printed.
  public struct Result: Sendable {
    /// The exit status, or the number of the signal that ended it, negated.
    public var status: Int32
    /// What it wrote to stdout.
    public var output: String
    /// What it wrote to stderr.
    public var error: String
  }

  /// The executable's path.
  public let executable: String
  /// The directory that commands run in.
  public let directory: String

  /// Prepares to run a built command.
  ///
  /// - Parameters:
  ///   - name: the product's name, which is built next to the tests.
  ///   - directory: the directory that commands run in.
  public init(_ name: String = "sohoa", in directory: String) {
    executable =
      URL(fileURLWithPath: CommandLine.arguments[0])
      .deletingLastPathComponent().appendingPathComponent(name).path
    self.directory = directory
  }

  /// The package's own directory.
  public static var package: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }

  /// Copies files or directories of the package to where commands run.
  public func copy(_ names: String...) throws {
    for name in names {
      try FileManager.default.copyItem(
        atPath: "\(Self.package)/\(name)", toPath: "\(directory)/\(name)")
    }
  }

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - arguments: what follows the command's name.
  ///   - environment: variables to set besides those of the tests; no database is named by default.
  /// - Returns: how it ended and what it printed.
  /// - Throws: an error when it cannot be started.
  public func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Result {
    // Files take any amount of output without anybody reading it meanwhile.
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sohoa-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (output, error) = (scratch.appendingPathComponent("1"), scratch.appendingPathComponent("2"))
    for file in [output, error] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SOHOA_DATABASE": "", "LANG": "C.UTF-8"]) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    try process.run()
    process.waitUntilExit()
    let status = process.terminationStatus
    return Result(
      status: process.terminationReason == .exit ? status : -status,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: error), as: UTF8.self))
  }
}
