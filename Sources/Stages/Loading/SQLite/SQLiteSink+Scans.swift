import Columnar
public import Dataflow
import SQLite

extension SQLiteSink {
  /// Whether the ledger's tables of scans are there; one of an earlier version has none.
  var hasScans: Bool {
    get throws {
      try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'sohoa_page'") == 1
    }
  }

  /// Notes scans, in one transaction under the lease.
  public func note(_ scans: [ScanIdentity]) throws -> [Int64] {
    guard let session else { throw Self.noSession }
    return try transaction("note scans in") {
      try renewLease()
      let statement = try connection.prepare(
        """
        INSERT INTO sohoa_scan (pipeline, stage, path, member, sha256, size, format, state, reason,
          file_size, file_modified, file_changed, file_inode, run)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        ON CONFLICT (pipeline, stage, path, member, sha256) DO UPDATE
        SET state = excluded.state, reason = excluded.reason, file_size = excluded.file_size,
          file_modified = excluded.file_modified, file_changed = excluded.file_changed,
          file_inode = excluded.file_inode
        RETURNING scan
        """)
      return try scans.map { scan in
        let texts = [session.draft.pipeline, scan.stage, scan.path, scan.member, scan.sha256]
        for (index, text) in texts.enumerated() { try statement.bind(text, at: 1 + index) }
        try statement.bind(scan.size, at: 6)
        try statement.bind(scan.format, at: 7)
        try statement.bind(scan.state.rawValue, at: 8)
        try statement.bind(scan.reason, at: 9)
        try bind(scan.stamp, to: statement, from: 10)
        try statement.bind(session.run.number, at: 14)
        guard try statement.step() else { return 0 }
        let number = statement.int64(at: 0)
        try statement.run()
        return number
      }
    }
  }

  /// Keeps which scan each record of a chunk has.
  func keepPages(
    of chunk: Chunk, stage: String, unit: Int64, _ session: Session
  ) throws {
    guard !chunk.scans.isEmpty else { return }
    let statement = session.statements.addPage
    try statement.bind(unit, at: 1)
    try statement.bind(stage, at: 2)
    try statement.bind(session.run.number, at: 5)
    for (row, scan) in chunk.scans.enumerated() where scan > 0 {
      try statement.bind(chunk.origins[row].record, at: 3)
      try statement.bind(scan, at: 4)
      try statement.run()
    }
  }

  static let columns = """
    s.scan, s.stage, s.path, s.member, s.size, s.sha256, s.file_size, s.file_modified, \
    s.file_changed, s.file_inode, s.format, s.state, s.reason
    """

  func entry(_ statement: Statement) -> ScanEntry {
    let stamp = UnitIdentity.Stamp(
      size: statement.int64(at: 6), modified: statement.int64(at: 7),
      changed: statement.int64(at: 8), inode: statement.int64(at: 9))
    return ScanEntry(
      number: statement.int64(at: 0),
      identity: ScanIdentity(
        stage: statement.string(at: 1) ?? "", path: statement.string(at: 2) ?? "",
        member: statement.string(at: 3) ?? "", size: statement.int64(at: 4),
        sha256: statement.string(at: 5) ?? "", stamp: stamp, format: statement.string(at: 10) ?? "",
        state: ScanState(rawValue: statement.string(at: 11) ?? "") ?? .damaged,
        reason: statement.string(at: 12) ?? ""))
  }

  /// The scans for a table that a pipeline found in a file, in the order of their numbers.
  public func scans(of pipeline: String, stage: String, path: String) throws -> [ScanEntry] {
    try reading {
      guard try hasScans else { return [] }
      let statement = try connection.prepare(
        """
        SELECT \(Self.columns) FROM sohoa_scan s
        WHERE s.pipeline = ?1 AND s.stage = ?2 AND s.path = ?3 ORDER BY s.scan
        """)
      try statement.bind(pipeline, at: 1)
      try statement.bind(stage, at: 2)
      try statement.bind(path, at: 3)
      var entries: [ScanEntry] = []
      while try statement.step() { entries.append(entry(statement)) }
      return entries
    }
  }

  /// The scans that a run noted, or that its records have.
  private static let ofRun = """
    (s.run = ?1 OR EXISTS (SELECT 1 FROM sohoa_page p WHERE p.scan = s.scan AND p.run = ?1))
    """
  private static let isBound = "EXISTS (SELECT 1 FROM sohoa_page p WHERE p.scan = s.scan)"

  /// How the scans stand that a run noted or bound, by file.
  public func scanTallies(ofRun run: Int64) throws -> [ScanTally] {
    try reading {
      guard try hasScans else { return [] }
      let statement = try connection.prepare(
        """
        SELECT s.stage, s.path, count(*), sum(\(Self.isBound)), sum(s.state = 'empty'),
          sum(s.state = 'damaged')
        FROM sohoa_scan s WHERE \(Self.ofRun) GROUP BY s.stage, s.path ORDER BY min(s.scan)
        """)
      try statement.bind(run, at: 1)
      var tallies: [ScanTally] = []
      while try statement.step() {
        var tally = ScanTally(
          stage: statement.string(at: 0) ?? "", path: statement.string(at: 1) ?? "")
        tally.scans = Int(statement.int64(at: 2))
        tally.bound = Int(statement.int64(at: 3))
        tally.empty = Int(statement.int64(at: 4))
        tally.damaged = Int(statement.int64(at: 5))
        tallies.append(tally)
      }
      return tallies
    }
  }

  /// The scans that a run noted and that have no record, and those noted or bound by it that are not
  /// sound.
  public func scanFaults(ofRun run: Int64, limit: Int) throws -> [ScanFault] {
    try reading {
      guard try hasScans else { return [] }
      let statement = try connection.prepare(
        """
        SELECT \(Self.columns), NOT \(Self.isBound) AS orphan FROM sohoa_scan s
        WHERE \(Self.ofRun) AND (s.state <> 'sound' OR orphan) ORDER BY s.scan LIMIT ?2
        """)
      try statement.bind(run, at: 1)
      try statement.bind(limit, at: 2)
      var faults: [ScanFault] = []
      while try statement.step() {
        faults.append(ScanFault(scan: entry(statement), isOrphan: statement.int64(at: 13) == 1))
      }
      return faults
    }
  }
}
