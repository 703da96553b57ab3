/// How far QA has come with a reject.
public enum RejectStatus: String, Sendable, CaseIterable {
  /// Nobody has settled it.
  case open
  /// It was corrected and waits for a replay.
  case fixed
  /// A later run took its record in.
  case replayed
  /// A replay found that its row is there already.
  case superseded
  /// It was given up, for a reason.
  case discarded
}

/// Rejects that left the database for a spreadsheet.
public struct ExportEntry: Sendable, Equatable {
  /// Its number in this database; every row of the file bears it.
  public var number: Int64
  /// When it was made, in UTC.
  public var made: String
  /// Who made it.
  public var maker: String
  /// The rejects in it, in order.
  public var rejects: [Int64]
  /// The newest correction that it shows.
  public var correction: Int64
  /// When it was taken up again, in UTC; empty before.
  public var applied: String
  /// Who took it up.
  public var applier: String
  /// The SHA-256 of the file that was taken up, in hexadecimal.
  public var file: String

  /// Creates an entry.
  public init(
    number: Int64, made: String, maker: String, rejects: [Int64], correction: Int64,
    applied: String = "", applier: String = "", file: String = ""
  ) {
    self.number = number
    self.made = made
    self.maker = maker
    self.rejects = rejects
    self.correction = correction
    self.applied = applied
    self.applier = applier
    self.file = file
  }
}

/// A reject as a person corrected it.
public struct RejectCorrection: Sendable, Equatable {
  /// The reject's number.
  public var reject: Int64
  /// The record before.
  public var before: RecordFields
  /// The record now.
  public var after: RecordFields

  /// Creates a correction.
  public init(reject: Int64, before: RecordFields, after: RecordFields) {
    self.reject = reject
    self.before = before
    self.after = after
  }

  /// The names of the fields that differ.
  public var changed: [String] {
    after.fields.filter { field in
      before.fields.first { $0.name == field.name }?.value != field.value
    }.map(\.name)
  }
}

/// A field of a reject that a person changed, as the ledger knows it.
public struct CorrectionEntry: Sendable, Equatable {
  /// Its number in this database.
  public var number: Int64
  /// The reject's number.
  public var reject: Int64
  /// The field.
  public var field: String
  /// Its text before, or `nil`.
  public var before: String?
  /// Its text now, or `nil`.
  public var after: String?
  /// When, in UTC.
  public var made: String
  /// Who.
  public var maker: String
  /// The export that it came by.
  public var export: Int64
  /// The run that took it up.
  public var run: Int64

  /// Creates an entry.
  public init(
    number: Int64, reject: Int64, field: String, before: String?, after: String?, made: String,
    maker: String,
    export: Int64, run: Int64
  ) {
    self.number = number
    self.reject = reject
    self.field = field
    self.before = before
    self.after = after
    self.made = made
    self.maker = maker
    self.export = export
    self.run = run
  }
}

/// Rejects of one unit that go through the pipeline again together.
public struct ReplayPage: Sendable {
  /// The unit's number.
  public var unit: Int64
  /// For each chunk, the index of its table in the run's draft.
  public var tables: [Int]
  /// For each chunk, the reject behind each row.
  public var rejects: [[RejectEntry]]
  /// Whether rows of a table share their record's number with others, for each chunk.
  public var isNested: [Bool]

  /// Creates a page.
  public init(unit: Int64, tables: [Int], rejects: [[RejectEntry]], isNested: [Bool]) {
    self.unit = unit
    self.tables = tables
    self.rejects = rejects
    self.isNested = isNested
  }

  /// The last reject of the page; a replay that was interrupted goes on behind it.
  public var last: Int64 { rejects.joined().map(\.number).max() ?? 0 }
}
