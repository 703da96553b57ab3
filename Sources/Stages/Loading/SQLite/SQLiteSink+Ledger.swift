import Columnar
public import Dataflow
import SQLite

extension SQLiteSink {
  /// The columns that make up ``Counts``, summed over checkpoints.
  static let sums = """
    coalesce(sum(c.read), 0), coalesce(sum(c.loaded), 0), coalesce(sum(c.updated), 0), \
    coalesce(sum(c.unchanged), 0), coalesce(sum(c.filtered), 0), coalesce(sum(c.duplicate), 0), \
    coalesce(sum(c.rejected), 0), coalesce(sum(c.deferred), 0)
    """

  /// The units of a pipeline, in the order of their numbers.
  public func units(of pipeline: String) throws -> [UnitEntry] {
    try reading {
      guard try hasLedger else { return [] }
      let statement = try connection.prepare(
        """
        SELECT u.unit, u.source, u.path, u.member, u.size, u.crc32, u.sha256, u.file_size,
          u.file_modified, u.file_changed, u.file_inode, u.status, u.reason, u.run, u.definition,
          count(c.chunk), \(Self.sums)
        FROM sohoa_unit u LEFT JOIN sohoa_checkpoint c ON c.unit = u.unit
        WHERE u.pipeline = ?1 GROUP BY u.unit ORDER BY u.unit
        """)
      try statement.bind(pipeline, at: 1)
      var entries: [UnitEntry] = []
      while try statement.step() {
        let stamp = UnitIdentity.Stamp(
          size: statement.int64(at: 7), modified: statement.int64(at: 8),
          changed: statement.int64(at: 9), inode: statement.int64(at: 10))
        let identity = UnitIdentity(
          source: statement.string(at: 1) ?? "", path: statement.string(at: 2) ?? "",
          member: statement.string(at: 3) ?? "", size: statement.int64(at: 4),
          crc32: statement.int64(at: 5), sha256: statement.string(at: 6) ?? "", stamp: stamp)
        entries.append(
          UnitEntry(
            number: statement.int64(at: 0), identity: identity,
            status: UnitStatus(rawValue: statement.string(at: 11) ?? "") ?? .loading,
            reason: statement.string(at: 12) ?? "", run: statement.int64(at: 13),
            definition: statement.string(at: 14) ?? "", counts: counts(of: statement, from: 16),
            checkpoints: Int(statement.int64(at: 15))))
      }
      return entries
    }
  }

  /// The runs, newest first; of all pipelines when `pipeline` is `nil`.
  public func runs(of pipeline: String?) throws -> [RunEntry] {
    try reading {
      guard try hasLedger else { return [] }
      let hasKinds = try connection.hasColumn("kind", in: "sohoa_run")
      let statement = try connection.prepare(
        """
        SELECT r.run, r.pipeline, r.definition, r.status, r.started, r.finished, r.attempts,
          \(Self.sums)\(hasKinds ? ", r.kind, r.scope" : "")
        FROM sohoa_run r LEFT JOIN sohoa_checkpoint c ON c.run = r.run
        WHERE ?1 IS NULL OR r.pipeline = ?1 GROUP BY r.run ORDER BY r.run DESC
        """)
      try statement.bind(pipeline, at: 1)
      var entries: [RunEntry] = []
      while try statement.step() {
        var run = RunEntry(
          number: statement.int64(at: 0), pipeline: statement.string(at: 1) ?? "",
          definition: statement.string(at: 2) ?? "",
          status: RunStatus(rawValue: statement.string(at: 3) ?? "") ?? .failed,
          started: statement.string(at: 4) ?? "", finished: statement.string(at: 5) ?? "",
          attempts: Int(statement.int64(at: 6)), counts: counts(of: statement, from: 7))
        if hasKinds {
          run.kind = RunKind(rawValue: statement.string(at: 15) ?? "") ?? .load
          run.scope = statement.string(at: 16) ?? ""
        }
        entries.append(run)
      }
      return entries
    }
  }

  /// The checkpoints of a run in the order of their commits.
  public func checkpoints(ofRun run: Int64) throws -> [CheckpointEntry] {
    try reading {
      guard try hasLedger else { return [] }
      let statement = try connection.prepare(
        """
        SELECT run, stage, unit, chunk, offset, hash, committed, read, loaded, updated, unchanged,
          filtered, duplicate, rejected, deferred
        FROM sohoa_checkpoint WHERE run = ?1 ORDER BY unit, chunk = 0, chunk, stage
        """)
      try statement.bind(run, at: 1)
      var entries: [CheckpointEntry] = []
      while try statement.step() {
        entries.append(
          CheckpointEntry(
            run: statement.int64(at: 0), stage: statement.string(at: 1) ?? "",
            unit: statement.int64(at: 2), chunk: statement.int64(at: 3),
            offset: statement.int64(at: 4), counts: counts(of: statement, from: 7),
            hash: statement.string(at: 5) ?? "", committed: statement.string(at: 6) ?? ""))
      }
      return entries
    }
  }

  /// The text of a definition, or `nil`.
  public func definitionText(_ hash: String) throws -> String? {
    try reading {
      guard try hasLedger else { return nil }
      let statement = try connection.prepare("SELECT text FROM sohoa_definition WHERE hash = ?1")
      try statement.bind(hash, at: 1)
      return try statement.step() ? statement.string(at: 0) : nil
    }
  }

  /// The last committed chunk of a unit and where the next one begins, or `nil` before the first.
  public func resumePoint(ofUnit unit: Int64) throws -> (chunk: Int64, position: Position)? {
    try reading {
      guard try hasLedger else { return nil }
      let statement = try connection.prepare(
        """
        SELECT chunk, offset, record, line, context, stream_state FROM sohoa_checkpoint
        WHERE unit = ?1 AND chunk > 0 ORDER BY chunk DESC LIMIT 1
        """)
      try statement.bind(unit, at: 1)
      guard try statement.step() else { return nil }
      let position = Position(
        offset: statement.int64(at: 1), record: statement.int64(at: 2),
        line: statement.int64(at: 3), context: statement.bytes(at: 4) ?? [],
        streamState: statement.bytes(at: 5) ?? [])
      return (statement.int64(at: 0), position)
    }
  }

  /// The eight counts that a row holds from a column on.
  func counts(of statement: Statement, from index: Int) -> Counts {
    var counts = Counts()
    counts.read = Int(statement.int64(at: index))
    counts.loaded = Int(statement.int64(at: index + 1))
    counts.updated = Int(statement.int64(at: index + 2))
    counts.unchanged = Int(statement.int64(at: index + 3))
    counts.filtered = Int(statement.int64(at: index + 4))
    counts.duplicate = Int(statement.int64(at: index + 5))
    counts.rejected = Int(statement.int64(at: index + 6))
    counts.deferred = Int(statement.int64(at: index + 7))
    return counts
  }
}
