public import Dataflow
import Loading
public import Planning

/// Removes kept records that no checkpoint names any more, and what killed runs have left.
public struct SpoolSweep: Sendable, Equatable {
  /// The files that have gone, or would.
  public var files = 0
  /// What they held.
  public var bytes: Int64 = 0

  /// Sweeps while no run is at work; in a trial nothing is removed.
  ///
  /// - Parameters:
  ///   - ledger: the ledger that names the files.
  ///   - database: its URL.
  ///   - plan: the pipeline whose folder is swept where the database does not tell, or `nil`.
  ///   - isTrial: only counts.
  /// - Throws: `Diagnostic` when a run is at work.
  public init(
    _ ledger: any RevisionLedger, database: String, plan: Plan?, isTrial: Bool
  ) throws {
    var folders: [(pipeline: String, folder: SpoolFolder)] = []
    if let path = Database.sqlitePath(of: database) {
      for pipeline in Set(try ledger.runs(of: nil).map(\.pipeline)) {
        folders.append((pipeline, SpoolFolder(of: pipeline, beside: path)))
      }
    } else if let plan {
      folders = [(plan.name, SpoolFolder(plan))]
    }
    var sizes: [SpoolFolder.Size] = []
    func sweep() throws {
      sizes = try folders.map {
        try $0.folder.sweep(keeping: ledger.spools(of: $0.pipeline), isTrial: isTrial)
      }
    }
    if isTrial { try sweep() } else { try ledger.whileNobodyWorks(sweep) }
    for size in sizes {
      files += size.files
      bytes += size.bytes
    }
  }
}
