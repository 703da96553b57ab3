/// How dBase and FoxPro files are read.
public struct DBFShape: Sendable, Equatable {
  /// How the bytes spell the text, or `nil` to tell it from the words.
  public var encoding: TextEncoding?
  /// Whether deleted records are left out, as if by a filter.
  public var skipsDeleted: Bool
  /// The most bytes of a memo.
  public var fieldLimit: Int

  /// Creates a shape.
  public init(
    encoding: TextEncoding? = nil, skipsDeleted: Bool = true, fieldLimit: Int = 1 << 20
  ) {
    precondition(fieldLimit > 0, "a limit is positive")
    self.encoding = encoding
    self.skipsDeleted = skipsDeleted
    self.fieldLimit = fieldLimit
  }
}
