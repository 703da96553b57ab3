public import Columnar

/// What a sink must know to begin a run.
public struct RunDraft: Sendable {
  /// The pipeline's name.
  public var pipeline: String
  /// The hash of the definition.
  public var definition: String
  /// The definition's normalised text.
  public var definitionText: String
  /// The tables to load; a stage ends in one table and bears its name.
  public var tables: [TargetTable]
  /// The rules that violations name.
  public var rules: RuleBook
  /// The units not in the ledger yet, in the order they will be read.
  public var newUnits: [UnitIdentity]
  /// The units of the ledger that this run goes on with, or reads again because nothing of them is
  /// loaded.
  public var retriedUnits: [Int64]
  /// The pipeline's newest run when its units were looked up, or `nil`; the sink makes sure that it
  /// still is.
  public var lastRun: RunEntry?
  /// Who asks for the lease, such as `host:pid:start`.
  public var holder: String
  /// How long the lease lasts without a commit, in milliseconds.
  public var leaseMilliseconds: Int64
  /// What the run does.
  public var kind = RunKind.load
  /// Which part of the pipeline it is about; a run that did not end is taken up by one of the same kind
  /// and scope.
  public var scope = ""
  /// The person who wants it, or `nil` for the process.
  public var maker: String?

  /// Creates a draft.
  public init(
    pipeline: String, definition: String, definitionText: String, tables: [TargetTable],
    rules: RuleBook, newUnits: [UnitIdentity], retriedUnits: [Int64] = [],
    lastRun: RunEntry? = nil, holder: String, leaseMilliseconds: Int64 = 60_000
  ) {
    self.pipeline = pipeline
    self.definition = definition
    self.definitionText = definitionText
    self.tables = tables
    self.rules = rules
    self.newUnits = newUnits
    self.retriedUnits = retriedUnits
    self.lastRun = lastRun
    self.holder = holder
    self.leaseMilliseconds = leaseMilliseconds
  }
}

/// The clock and the process table, as a sink needs them; tests bring their own.
public struct Surroundings: Sendable {
  /// Milliseconds since 1970.
  public var now: @Sendable () -> Int64
  /// The present time in UTC, as `yyyy-mm-ddThh:mm:ssZ`.
  public var timestamp: @Sendable () -> String
  /// Whether the holder of a lease is known to be gone.
  public var isGone: @Sendable (_ holder: String) -> Bool
  /// Told of every window of every transaction that writes; a drill ends the process here.
  public var reach: @Sendable (_ window: CommitWindow) -> Void

  /// Creates surroundings.
  public init(
    now: @escaping @Sendable () -> Int64, timestamp: @escaping @Sendable () -> String,
    isGone: @escaping @Sendable (_ holder: String) -> Bool,
    reach: @escaping @Sendable (_ window: CommitWindow) -> Void = { _ in }
  ) {
    self.now = now
    self.timestamp = timestamp
    self.isGone = isGone
    self.reach = reach
  }
}

/// What a chunk's commit stores beside its rows.
public struct CheckpointDraft: Sendable {
  /// The unit's number.
  public var unit: Int64
  /// The chunk's number in the unit, from 1.
  public var chunk: Int64
  /// Where the next chunk begins.
  public var position: Position
  /// A hash of the chunk's records as read.
  public var hash: String
  /// For each chunk to commit, the index of its table in the run's draft.
  public var tables: [Int]
  /// The name of the file that holds its records as read; empty for none.
  public var spool = ""

  /// Creates a draft.
  public init(unit: Int64, chunk: Int64, position: Position, hash: String, tables: [Int]) {
    self.unit = unit
    self.chunk = chunk
    self.position = position
    self.hash = hash
    self.tables = tables
  }
}

/// How the records of one unit and stage add up, computed from what the database holds.
public struct Balance: Sendable, Equatable {
  /// The unit's number.
  public var unit: Int64
  /// The unit's name for people.
  public var unitName: String
  /// The stage.
  public var stage: String
  /// The sums over the stage's checkpoints.
  public var counts: Counts
  /// The rows the table holds of what the checkpoints say was added.
  public var rowsInTable: Int
  /// The rows that a later run in `replace` mode has taken out.
  public var rowsReplaced: Int
  /// The rejects and duplicates that the ledger holds.
  public var rejectsInLedger: Int

  /// Creates a balance.
  public init(
    unit: Int64, unitName: String, stage: String, counts: Counts, rowsInTable: Int,
    rowsReplaced: Int, rejectsInLedger: Int
  ) {
    self.unit = unit
    self.unitName = unitName
    self.stage = stage
    self.counts = counts
    self.rowsInTable = rowsInTable
    self.rowsReplaced = rowsReplaced
    self.rejectsInLedger = rejectsInLedger
  }

  /// Whether every record is accounted for by the counts and by what is stored.
  public var closes: Bool {
    counts.isBalanced && counts.deferred == 0 && rowsInTable + rowsReplaced == counts.loaded
      && rejectsInLedger == counts.rejected + counts.duplicate
  }
}

