public import Dataflow
import Columnar
import PostgreSQL

/// A PostgreSQL database as sink: the ledger in its schema `sohoa`, the rows where the session's
/// search path leads.
public final class PostgreSQLSink: Sink {
  /// The URL without its password, for people.
  public let name: String
  private let url: String
  private(set) var connection: Connection
  /// The server's process for the session, and when it began.
  private var server: (process: Int64, started: String)
  let surroundings: Surroundings
  /// The run that this process holds the lease for.
  var session: Session?
  var refillPolicy = RefillPolicy()
  var patience = Patience.atWork
  var isInTransaction = false
  /// Whether all that is written will be given up.
  var isRehearsing = false
  /// What the ledger lacks that was made by an earlier version; `nil` before it is known to be there.
  private var lacking: Set<String>?
  /// What tells the server's cluster from all others; `nil` before it is asked for.
  var knownCluster: String?
  /// What goes to the server together with the commit.
  private var waiting: [Statement] = []

  /// What a run at work needs from commit to commit.
  struct Session {
    var run: RunEntry
    var token: Int64
    var draft: RunDraft
    var loaders: [TableLoader]
    /// The tables' indexes, referenced tables before those that refer to them.
    var tableOrder: [Int]
  }

  /// Opens a database.
  ///
  /// - Parameters:
  ///   - url: `postgres://…` or `postgresql://…`, as libpq has it.
  ///   - surroundings: the clock and the process table.
  /// - Throws: `Diagnostic`.
  public init(url: String, surroundings: Surroundings) throws {
    self.url = url
    self.surroundings = surroundings
    name = Database.name(of: url)
    var patience = Patience.atOpening
    while true {
      do {
        (connection, server) = try Self.connect(url)
        return
      } catch let error as PostgreSQLError {
        if !patience.waits(after: error) { throw error.diagnostic(doing: "open", name) }
      }
    }
  }

  /// Closes the database.
  public func close() { session = nil }

  static func connect(
    _ url: String
  ) throws -> (Connection, (process: Int64, started: String)) {
    let connection = try Connection(url: url)
    guard connection.serverVersion >= 130_000 else {
      throw Diagnostic(
        "SH6007", "the server is PostgreSQL \(connection.serverVersion / 10_000)",
        status: .inputOutput, remedy: "use PostgreSQL 13 or later")
    }
    // The ledger's schema is no place for the tables, not even where the role bears its name.
    try connection.execute(
      """
      SET standard_conforming_strings = on; SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC';
      SET extra_float_digits = 1; SET client_min_messages = warning; SET bytea_output = 'hex';
      SET idle_in_transaction_session_timeout = '60s'; SET statement_timeout = 0;
      SET escape_string_warning = off; SET jit = off;
      SELECT set_config('temp_buffers', '64MB', false)
      WHERE pg_size_bytes(current_setting('temp_buffers')) < 67108864;
      SELECT set_config('lock_timeout', '30s', false) WHERE current_setting('lock_timeout') = '0';
      SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') = 'off';
      SELECT set_config('search_path',
        coalesce(string_agg(quote_ident(name), ', ' ORDER BY place), 'public'), false)
      FROM unnest(current_schemas(false)) WITH ORDINALITY s (name, place) WHERE name <> 'sohoa';
      """)
    let row = try connection.query(
      """
      SELECT pg_backend_pid(), (SELECT backend_start::text FROM pg_stat_activity
        WHERE pid = pg_backend_pid()), current_setting('server_encoding')
      """
    ).first
    guard row?.string(at: 2) == "UTF8" else {
      throw Diagnostic(
        "SH6007", "the database's encoding is \(row?.string(at: 2) ?? "unknown"), not UTF8",
        status: .inputOutput, remedy: "make one with: createdb --encoding=UTF8 --template=template0"
      )
    }
    connection.backend = row?.int64(at: 0)
    return (connection, (row?.int64(at: 0) ?? 0, row?.string(at: 1) ?? ""))
  }

