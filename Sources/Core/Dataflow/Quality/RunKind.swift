/// What a run does.
public enum RunKind: String, Sendable, CaseIterable {
  /// Loads what is new.
  case load
  /// Reads checkpoints again and replaces what they wrote.
  case rerun
  /// Takes rejects through the pipeline again.
  case replay
  /// Puts the target back to what it was before a run.
  case undo
  /// Takes up what was corrected in an export of rejects.
  case `import`
  /// Makes the consolidated model of what is linked.
  case consolidate
}
