import Archives
import Dataflow
import Digests
import Extraction
import Planning
import Platform

/// Finds the units of a plan's sources and tells which are new.
///
/// A file whose stamp (size, times, inode) is the one in the ledger is not read again. Otherwise
/// the content decides: a ZIP member has its size and CRC-32 in the archive's directory, and only
/// where these are those of a known unit is it read to compare the SHA-256; other files are read.
struct Discovery {
  let plan: Plan
  /// The units of the pipeline in the ledger.
  let known: [UnitEntry]
  /// Whether units are read where only their content tells whether they are new.
  private let comparesContent: Bool
  private var found: [FoundUnit] = []

  init(plan: Plan, known: [UnitEntry], comparesContent: Bool = true) {
    self.plan = plan
    self.known = known
    self.comparesContent = comparesContent
  }

  /// All units, in the order of sources, paths and archive directories.
  ///
  /// - Throws: `Diagnostic` with status `input` when a pattern finds nothing, or when a unit that
  ///   was interrupted is missing or has changed.
  mutating func units() throws -> [FoundUnit] {
    for (index, source) in plan.sources.enumerated() {
      var paths: Set<String> = []
      for pattern in source.files {
        let matches = try expand(pattern)
        guard !matches.isEmpty else {
          throw Diagnostic(
            "SH5001", "source \(source.name): no file matches \(pattern)", status: .input,
            remedy: "check the path; it is relative to the definition's file")
        }
        paths.formUnion(matches)
      }
      for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        try addUnits(of: path, source, index)
      }
    }
    try checkInterrupted()
    keepOneOfEach()
    return found
  }

  private func expand(_ pattern: String) throws -> [String] {
    do { return try Glob.expand(pattern) } catch {
      throw Diagnostic("SH5002", error.description, status: .inputOutput)
    }
  }

  private mutating func addUnits(of path: String, _ source: SourcePlan, _ index: Int) throws {
    let archive: Archive
    let entries: [ArchiveEntry]
    let stamp: UnitIdentity.Stamp
    do {
      archive = try Archive(path: path, limits: source.limits)
      stamp = UnitIdentity.Stamp(try archive.identity())
      if archive.container == .sequential, let listed = listedBefore(path, stamp, source, index) {
        found += listed
        return
      }
      entries = try archive.entries()
    } catch let error where error.kind == .damaged || error.kind == .limit {
      // The directory of the archive is unreadable: the file is one unit, refused as a whole.
      try addUnreadable(path, source, index, error)
      return
    } catch {
      throw error.diagnostic(unit: path)
    }
    let globs = source.members.map { Glob($0) }
    if case .xlsx(let shape) = source.format {
      guard !SheetUnits.isNote(path) else { return }
      let units = SheetUnits(archive: archive, shape: shape)
      let selects = { (entry: ArchiveEntry) in globs.contains { $0.selects(entry) } }
      do {
        for unit in try units.units(entries, selects: globs.isEmpty ? nil : selects) {
          let isReadable = unit.entry.problem == nil
          let identity = UnitIdentity(
            source: source.name, path: path, member: unit.member,
            size: unit.entry.size ?? stamp.size,
            crc32: isReadable ? unit.entry.crc32.map { Int64($0) } ?? -1 : -1, stamp: stamp)
          found.append(try classify(identity, unit.entry, unit.sheet, nil, archive, index))
        }
      } catch let error as ArchiveError {
        throw error.diagnostic(unit: path)
      }
      return
    }
    for entry in entries where !entry.isDirectory {
      if entry.isMember && !globs.isEmpty && !globs.contains(where: { $0.selects(entry) }) {
        continue
      }
      // Scans that lie beside the records are no records.
      if entry.isMember, globs.isEmpty, let name = entry.path.last,
        source.stages.contains(where: { plan.stages[$0].scans?.selects(name) ?? false })
      {
        continue
      }
      var identity = UnitIdentity(
        source: source.name, path: path, member: entry.path.joined(separator: "!"),
        size: entry.isMember ? entry.size ?? -1 : -1,
        crc32: entry.crc32.map { Int64($0) } ?? -1, stamp: stamp)
      var memo: MemoPlace?
      if case .dbf = source.format {
        guard MemoPlace.mayBeTable(entry, path, isNamed: !globs.isEmpty) else { continue }
        memo = try memoPlace(of: entry, entries, path)
        identity.stamp = try self.stamp(of: archive, memo, path)
        identity.crc32 = Self.crc32(entry.crc32, memo)
      }
      found.append(try classify(identity, entry, nil, memo, archive, index))
    }
  }

  /// The units of an archive that an earlier run listed and loaded with this definition, or `nil`.
  ///
  /// A run notes all units of an archive before it loads one, and only reading it to its end lists an
  /// archive that is read from front to back.
  private func listedBefore(
    _ path: String, _ stamp: UnitIdentity.Stamp, _ source: SourcePlan, _ index: Int
  ) -> [FoundUnit]? {
    let units = known.filter { $0.identity.path == path && $0.identity.source == source.name }
    let isSettled = units.allSatisfy {
      $0.identity.stamp == stamp && $0.definition == plan.definition && !isOpen($0)
    }
    guard isSettled, !units.isEmpty else { return nil }
    return units.map {
      FoundUnit(
        identity: $0.identity, source: index, entry: ArchiveEntry(listedBefore: $0.identity.size),
        state: .done, number: $0.number)
    }
  }

  private mutating func addUnreadable(
    _ path: String, _ source: SourcePlan, _ index: Int, _ error: ArchiveError
  ) throws {
    let stamp: UnitIdentity.Stamp
    do { stamp = UnitIdentity.Stamp(try FileIdentity(of: path)) } catch {
      throw Diagnostic("SH5002", error.description, status: .inputOutput)
    }
    let identity = UnitIdentity(
      source: source.name, path: path, member: "", size: stamp.size, crc32: -1, stamp: stamp)
    let entry = ArchiveEntry(unreadable: error, size: stamp.size)
    let earlier = known.first { $0.identity.isSamePlace(as: identity) }
    found.append(
      FoundUnit(
        identity: earlier?.identity ?? identity, source: index, entry: entry,
        state: earlier == nil ? .new : .done, number: earlier?.number ?? 0))
  }

  /// Decides what a unit is by place and stamp, or by content.
  private func classify(
    _ place: UnitIdentity, _ entry: ArchiveEntry,
    _ sheet: (workbook: Workbook, sheet: Workbook.Sheet)?, _ memo: MemoPlace?, _ archive: Archive,
    _ source: Int
  ) throws -> FoundUnit {
    func unit(_ identity: UnitIdentity, _ state: FoundUnit.State, _ number: Int64 = 0) -> FoundUnit
    {
      FoundUnit(
        identity: identity, source: source, entry: entry, sheet: sheet, memo: memo, state: state,
        number: number)
    }
    if let earlier = known.first(where: { $0.identity.isSamePlace(as: place) }) {
      let identity = earlier.identity
      guard isOpen(earlier) else { return unit(identity, .done, earlier.number) }
      // A unit that is known to be a copy may have been noted without its run coming that far.
      if earlier.checkpoints == 0, !identity.sha256.isEmpty,
        let twin = try sameContent(as: identity)
      {
        // The run forgets units of which nothing was committed.
        let number = earlier.status == .loading ? 0 : earlier.number
        return unit(identity, .duplicate(of: twin.identity.name), number)
      }
      return unit(identity, .resumable, earlier.number)
    }
    var identity = place
    if entry.problem == nil && comparesContent {
      let isSuspect =
        !entry.isMember
        || known.contains { $0.identity.mayEqual(place) }
        || found.contains { $0.identity.mayEqual(place) }
      if isSuspect, let summary = try summary(of: entry, sheet, memo, in: archive, place) {
        identity.sha256 = summary.sha256.hexadecimal
        identity.size = summary.size
        identity.crc32 = Int64(summary.crc32)
      }
    }
    let bearers = known.filter { $0.identity.isSameContent(as: identity) }
    if let earlier = bearers.first(where: { $0.status != .duplicate }) ?? bearers.first {
      if isOpen(earlier) { return unit(identity, .resumable, earlier.number) }
      if let own = bearers.first(where: { $0.identity.hasName(of: identity) }) {
        return unit(identity, .done, own.number)
      }
      return unit(identity, .duplicate(of: earlier.identity.name))
    }
    if let interrupted = known.first(where: {
      $0.status == .loading && $0.identity.sha256.isEmpty && $0.identity.hasName(of: identity)
        && $0.identity.mayEqual(identity)
        // Damaged content has no size or hash; content that has them is another.
        && ($0.identity.size != -1 || identity.sha256.isEmpty)
    }) {
      return unit(identity, .resumable, interrupted.number)
    }
    if !identity.sha256.isEmpty, let twin = try sameContent(as: identity) {
      return unit(identity, .duplicate(of: twin.identity.name))
    }
    return unit(identity, .new)
  }

  /// Whether there is something left to do for a unit: it was interrupted, or another definition
  /// refused it.
  private func isOpen(_ earlier: UnitEntry) -> Bool {
    earlier.status == .loading
      || (earlier.status == .rejected && earlier.definition != plan.definition)
  }

  /// The unit of this discovery with the same content; its hash is computed if it has none.
  private func sameContent(as identity: UnitIdentity) throws -> FoundUnit? {
    for other in found
    where other.identity.mayEqual(identity) && other.identity.source == identity.source
      && other.entry.problem == nil
    {
      if other.identity.isSameContent(as: identity) { return other }
      guard other.identity.sha256.isEmpty else { continue }
      let archive: Archive
      do {
        archive = try Archive(
          path: other.identity.path, limits: plan.sources[other.source].limits)
      } catch {
        throw error.diagnostic(unit: other.identity.path)
      }
      let summary = try summary(
        of: other.entry, other.sheet, other.memo, in: archive, other.identity)
      if summary?.sha256.hexadecimal == identity.sha256 { return other }
    }
    return nil
  }

  /// Size and hashes of a unit's content, or `nil` for one that will be refused.
  private func summary(
    of entry: ArchiveEntry, _ found: (workbook: Workbook, sheet: Workbook.Sheet)?,
    _ memo: MemoPlace?, in archive: Archive, _ identity: UnitIdentity
  ) throws -> ContentSummary? {
    do throws(ArchiveError) {
      var summary = try archive.summary(of: entry)
      if let found {
        var parts: [[UInt8]] = []
        for part in [found.workbook.styles, found.workbook.sharedStrings] {
          guard let part else {
            parts.append([])
            continue
          }
          parts.append(try archive.summary(of: part).sha256)
        }
        summary.sha256 = Workbook.digest(
          name: found.sheet.name, sheet: summary.sha256, parts: parts)
      }
      if let memo {
        let other = try Archive(path: memo.path, limits: archive.limits).summary(of: memo.entry)
        summary.sha256 = MemoPlace.digest(table: summary.sha256, memo: other.sha256)
        summary.crc32 = summary.crc32 &+ other.crc32 &* 31
      }
      return summary
    } catch  where error.refusesUnit {
      return nil
    } catch {
      throw error.diagnostic(unit: identity.name)
    }
  }

  /// Lets a unit that was interrupted go on in one place only: its own, if it is still there.
  private mutating func keepOneOfEach() {
    var kept: [Int64: Int] = [:]
    for index in found.indices where found[index].state == .resumable {
      let number = found[index].number
      guard let other = kept[number] else {
        kept[number] = index
        continue
      }
      let isOwnPlace = known.contains {
        $0.number == number && $0.identity.isSamePlace(as: found[index].identity)
      }
      let (one, copy) = isOwnPlace ? (index, other) : (other, index)
      kept[number] = one
      found[copy].state = .duplicate(of: found[one].identity.name)
      let noted = known.first {
        $0.status == .duplicate && $0.identity.isSameContent(as: found[copy].identity)
          && $0.identity.hasName(of: found[copy].identity)
      }
      found[copy].number = noted?.number ?? 0
    }
  }

  /// Refuses to go on when a unit with checkpoints is gone or has other content.
  private func checkInterrupted() throws {
    for entry in known where entry.status == .loading && entry.checkpoints > 0 {
      if found.contains(where: { $0.number == entry.number }) { continue }
      // A damaged archive lists no members; it is there all the same.
      let isThere = found.contains { $0.identity.path == entry.identity.path }
      throw Diagnostic(
        "SH5003",
        isThere
          ? "\(entry.identity.name) has changed since its checkpoint \(entry.checkpoints)"
          : "\(entry.identity.name) was interrupted at checkpoint \(entry.checkpoints) and is not there any more",
        status: .input,
        remedy: "put the file back as it was and run again; nothing has been written")
    }
  }
}

