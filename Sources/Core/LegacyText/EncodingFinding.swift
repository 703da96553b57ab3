/// How the text of a unit, or of one of its columns, was made out: for reports and previews.
public struct EncodingFinding: Sendable, Equatable {
  /// The column, or `nil` for the whole unit.
  public var column: String?
  /// The encoding's name; empty where only single cells could be told.
  public var encoding: String
  /// The evidence, or `nil` where the encoding was given or is certain.
  public var verdict: EncodingVerdict?
  /// What the unit itself says of its encoding, which decides nothing; or `nil`.
  public var hint: String?

  /// Creates a finding.
  public init(column: String? = nil, encoding: String, verdict: EncodingVerdict? = nil) {
    self.column = column
    self.encoding = encoding
    self.verdict = verdict
  }
}
