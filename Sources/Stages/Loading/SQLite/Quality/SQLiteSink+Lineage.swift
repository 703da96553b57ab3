public import Dataflow
import SQLite

extension SQLiteSink {
  /// A unit by its number, without its counts, or `nil`.
  public func unit(_ number: Int64) throws -> UnitEntry? {
    try unitEntries("unit = ?1") { try $0.bind(number, at: 1) }.first
  }

  /// The units in a file, or the one member of it that is named.
  public func units(named name: String) throws -> [UnitEntry] {
    try unitEntries("path = ?1 OR path || '!' || member = ?1 OR path || '!' || member LIKE ?2") {
      try $0.bind(name, at: 1)
      try $0.bind("%/" + name, at: 2)
    }
  }

  private func unitEntries(
    _ condition: String, _ bind: (Statement) throws -> Void
  ) throws -> [UnitEntry] {
    try reading {
      guard try hasLedger else { return [] }
      let statement = try connection.prepare(
        """
        SELECT unit, source, path, member, size, crc32, sha256, file_size, file_modified,
          file_changed, file_inode, status, reason, run, definition
        FROM sohoa_unit WHERE \(condition) ORDER BY unit
        """)
      try bind(statement)
      var units: [UnitEntry] = []
      while try statement.step() {
        let stamp = UnitIdentity.Stamp(
          size: statement.int64(at: 7), modified: statement.int64(at: 8),
          changed: statement.int64(at: 9), inode: statement.int64(at: 10))
        units.append(
          UnitEntry(
            number: statement.int64(at: 0),
            identity: UnitIdentity(
              source: statement.string(at: 1) ?? "", path: statement.string(at: 2) ?? "",
              member: statement.string(at: 3) ?? "", size: statement.int64(at: 4),
              crc32: statement.int64(at: 5), sha256: statement.string(at: 6) ?? "", stamp: stamp),
            status: UnitStatus(rawValue: statement.string(at: 11) ?? "") ?? .loading,
            reason: statement.string(at: 12) ?? "", run: statement.int64(at: 13),
            definition: statement.string(at: 14) ?? ""))
      }
      return units
    }
  }

  /// The runs that wrote or changed a row, the newest last.
  public func touches(of row: TracedRow) throws -> [RowTouch] {
    try reading {
      // A before-image tells who had written the row before; the row itself who did so last.
      let statement = try connection.prepare(
        """
        SELECT t.run, r.kind, r.started, t.what, t.unit, t.record FROM (
          SELECT json_extract(before, '$.sohoa_run') AS run, 'written' AS what,
            json_extract(before, '$.sohoa_unit') AS unit,
            json_extract(before, '$.sohoa_record') AS record
          FROM sohoa_change WHERE "table" = ?1 AND row = ?2 AND deleted <> 1
          UNION SELECT json_extract(before, '$.sohoa_run'), 'written', ?4, ?5
          FROM sohoa_change WHERE unit = ?4 AND "table" = ?1 AND deleted = 1
            AND json_extract(before, '$.sohoa_record') = ?5
          UNION SELECT ?3, 'written', ?4, ?5
          UNION SELECT run, 'refused', unit, record FROM sohoa_reject
            WHERE unit = ?4 AND stage = ?1 AND record = ?5
          UNION SELECT c.run, 'corrected', ?4, ?5 FROM sohoa_correction c
            JOIN sohoa_reject j ON j.reject = c.reject
            WHERE j.unit = ?4 AND j.stage = ?1 AND j.record = ?5) t
        JOIN sohoa_run r ON r.run = t.run ORDER BY t.run, t.what
        """)
      try statement.bind(row.table, at: 1)
      try statement.bind(row.row, at: 2)
      try statement.bind(row.run, at: 3)
      try statement.bind(row.unit, at: 4)
      try statement.bind(row.record, at: 5)
      var touches: [RowTouch] = []
      while try statement.step() {
        var what = statement.string(at: 3) ?? ""
        if what == "written" {
          what =
            touches.contains { $0.what == "loaded" || $0.what == "updated" } ? "updated" : "loaded"
        }
        touches.append(
          RowTouch(
            run: statement.int64(at: 0),
            kind: RunKind(rawValue: statement.string(at: 1) ?? "") ?? .load,
            started: statement.string(at: 2) ?? "", what: what, unit: statement.int64(at: 4),
            record: statement.int64(at: 5)))
      }
      return touches
    }
  }

