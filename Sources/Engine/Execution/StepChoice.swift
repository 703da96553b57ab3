import Dataflow
import Planning

/// The step that a person names: by its number, its whole name or its verb.
struct StepChoice {
  private let text: String?

  init(_ text: String?) { self.text = text }

  /// The number of steps that each stage applies up to and with the one named.
  ///
  /// Where a name fits several steps of a stage the last is meant; a stage without it applies all.
  ///
  /// - Throws: `Diagnostic` when no stage has it.
  func depths(in stages: [StagePlan]) throws -> [Int] {
    guard let text else { return stages.map(\.stepNames.count) }
    if let number = Int(text) {
      let most = stages.map(\.stepNames.count).max() ?? 0
      guard 0...most ~= number else { throw unknown(text, in: stages) }
      return stages.map { min(number, $0.stepNames.count) }
    }
    let found = stages.map { stage in
      stage.stepNames.lastIndex { $0 == text }
        ?? stage.stepNames.lastIndex { $0.split(separator: " ").first.map(String.init) == text }
    }
    guard found.contains(where: { $0 != nil }) else { throw unknown(text, in: stages) }
    return zip(stages, found).map { stage, index in index.map { $0 + 1 } ?? stage.stepNames.count }
  }

  private func unknown(_ text: String, in stages: [StagePlan]) -> Diagnostic {
    let names = stages.flatMap(\.stepNames)
    let numbered = names.enumerated().map { "\($0 + 1) \($1)" }
    return Diagnostic(
      "SH5012", "there is no step '\(text)'", status: .usage,
      remedy: nearest(to: text, among: names).map { "did you mean '\($0)'?" }
        ?? "the steps are: \(numbered.joined(separator: ", "))")
  }
}
