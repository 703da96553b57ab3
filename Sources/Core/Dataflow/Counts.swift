/// What became of the records that were read; for every unit and stage the parts add up to `read`.
public struct Counts: Sendable, Equatable {
  /// Records read, the refused ones included.
  public var read = 0
  /// Rows added to the table.
  public var loaded = 0
  /// Rows of the table replaced by a record with the same key and other content.
  public var updated = 0
  /// Records whose row was there already with the same content, in `upsert` mode.
  public var unchanged = 0
  /// Records that a `filter` step left out.
  public var filtered = 0
  /// Records that repeat a row with the same content, in `append` mode.
  public var duplicate = 0
  /// Records refused.
  public var rejected = 0
  /// Records held back until the table's keys are built; none when a run is done.
  public var deferred = 0

  /// Creates counts of zero.
  public init() {}

  /// Whether every record read is accounted for.
  public var isBalanced: Bool {
    read == loaded + updated + unchanged + filtered + duplicate + rejected + deferred
  }

  /// Adds the other counts to these.
  public static func += (left: inout Counts, right: Counts) {
    left.read += right.read
    left.loaded += right.loaded
    left.updated += right.updated
    left.unchanged += right.unchanged
    left.filtered += right.filtered
    left.duplicate += right.duplicate
    left.rejected += right.rejected
    left.deferred += right.deferred
  }
}
