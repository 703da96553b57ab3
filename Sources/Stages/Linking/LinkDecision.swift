/// What somebody decided on a pair of records.
public struct LinkDecision: Sendable, Equatable {
  /// The records' ids.
  public var left, right: String
  /// Whether both are of one entity, or of two.
  public var isTogether: Bool

  /// Creates a decision.
  public init(left: String, right: String, isTogether: Bool) {
    self.left = left
    self.right = right
    self.isTogether = isTogether
  }
}

/// How entities changed by a linkage.
public struct LinkChanges: Sendable, Equatable {
  /// Entities that were not there before.
  public var new = 0
  /// Entities that became part of another.
  public var merged = 0
  /// Entities that were parted from another.
  public var split = 0
  /// Entities whose records are all gone.
  public var gone = 0
  /// How many entities and records there are now.
  public var entities = 0, records = 0

  /// No change.
  public init() {}
}
