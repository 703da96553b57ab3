/// How many rows of two states of a table differ.
public struct DifferenceCounts: Sendable, Equatable {
  /// Rows that are new.
  public var added = 0
  /// Rows that are gone.
  public var removed = 0
  /// Rows with other values.
  public var changed = 0

  /// Creates counts of nothing.
  public init() {}

  /// Counts a row.
  public mutating func add(_ kind: RowDifference.Kind) {
    switch kind {
    case .added: added += 1
    case .removed: removed += 1
    case .changed: changed += 1
    }
  }

  /// The counts of two parts of a table.
  public static func + (left: DifferenceCounts, right: DifferenceCounts) -> DifferenceCounts {
    var counts = left
    counts.added += right.added
    counts.removed += right.removed
    counts.changed += right.changed
    return counts
  }
}