extension UnitIdentity {
  /// Whether the other is the same member of a file that has not been touched.
  fileprivate func isSamePlace(as other: UnitIdentity) -> Bool {
    path == other.path && member == other.member && source == other.source && stamp == other.stamp
  }

  /// Whether the other lies in a file of the same path and has the same name in it.
  fileprivate func hasName(of other: UnitIdentity) -> Bool {
    path == other.path && member == other.member
  }

  /// Whether size and checksum, as far as both are known, allow the same content.
  fileprivate func mayEqual(_ other: UnitIdentity) -> Bool {
    (size == other.size || size == -1 || other.size == -1)
      && (crc32 == other.crc32 || crc32 == -1 || other.crc32 == -1)
  }

  /// Whether both hashes are known and equal.
  fileprivate func isSameContent(as other: UnitIdentity) -> Bool {
    !sha256.isEmpty && sha256 == other.sha256 && source == other.source
  }
}

extension UnitIdentity.Stamp {
  /// The stamp of a file as the system tells it.
  init(_ identity: FileIdentity) {
    self.init(
      size: identity.size, modified: identity.modified, changed: identity.changed,
      inode: Int64(truncatingIfNeeded: identity.inode))
  }
}

extension Glob {
  /// Whether the pattern selects a member: by its whole path when it has a slash, else by its name.
  fileprivate func selects(_ entry: ArchiveEntry) -> Bool {
    guard let path = entry.path.last else { return false }
    if pattern.contains("/") { return matches(path) }
    return matches(path.split(separator: "/").last.map(String.init) ?? path)
  }
}
