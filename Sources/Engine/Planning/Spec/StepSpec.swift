public import Columnar
public import Dataflow
public import Transformation

/// One step over the rows of a stage.
public struct StepSpec: Sendable, Equatable {
  /// What the step does.
  public enum Action: Sendable, Equatable {
    /// Cleans text.
    case normalize(NormalizeSpec)
    /// Decodes text that is legacy text underneath.
    case decode(DecodeSpec)
    /// Keeps only these columns; `to` is new, `from` was there.
    case map([ColumnPair])
    /// Renames columns and keeps the others.
    case rename([ColumnPair])
    /// Replaces values by code tables.
    case values([ValuesSpec])
    /// Gives columns a type.
    case cast([CastSpec])
    /// Finds the units that places name.
    case place([PlaceSpec])
    /// Cleans names and takes them apart.
    case name([NameSpec])
    /// Finds the codes that words mean.
    case code([CodeSpec])
    /// Reads dates as registers write them.
    case date([DateSpec])
    /// Reads personal numbers.
    case idNumber([IDNumberSpec])
    /// Takes columns from a reference table.
    case lookup(LookupSpec)
    /// Makes columns from expressions, in order.
    case derive([DeriveSpec])
    /// Keeps the rows for which the SQL expression is true.
    case filter(Located<String>)
    /// Refuses or marks rows for which an expression is false.
    case check([CheckSpec])
    /// Holds rows against a schema.
    case validate(ValidateSpec)
    /// Refuses rows that repeat a key.
    case unique(UniqueSpec)
  }

  /// Where the step begins.
  public var location: Diagnostic.Location
  /// What the step does.
  public var action: Action
}

/// A column and the column it comes from.
public struct ColumnPair: Sendable, Equatable {
  /// The new name.
  public var to: Located<String>
  /// The name before.
  public var from: Located<String>
}

/// How text is cleaned.
public struct NormalizeSpec: Sendable, Equatable {
  /// The case of letters.
  public enum Case: String, Sendable, CaseIterable {
    /// Capital letters.
    case upper
    /// Small letters.
    case lower
  }

  /// Whether white space at both ends is removed.
  public var trims: Bool
  /// Whether runs of white space become one space.
  public var collapses: Bool
  /// Whether text is brought to Unicode NFC.
  public var composes: Bool
  /// The case wanted; `nil` leaves it.
  public var letterCase: Case?
  /// The columns concerned; `nil` for all.
  public var columns: [Located<String>]?
}

/// How text is decoded that is legacy text underneath.
public struct DecodeSpec: Sendable, Equatable {
  /// The columns concerned; `nil` for all.
  public var columns: [Located<String>]?
  /// The encoding's name; `nil` or `auto` for as the words tell.
  public var from: Located<String>?
  /// What shares one encoding.
  public var scope: Decode.Scope
  /// Whether HTML's character references are replaced.
  public var entities: Bool
}

/// A code table for one column.
public struct ValuesSpec: Sendable, Equatable {
  /// What happens to a value that the table lacks.
  public enum Otherwise: String, Sendable, CaseIterable {
    /// The row is refused.
    case reject
    /// The value stays and is noted.
    case warn
    /// The cell is emptied and noted.
    case null
    /// The value stays.
    case keep
  }

  /// A value read and the value wanted.
  public struct Pair: Sendable, Equatable {
    /// The value read.
    public var from: Located<String>
    /// The value wanted; `nil` for no value.
    public var to: String?
  }

  /// The column.
  public var column: Located<String>
  /// The table.
  public var pairs: [Pair]
  /// What happens to other values.
  public var otherwise: Otherwise
  /// The rule's code.
  public var code: String
}

/// A type for one column.
public struct CastSpec: Sendable, Equatable {
  /// The column.
  public var column: Located<String>
  /// The type.
  public var type: Located<ColumnType>
  /// Formats tried in order; empty for the canonical one.
  public var formats: [Located<String>]
  /// What happens to a value that does not fit.
  public var severity: Severity
  /// The rule's code; `nil` for the type's own.
  public var code: Located<String>?
}

/// Columns taken from a reference table.
public struct LookupSpec: Sendable, Equatable {
  /// The column to look up.
  public var column: Located<String>
  /// The reference CSV.
  public var file: Located<String>
  /// Its key column.
  public var key: Located<String>
  /// New columns, each with the reference column it takes.
  public var take: [ColumnPair]
  /// The column with the day that must be valid.
  public var asOf: Located<String>?
  /// The reference columns with the first and the last day; empty, or two.
  public var valid: [Located<String>]
  /// What happens when nothing is found.
  public var severity: Severity
  /// The rule's code.
  public var code: String
}

/// A column made from an expression.
public struct DeriveSpec: Sendable, Equatable {
  /// The column.
  public var column: Located<String>
  /// The SQL expression.
  public var expression: Located<String>
}

/// A rule over a row.
public struct CheckSpec: Sendable, Equatable {
  /// The rule's code.
  public var code: Located<String>
  /// The SQL expression that must not be false.
  public var expression: Located<String>
  /// The column it is about; `nil` for the whole row.
  public var field: Located<String>?
  /// What happens to the row.
  public var severity: Severity
  /// What is wrong, in Vietnamese.
  public var messageVietnamese: String?
  /// What is wrong, in English.
  public var message: String?
}

/// A schema that rows are held against.
public struct ValidateSpec: Sendable, Equatable {
  /// The Table Schema or Data Package.
  public var schema: Located<String>
  /// The resource of the Data Package.
  public var resource: Located<String>?
}

/// A key that must not repeat.
public struct UniqueSpec: Sendable, Equatable {
  /// The key's columns.
  public var key: [Located<String>]
  /// What happens to a row that repeats a key: reject or warn.
  public var severity: Severity
  /// The rule's code.
  public var code: String
}
