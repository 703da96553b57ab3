import Archives
import Dataflow
import Pairing
import Planning
import Platform

/// Finds the scans of a plan's tables, notes them in the ledger and makes them known by name.
///
/// A scan in a file whose stamp is the one in the ledger is not read again. Every other one is read
/// once, from the first to the last of its archive, hashed and inspected. They are noted some at a
/// time, so that a run that is stopped here goes on where it was.
struct ScanInventory {
  private static let mostPending = 500
  /// Noting renews the lease, which lasts a minute.
  private static let secondsBetweenNotes = 5.0

  let plan: Plan
  let sink: any Sink
  /// Called after every scan; throws to stop.
  let check: () throws -> Void
  /// Called with the file at work after every note.
  let tell: (String) -> Void

  /// The scans by name, for each stage of the plan; `nil` for one without scans.
  func indexes() throws -> [ScanIndex?] {
    try plan.stages.map { stage in
      guard let scans = stage.scans else { return nil }
      let files = ScanFiles(stage: stage.table.name, scans: scans)
      let index = try ScanIndex(scans.pattern)
      for path in try files.paths() { try add(path, of: files, to: index) }
      try index.finish()
      return index
    }
  }

  private func add(_ path: String, of files: ScanFiles, to index: ScanIndex) throws {
    let listing = try files.listing(of: path)
    var known: [String: ScanEntry] = [:]
    for entry in try sink.scans(of: plan.name, stage: files.stage, path: path)
    where entry.identity.stamp == listing.stamp {
      known[entry.identity.member] = entry
    }
    var pending: [(entry: ArchiveEntry, scan: ScanIdentity)] = []
    var last = Clock.monotonicSeconds
    func flush() throws {
      let numbers = try sink.note(pending.map(\.scan))
      for (number, item) in zip(numbers, pending) {
        try Self.add(number, item.entry, item.scan, to: index)
      }
      pending.removeAll(keepingCapacity: true)
      last = Clock.monotonicSeconds
      tell(path)
    }
    for entry in listing.entries {
      var scan = files.identity(of: entry, in: path, listing)
      if let earlier = known[scan.member] {
        try Self.add(earlier.number, entry, earlier.identity, to: index)
        continue
      }
      try check()
      try files.inspect(entry, listing, into: &scan)
      pending.append((entry, scan))
      if pending.count >= Self.mostPending
        || Clock.monotonicSeconds - last > Self.secondsBetweenNotes
      {
        try flush()
      }
    }
    if !pending.isEmpty { try flush() }
  }

  private static func add(
    _ number: Int64, _ entry: ArchiveEntry, _ scan: ScanIdentity, to index: ScanIndex
  ) throws {
    // A file that could not be listed names no scan.
    if entry.path.isEmpty && entry.problem != nil { return }
    try index.add(
      number, path: ScanName.components(path: scan.path, member: entry.path),
      state: scan.state, sha256: scan.sha256)
  }
}
