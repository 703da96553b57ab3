import Columnar
import Dataflow
import LegacyText
import Planning

/// The steps of a source's stages, made for one thread.
struct StepRunner {
  private var steps: [[any Transform]]
  /// What the steps have made out of the unit.
  private(set) var findings: [EncodingFinding] = []

  /// Makes the steps, and shows them the unit's first rows where some want to see them.
  init(_ plan: Plan, _ source: SourcePlan, sample: EncodingSample?) throws {
    steps = try source.stages.map { try plan.stages[$0].makeSteps() }
    guard let sample else { return }
    for stage in steps.indices { findings += try sample.show(to: &steps[stage], stage: stage) }
  }

  /// Applies the steps to the chunks of the records and of their children.
  mutating func apply(to chunks: inout [Chunk]) throws {
    for index in chunks.indices {
      for step in steps[index].indices { try steps[index][step].apply(to: &chunks[index]) }
    }
  }
}
