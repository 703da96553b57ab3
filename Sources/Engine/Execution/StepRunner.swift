import Columnar
import Dataflow
import Planning

/// The steps of a source's stages, made for one thread.
struct StepRunner {
  private var steps: [[any Transform]]

  /// Makes the steps.
  init(_ plan: Plan, _ source: SourcePlan) throws {
    steps = try source.stages.map { try plan.stages[$0].makeSteps() }
  }

  /// Applies the steps to the chunks of the records and of their children.
  mutating func apply(to chunks: inout [Chunk]) throws {
    for index in chunks.indices {
      for step in steps[index].indices { try steps[index][step].apply(to: &chunks[index]) }
    }
  }
}
