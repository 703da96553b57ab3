/// A sink that takes back what runs did.
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

  /// Creates a report of nothing.
  public init(run: RunEntry) { self.run = run }
}
