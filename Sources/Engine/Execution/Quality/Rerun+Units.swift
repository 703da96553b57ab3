import Columnar
import Dataflow
import Extraction
import LegacyText
import Pairing
import Planning
import Platform

extension Rerun {
  /// Reads a unit's chunks again and puts each in the place of what it wrote.
  func rerun(
    _ unit: UnitEntry, _ run: RunEntry, in ledger: any RevisionLedger & LineageLedger,
    _ scans: [ScanIndex?], isTrial: Bool, _ report: inout Report
  ) throws {
    let source = try source(of: unit)
    let wanted = try spans(of: unit, in: ledger)
    let done = try ledger.chunksRerun(byRun: run.number, ofUnit: unit.number)
    if !done.isEmpty { report.isCounted = false }
    let isWhole = scope.chunks == nil && scope.stage == nil
    var records = try records(of: unit, source, in: ledger)
    var steps = try UnitSteps(plan, source, unit, scans)
    if case .spool(let spool) = records {
      steps.readsSource = false
      if try EncodingSample.isWanted(plan, source) {
        steps.sample = try spool.sample(of: ledger.chunks(ofUnit: unit.number, stage: nil))
      }
    }
    var writer: SpoolWriter?
    if case .source = records, plan.isSpooled, !isTrial { writer = SpoolWriter(plan, source) }
    let parts = parts(of: source)
    for span in wanted where !done.contains(span.chunk) {
      var chunks = try records.read(span, in: ledger)
      let spool = try writer?.keep(chunks) ?? records.spool(of: span)
      try typeIn(&chunks, source, span, unit, in: ledger)
      try steps.apply(to: &chunks)
      var loaded = parts.map { chunks[$0] }
      var page = RerunPage(
        unit: unit.number, span: span, tables: parts.map { source.stages[$0] },
        completesUnit: isWhole && span == wanted.last)
      page.spool = spool
      report.add(try ledger.rerun(&loaded, at: page))
      report.chunks += 1
      if case .spool = records { report.spooled += 1 }
      if let number = StopSignal.requested {
        report.stop = ReplayTally.stopped(number)
        break
      }
    }
    steps.runner?.finish()
  }

  /// Makes sure that a unit can be read again, before anything is written.
  ///
  /// - Returns: whether rows that are not read again with the unit refer to its rows.
  func check(_ unit: UnitEntry, in ledger: any RevisionLedger & LineageLedger) throws -> Bool {
    let source = try source(of: unit)
    let spans = try spans(of: unit, in: ledger)
    if case .spool(let spool) = try records(of: unit, source, in: ledger) {
      for span in spans { _ = try spool.read(span) }
    }
    return try ledger.checkRerun(
      of: spans, ofUnit: unit.number,
      tables: parts(of: source).map { plan.stages[source.stages[$0]].table.name })
  }

  private func source(of unit: UnitEntry) throws -> SourcePlan {
    guard let source = plan.sources.first(where: { $0.name == unit.identity.source }) else {
      throw Diagnostic(
        "SH5501",
        "the pipeline has no source '\(unit.identity.source)', which \(unit.identity.name) came by",
        status: .input, remedy: "read it again with the definition that loaded it")
    }
    return source
  }

  /// Where a unit's records come from: its source, or what is kept of it.
  private func records(
    of unit: UnitEntry, _ source: SourcePlan, in ledger: any RevisionLedger
  ) throws -> UnitRecords {
    if !isFromSpool, let found = UnitPlace(plan).find(unit) {
      return .source(ChunkReading(plan: plan, unit: found))
    }
    let files = try ledger.spools(ofUnit: unit.number)
    guard isFromSpool || !files.isEmpty else {
      throw Diagnostic(
        "SH5505", "\(unit.identity.name) is not there any more, or is not what it was",
        status: .input, remedy: "put the file back as it was and type the same command again")
    }
    return .spool(SpoolReading(plan, source, unit, files: files))
  }

  private func spans(
    of unit: UnitEntry, in ledger: any RevisionLedger
  ) throws -> [ChunkSpan] {
    let all = try ledger.chunks(ofUnit: unit.number, stage: nil)
    guard let chunks = scope.chunks else { return all }
    let last = all.last?.chunk ?? 0
    guard chunks.upperBound <= last else {
      throw Diagnostic(
        "SH5506", "\(unit.identity.name) has no such chunks: it has 1 to \(last)", status: .usage,
        remedy: "see them with: sohoa checkpoints \(unit.run)")
    }
    return all.filter { chunks.contains($0.chunk) }
  }

  /// The places of the tables that are replaced among those of a source.
  private func parts(of source: SourcePlan) -> [Int] {
    source.stages.indices.filter {
      scope.stage == nil || plan.stages[source.stages[$0]].table.name == scope.stage
    }
  }

  /// Puts what people typed in the place of what was read: a correction outlives a rerun.
  private func typeIn(
    _ chunks: inout [Chunk], _ source: SourcePlan, _ span: ChunkSpan, _ unit: UnitEntry,
    in ledger: any RevisionLedger & LineageLedger
  ) throws {
    for entry in try ledger.rejects(ofUnit: unit.number, records: span.records) {
      guard let fields = entry.fields, fields.fields.contains(where: \.isTyped),
        let index = source.stages.firstIndex(where: { plan.stages[$0].table.name == entry.stage }),
        let row = chunks[index].origins.firstIndex(where: {
          $0.record == entry.record && $0.offset == entry.offset
        })
      else { continue }
      chunks[index].replace(row, by: fields, typedFont: FontEvidence.typed)
    }
  }
}

extension Rerun.Report {
  /// Adds what differs in a chunk; `nil` where only a comparison can tell.
  fileprivate mutating func add(_ counts: [String: DifferenceCounts]?) {
    guard let counts else { return isCounted = false }
    differences.merge(counts.filter { $0.value != DifferenceCounts() }) { $0 + $1 }
  }
}
