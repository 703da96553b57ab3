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
    _ scans: [ScanIndex?],
    _ report: inout Report
  ) throws {
    let source = try source(of: unit)
    let found = try place(of: unit)
    let wanted = try spans(of: unit, in: ledger)
    let done = try ledger.chunksRerun(byRun: run.number, ofUnit: unit.number)
    if !done.isEmpty { report.isCounted = false }
    let isWhole = scope.chunks == nil && scope.stage == nil
    var reading = ChunkReading(plan: plan, unit: found)
    var steps = try UnitSteps(plan, source, unit, scans)
    let parts = parts(of: source)
    for span in wanted where !done.contains(span.chunk) {
      var chunks = try reading.read(span, in: ledger)
      try typeIn(&chunks, source, span, unit, in: ledger)
      try steps.apply(to: &chunks)
      var loaded = parts.map { chunks[$0] }
      let differences = try ledger.rerun(
        &loaded,
        at: RerunPage(
          unit: unit.number, span: span, tables: parts.map { source.stages[$0] },
          completesUnit: isWhole && span == wanted.last))
      report.chunks += 1
      report.add(differences)
      if let number = StopSignal.requested {
        report.stop = ReplayTally.stopped(number)
        break
      }
    }
    steps.runner?.finish()
  }

  /// Makes sure that a unit can be read again, before anything is written.
  func check(_ unit: UnitEntry, in ledger: any RevisionLedger & LineageLedger) throws {
    let source = try source(of: unit)
    _ = try place(of: unit)
    try ledger.checkRerun(
      of: try spans(of: unit, in: ledger), ofUnit: unit.number,
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

  private func place(of unit: UnitEntry) throws -> FoundUnit {
    guard let found = UnitPlace(plan).find(unit) else {
      throw Diagnostic(
        "SH5505", "\(unit.identity.name) is not there any more, or is not what it was",
        status: .input, remedy: "put the file back as it was and type the same command again")
    }
    return found
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

/// Reads committed chunks of a unit again, one after the other where they follow one another.
struct ChunkReading {
  private let plan: Plan
  private let unit: FoundUnit
  private var reader: (any RecordReader)?
  private var stream: WatchedStream?

  init(plan: Plan, unit: FoundUnit) {
    self.plan = plan
    self.unit = unit
  }

  /// Reads a chunk: its records, then their nested ones.
  ///
  /// - Throws: `Diagnostic` when it is not what was committed.
  mutating func read(_ span: ChunkSpan, in ledger: any LineageLedger) throws -> [Chunk] {
    let input = UnitInput(plan: plan, unit: unit)
    do {
      if reader?.position.record != span.records.lowerBound - 1 {
        try open(input, before: span.records.lowerBound, in: ledger)
      }
      guard var reader else { preconditionFailure("the unit has just been opened") }
      var chunk = input.chunk()
      let limit = ChunkLimit(rows: span.records.count, bytes: .max)
      let isRead = try reader.read(into: &chunk, limit: limit)
      self.reader = reader
      guard isRead, reader.position.record == span.end.record,
        reader.position.offset == span.end.offset,
        span.hash.isEmpty || UnitReader.hash(of: chunk) == span.hash
      else {
        throw Diagnostic(
          "SH5507",
          "chunk \(span.chunk) of \(unit.identity.name) does not read as it did when it was loaded",
          status: .input,
          remedy: "put source and reading back as they were, or take the load back with sohoa undo"
            + " and run the pipeline again")
      }
      var chunks = [chunk] + chunk.children
      chunks[0].children = []
      return chunks
    } catch {
      if let failure = stream?.failure { throw failure.diagnostic(unit: unit.identity.name) }
      throw error
    }
  }

  private mutating func open(
    _ input: UnitInput, before record: Int64, in ledger: any LineageLedger
  ) throws {
    let start = try ledger.position(before: record, ofUnit: unit.number)?.position
    var state = start?.streamState ?? []
    // A document held against an XSD is always read from its beginning.
    if case .xml(let shape) = plan.sources[unit.source].format, shape.schema != nil { state = [] }
    let stream = try WatchedStream(input.openStream(resumingFrom: state))
    self.stream = stream
    reader = try input.makeReader(stream, resumingAt: start).reader
  }
}
