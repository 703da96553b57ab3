public import Columnar

extension TableSchema {
  /// One field of a table: what its values are and what must hold for them.
  public struct Field: Sendable, Equatable {
    /// The name, unique in the schema.
    public var name: String
    /// A name for people.
    public var title: String?
    /// What the field holds, for people.
    public var description: String?
    /// What kind of value it holds.
    public var type: FieldType
    /// What must hold for a value.
    public var constraints = Constraints()
    /// The values there are, with their labels; empty where the schema does not list them.
    public var categories: [Category] = []
    /// Whether the order of ``categories`` means something.
    public var categoriesOrdered: Bool?
    /// The shipped table whose codes are the values there are (SoHoa profile), or `nil`.
    public var codeTable: String?
    /// What stands for no value, in place of the schema's list; `nil` where that holds.
    public var missingValues: [MissingValue]?
    /// The class the values belong to, a URI.
    public var rdfType: String?
    /// What is done to the text before it is checked.
    public var normalization = Normalization()
    /// Other names the column may have in the data.
    public var headerAliases: [String] = []
    /// Other spellings of values and what they stand for.
    public var valueAliases: [ValueAlias] = []
    /// Where a `unique` value is unique.
    public var uniqueness = Uniqueness()
    /// Severities by the name of a constraint, `type` or `partial`.
    public var severities: [String: Severity] = [:]
    /// The severity of what ``severities`` does not name.
    public var defaultSeverity = Severity.reject
    /// Codes by the name of a constraint, `type` or `partial`.
    public var codes: [String: String] = [:]
    /// The code of what ``codes`` does not name, or `nil` for SoHoa's own.
    public var defaultCode: String?
    /// Where the field is declared.
    public var mark: JSONValue.Mark
  }

  /// A value of a field with few values.
  public struct Category: Sendable, Equatable {
    /// The value, as text.
    public var value: String
    /// What it means, for people.
    public var label: String?
  }

  /// A spelling and the value it stands for.
  public struct ValueAlias: Sendable, Equatable {
    /// As it stands in the data.
    public var alias: String
    /// The value.
    public var value: String
  }

  /// What is done to the text of a field before it is checked.
  public struct Normalization: Sendable, Equatable {
    /// Whether white space is taken off the ends.
    public var trims = false
    /// Whether white space inside becomes single blanks.
    public var collapses = false
    /// Whether the text is put in Unicode form C.
    public var composes = false
    /// The case the letters are put in, if any.
    public var letterCase: LetterCase?

    /// Whether nothing is done.
    public var isEmpty: Bool { !trims && !collapses && !composes && letterCase == nil }
  }

  /// What must hold for the values of a field.
  public struct Constraints: Sendable, Equatable {
    /// Whether there must be a value.
    public var isRequired = false
    /// Whether no value may occur twice.
    public var isUnique = false
    /// The least number of characters (Unicode scalars), items or members.
    public var minLength: Int?
    /// The greatest number of characters (Unicode scalars), items or members.
    public var maxLength: Int?
    /// The least value, in the field's own writing.
    public var minimum: String?
    /// The greatest value.
    public var maximum: String?
    /// The value all others are greater than.
    public var exclusiveMinimum: String?
    /// The value all others are less than.
    public var exclusiveMaximum: String?
    /// What the whole text must match.
    public var pattern: String?
    /// The values there are, in the field's own writing; empty for no such constraint.
    public var enumeration: [String] = []
    /// What must hold for the JSON in the text.
    public var json: JSONConstraint?
  }
}
