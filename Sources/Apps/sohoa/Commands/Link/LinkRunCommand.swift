import ArgumentParser
import Dataflow
import Execution
import Linking

/// Links what is loaded.
struct LinkRunCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Links the records of a pipeline's database, and keeps the clusters in it.",
    discussion: """
      The tables NAME_cluster, NAME_review, NAME_parameter and NAME_change hold what came out. The \
      result is the same for any number of threads. What was linked before stays linked, and only \
      records that are new are compared, unless the definition or a decision has changed. One that is \
      killed is taken up by the next: pairs that were scored are kept in a file until the result is \
      written.
      """)

  @OptionGroup var options: LinkOptions
  @Option(
    help: "Writes the joined pairs as CSV: id_left,id_right,probability.", completion: .file())
  var pairs: String?
  @Option(help: "Writes the clusters as CSV: record_id,cluster_id.", completion: .file())
  var clusters: String?
  @Flag(help: "Compares all records anew, not only those that are new.") var always = false
  @Flag(help: "Prints JSON.") var json = false
  @Option(help: .private) var dieAt: String?

  private struct Row: Encodable {
    var link: String
    var records, read, pairs, taken_up, clusters, reviews, waiting, new, merged, split, gone: Int
    var seconds: Double
  }

  func perform() throws {
    let surroundings = dieAt.flatMap { KillPoint($0) }.map(Surroundings.dying) ?? .system
    let line = StepLine()
    defer { line.clear() }
    let (session, link) = try options.session(in: surroundings, line: line)
    let reports = try session.run(always: always, only: link.name)
    line.clear()
    if let pairs {
      try LinkFile(pairs).write { try session.visitPairLines(of: link, $0) }
    }
    if let clusters {
      try LinkFile(clusters).write { try session.visitClusterLines(of: link, $0) }
    }
    if json {
      return try Console.json(
        reports.map { report in
          Row(
            link: report.name, records: report.records, read: report.read,
            pairs: report.pairs, taken_up: report.takenUp, clusters: report.clusters,
            reviews: report.reviews, waiting: report.waiting,
            new: report.changes.new,
            merged: report.changes.merged, split: report.changes.split,
            gone: report.changes.gone, seconds: report.seconds)
        })
    }
    if reports.isEmpty {
      return Console.error(Speech.current("không có gì mới", "nothing new"))
    }
    try Console.output(reports.map(LinkSummary.text).joined())
  }
}