  /// The reject of a record, whatever became of it, or `nil`.
  public func reject(
    ofRecord record: Int64, unit: Int64, stage: String
  ) throws -> RejectEntry? {
    let number = try reading {
      try connection.integer(
        """
        SELECT reject FROM sohoa_reject
        WHERE unit = \(unit) AND stage = \(literal(stage)) AND record = \(record) LIMIT 1
        """)
    }
    guard let number else { return nil }
    var filter = RejectFilter()
    filter.number = number
    return try rejects(matching: filter, limit: 1).first
  }

  /// Where to begin reading to come to a record.
  public func position(
    before record: Int64, ofUnit unit: Int64
  ) throws -> (chunk: Int64, position: Position)? {
    try reading {
      let statement = try connection.prepare(
        """
        SELECT chunk, record, line, offset, context FROM sohoa_checkpoint
        WHERE unit = ?1 AND chunk > 0 AND record < ?2 ORDER BY chunk DESC LIMIT 1
        """)
      try statement.bind(unit, at: 1)
      try statement.bind(record, at: 2)
      guard try statement.step() else { return nil }
      let chunk = statement.int64(at: 0)
      let state = try connection.prepare(
        """
        SELECT stream_state FROM sohoa_checkpoint
        WHERE unit = ?1 AND chunk BETWEEN 1 AND ?2 AND length(stream_state) > 0
        ORDER BY chunk DESC LIMIT 1
        """)
      try state.bind(unit, at: 1)
      try state.bind(chunk, at: 2)
      let stream = try state.step() ? state.bytes(at: 0) ?? [] : []
      return (
        chunk,
        Position(
          offset: statement.int64(at: 3), record: statement.int64(at: 1),
          line: statement.int64(at: 2), context: statement.bytes(at: 4) ?? [], streamState: stream)
      )
    }
  }

  /// The scans that bear a name, `path` or `path!member`.
  public func scans(named name: String) throws -> [ScanEntry] {
    try scanEntries(
      "FROM sohoa_scan s WHERE s.path = ?1 OR s.path || '!' || s.member = ?1"
        + " OR s.path || '!' || s.member LIKE ?2 OR s.path LIKE ?2 ORDER BY s.scan"
    ) {
      try $0.bind(name, at: 1)
      try $0.bind("%/" + name, at: 2)
    }
  }

  /// The scans of a record.
  public func scans(
    ofRecord record: Int64, unit: Int64, stage: String
  ) throws -> [ScanEntry] {
    try scanEntries(
      """
      FROM sohoa_page p JOIN sohoa_scan s ON s.scan = p.scan
      WHERE p.unit = ?1 AND p.stage = ?2 AND p.record = ?3 ORDER BY s.scan
      """
    ) {
      try $0.bind(unit, at: 1)
      try $0.bind(stage, at: 2)
      try $0.bind(record, at: 3)
    }
  }

  /// The records that have a scan.
  public func records(ofScan scan: Int64) throws -> [(unit: Int64, record: Int64)] {
    try reading {
      let statement = try connection.prepare(
        "SELECT DISTINCT unit, record FROM sohoa_page WHERE scan = ?1 ORDER BY unit, record")
      try statement.bind(scan, at: 1)
      var records: [(unit: Int64, record: Int64)] = []
      while try statement.step() {
        records.append((statement.int64(at: 0), statement.int64(at: 1)))
      }
      return records
    }
  }

  private func scanEntries(
    _ source: String, _ bind: (Statement) throws -> Void
  ) throws -> [ScanEntry] {
    try reading {
      guard try hasScans else { return [] }
      let statement = try connection.prepare("SELECT \(Self.columns) \(source)")
      try bind(statement)
      var entries: [ScanEntry] = []
      while try statement.step() { entries.append(entry(statement)) }
      return entries
    }
  }
}
