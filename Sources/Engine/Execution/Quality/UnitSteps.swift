import Columnar
import Dataflow
import Extraction
import Pairing
import Planning

/// The steps of a unit's stages; what they make out from the unit's first rows is read from the source
/// where it is still there, and else from what they are given.
struct UnitSteps {
  private let plan: Plan
  private let source: SourcePlan
  private let unit: UnitEntry
  private let scans: [ScanIndex?]
  var runner: StepRunner?
  /// The unit's first rows where they do not come from the source.
  var sample: EncodingSample?
  /// Whether the source is looked for.
  var readsSource = true

  init(_ plan: Plan, _ source: SourcePlan, _ unit: UnitEntry, _ scans: [ScanIndex?]) throws {
    self.plan = plan
    self.source = source
    self.unit = unit
    self.scans = scans
  }

  mutating func apply(to chunks: inout [Chunk]) throws {
    var steps =
      try runner
      ?? StepRunner(
        plan, source,
        sample: try sample ?? (readsSource ? UnitPlace(plan).sample(of: unit) : nil)
          ?? EncodingSample(chunks: chunks),
        scans: scans)
    try steps.apply(to: &chunks)
    runner = steps
  }
}

extension SourcePlan {
  /// Empty chunks in the layout of the source: of its records, then of what records repeat.
  var emptyChunks: [Chunk] {
    [Chunk(columns: fields.map(\.name))]
      + format.children.map { Chunk(columns: $0.keys + $0.fields.map(\.name)) }
  }
}

extension Chunk {
  /// Refuses the last row again where the reader had refused its record.
  mutating func refuseMalformed(_ entry: RejectEntry, _ plan: Plan) {
    let rules = plan.extractionRules
    for number in [
      rules.structure, rules.encoding, rules.length, rules.schema, rules.cell, rules.stored,
    ]
    where plan.rules[number].code == entry.rule {
      let column = columnIndex(entry.field) ?? -1
      note(Violation(row: rowCount - 1, rule: number, column: column), severity: .reject)
      return
    }
  }
}
