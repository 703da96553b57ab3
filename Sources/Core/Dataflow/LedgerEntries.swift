/// How far a unit has come.
public enum UnitStatus: String, Sendable {
  /// Some of its chunks may be committed.
  case loading
  /// All of it is committed.
  case done
  /// It was read up to a break in the document; what came before is committed.
  case broken
  /// It was refused as a whole; nothing of it is in the tables.
  case rejected
  /// Its content is that of another unit, which is loaded.
  case duplicate
}

/// A unit as the ledger knows it.
public struct UnitEntry: Sendable, Equatable {
  /// Its number in this database: what `sohoa_unit` holds in every loaded row.
  public var number: Int64
  /// What it is and where it was found.
  public var identity: UnitIdentity
  /// How far it has come.
  public var status: UnitStatus
  /// Why it was refused or broke off; empty otherwise.
  public var reason: String
  /// The run that loaded it last.
  public var run: Int64
  /// The hash of the definition it was loaded with.
  public var definition: String
  /// What became of its records, over all its stages' first.
  public var counts: Counts
  /// The number of its checkpoints.
  public var checkpoints: Int

  /// Creates an entry.
  public init(
    number: Int64, identity: UnitIdentity, status: UnitStatus, reason: String = "", run: Int64,
    definition: String, counts: Counts = Counts(), checkpoints: Int = 0
  ) {
    self.number = number
    self.identity = identity
    self.status = status
    self.reason = reason
    self.run = run
    self.definition = definition
    self.counts = counts
    self.checkpoints = checkpoints
  }
}

/// How a run stands.
public enum RunStatus: String, Sendable {
  /// It is at work, or was killed at work.
  case running
  /// Everything is loaded.
  case done
  /// A signal stopped it at a checkpoint.
  case stopped
  /// A reject limit stopped it.
  case limit
  /// An error stopped it.
  case failed
  /// A later run took it back; nothing of it is in the tables.
  case undone

  /// Whether nothing is left to do.
  public var isOver: Bool { self == .done || self == .undone }
}

/// A run as the ledger knows it.
public struct RunEntry: Sendable, Equatable {
  /// Its number in this database.
  public var number: Int64
  /// The pipeline's name.
  public var pipeline: String
  /// The hash of the definition.
  public var definition: String
  /// How it stands.
  public var status: RunStatus
  /// When it was started first, in UTC.
  public var started: String
  /// When it ended last, in UTC; empty while it is at work.
  public var finished: String
  /// How often it was started: 1, and 1 more for each time it was resumed.
  public var attempts: Int
  /// What became of the records it read.
  public var counts: Counts
  /// What it does.
  public var kind = RunKind.load
  /// Which part of the pipeline it is about; empty for all.
  public var scope = ""

  /// Creates an entry.
  public init(
    number: Int64, pipeline: String, definition: String, status: RunStatus, started: String,
    finished: String, attempts: Int, counts: Counts = Counts()
  ) {
    self.number = number
    self.pipeline = pipeline
    self.definition = definition
    self.status = status
    self.started = started
    self.finished = finished
    self.attempts = attempts
    self.counts = counts
  }
}

/// A checkpoint as the ledger knows it.
public struct CheckpointEntry: Sendable, Equatable {
  /// The run that committed it.
  public var run: Int64
  /// The stage whose rows it covers.
  public var stage: String
  /// The unit's number.
  public var unit: Int64
  /// The chunk's number in the unit, from 1; 0 for what was decided when the keys were built.
  public var chunk: Int64
  /// The offset in the unit's content where the next chunk begins.
  public var offset: Int64
  /// What became of the chunk's records.
  public var counts: Counts
  /// A hash of the chunk's records as read.
  public var hash: String
  /// When it was committed, in UTC.
  public var committed: String

  /// Creates an entry.
  public init(
    run: Int64, stage: String, unit: Int64, chunk: Int64, offset: Int64, counts: Counts,
    hash: String, committed: String
  ) {
    self.run = run
    self.stage = stage
    self.unit = unit
    self.chunk = chunk
    self.offset = offset
    self.counts = counts
    self.hash = hash
    self.committed = committed
  }
}

/// A reject as the ledger knows it.
public struct RejectEntry: Sendable, Equatable {
  /// What a rule says, without any value of the row.
  public struct Message: Sendable, Equatable {
    /// In English.
    public var english: String
    /// In Vietnamese.
    public var vietnamese: String

    /// Creates a message.
    public init(english: String, vietnamese: String) {
      self.english = english
      self.vietnamese = vietnamese
    }
  }

  /// Its number in this database.
  public var number: Int64
  /// The run that refused it.
  public var run: Int64
  /// The stage that refused it.
  public var stage: String
  /// The unit's number.
  public var unit: Int64
  /// The unit's name for people.
  public var unitName: String
  /// The record's number in the unit.
  public var record: Int64
  /// The line it begins on; 0 where lines mean nothing.
  public var line: Int64
  /// The offset of its first byte in the unit's content.
  public var offset: Int64
  /// What became of the record at last: `rejected` or `duplicate`; after a replay also `loaded`,
  /// `updated`, `unchanged` or `filtered`.
  public var outcome: String
  /// The code of the first rule it breaks.
  public var rule: String
  /// The field that rule is about; empty for the whole record.
  public var field: String
  /// All rules it breaks, as `CODE field` in order.
  public var violations: [String]
  /// How far QA has come, as ``RejectStatus`` names it.
  public var status: String
  /// The record as read.
  public var raw: [UInt8]
  /// The record's scan for people, `path` or `path!member`; `nil` where it has none.
  public var scan: String?
  /// The record field by field, as read or as corrected; `nil` where the ledger does not have it.
  public var fields: RecordFields?
  /// What the first rule says, in English and in Vietnamese.
  public var message = Message(english: "", vietnamese: "")
  /// Why it was settled as it was; empty otherwise.
  public var note = ""

  /// Creates an entry.
  public init(
    number: Int64, run: Int64, stage: String, unit: Int64, unitName: String, record: Int64,
    line: Int64, offset: Int64, outcome: String, rule: String, field: String,
    violations: [String], status: String, raw: [UInt8]
  ) {
    self.number = number
    self.run = run
    self.stage = stage
    self.unit = unit
    self.unitName = unitName
    self.record = record
    self.line = line
    self.offset = offset
    self.outcome = outcome
    self.rule = rule
    self.field = field
    self.violations = violations
    self.status = status
    self.raw = raw
  }
}
