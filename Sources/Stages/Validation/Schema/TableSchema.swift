public import Columnar
public import Dataflow

/// A Frictionless Table Schema, version 2 (version 1 is read too), with the SoHoa profile.
///
/// The profile uses the standard's own extension mechanism: properties with a prefix, which a plain
/// Table Schema reader skips, seeing only weaker checks. `$schema` may name any profile.
///
/// | property | stands on | value |
/// |---|---|---|
/// | `sohoa:type` | a `string` field | `partialDate`, `personName`, `idNumber`, `healthInsuranceNumber`, `householdBookNumber` or `administrativeUnit` |
/// | `sohoa:codes` | a `string` field | the shipped table whose codes are allowed, such as `ethnic` |
/// | `sohoa:severity` | field, foreign key | `reject`, `warn` or `null`; or an object from `type`, `partial` or a constraint's name to one |
/// | `sohoa:code` | field, foreign key | a code for all; or an object as above |
/// | `sohoa:normalize` | schema, field | a list of `trim`, `collapse`, `nfc`, `upper`, `lower`; done before checking |
/// | `sohoa:aliases` | field | `{"headers": ["Họ tên"], "values": {"nam": "M"}}` |
/// | `sohoa:uniqueness` | schema (primary key), field (`unique`) | `{"scope": ["quyen_so"], "report": "first" \| "later" \| "all", "severity": "reject" \| "warn"}` |
/// | `sohoa:rules` | schema | `[{"id", "expression", "field"?, "severity"?, "message"? {"en", "vi"}}]` |
/// | `sohoa:checks` | schema | `[{"id", "measure", "field"?, "where"?, "ended"?, "in"?, "over"?, "by"?, "minimum"?, "maximum"?, "change"?, "after"?, "report"?, "severity"?, "message"?}]` |
/// | `sohoa:asOf` | foreign key | the field whose day the reference must be valid on |
/// | `sohoa:validFrom`, `sohoa:validTo` | a foreign key's `reference` | the reference's own fields for that |
///
/// `partial` is not a constraint: naming it under `sohoa:severity` makes every partial date of a
/// `partialDate` field a finding (`W-DATE-PART`), which is off by default.
public struct TableSchema: Sendable, Equatable {
  /// How the columns of the data must agree with the fields.
  public enum FieldsMatch: String, Sendable, CaseIterable {
    /// The same columns in the same order.
    case exact
    /// The same columns in any order.
    case equal
    /// All fields, perhaps more columns.
    case subset
    /// Only fields, perhaps not all.
    case superset
    /// At least one field.
    case partial
  }

  /// A text that stands for no value.
  public struct MissingValue: Sendable, Equatable {
    /// The text.
    public var value: String
    /// Why the value is missing, for people.
    public var label: String?
  }

  /// What identifies a row only within a part of the table, and which copies are reported.
  public struct Uniqueness: Sendable, Equatable {
    /// The fields within whose equal values the key is unique; none for the whole table.
    public var scope: [String] = []
    /// What a copy suffers, where it is said here.
    public var severity: Severity?
    /// Which copies are findings; of refused rows the later ones always are.
    public var report = TargetTable.WatchedKey.Report.later
  }

  /// A reference to the rows of a table.
  public struct ForeignKey: Sendable, Equatable {
    /// The fields here.
    public var fields: [String]
    /// The referenced resource, or `nil` for this table itself.
    public var resource: String?
    /// The fields there, as many as here.
    public var referenceFields: [String]
    /// What a row without reference suffers.
    public var severity: Severity
    /// The finding's code.
    public var code: String
    /// The field whose day the referenced row must be valid on.
    public var asOf: String?
    /// The field there that holds the first day of validity.
    public var validFrom: String?
    /// The field there that holds the last day of validity.
    public var validTo: String?
    /// Where the key is declared.
    public var mark: JSONValue.Mark
  }

  /// A sentence in both languages.
  public struct Message: Sendable, Equatable {
    /// The English sentence.
    public var english: String
    /// The Vietnamese sentence.
    public var vietnamese: String
  }

  /// A condition over the fields of one row, an SQL expression that is true or null for good rows.
  public struct RowRule: Sendable, Equatable {
    /// The rule's code.
    public var id: String
    /// The expression.
    public var expression: String
    /// The field to blame, or `nil` for the whole row.
    public var field: String?
    /// What a bad row suffers.
    public var severity: Severity
    /// What is wrong with a bad row.
    public var message: Message
    /// Where the expression stands.
    public var mark: JSONValue.Mark
  }

  /// A condition over many rows.
  public struct Check: Sendable, Equatable {
    /// What is measured and what it must be.
    public var check: QualityCheck
    /// Where the check stands.
    public var mark: JSONValue.Mark
  }

  /// The resource's or schema's name, where it has one.
  public var name: String?
  /// The fields, at least one, with unique names.
  public var fields: [Field]
  /// How columns and fields must agree.
  public var fieldsMatch = FieldsMatch.exact
  /// What stands for no value in fields without a list of their own.
  public var missingValues = [MissingValue(value: "", label: nil)]
  /// The fields that identify a row; none of them may be missing.
  public var primaryKey: [String] = []
  /// Where the primary key is unique.
  public var primaryKeyUniqueness = Uniqueness()
  /// Further combinations of fields that are unique where no part is missing.
  public var uniqueKeys: [[String]] = []
  /// References to other tables.
  public var foreignKeys: [ForeignKey] = []
  /// Conditions over rows.
  public var rules: [RowRule] = []
  /// Conditions over many rows.
  public var checks: [Check] = []
  /// The file the schema came from, for messages.
  public var file: String

  /// The field of a name, or `nil`.
  public func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}
