public import Dataflow
import Columnar
import SQLite

/// A SQLite database as sink: one writer, write-ahead log, a full sync at every commit.
public final class SQLiteSink: Sink {
  /// The database file's path.
  public let path: String
  let connection: Connection
  let surroundings: Surroundings
  /// The run that this process holds the lease for.
  var session: Session?
  var refillPolicy = RefillPolicy()
  /// Whether all that is written will be given up.
  var isRehearsing = false

  /// What a run at work needs from commit to commit.
  struct Session {
    var run: RunEntry
    var token: Int64
    var draft: RunDraft
    var loaders: [TableLoader]
    /// The tables' indexes, referenced tables before those that refer to them.
    var tableOrder: [Int]
    var statements: LedgerStatements
    var rowCounter: RowCounter
  }

  /// Opens a database.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - creates: whether a missing file is made; otherwise that is an error.
  ///   - surroundings: the clock and the process table.
  /// - Throws: `Diagnostic`.
  public init(path: String, creates: Bool, surroundings: Surroundings) throws {
    self.path = path
    self.surroundings = surroundings
    if creates { SQLiteLibrary.keepTemporaryFiles(in: Self.folder(of: path)) }
    do {
      connection = try Connection(path: path, mode: creates ? .create : .readWrite)
      connection.setBusyTimeout(milliseconds: 10_000)
      // 32 KiB pages measured 0.74 of 4 KiB pages in CPU; the size counts before the first table.
      try connection.execute(
        """
        PRAGMA page_size = 32768;
        PRAGMA cache_size = -8192;
        PRAGMA secure_delete = OFF;
        """)
      if creates { try connection.execute("PRAGMA journal_mode = WAL;") }
      // FULL: under simulated power cuts NORMAL lost acknowledged chunks, FULL none.
      try connection.execute("PRAGMA synchronous = FULL;")
    } catch {
      throw error.diagnostic(doing: "open", path)
    }
  }

  /// The folder that a file lies in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Closes the database.
  public func close() { session = nil }

  /// Whether the ledger's tables are there.
  var hasLedger: Bool {
    get throws {
      try connection.integer(
        "SELECT count(*) FROM sqlite_schema WHERE name = 'sohoa_checkpoint'") == 1
    }
  }

  /// Runs `body` in one transaction that holds the write lock from the beginning.
  func transaction<Result>(_ purpose: String, _ body: () throws -> Result) throws -> Result {
    guard !isRehearsing else { return try rehearsedPart(body) }
    do {
      try connection.execute("BEGIN IMMEDIATE")
      surroundings.reach(.begun)
      do {
        let result = try body()
        surroundings.reach(.written)
        try connection.execute("COMMIT")
        surroundings.reach(.committed)
        return result
      } catch {
        // A failed commit may have ended the transaction already.
        if connection.inTransaction { try connection.execute("ROLLBACK") }
        throw error
      }
    } catch let error as SQLiteError {
      if error.isInterrupted { throw WorkStopped() }
      throw error.diagnostic(doing: purpose, path)
    }
  }

  /// Runs `body`, which only reads, and gives its errors a name.
  func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as SQLiteError {
      throw error.diagnostic(doing: "read", path)
    }
  }
}
