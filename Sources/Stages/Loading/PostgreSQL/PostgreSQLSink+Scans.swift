import Columnar
public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// Notes scans, in one transaction under the lease.
  public func note(_ scans: [ScanIdentity]) throws -> [Int64] {
    guard let session else { throw Self.noSession }
    return try transaction("note scans in") { _ in
      try scans.map { scan in
        let stamp = scan.stamp
        return try connection.integer(
          """
          INSERT INTO sohoa.scan (pipeline, stage, path, member, sha256, size, format, state,
            reason, file_size, file_modified, file_changed, file_inode, run)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
          ON CONFLICT (pipeline, stage, path, member, sha256) DO UPDATE
          SET state = excluded.state, reason = excluded.reason, file_size = excluded.file_size,
            file_modified = excluded.file_modified, file_changed = excluded.file_changed,
            file_inode = excluded.file_inode
          RETURNING scan
          """, .text(session.draft.pipeline), .text(scan.stage), .text(scan.path),
          .text(scan.member), .text(scan.sha256), .integer(scan.size), .text(scan.format),
          .text(scan.state.rawValue), .text(scan.reason), .integer(stamp.size),
          .integer(stamp.modified), .integer(stamp.changed),
          .integer(stamp.inode), .integer(session.run.number)) ?? 0
      }
    }
  }

  /// Keeps which scan each record of a chunk has.
  func keepPages(of chunk: Chunk, stage: String, unit: Int64, _ session: Session) {
    let pages = chunk.scans.enumerated().filter { $0.element > 0 }
    guard !pages.isEmpty else { return }
    later(
      """
      INSERT INTO sohoa.page (unit, stage, record, scan, run)
      SELECT $1, $2, record, scan, $3 FROM unnest($4::bigint[], $5::bigint[]) p (record, scan)
      ON CONFLICT DO NOTHING
      """,
      [
        .integer(unit), .text(stage), .integer(session.run.number),
        .integers(pages.map { chunk.origins[$0.offset].record }),
        .integers(pages.map { Int64($0.element) }),
      ])
  }

  private static let columns = """
    s.scan, s.stage, s.path, s.member, s.size, s.sha256, s.file_size, s.file_modified, \
    s.file_changed, s.file_inode, s.format, s.state, s.reason
    """

  private func entry(_ row: QueryResult.Row) -> ScanEntry {
    let stamp = UnitIdentity.Stamp(
      size: row.int64(at: 6), modified: row.int64(at: 7), changed: row.int64(at: 8),
      inode: row.int64(at: 9))
    return ScanEntry(
      number: row.int64(at: 0),
      identity: ScanIdentity(
        stage: row.string(at: 1) ?? "", path: row.string(at: 2) ?? "",
        member: row.string(at: 3) ?? "", size: row.int64(at: 4), sha256: row.string(at: 5) ?? "",
        stamp: stamp, format: row.string(at: 10) ?? "",
        state: ScanState(rawValue: row.string(at: 11) ?? "") ?? .damaged,
        reason: row.string(at: 12) ?? ""))
  }

  /// The scans for a table that a pipeline found in a file, in the order of their numbers.
  public func scans(of pipeline: String, stage: String, path: String) throws -> [ScanEntry] {
    try scanEntries(
      """
      FROM sohoa.scan s
      WHERE s.pipeline = $1 AND s.stage = $2 AND s.path = $3 ORDER BY s.scan
      """, .text(pipeline), .text(stage), .text(path))
  }

  /// The scans that a query's rest finds.
  func scanEntries(_ source: String, _ values: Value...) throws -> [ScanEntry] {
    try reading {
      guard try hasLedger else { return [] }
      return try connection.query("SELECT \(Self.columns) \(source)", values).rows.map(entry)
    }
  }

  /// The scans that a run noted, or that its records have.
  private static let ofRun = """
    (s.run = $1 OR EXISTS (SELECT 1 FROM sohoa.page p WHERE p.scan = s.scan AND p.run = $1))
    """
  private static let isBound = "EXISTS (SELECT 1 FROM sohoa.page p WHERE p.scan = s.scan)"

  /// How the scans stand that a run noted or bound, by file.
  public func scanTallies(ofRun run: Int64) throws -> [ScanTally] {
    try reading {
      guard try hasLedger else { return [] }
      let result = try connection.query(
        """
        SELECT s.stage, s.path, count(*), count(*) FILTER (WHERE \(Self.isBound)),
          count(*) FILTER (WHERE s.state = 'empty'), count(*) FILTER (WHERE s.state = 'damaged')
        FROM sohoa.scan s WHERE \(Self.ofRun) GROUP BY s.stage, s.path ORDER BY min(s.scan)
        """, .integer(run))
      return result.rows.map { row in
        var tally = ScanTally(stage: row.string(at: 0) ?? "", path: row.string(at: 1) ?? "")
        tally.scans = Int(row.int64(at: 2))
        tally.bound = Int(row.int64(at: 3))
        tally.empty = Int(row.int64(at: 4))
        tally.damaged = Int(row.int64(at: 5))
        return tally
      }
    }
  }

  /// The scans that a run noted and that have no record, and those noted or bound by it that are not
  /// sound.
  public func scanFaults(ofRun run: Int64, limit: Int) throws -> [ScanFault] {
    try reading {
      guard try hasLedger else { return [] }
      let result = try connection.query(
        """
        SELECT \(Self.columns), (NOT \(Self.isBound))::int FROM sohoa.scan s
        WHERE \(Self.ofRun) AND (s.state <> 'sound' OR NOT \(Self.isBound))
        ORDER BY s.scan LIMIT $2
        """, .integer(run), .integer(limit))
      return result.rows.map { ScanFault(scan: entry($0), isOrphan: $0.int64(at: 13) == 1) }
    }
  }
}
