import Columnar
import Dataflow
import Linkage
public import Linking

/// What is known of records: the cluster of each.
public struct LinkTruth: Sendable {
  private var clusters: [String: UInt32] = [:]
  /// Pairs of ids that are of two entities for sure.
  private(set) var apart: [(String, String)] = []
  /// Whether single pairs are known, not whole clusters.
  public let isPairs: Bool

  /// Reads a CSV of clusters, `record_id,cluster_id`, or of pairs, `id_left,id_right`.
  ///
  /// Where pairs have a `decision`, as those of a review, they count where it is `together`; those
  /// that are `apart` tell how records of two entities agree.
  ///
  /// - Throws: `Diagnostic` for a file that is neither.
  public init(path: String) throws {
    var rows = try LinkRows(path: path)
    isPairs = rows.column("id_left") == 0 && rows.column("id_right") == 1
    guard isPairs || rows.column("record_id") == 0 && rows.column("cluster_id") == 1 else {
      throw Diagnostic(
        "SH5906", "\(path) has no header of known clusters or pairs", status: .input,
        remedy: "begin it with the line 'record_id,cluster_id' or 'id_left,id_right'")
    }
    let decision = isPairs ? rows.column("decision") : nil
    var numbers: [String: UInt32] = [:]
    var parents: [UInt32] = [0]
    func root(_ number: UInt32) -> UInt32 {
      var number = number
      while parents[Int(number)] != number { number = parents[Int(number)] }
      return number
    }
    while let cells = rows.next() {
      guard cells.count >= 2 else { continue }
      if let decision, cells.count <= decision || cells[decision] != "together" {
        if cells.count > decision, cells[decision] == "apart" { apart.append((cells[0], cells[1])) }
        continue
      }
      if !isPairs {
        let next = UInt32(numbers.count + 1)
        clusters[cells[0]] = numbers[cells[1], default: next]
        if numbers[cells[1]] == nil { numbers[cells[1]] = next }
        continue
      }
      for cell in cells.prefix(2) where clusters[cell] == nil {
        clusters[cell] = UInt32(parents.count)
        parents.append(UInt32(parents.count))
      }
      let (one, other) = (root(clusters[cells[0]] ?? 0), root(clusters[cells[1]] ?? 0))
      parents[Int(max(one, other))] = min(one, other)
    }
    if isPairs { for (id, number) in clusters { clusters[id] = root(number) } }
  }

  /// How many ids the file names, and how many of them the link does not have.
  ///
  /// - Throws: `Diagnostic` where it has none of them, so that nothing can be measured.
  public func coverage(_ outcome: LinkRun.Outcome) throws -> (named: Int, missing: Int) {
    let missing = clusters.keys.count { outcome.ids.find(Array($0.utf8)) == 0 }
    guard missing < clusters.count else {
      throw Diagnostic(
        "SH5912",
        clusters.isEmpty
          ? "the file of what is known names no record"
          : "the link has none of the \(clusters.count) records that the file names",
        status: .input,
        remedy: "write ids as the table of clusters has them: sohoa link run --clusters FILE")
    }
    return (clusters.count, missing)
  }

  /// The known cluster of each record, 0 where nothing is known.
  public func known(_ outcome: LinkRun.Outcome) -> [UInt32] {
    known(outcome.ids, outcome.idOf)
  }

  /// The known cluster of each record, by its id's number; 0 where nothing is known.
  func known(_ ids: ValueTable, _ idOf: SpillArray<UInt32>) -> [UInt32] {
    var byID = [UInt32](repeating: 0, count: ids.last + 1)
    for (id, cluster) in clusters {
      let number = ids.find(Array(id.utf8))
      if number > 0 { byID[Int(number)] = cluster }
    }
    return idOf.map { byID[Int($0)] }
  }
}
