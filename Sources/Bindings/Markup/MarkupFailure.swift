/// Why and where a document cannot be parsed on.
public struct MarkupFailure: Error, Sendable, Equatable {
  /// What is wrong; none of them carries anything of the document.
  public enum Reason: Sendable, Equatable {
    /// The document ends before its root element does.
    case truncated
    /// Something else than markup stands where the root element is due.
    case noRoot
    /// A character that XML does not allow.
    case character
    /// An end tag without its start tag.
    case endTag
    /// A reference to an entity that is not one of the five predefined ones.
    case entity
    /// A numeric character reference that names no legal character.
    case characterReference
    /// An attribute that is malformed or occurs twice.
    case attribute
    /// A start tag, comment, section or instruction that is malformed.
    case syntax
    /// Something else than comments and white space after the root element.
    case trailing
    /// A document type declaration, which is always refused.
    case documentType
    /// A limit of the parser on depth, length or the number of names.
    case limit
    /// Anything else, by libxml2's error number.
    case other(Int32)
  }

  /// What is wrong.
  public var reason: Reason
  /// The number of bytes fed before the place.
  public var offset: Int64

  /// Creates a failure.
  public init(_ reason: Reason, at offset: Int64) {
    self.reason = reason
    self.offset = offset
  }
}
