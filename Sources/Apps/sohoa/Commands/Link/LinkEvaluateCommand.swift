import ArgumentParser
import Execution
import Linking
import Foundation
import Linkage

/// Holds clusters against known ones.
struct LinkEvaluateCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Links without writing, and measures the clusters against known ones.",
    discussion: """
      The file has the header record_id,cluster_id or id_left,id_right; records that it does not name \
      do not count. Clusters are right where they are the same, record by record, \
      and without a stranger where all records of one are of one known cluster.
      """)

  @OptionGroup var options: LinkOptions
  @Argument(help: "The known clusters or pairs, as CSV.", completion: .file(extensions: ["csv"]))
  var truth: String
  @Option(
    help: "Draws precision and recall by weight as SVG.", completion: .file(extensions: ["svg"]))
  var svg: String?
  @Flag(help: "Prints JSON.") var json = false

  private struct Row: Encodable {
    var pair_precision, pair_recall, pair_f1: Double
    var cluster_precision, cluster_recall, cluster_f1, cluster_purity: Double
    var known_pairs, found_pairs, common_pairs: Int
    var known_clusters, found_clusters, common_clusters: Int
    var records, ids, missing_ids: Int
  }

  func perform() throws {
    let (session, link) = try options.session()
    let truth = try LinkTruth(path: truth)
    let outcome = try session.outcome(of: link)
    let coverage = try truth.coverage(outcome)
    let known = truth.known(outcome)
    let result = LinkEvaluation(found: outcome.clustering.roots, known: known)
    if let svg {
      let curve = try LinkCurve(
        outcome, known: known, knownPairs: result.knownPairs, matchWeight: link.matchWeight)
      try LinkFile(svg).write(curve.svg)
    }
    if json {
      return try Console.json(
        Row(
          pair_precision: result.pairPrecision, pair_recall: result.pairRecall,
          pair_f1: result.pairF1, cluster_precision: result.clusterPrecision,
          cluster_recall: result.clusterRecall, cluster_f1: result.clusterF1,
          cluster_purity: result.clusterPurity, known_pairs: result.knownPairs,
          found_pairs: result.foundPairs,
          common_pairs: result.commonPairs, known_clusters: result.knownClusters,
          found_clusters: result.foundClusters, common_clusters: result.commonClusters,
          records: known.count { $0 != 0 }, ids: coverage.named, missing_ids: coverage.missing))
    }
    let speech = Speech.current
    if coverage.missing > 0 {
      let (missing, named) = (coverage.missing.grouped, coverage.named.grouped)
      Console.error(
        speech(
          "\(missing) trong \(named) mã của tệp không có trong phép nối, không được tính",
          "\(missing) of \(named) ids of the file are not in the link and do not count"))
    }
    var table = TextTable([
      "", speech.term("đã biết", "known"), speech.term("tìm được", "found"),
      speech.term("đúng", "right"), speech.term("chính xác", "precision"),
      speech.term("phủ", "recall"), "F1",
    ])
    func row(_ name: String, _ counts: [Int], _ shares: [Double]) {
      table.add([name] + counts.map(\.grouped) + shares.map { String(format: "%.4f", $0) })
    }
    row(
      speech.term("cặp", "pairs"), [result.knownPairs, result.foundPairs, result.commonPairs],
      [result.pairPrecision, result.pairRecall, result.pairF1])
    row(
      speech.term("cụm", "clusters"),
      [result.knownClusters, result.foundClusters, result.commonClusters],
      [result.clusterPrecision, result.clusterRecall, result.clusterF1])
    try Console.output(table.text)
    let purity = String(format: "%.4f", result.clusterPurity)
    try Console.output(
      speech.term(
        "cụm không lẫn người lạ: \(purity) (\(result.pureClusters.grouped))",
        "clusters without a stranger: \(purity) (\(result.pureClusters.grouped))"))
  }
}
