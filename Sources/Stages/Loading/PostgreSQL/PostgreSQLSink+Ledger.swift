import Columnar
public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
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
      let result = try connection.query(
        """
        SELECT \(Self.unitColumns), count(c.chunk), \(Self.sums)
        FROM sohoa.unit u LEFT JOIN sohoa.checkpoint c ON c.unit = u.unit
        WHERE u.pipeline = $1 GROUP BY u.unit ORDER BY u.unit
        """, .text(pipeline))
      return result.rows.map { row in
        var entry = unitEntry(row)
        entry.checkpoints = Int(row.int64(at: 15))
        entry.counts = counts(of: row, from: 16)
        return entry
      }
    }
  }

  /// The columns of a unit that ``unitEntry(_:)`` reads.
  static let unitColumns = """
    u.unit, u.source, u.path, u.member, u.size, u.crc32, u.sha256, u.file_size, u.file_modified, \
    u.file_changed, u.file_inode, u.status, u.reason, u.run, u.definition
    """

  /// A unit without its counts.
  func unitEntry(_ row: QueryResult.Row) -> UnitEntry {
    let stamp = UnitIdentity.Stamp(
      size: row.int64(at: 7), modified: row.int64(at: 8), changed: row.int64(at: 9),
      inode: row.int64(at: 10))
    let identity = UnitIdentity(
      source: row.string(at: 1) ?? "", path: row.string(at: 2) ?? "",
      member: row.string(at: 3) ?? "", size: row.int64(at: 4), crc32: row.int64(at: 5),
      sha256: row.string(at: 6) ?? "", stamp: stamp)
    return UnitEntry(
      number: row.int64(at: 0), identity: identity,
      status: UnitStatus(rawValue: row.string(at: 11) ?? "") ?? .loading,
      reason: row.string(at: 12) ?? "", run: row.int64(at: 13),
      definition: row.string(at: 14) ?? "")
  }

  /// The runs, newest first; of all pipelines when `pipeline` is `nil`.
  public func runs(of pipeline: String?) throws -> [RunEntry] {
    try reading {
      guard try hasLedger else { return [] }
      let result = try connection.query(
        """
        SELECT r.run, r.pipeline, r.definition, r.status, r.started, r.finished, r.attempts,
          \(Self.sums), \(column("run.kind", as: "r.kind")), \(column("run.scope", as: "r.scope"))
        FROM sohoa.run r LEFT JOIN sohoa.checkpoint c ON c.run = r.run
        WHERE $1::text IS NULL OR r.pipeline = $1 GROUP BY r.run ORDER BY r.run DESC
        """, .text(pipeline))
      return result.rows.map { row in
        var run = RunEntry(
          number: row.int64(at: 0), pipeline: row.string(at: 1) ?? "",
          definition: row.string(at: 2) ?? "",
          status: RunStatus(rawValue: row.string(at: 3) ?? "") ?? .failed,
          started: row.string(at: 4) ?? "", finished: row.string(at: 5) ?? "",
          attempts: Int(row.int64(at: 6)), counts: counts(of: row, from: 7))
        run.kind = RunKind(rawValue: row.string(at: 15) ?? "") ?? .load
        run.scope = row.string(at: 16) ?? ""
        return run
      }
    }
  }

  /// The checkpoints of a run in the order of their commits.
  public func checkpoints(ofRun run: Int64) throws -> [CheckpointEntry] {
    try reading {
      guard try hasLedger else { return [] }
      let result = try connection.query(
        """
        SELECT run, stage, unit, chunk, "offset", hash, committed, read, loaded, updated, unchanged,
          filtered, duplicate, rejected, deferred
        FROM sohoa.checkpoint WHERE run = $1
        ORDER BY unit, chunk = 0, chunk, stage COLLATE "C"
        """, .integer(run))
      return result.rows.map { row in
        CheckpointEntry(
          run: row.int64(at: 0), stage: row.string(at: 1) ?? "", unit: row.int64(at: 2),
          chunk: row.int64(at: 3), offset: row.int64(at: 4), counts: counts(of: row, from: 7),
          hash: row.string(at: 5) ?? "", committed: row.string(at: 6) ?? "")
      }
    }
  }

  /// The text of a definition, or `nil`.
  public func definitionText(_ hash: String) throws -> String? {
    try reading {
      guard try hasLedger else { return nil }
      return try connection.text("SELECT text FROM sohoa.definition WHERE hash = $1", .text(hash))
    }
  }

  /// The last committed chunk of a unit and where the next one begins, or `nil` before the first.
  public func resumePoint(ofUnit unit: Int64) throws -> (chunk: Int64, position: Position)? {
    try reading {
      guard try hasLedger else { return nil }
      let result = try connection.query(
        """
        SELECT chunk, "offset", record, line, context, stream_state FROM sohoa.checkpoint
        WHERE unit = $1 AND chunk > 0 ORDER BY chunk DESC LIMIT 1
        """, .integer(unit))
      guard let row = result.first else { return nil }
      let position = Position(
        offset: row.int64(at: 1), record: row.int64(at: 2), line: row.int64(at: 3),
        context: row.bytes(at: 4) ?? [], streamState: row.bytes(at: 5) ?? [])
      return (row.int64(at: 0), position)
    }
  }

  /// The eight counts that a row holds from a column on.
  func counts(of row: QueryResult.Row, from index: Int) -> Counts {
    var counts = Counts()
    counts.read = Int(row.int64(at: index))
    counts.loaded = Int(row.int64(at: index + 1))
    counts.updated = Int(row.int64(at: index + 2))
    counts.unchanged = Int(row.int64(at: index + 3))
    counts.filtered = Int(row.int64(at: index + 4))
    counts.duplicate = Int(row.int64(at: index + 5))
    counts.rejected = Int(row.int64(at: index + 6))
    counts.deferred = Int(row.int64(at: index + 7))
    return counts
  }
}
