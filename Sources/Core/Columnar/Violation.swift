/// What a broken rule does to the row.
public enum Severity: String, Sendable, CaseIterable {
  /// The row is refused and kept as a reject.
  case reject
  /// The row goes on; the finding is kept.
  case warn
  /// The cell is emptied and the row goes on; the finding keeps the value.
  case null
}

/// One broken rule on one row.
@frozen public struct Violation: BitwiseCopyable, Sendable, Equatable {
  /// The row in its chunk, from 0.
  public var row: UInt32
  /// The rule's index in the plan's rule book.
  public var rule: UInt16
  /// The column concerned, or -1 for the whole row.
  public var column: Int16
  /// The offending text, or null.
  public var cell: Cell

  /// Creates a violation.
  @inlinable public init(row: Int, rule: UInt16, column: Int = -1, cell: Cell = .null) {
    self.row = UInt32(truncatingIfNeeded: row)
    self.rule = rule
    self.column = Int16(truncatingIfNeeded: column)
    self.cell = cell
  }
}
