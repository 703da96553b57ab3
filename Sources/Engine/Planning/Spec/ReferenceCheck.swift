import Dataflow

/// Holds the names of columns against the columns known at each step.
enum ReferenceCheck {
  static func run(_ spec: PipelineSpec) -> [Diagnostic] { [] }
}
