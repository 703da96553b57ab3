import Columnar
import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Loads the chunks of one stage into its table in PostgreSQL.
  ///
  /// Rows that are surely new go straight into the table by COPY. Rows that must be held against
  /// others go by COPY into a temporary table first, where one query meets them all.
  final class TableLoader: ChunkLoader {
    let table: TargetTable
    let keys: [TableKey]
    var filters: [KeyFilter]?
    let isReferenced: Bool
    var lastRow: Int64 = 0
    var merged = MergeRecord()
    var hashes: [UInt64] = []
    unowned let sink: PostgreSQLSink
    /// Whether the proofs of what is added are wanted, one for each piece of rows.
    var wantsProofs = false
    private(set) var proofs: [String] = []
    /// The number of rows of the chunk at work in the temporary table, or `nil` before they are there.
    private(set) var stagedRows: Int64?

    init(_ table: TargetTable, isReferenced: Bool, sink: PostgreSQLSink) {
      self.table = table
      self.isReferenced = isReferenced
      self.sink = sink
      keys = TableKey.keys(of: table)
    }

    /// The session, which is another after the connection was lost.
    var connection: Connection { sink.connection }

    /// Takes note that another chunk is to be loaded.
    func takeUp(_ chunk: Chunk) {
      stagedRows = nil
      proofs = []
    }

    /// Reads from the ledger what this object remembers of the table.
    func recall() throws {
      stagedRows = nil
      filters = nil
      if try !keys.isEmpty && state() == "filling" { filters = try filtersOfTable() }
    }

    /// Adds rows.
    func add(
      _ selection: RowSelection, of chunk: inout Chunk, from origin: LoadOrigin
    ) throws -> Int64 {
      var added: Int64 = 0
      return try bisect(selection, of: &chunk) { selection, chunk in
        let count = try trying {
          let count = try copy(chunk, selection, from: origin, number: lastRow + added + 1)
          if wantsProofs && count > 0 { proofs.append(try proofOfWriting()) }
          return count
        }
        added += count ?? 0
        return count
      }
    }

    /// Adds all live rows where the table takes each as new: its keys are indexes.
    func addAtOnce(_ chunk: Chunk, from origin: LoadOrigin) throws -> Int64? {
      try trying { try copy(chunk, .live, from: origin, number: lastRow + 1) }
    }

    /// Sends rows into the table behind a savepoint; the first gets a number.
    private func copy(
      _ chunk: Chunk, _ selection: RowSelection, from origin: LoadOrigin, number: Int64
    ) throws -> Int64 {
      try connection.copy(
        chunk, selection,
        as: columnFields + [
          .constant(origin.unit), .record, .constant(origin.run), .counter(from: number),
        ],
        into: """
          SAVEPOINT sohoa_rows;
          COPY \(quoted: table.name) (\(names), \(list(Self.lineage))) FROM STDIN (FORMAT binary)
          """)
    }

    /// Runs `body`, which begins with a savepoint; `nil` when the database refuses a row, after
    /// everything is as it was.
    func trying(_ body: () throws -> Int64) throws -> Int64? {
      do {
        let count = try body()
        try connection.execute("RELEASE sohoa_rows")
        return count
      } catch let error as PostgreSQLError where error.isConstraint && !error.isConnectionLost {
        try connection.execute("ROLLBACK TO sohoa_rows; RELEASE sohoa_rows")
        return nil
      }
    }

    /// Makes the temporary table, once a session.
    func createStage() throws {
      stagedRows = nil
      if !keys.isEmpty || !table.references.isEmpty { try makeStage() }
    }

    /// Makes the temporary table where it is not there, inside or outside a transaction.
    func makeStage() throws {
      try connection.execute(
        """
        CREATE TEMPORARY TABLE IF NOT EXISTS \(quoted: stageName) (
          _row bigint, _record bigint,
          \(columnDeclarations)
        ) ON COMMIT DELETE ROWS
        """)
    }

    /// Sends the live rows of the chunk at work to the temporary table, unless they are there.
    ///
    /// They are met one by one through the keys' indexes, in the transaction's other queries too: the
    /// server may hold a pass over the whole index to be cheaper, which for every chunk it is not.
    func stage(_ chunk: Chunk) throws {
      guard stagedRows == nil else { return }
      stagedRows = try connection.copy(
        chunk, .live, as: [.row, .record] + columnFields,
        into: """
          SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashjoin = off;
          DELETE FROM \(quoted: stageName);
          COPY \(quoted: stageName) (_row, _record, \(names)) FROM STDIN (FORMAT binary)
          """)
    }
  }
}
