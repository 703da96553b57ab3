public import Columnar

/// A sink that takes back what runs did, puts what is read again in its place, and compares.
public protocol RevisionLedger: QualityLedger {
  /// What taking a run back would come to; nothing is written.
  ///
  /// - Throws: `Diagnostic` when it cannot be taken back, or when a later run built on it.
  func forecast(ofUndoing run: Int64) throws -> UndoReport
  /// Puts tables and ledger back to what they were before a run, in one transaction under the lease.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - maker: the person who wants it.
  ///   - holder: who asks for the lease.
  /// - Returns: what was done.
  /// - Throws: `Diagnostic`; nothing has been written then.
  func undo(_ run: Int64, by maker: String, holder: String) throws -> UndoReport
  /// The committed chunks of a unit in order; only those that wrote to a table where one is named.
  func chunks(ofUnit unit: Int64, stage: String?) throws -> [ChunkSpan]
  /// The rejects of some records of a unit, whatever became of them.
  func rejects(ofUnit unit: Int64, records: ClosedRange<Int64>) throws -> [RejectEntry]
  /// The chunks of a unit that a run has put in the place of others.
  func chunksRerun(byRun run: Int64, ofUnit unit: Int64) throws -> Set<Int64>
  /// Makes sure that nothing later changed rows of chunks.
  ///
  /// - Returns: whether rows that are not among them refer to them, so that the rerun is to be tried first.
  /// - Throws: `Diagnostic` that names the later run.
  func checkRerun(of spans: [ChunkSpan], ofUnit unit: Int64, tables: [String]) throws -> Bool
  /// Makes sure that no row refers to one that the run at work has taken out.
  ///
  /// - Throws: `Diagnostic` that names the run which loaded such rows.
  func checkReferences(ofRun run: Int64) throws
  /// Takes back what a chunk wrote and loads what was read again in its place, in one transaction under
  /// the lease: rows, updates, findings, scans; its rejects are settled as by a replay.
  ///
  /// - Parameters:
  ///   - chunks: the records' chunk, then those of nested records; row states are brought up to date.
  ///   - page: what they stand for.
  /// - Returns: how many rows of each table differ, or `nil` where only comparing its states tells.
  /// - Throws: `Diagnostic`, also where something later changed a row of the chunk; nothing has been
  ///   written then.
  func rerun(_ chunks: inout [Chunk], at page: RerunPage) throws -> [String: DifferenceCounts]?
  /// Runs `body` in one transaction that is given up at its end: nothing is written.
  func rehearse(_ body: () throws -> Void) throws
  /// What a run changed in the loaded tables, row by row, in the order of units and records, with the
  /// fields that differ or without.
  func differences(
    madeByRun run: Int64, fields: Bool, _ body: (RowDifference) throws -> Void
  ) throws
  /// How the loaded tables as one run left them differ from what another left: a row that was changed in
  /// its place is met by its number, one that was taken out or added by its unit and record.
  func differences(
    between first: Int64, and second: Int64, _ body: (RowDifference) throws -> Void
  ) throws
  /// The names of the files that hold the records of a unit's chunks as read, the newest by each
  /// chunk's number.
  func spools(ofUnit unit: Int64) throws -> [Int64: String]
  /// Runs `body` while no run of any pipeline is at work, and none can begin.
  ///
  /// - Throws: `Diagnostic` when one is at work, or what `body` throws.
  func whileNobodyWorks(_ body: () throws -> Void) throws
  /// What removing what is kept of runs would come to; nothing is written.
  func forecast(ofPruning runs: [Int64], _ part: PrunedPart) throws -> PruneReport
  /// Removes what is kept to take runs back or to read near their records again, and the raw records of
  /// their rejects that are settled; rejects that are not are never touched. Files with records as read
  /// are not named any more, so that they can go.
  func prune(_ runs: [Int64], _ part: PrunedPart, by maker: String) throws -> PruneReport
}

/// What is removed of runs.
public enum PrunedPart: Sendable {
  /// All that is kept only to take them back or to do them again.
  case all
  /// Only the records as they were read.
  case spool
}

/// What taking a run back comes to.
public struct UndoReport: Sendable, Equatable {
  /// What becomes of one loaded table.
  public struct Table: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// The rows that go because the run added them.
    public var removed: Int
    /// The rows that are again what they were before the run changed them.
    public var restored: Int
    /// The rows that come back because the run took them out.
    public var returned: Int

    /// Creates a table's part.
    public init(name: String, removed: Int = 0, restored: Int = 0, returned: Int = 0) {
      self.name = name
      self.removed = removed
      self.restored = restored
      self.returned = returned
    }
  }

  /// The run that is taken back.
  public var run: RunEntry
  /// The run that stands for it in the ledger; 0 while nothing is done.
  public var undo: Int64 = 0
  /// What becomes of the tables, in the order of their names.
  public var tables: [Table] = []
  /// The units that are new for the next run.
  public var units = 0
  /// The rejects that go.
  public var rejects = 0
  /// The rejects that are again what they were before the run.
  public var reopened = 0
  /// The corrections that go.
  public var corrections = 0
  /// The links and consolidated tables that are to be made anew from what is loaded then.
  public var derived: [String] = []

  /// Creates a report of nothing.
  public init(run: RunEntry) { self.run = run }
}

/// What pruning removes.
public struct PruneReport: Sendable, Equatable {
  /// The runs that are pruned now, and were not before.
  public var runs: [Int64] = []
  /// The rows and lines of which no earlier state is kept any more.
  public var changes = 0
  /// The states of compressed streams.
  public var states = 0
  /// The settled rejects whose record is not kept any more.
  public var rejects = 0
  /// The chunks whose records are not kept as they were read any more.
  public var spooled = 0

  /// Creates a report of nothing.
  public init() {}
}
