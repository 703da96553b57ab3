import Columnar
import Dataflow
import LegacyText
import Pairing
import Planning
import Platform

extension Replay {
  /// Replays the rejects of one unit, page by page.
  func replay(
    _ unit: UnitEntry, _ filter: RejectFilter, in ledger: any QualityLedger,
    _ scans: [ScanIndex?], into tally: inout ReplayTally
  ) throws {
    guard let source = plan.sources.first(where: { $0.name == unit.identity.source }) else {
      throw Diagnostic(
        "SH5501",
        "the pipeline has no source '\(unit.identity.source)', which \(unit.identity.name) came by",
        status: .input, remedy: "replay with the definition that loaded it")
    }
    var steps = try UnitSteps(plan, source, unit, scans)
    var filter = filter
    while true {
      let entries = try ledger.rejects(matching: filter, limit: Self.pageSize)
      guard let last = entries.last else { break }
      let known = entries.filter { entry in
        source.stages.contains { plan.stages[$0].table.name == entry.stage }
      }
      do {
        try replay(known, of: unit, source, &steps, in: ledger, into: &tally)
      } catch is LedgerMoved {
        // A reject of the page was discarded or corrected meanwhile: the page is looked up again.
        continue
      }
      filter.after = last.number
      if let number = StopSignal.requested { throw tally.stopped(number) }
    }
    steps.runner?.finish()
  }

  private func replay(
    _ entries: [RejectEntry], of unit: UnitEntry, _ source: SourcePlan, _ steps: inout UnitSteps,
    in ledger: any QualityLedger, into tally: inout ReplayTally
  ) throws {
    guard !entries.isEmpty else { return }
    var chunks = source.emptyChunks
    var rejects: [[RejectEntry]] = chunks.map { _ in [] }
    for entry in entries {
      guard
        let index = source.stages.firstIndex(where: {
          plan.stages[$0].table.name == entry.stage
        })
      else { continue }
      chunks[index].append(
        entry.fields ?? RecordFields([]), raw: entry.raw,
        from: RowOrigin(
          record: entry.record, line: entry.line, offset: entry.offset, raw: .null),
        typedFont: FontEvidence.typed)
      // What nobody has corrected is as malformed as it was.
      if entry.fields?.fields.contains(where: \.isTyped) != true {
        chunks[index].refuseMalformed(entry, plan)
      }
      rejects[index].append(entry)
    }
    try steps.apply(to: &chunks)
    let page = ReplayPage(
      unit: unit.number, tables: source.stages, rejects: rejects,
      isNested: chunks.indices.map { $0 > 0 })
    for (index, outcome) in try ledger.replay(&chunks, at: page).enumerated() {
      tally.outcomes[source.stages[index]] += outcome
    }
  }
}
