public import Columnar

/// The rule that a step applies to a row it finds fault with.
public struct Finding: Sendable, Equatable {
  /// The rule's index in the plan's rule book.
  public var rule: UInt16
  /// What the finding does to the row; the same as the rule says.
  public var severity: Severity

  /// Creates a finding.
  public init(rule: UInt16, severity: Severity) {
    self.rule = rule
    self.severity = severity
  }
}

extension Chunk {
  /// Notes a finding about a cell, or about the whole row for column -1, and empties the cell or
  /// rejects the row as its severity says.
  mutating func note(_ finding: Finding, row: Int, column: Int) {
    let cell = column < 0 ? .null : columns[column].cells[row]
    note(
      Violation(row: row, rule: finding.rule, column: column, cell: cell),
      severity: finding.severity)
    if finding.severity == .null, column >= 0 { columns[column].cells[row] = .null }
  }
}
