import ArgumentParser
import Dataflow
import Execution
import Foundation
import Planning

/// Kills runs of a pipeline and proves that nothing is lost or doubled.
struct DrillCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "Kills copies of a run everywhere and proves that the result is the same.",
    discussion: """
      The pipeline runs once undisturbed, then again and again into databases of its own, killed by \
      SIGKILL in the windows of its commits and at random instants, and taken up again. In the end all \
      tables, rejects, counts and checkpoints must be those of the undisturbed run. The sources are \
      only read; the pipeline's own database is not touched. On PostgreSQL the server also ends sessions, \
      and a proxy on 127.0.0.1 cuts the connection while rows are sent, before a COMMIT arrives and \
      before its answer comes back. With a large delivery name a part of it \
      with --set, or fewer --windows. Exit status: 0 all equal, 70 something differs.
      """)

  @Argument(help: "The pipeline's definition.", completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String

  @OptionGroup var parameters: ParameterOptions

  @Option(help: "The most commit windows to kill in, spread over the run; all by default.")
  var windows: Int?

  @Option(help: "How many runs to kill at random instants, up to three times each.")
  var instants = 20

  @Option(help: "What the random instants come from.")
  var seed: UInt64 = 1

  @Option(
    help: "The folder for the databases, the temporary one by default.", completion: .directory)
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "A PostgreSQL database; the drill makes and drops databases of its own beside it.",
      valueName: "url"))
  var database: String?

  @Option(
    help: ArgumentHelp(
      "A command that restarts the server, which is then done at random instants.",
      valueName: "command"))
  var restart: String?

  @Flag(help: "Prints JSON.") var json = false

  func validate() throws {
    if let windows, windows < 0 { throw ValidationError("--windows takes a number from 0") }
    if restart != nil && database == nil {
      throw ValidationError("--restart goes with --database postgres://…")
    }
    if instants < 0 { throw ValidationError("--instants takes a number from 0") }
  }

  func perform() throws {
    try DatabaseName.check(database)
    let plan = try parameters.planAndSpec(pipeline).plan
    let place = (folder ?? NSTemporaryDirectory()) + "/sohoa-drill-" + UUID().uuidString
    do {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic(
        "SH7015", "cannot make a folder in \(folder ?? NSTemporaryDirectory())",
        status: .inputOutput, remedy: "name a place that can be written with --folder")
    }
    defer { try? FileManager.default.removeItem(atPath: place) }
    let settings = parameters.settings.flatMap { ["--set", $0] }
    let drill = Drill(
      plan: plan, command: [Self.program, "run", pipeline, "--alone"] + settings,
      extent: .init(windows: windows, instants: instants, seed: seed, restart: restart),
      folder: place,
      server: database)
    let report = try drill.run { number, count in
      if Console.isTerminal { Console.live("\r\u{1B}[K\(number)/\(count)") }
    }
    if Console.isTerminal { Console.live("\r\u{1B}[K") }
    if json {
      try Console.json(DrillJSON(report))
    } else {
      try Console.output(DrillText(report).text)
    }
    guard report.isPassed else { throw ExitCode(ExitStatus.internal.rawValue) }
  }

  /// This program's file.
  private static var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }
}