/// What the ledger tells about earlier work.
public protocol Ledger: AnyObject {
  /// The units of a pipeline, in the order of their numbers.
  func units(of pipeline: String) throws -> [UnitEntry]
  /// The runs, newest first; of all pipelines when `pipeline` is `nil`.
  func runs(of pipeline: String?) throws -> [RunEntry]
  /// The checkpoints of a run in the order of their commits.
  func checkpoints(ofRun run: Int64) throws -> [CheckpointEntry]
  /// How the units of a run add up.
  func balances(ofRun run: Int64) throws -> [Balance]
  /// The rejects that match, in the order of units and records, at most `limit`.
  func rejects(matching filter: RejectFilter, limit: Int) throws -> [RejectEntry]
  /// The number of rejected records of a run by the code of their first rule.
  func rejectsByRule(ofRun run: Int64) throws -> [(rule: String, count: Int)]
  /// The number of findings of rules that only warn or empty a cell, by code.
  func warningsByRule(ofRun run: Int64) throws -> [(rule: String, count: Int)]
  /// How the checks over many rows came out, in the order of the definition.
  func checks(ofRun run: Int64) throws -> [CheckEntry]
  /// The scans for a table that a pipeline found in a file, in the order of their numbers.
  func scans(of pipeline: String, stage: String, path: String) throws -> [ScanEntry]
  /// How the scans stand that a run noted or bound, by file.
  func scanTallies(ofRun run: Int64) throws -> [ScanTally]
  /// The scans that a run noted and that have no record, and those noted or bound by it that are not
  /// sound, at most `limit`.
  func scanFaults(ofRun run: Int64, limit: Int) throws -> [ScanFault]
  /// The text of a definition, or `nil`.
  func definitionText(_ hash: String) throws -> String?
  /// The names of all files with records as read that the checkpoints of a pipeline name.
  func spools(of pipeline: String) throws -> Set<String>
  /// The last committed chunk of a unit and where the next one begins, or `nil` before the first.
  func resumePoint(ofUnit unit: Int64) throws -> (chunk: Int64, position: Position)?
}

/// Which rejects to show.
public struct RejectFilter: Sendable, Equatable {
  /// Only this reject.
  public var number: Int64?
  /// Only of this run.
  public var run: Int64?
  /// Only of this unit.
  public var unit: Int64?
  /// Only with this code.
  public var rule: String?
  /// Only about this field.
  public var field: String?
  /// Only with this status, as ``RejectStatus`` names it.
  public var status: String?
  /// Only of runs that began on this day where the command runs, as `yyyy-mm-dd`.
  public var day: String?
  /// Only those that a replay takes up: refused and not settled; repeated ones only when corrected.
  public var isToReplay = false
  /// Only of this table.
  public var stage: String?
  /// Only those after this reject, for reading on.
  public var after: Int64?

  /// Creates a filter that lets everything through.
  public init() {}
}

/// Known content that was seen in a place the ledger does not know.
public struct Sighting: Sendable {
  /// The unit's number, 0 for a copy that has none yet.
  public var unit: Int64
  /// What was seen and where.
  public var identity: UnitIdentity
  /// Of which unit it is a copy, for people; empty for none.
  public var reason: String

  /// Creates a sighting.
  public init(unit: Int64, identity: UnitIdentity, reason: String) {
    self.unit = unit
    self.identity = identity
    self.reason = reason
  }
}

/// Work was given up because a stop was wanted; nothing of it was written.
public struct WorkStopped: Error {
  /// Creates the error.
  public init() {}
}

/// Another run has begun or ended since the ledger was read; it must be read again.
public struct LedgerMoved: Error {
  /// Creates the error.
  public init() {}
}

/// A database that takes chunks, with the ledger that makes every commit happen exactly once.
public protocol Sink: Ledger {
  /// Takes the lease, and begins a run or takes up the one that did not end.
  ///
  /// - Throws: `Diagnostic` with status `busy` when another process holds the lease; ``LedgerMoved``
  ///   when another run has begun or ended since the units were looked up.
  func begin(_ draft: RunDraft) throws -> RunEntry
  /// Notes scans, in one transaction under the lease.
  ///
  /// One of the same table, path, member and content as a scan that is there is that scan, seen
  /// again.
  ///
  /// - Returns: the scans' numbers, in the same order.
  func note(_ scans: [ScanIdentity]) throws -> [Int64]
  /// Commits rows, rejects, the rows' scans and the checkpoint in one transaction, under the lease.
  ///
  /// - Parameters:
  ///   - chunks: the records' chunk, then those of nested records; row states are brought up to date.
  ///   - checkpoint: what to store with them.
  /// - Returns: what became of the records, one for each chunk.
  /// - Throws: `Diagnostic`; nothing of the chunk is in the database then.
  func commit(_ chunks: inout [Chunk], at checkpoint: CheckpointDraft) throws -> [Counts]
  /// Notes that a unit is read to its end, or to the break that `reason` tells.
  func finish(unit: Int64, identity: UnitIdentity, status: UnitStatus, reason: String) throws
  /// Takes a unit out again: its rows, rejects and checkpoints, and notes why.
  func refuse(unit: Int64, identity: UnitIdentity, status: UnitStatus, reason: String) throws
  /// Builds the keys and indexes that were left out while the tables were filled for the first time.
  ///
  /// - Parameter isStopWanted: asked again and again meanwhile.
  /// - Returns: what became of the rows that had waited for the keys.
  /// - Throws: ``WorkStopped`` soon after a stop is wanted; the tables not finished yet are as they
  ///   were, and a later call finishes them.
  func finishTables(unless isStopWanted: @escaping () -> Bool) throws -> Counts
  /// Notes where known content was seen, outside of any run, so that it is not read again to know it.
  ///
  /// Writes nothing for no sightings, nor while a process holds the lease.
  func remember(_ sightings: [Sighting], pipeline: String) throws
  /// Notes the keys that are repeated with a warning, measures the tables for their checks and keeps
  /// what came out; the tables are finished.
  func judge() throws -> [CheckEntry]
  /// Does a little of what ``balances(ofRun:)`` will have to do, for a caller that must wait anyway.
  ///
  /// - Returns: `false` when there is nothing left to do ahead.
  func countAhead() throws -> Bool
  /// Ends the run and gives the lease back.
  func end(_ status: RunStatus) throws
  /// Closes the database.
  func close()
}
