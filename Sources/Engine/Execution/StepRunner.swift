import Columnar
import Dataflow
import LegacyText
import Pairing
import Planning

/// The steps of a source's stages, made for one thread.
struct StepRunner {
  private var steps: [[any Transform]]
  private let stages: [Int]
  private let rules: RuleBook
  /// Finds the scans of the rows, after their steps.
  private var bindings: [BindScans?]
  private let collector: ProfileCollector?
  /// What has been profiled here and not been handed over yet.
  private var profile: PipelineProfile?
  /// What the steps have made out of the unit.
  private(set) var findings: [EncodingFinding] = []

  /// Makes the steps, and shows the unit's first rows, the sample, to those that want to see them.
  ///
  /// Where there are `scans`, by stage, the rows are bound to them; where there are `profiles`, they take
  /// what rows look like before and after the steps.
  init(
    _ plan: Plan, _ source: SourcePlan, sample: EncodingSample?, scans: [ScanIndex?],
    profiles: ProfileCollector? = nil
  ) throws {
    bindings = source.stages.map { plan.stages[$0].binding(to: scans[$0]) }
    stages = source.stages
    rules = plan.rules
    steps = try source.stages.map { try plan.stages[$0].makeSteps() }
    collector = profiles
    profile = profiles?.beginning
    guard let sample else { return }
    for stage in steps.indices { findings += try sample.show(to: &steps[stage], stage: stage) }
  }

  /// Applies the steps to the chunks of the records and of their children.
  mutating func apply(to chunks: inout [Chunk]) throws {
    for index in chunks.indices {
      chunks[index].keepAsRead()
      profile?.addBefore(chunks[index], stage: stages[index])
      for step in steps[index].indices { try steps[index][step].apply(to: &chunks[index]) }
      try bindings[index]?.apply(to: &chunks[index])
      profile?.addAfter(chunks[index], stage: stages[index], rules: rules)
    }
  }

  /// Hands over what has been profiled.
  mutating func finish() {
    guard let profile else { return }
    collector?.take(profile)
    self.profile = nil
  }
}

extension StagePlan {
  /// Binds rows to the scans of an index, if there is one.
  func binding(to index: ScanIndex?) -> BindScans? {
    guard let scans, let index else { return nil }
    return BindScans(scans.pattern, index: index, rules: scans.rules)
  }
}
