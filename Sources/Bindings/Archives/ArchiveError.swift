/// Why the content of a file or an archive's member cannot be read.
public struct ArchiveError: Error, Sendable, Equatable {
  /// What kind of failure it is.
  public enum Kind: String, Sendable {
    /// The file is not there.
    case notFound
    /// The operating system refused or failed to read.
    case inputOutput
    /// The bytes are not what the format demands, or a checksum does not agree.
    case damaged
    /// The member is encrypted.
    case encrypted
    /// A compression method or feature that SoHoa does not read.
    case unsupported
    /// A limit on ratio, size, count or nesting was passed.
    case limit
    /// The content is not what it was when the state to resume from was stored.
    case changed
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// What is wrong, in one sentence without a full stop, naming no content.
  public var message: String

  /// Creates an error.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}
