import Archives
import Dataflow
import Pairing
import Planning

/// The scans of a plan as their archives list them, none of them read.
struct ScanListing {
  /// The scans by name, for each stage of the plan; `nil` for one without scans.
  private(set) var indexes: [ScanIndex?] = []
  /// The scans' names for people; the index's numbers count them from 1.
  private(set) var names: [String] = []

  /// Lists the scans.
  init(_ plan: Plan) throws {
    for stage in plan.stages {
      guard let scans = stage.scans else {
        indexes.append(nil)
        continue
      }
      let files = ScanFiles(stage: stage.table.name, scans: scans)
      let index = try ScanIndex(scans.pattern)
      for path in try files.paths() {
        let listing = try files.listing(of: path)
        for entry in listing.entries where entry.problem == nil {
          let scan = files.identity(of: entry, in: path, listing)
          names.append(scan.name)
          try index.add(
            Int64(names.count), path: ScanName.components(path: path, member: entry.path),
            state: scan.state, sha256: "")
        }
      }
      try index.finish()
      indexes.append(index)
    }
  }
}

/// How many scans a file holds, before a run.
public struct ScanForecast: Sendable, Equatable {
  /// The table whose rows they belong to.
  public var stage: String
  /// The archive's path, or the scan's own.
  public var path: String
  /// The number of scans.
  public var scans: Int
  /// How many of them the ledger does not know, so that they will be read.
  public var new: Int
  /// Why the file cannot be listed, or `nil`.
  public var problem: String?
}

extension Runner {
  /// Counts the scans of the plan's tables, reading none and writing nothing.
  public func findScans() throws -> [ScanForecast] {
    let ledger = try openExisting()
    defer { ledger?.close() }
    var forecasts: [ScanForecast] = []
    for stage in plan.stages {
      guard let scans = stage.scans else { continue }
      let files = ScanFiles(stage: stage.table.name, scans: scans)
      for path in try files.paths() {
        let listing = try files.listing(of: path)
        let known = try ledger?.scans(of: plan.name, stage: stage.table.name, path: path) ?? []
        let members = Set(
          known.filter { $0.identity.stamp == listing.stamp }.map(\.identity.member))
        let entries = listing.entries.filter { !($0.path.isEmpty && $0.problem != nil) }
        forecasts.append(
          ScanForecast(
            stage: stage.table.name, path: path, scans: entries.count,
            new: entries.count { !members.contains($0.path.joined(separator: "!")) },
            problem: listing.archive == nil ? listing.entries.first?.problem?.message : nil))
      }
    }
    return forecasts
  }
}
