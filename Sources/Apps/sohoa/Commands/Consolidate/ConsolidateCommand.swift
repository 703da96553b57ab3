import ArgumentParser
import Consolidation
import Dataflow
import Execution
import Planning

/// Makes the consolidated model.
struct ConsolidateCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "consolidate",
    abstract: "Makes one model of what is linked: each value with its source and its rivals.",
    discussion: """
      Links first where something is new. What has not changed is not written; what has gets a new \
      version, and the former one says until which run it was known. 'run' does the same.
      """)

  @OptionGroup var options: PipelineOptions
  @Flag(help: "Makes it although nothing is new.") var always = false
  @Flag(help: "Prints JSON.") var json = false
  @Option(help: .private) var dieAt: String?

  private struct Row: Encodable {
    var table: String
    var rows, opened, closed: Int
  }

  private struct Page: Encodable {
    var run: Int64
    var tables: [Row]
    var seconds: Double
  }

  func perform() throws {
    let plan = try options.plan()
    guard plan.consolidation != nil else {
      throw Diagnostic(
        "SH7020", "\(options.pipeline) consolidates nothing", status: .usage,
        remedy: "add a 'consolidate' to it")
    }
    let line = StepLine()
    defer { line.clear() }
    let links = try LinkSession(plan: plan) { line.show($0) }.run(always: false)
    line.clear()
    if !json { for report in links { try Console.output(LinkSummary.text(report)) } }
    let surroundings = dieAt.flatMap { KillPoint($0) }.map(Surroundings.dying) ?? .system
    let report = try ConsolidationSession(plan: plan, surroundings: surroundings) {
      line.show($0)
    }.run(always: always)
    line.clear()
    if json {
      return try Console.json(
        report.map { report in
          Page(
            run: report.run,
            tables: report.tables.map {
              Row(table: $0.table, rows: $0.rows, opened: $0.opened, closed: $0.closed)
            }, seconds: report.seconds)
        })
    }
    guard let report else {
      return Console.error(Speech.current("không có gì mới", "nothing new"))
    }
    try Console.output(ConsolidationSummary.text(report))
  }
}