  /// Opens a session in place of one that is lost, and ends what the server may still do for that.
  private func reconnect() throws {
    let lost = server
    let limit = connection.silenceLimit
    knownCluster = nil
    (connection, server) = try Self.connect(url)
    connection.silenceLimit = limit
    _ = try connection.query(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid = $1::int AND backend_start::text = $2
      """, .integer(lost.process), .text(lost.started))
    try session?.loaders.forEach { try $0.createStage() }
  }

  /// Whether the ledger's tables are there.
  var hasLedger: Bool {
    get throws {
      if lacking != nil { return true }
      let isThere =
        try connection.integer("SELECT to_regclass('sohoa.checkpoint') IS NOT NULL") == 1
      guard isThere else { return false }
      let missing = try connection.query(LedgerSchema.missing).rows.compactMap { $0.string(at: 0) }
      // What a transaction sees may be its own work, which may yet be undone.
      if !isInTransaction { lacking = Set(missing) }
      return true
    }
  }

  /// Whether the ledger lacks nothing that a ledger of this version has.
  var isLedgerWhole: Bool { get throws { try hasLedger && lacking?.isEmpty == true } }

  /// A later column of the ledger as SQL, or what stands for it in a ledger of an earlier version.
  func column(_ path: String, as name: String) -> String {
    guard let lacking, lacking.contains(path) else { return name }
    return LedgerSchema.later.first { $0.path == path }?.standIn ?? name
  }

  /// Makes the ledger's tables, or gives those of an earlier version what they lack; an administrator
  /// may have made the schema for a role that must not.
  func prepareLedger() throws {
    guard try hasLedger else {
      if try connection.integer("SELECT to_regnamespace('sohoa') IS NOT NULL") != 1 {
        try connection.execute("CREATE SCHEMA sohoa")
      }
      try connection.execute(LedgerSchema.sql)
      return
    }
    let missing = try connection.query(LedgerSchema.missing).rows.compactMap { $0.string(at: 0) }
    guard !missing.isEmpty else { return }
    try connection.execute(LedgerSchema.mend(Set(missing)))
    lacking = nil
  }

  /// Runs `body` in one transaction, and again where an error may pass.
  ///
  /// - Parameters:
  ///   - purpose: what it is for, in an error's words.
  ///   - isUnderLease: whether this process must still hold the lease, which is prolonged.
  ///   - undo: puts back what `body` has changed here, after it has failed.
  ///   - body: is told whether an earlier attempt may have been committed.
  /// - Returns: what `body` returned.
  /// - Throws: `Diagnostic`, or what `body` throws; nothing is committed then.
  func transaction<Result>(
    _ purpose: String, isUnderLease: Bool = true, undo: () -> Void = {},
    _ body: (_ isRepeated: Bool) throws -> Result
  ) throws -> Result {
    guard !isRehearsing else {
      return try attempt(isUnderLease: isUnderLease, isRepeated: false, body)
    }
    var patience = patience
    var isRepeated = false
    while true {
      do {
        return try attempt(isUnderLease: isUnderLease, isRepeated: isRepeated, body)
      } catch let error as PostgreSQLError {
        undo()
        if error.isInterrupted && connection.isStopped { throw WorkStopped() }
        if !patience.waits(after: error) { throw error.diagnostic(doing: purpose, name) }
        isRepeated = true
      } catch {
        undo()
        throw error
      }
    }
  }

  private func attempt<Result>(
    isUnderLease: Bool, isRepeated: Bool, _ body: (Bool) throws -> Result
  ) throws -> Result {
    if connection.isLost && !isRehearsing { try reconnect() }
    waiting = []
    isInTransaction = true
    defer { isInTransaction = isRehearsing }
    do {
      try begin(isUnderLease: isUnderLease)
      surroundings.reach(.begun)
      // What the loaders remember may be what the failed attempt has left, or what it has not.
      if isRepeated { try session?.loaders.forEach { try $0.recall() } }
      let result = try body(isRepeated)
      surroundings.reach(.written)
      let end = isRehearsing ? "RELEASE" : "COMMIT"
      let answers = try connection.run(
        waiting + [Statement(isRehearsing ? "RELEASE sohoa_part" : end)])
      guard answers.last?.tag == end else {
        throw Diagnostic(
          "SH6302", "the server has rolled a transaction back", status: .internal)
      }
      surroundings.reach(.committed)
      return result
    } catch {
      if !connection.isLost && connection.inTransaction {
        _ = try? connection.execute(
          isRehearsing ? "ROLLBACK TO sohoa_part; RELEASE sohoa_part" : "ROLLBACK")
      }
      throw error
    }
  }

  /// Begins a transaction; under the lease, its row stays locked until the transaction ends.
  ///
  /// So do the tables' numbers: two pipelines may load one table, but number its rows one after the
  /// other.
  private func begin(isUnderLease: Bool) throws {
    let beginning = isRehearsing ? "SAVEPOINT sohoa_part" : "BEGIN"
    guard isUnderLease else {
      try connection.execute(beginning)
      return
    }
    guard let session else { throw Self.noSession }
    let expires = surroundings.now() + session.draft.leaseMilliseconds
    let names = session.loaders.enumerated().map { "(\($0), \(literal($1.table.name)))" }
    let tables = names.isEmpty ? "(0, NULL::text)" : names.joined(separator: ", ")
    let answers = try connection.execute(
      """
      \(beginning); UPDATE sohoa.lease SET expires = \(expires)
      WHERE pipeline = \(literal(session.draft.pipeline)) AND token = \(session.token);
      SELECT pg_advisory_xact_lock(21320, hashtext(name))
      FROM (SELECT name FROM (VALUES \(tables)) t (place, name) ORDER BY name) t;
      SELECT (SELECT max(last_row) FROM sohoa.checkpoint WHERE stage = name)
      FROM (VALUES \(tables)) t (place, name) ORDER BY place
      """)
    guard answers.count == 4, answers[1].changes == 1 else {
      throw Diagnostic(
        "SH6102", "another process has taken this run over", status: .busy,
        remedy: "nothing is lost: what this process did not commit, the other one reads again")
    }
    for (loader, row) in zip(session.loaders, answers[3].rows) {
      loader.lastRow = max(row.int64(at: 0), 0)
    }
  }

  /// Has a statement, whose answer nobody reads, go to the server together with the commit.
  func later(_ sql: String, _ values: [Value] = []) { waiting.append(Statement(sql, values)) }

  static var noSession: Diagnostic {
    Diagnostic("SH6103", "no run has begun on this database", status: .internal)
  }

  /// Runs `body`, which only reads, and again where an error may pass.
  func reading<Result>(_ body: () throws -> Result) throws -> Result {
    // Inside a transaction it is the transaction that is done again.
    if isInTransaction { return try body() }
    var patience = patience
    while true {
      do {
        if connection.isLost { try reconnect() }
        return try body()
      } catch let error as PostgreSQLError {
        if !patience.waits(after: error) { throw error.diagnostic(doing: "read", name) }
      }
    }
  }
}
