import Columnar
import Dataflow
import LegacyText
import Planning

/// The first rows of a unit, for the steps that make out its encodings from them.
///
/// Always the same rows, whatever the chunks and wherever a run resumes.
struct EncodingSample: Sendable {
  static let limit = ChunkLimit(rows: 1_000, bytes: 1 << 20)

  /// The records' rows, then those of nested records.
  let chunks: [Chunk]

  /// Reads the sample, or returns `nil` when no step of the unit's stages wants one.
  ///
  /// - Throws: what reading the unit throws.
  static func read(_ input: UnitInput) throws -> EncodingSample? {
    guard try isWanted(input.plan, input.plan.sources[input.unit.source]) else { return nil }
    var (reader, _) = try input.makeReader(WatchedStream(input.openStream()))
    var chunk = input.chunk()
    guard try reader.read(into: &chunk, limit: limit) else { return EncodingSample(chunks: []) }
    var chunks = [chunk] + chunk.children
    chunks[0].children = []
    return EncodingSample(chunks: chunks)
  }

  /// Whether a step of a source's stages makes out encodings.
  static func isWanted(_ plan: Plan, _ source: SourcePlan) throws -> Bool {
    try source.stages.contains { stage in
      try plan.stages[stage].makeSteps().contains { $0 is any EncodingStudy }
    }
  }

  /// Shows the rows to the steps of one stage, each as they reach it.
  ///
  /// - Returns: what the steps found.
  func show(to steps: inout [any Transform], stage: Int) throws -> [EncodingFinding] {
    guard chunks.indices.contains(stage),
      let last = steps.lastIndex(where: { $0 is any EncodingStudy })
    else { return [] }
    var chunk = chunks[stage]
    var findings: [EncodingFinding] = []
    for index in 0...last {
      if var step = steps[index] as? any Transform & EncodingStudy {
        try step.study(chunk)
        findings += step.findings
        steps[index] = step
      }
      try steps[index].apply(to: &chunk)
    }
    return findings
  }
}
