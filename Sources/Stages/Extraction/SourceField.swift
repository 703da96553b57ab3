/// A field that a pipeline wants from every record of a source.
public struct SourceField: Sendable, Equatable {
  /// The column's name in the chunk.
  public var name: String
  /// The spellings of the header (CSV), or the paths (XML), that carry it; the first that occurs wins.
  public var headers: [String]
  /// Whether a unit without it is refused; otherwise its cells are null.
  public var isRequired: Bool
  /// How a CSV column is spelled where it is not as its unit is; `nil` for as the unit is.
  public var encoding: FieldEncoding?

  /// Creates a field.
  public init(
    name: String, headers: [String], isRequired: Bool = true,
    encoding: FieldEncoding? = nil
  ) {
    self.name = name
    self.headers = headers
    self.isRequired = isRequired
    self.encoding = encoding
  }
}
