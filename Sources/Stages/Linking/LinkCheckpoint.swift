public import Dataflow

/// Where a linkage keeps the pairs that it has scored, so that one that is killed is taken up.
public struct LinkCheckpoint: Sendable {
  /// The file.
  public var path: String
  /// Told of every window of every commit there; a drill ends the process here.
  public var reach: @Sendable (CommitWindow) -> Void

  /// Names a file.
  public init(path: String, reach: @escaping @Sendable (CommitWindow) -> Void = { _ in }) {
    self.path = path
    self.reach = reach
  }
}
