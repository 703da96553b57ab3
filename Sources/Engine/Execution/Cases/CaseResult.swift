/// How a test case went.
public struct CaseResult: Sendable {
  /// A field, row, finding or count that is not as expected.
  public struct Difference: Sendable, Equatable {
    /// What it is about, such as `khai_sinh`, `rejects` or `counts`.
    public var subject: String
    /// The row or record, or empty.
    public var place: String
    /// The field or count; empty for a row or finding as a whole.
    public var field: String
    /// What was expected, or `nil` where nothing was.
    public var expected: String?
    /// What came out, or `nil` where nothing did.
    public var found: String?
  }

  /// The case's name.
  public var name: String
  /// All that is not as expected.
  public var differences: [Difference]

  /// Whether everything came out as expected.
  public var passed: Bool { differences.isEmpty }
}
