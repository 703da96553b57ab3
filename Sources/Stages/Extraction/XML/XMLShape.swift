/// Where the records of an XML document are, and how much a document may ask for.
///
/// A path names elements by their local names, whatever their namespace; a step with a prefix also
/// demands the namespace that ``namespaces`` gives the prefix. Paths of fields start at the record:
/// `hoTen` is a child's text, `@so` an attribute, `cha/@so` a child's attribute, `.` the record's own
/// text. The first path of a field that occurs in a record wins; a path that occurs twice makes the
/// record a reject.
public struct XMLShape: Sendable, Equatable {
  /// The path of a record from the root, such as `/danhSach/hoSo`; a step may be `*`.
  public var record: String
  /// The namespace's URI for each prefix the paths use.
  public var namespaces: [String: String]
  /// The repeated elements inside a record, each a table of its own.
  public var children: [ChildTable]
  /// What a document may ask for.
  public var limits: XMLLimits
  /// The W3C XML Schema, as UTF-8 in one document, that the units are held against; or `nil`.
  ///
  /// Its `key` and `unique` constraints keep what they have seen in memory. A reading that goes on
  /// behind a record validates the records before it again, without delivering them.
  public var schema: [UInt8]?

  /// Creates a shape.
  public init(
    record: String, namespaces: [String: String] = [:], children: [ChildTable] = [],
    limits: XMLLimits = XMLLimits(), schema: [UInt8]? = nil
  ) {
    self.schema = schema
    self.record = record
    self.namespaces = namespaces
    self.children = children
    self.limits = limits
  }
}

/// What a document may ask for; a record that asks for more becomes a reject.
public struct XMLLimits: Sendable, Equatable {
  /// The most elements inside one another, at most 200.
  public var depth: Int
  /// The most bytes of a field's text or of an attribute's value.
  public var textBytes: Int
  /// The most bytes of a record; of a longer one, that many are kept with the reject.
  public var recordBytes: Int
  /// The most attributes of an element.
  public var attributes: Int
  /// The most elements in a record.
  public var elements: Int

  /// Creates limits.
  public init(
    depth: Int = 64, textBytes: Int = 1 << 20, recordBytes: Int = 16 << 20, attributes: Int = 256,
    elements: Int = 100_000
  ) {
    self.depth = min(depth, 200)
    self.textBytes = textBytes
    self.recordBytes = recordBytes
    self.attributes = attributes
    self.elements = elements
  }
}
