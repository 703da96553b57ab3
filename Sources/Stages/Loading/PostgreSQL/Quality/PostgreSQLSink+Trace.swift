public import Dataflow
import PostgreSQL

extension PostgreSQLSink {
  /// A unit by its number, without its counts, or `nil`.
  public func unit(_ number: Int64) throws -> UnitEntry? {
    try unitEntries("u.unit = $1", .integer(number)).first
  }

  /// The units in a file, or the one member of it that is named.
  public func units(named name: String) throws -> [UnitEntry] {
    try unitEntries(
      """
      $1 IN (u.path, u.path || '!' || u.member)
        OR right(u.path || '!' || u.member, length($1) + 1) = '/' || $1
      """, .text(name))
  }

  private func unitEntries(_ condition: String, _ value: Value) throws -> [UnitEntry] {
    try reading {
      guard try hasLedger else { return [] }
      return try connection.query(
        "SELECT \(Self.unitColumns) FROM sohoa.unit u WHERE \(condition) ORDER BY u.unit", value
      ).rows.map(unitEntry)
    }
  }

  /// The runs that wrote or changed a row, the newest last.
  public func touches(of row: TracedRow) throws -> [RowTouch] {
    try reading {
      // A before-image tells who had written the row before; the row itself who did so last.
      let result = try connection.query(
        """
        SELECT t.run, \(column("run.kind", as: "r.kind")), r.started, t.what, t.unit, t.record
        FROM (
          SELECT (before::json ->> 'sohoa_run')::bigint AS run, 'written' AS what,
            (before::json ->> 'sohoa_unit')::bigint AS unit,
            (before::json ->> 'sohoa_record')::bigint AS record
          FROM sohoa.change WHERE "table" = $1 AND "row" = $2
            AND \(column("change.deleted", as: "deleted")) = 0
          UNION SELECT $3::bigint, 'written', $4::bigint, $5::bigint
          UNION SELECT run, 'refused', unit, record FROM sohoa.reject
            WHERE unit = $4 AND stage = $1 AND record = $5\(try corrected)) t
        JOIN sohoa.run r ON r.run = t.run ORDER BY t.run, t.what COLLATE "C"
        """, .text(row.table), .integer(row.row), .integer(row.run), .integer(row.unit),
        .integer(row.record))
      var touches: [RowTouch] = []
      for row in result.rows {
        var what = row.string(at: 3) ?? ""
        if what == "written" {
          what =
            touches.contains { $0.what == "loaded" || $0.what == "updated" } ? "updated" : "loaded"
        }
        touches.append(
          RowTouch(
            run: row.int64(at: 0), kind: RunKind(rawValue: row.string(at: 1) ?? "") ?? .load,
            started: row.string(at: 2) ?? "", what: what, unit: row.int64(at: 4),
            record: row.int64(at: 5)))
      }
      return touches
    }
  }

  /// The corrections of a row's record, as SQL; nothing in a ledger of an earlier version.
  private var corrected: String {
    get throws {
      guard try hasCorrections else { return "" }
      return """

          UNION SELECT c.run, 'corrected', $4, $5 FROM sohoa.correction c
            JOIN sohoa.reject j ON j.reject = c.reject
            WHERE j.unit = $4 AND j.stage = $1 AND j.record = $5
        """
    }
  }

  /// The reject of a record, whatever became of it, or `nil`.
  public func reject(
    ofRecord record: Int64, unit: Int64, stage: String
  ) throws -> RejectEntry? {
    let number = try reading {
      try connection.integer(
        "SELECT min(reject) FROM sohoa.reject WHERE unit = $1 AND stage = $2 AND record = $3",
        .integer(unit), .text(stage), .integer(record))
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
      let nearest = try connection.query(
        """
        SELECT chunk, record, line, "offset", context FROM sohoa.checkpoint
        WHERE unit = $1 AND chunk > 0 AND record < $2 ORDER BY chunk DESC LIMIT 1
        """, .integer(unit), .integer(record))
      guard let row = nearest.first else { return nil }
      let chunk = row.int64(at: 0)
      let state = try connection.query(
        """
        SELECT stream_state FROM sohoa.checkpoint
        WHERE unit = $1 AND chunk BETWEEN 1 AND $2 AND length(stream_state) > 0
        ORDER BY chunk DESC LIMIT 1
        """, .integer(unit), .integer(chunk))
      return (
        chunk,
        Position(
          offset: row.int64(at: 3), record: row.int64(at: 1), line: row.int64(at: 2),
          context: row.bytes(at: 4) ?? [], streamState: state.first?.bytes(at: 0) ?? [])
      )
    }
  }

  /// The scans that bear a name, `path` or `path!member`.
  public func scans(named name: String) throws -> [ScanEntry] {
    try scanEntries(
      """
      FROM sohoa.scan s WHERE $1 IN (s.path, s.path || '!' || s.member)
        OR '/' || $1 IN (right(s.path, length($1) + 1),
          right(s.path || '!' || s.member, length($1) + 1)) ORDER BY s.scan
      """, .text(name))
  }

  /// The scans of a record.
  public func scans(
    ofRecord record: Int64, unit: Int64, stage: String
  ) throws -> [ScanEntry] {
    try scanEntries(
      """
      FROM sohoa.page p JOIN sohoa.scan s ON s.scan = p.scan
      WHERE p.unit = $1 AND p.stage = $2 AND p.record = $3 ORDER BY s.scan
      """, .integer(unit), .text(stage), .integer(record))
  }

  /// The records that have a scan.
  public func records(ofScan scan: Int64) throws -> [(unit: Int64, record: Int64)] {
    try reading {
      try connection.query(
        "SELECT DISTINCT unit, record FROM sohoa.page WHERE scan = $1 ORDER BY unit, record",
        .integer(scan)
      ).rows.map { ($0.int64(at: 0), $0.int64(at: 1)) }
    }
  }
}
