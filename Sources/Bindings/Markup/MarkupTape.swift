/// What a parser met in the bytes it was fed, in document order.
///
/// Names are numbers, so that the reader of a tape compares integers; a number means the same as
/// long as the parser lives.
public struct MarkupTape: Sendable {
  /// One thing the parser met.
  public struct Event: BitwiseCopyable, Sendable, Equatable {
    /// What it is.
    public var kind: Kind
    /// The element's or attribute's name, as an index into ``MarkupTape/names``; 0 for text.
    public var name: UInt32
    /// Where the text or the attribute's value begins in ``MarkupTape/text``.
    public var textStart: UInt32
    /// The number of bytes of text or value; for a start, the number of attributes that follow.
    public var textLength: UInt32
    /// The number of bytes fed before the `>` or `/>` of a start, and up to and with that of an end.
    public var offset: Int64
  }

  /// The kinds of events.
  public enum Kind: UInt8, Sendable, BitwiseCopyable {
    /// The start tag of an element; its attributes follow.
    case start
    /// An attribute of the element just started, without namespace declarations.
    case attribute
    /// Text, or a part of it, with entities and CDATA resolved.
    case text
    /// The end of an element.
    case end
    /// What came just before breaks the schema.
    case invalid
  }

  /// A name with the namespace it belongs to.
  public struct Name: Sendable, Equatable {
    /// The part without prefix.
    public var local: [UInt8]
    /// The namespace's URI, empty for none.
    public var namespace: [UInt8]
  }

  /// The events since the last ``removeAll()``.
  public var events: [Event] = []
  /// What the events' text ranges point into.
  public var text: [UInt8] = []
  /// The distinct names met since the parser was made.
  public internal(set) var names: [Name] = []

  /// Creates an empty tape; it serves one parser only.
  public init() {}

  /// Forgets events and text, and keeps names and storage.
  public mutating func removeAll() {
    events.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
  }

  /// Takes over the names of another tape of the same parser.
  public mutating func take(namesOf other: MarkupTape) { names = other.names }
}
