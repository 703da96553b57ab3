/// Where a sink's transaction stands.
public enum CommitWindow: String, Sendable, CaseIterable {
  /// It has begun and nothing is written.
  case begun
  /// All is written and not committed.
  case written
  /// It is committed, and nobody has been told.
  case committed
}
