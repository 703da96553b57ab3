/// A JSON value that knows where in its file it stands.
public struct JSONValue: Sendable, Equatable {
  /// A place in a text: line and column in characters, both from 1.
  public struct Mark: Sendable, Equatable {
    /// The line, from 1.
    public var line: Int
    /// The column in characters, from 1.
    public var column: Int

    /// Creates a mark.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// A name and its value in an object.
  public struct Member: Sendable, Equatable {
    /// The name.
    public var name: String
    /// Where the name stands.
    public var mark: Mark
    /// The value.
    public var value: JSONValue
  }

  /// What the value is.
  public indirect enum Content: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number, as it is written.
    case number(String)
    /// A string, decoded.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Names and values in the order of the text; no name occurs twice.
    case object([Member])
  }

  /// What the value is.
  public var content: Content
  /// Where it begins.
  public var mark: Mark

  /// What kind of value it is, as messages say it.
  var kind: String {
    switch content {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// A value as the text a cell would have: a string as it is, a number or boolean as written.
  var scalarText: String? {
    switch content {
    case .string(let text), .number(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    default: nil
    }
  }

  /// The value of a member of an object.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.name == name }?.value
  }
}
