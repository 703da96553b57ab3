import Dataflow

/// Which rows of a table are those of a chunk's records.
///
/// A row is the chunk's own while unit and record in it are the chunk's; it was added by the chunk's
/// checkpoint, by one that revised it, when the keys were built, or by a replay.
struct ChunkClaim {
  let database: any LedgerDatabase
  let table: String
  let unit: Int64
  let chunk: Int64
  let records: ClosedRange<Int64>

  /// Whether a row, or what is kept of one, is the chunk's own.
  private func isOwn(_ unitColumn: String, _ recordColumn: String) -> String {
    "(\(unitColumn) = \(unit) AND \(recordColumn) BETWEEN"
      + " \(records.lowerBound) AND \(records.upperBound))"
  }
  var isOwn: String { isOwn("t.sohoa_unit", "t.sohoa_record") }
  var wasOwn: String {
    isOwn(
      database.number("sohoa_unit", of: "g.before"),
      database.number("sohoa_record", of: "g.before"))
  }

  /// The checkpoints that added nothing but rows of the chunk, and those that may have added some.
  private var wholly: String { "(c.chunk = \(chunk) OR c.revises = \(chunk))" }
  private var partly: String { "(c.chunk <= 0 AND c.revises = 0)" }

  private func checkpoints(_ which: String) -> String {
    """
    FROM \(database.ledger("checkpoint")) c
    WHERE c.unit = \(unit) AND c.stage = \(literal(table)) AND \(which)
    """
  }

  private func ranges(_ which: String) throws -> RowRanges {
    try database.ranges(
      """
      SELECT first_row, last_row \(checkpoints(which)) AND c.first_row > 0 ORDER BY first_row
      """)
  }

  /// The rows that are the chunk's own, where they were added by it: their records by their numbers.
  ///
  /// - Throws: `Diagnostic` where a row that it added is another's now.
  func rows() throws -> [Int64: Int64] {
    var rows: [Int64: Int64] = [:]
    var later: Int64?
    for (which, isWhole) in [(wholly, true), (partly, false)] {
      for condition in database.conditions(try ranges(which), of: "t") {
        try database.each(
          """
          SELECT t.\(database.rowNumber), t.sohoa_record,
            CASE WHEN \(isOwn) THEN 0 ELSE t.sohoa_run END
          FROM \(identifier(table)) t WHERE \(condition)\(isWhole ? "" : " AND \(isOwn)")
          """
        ) { row in
          let run = row.int64(at: 2)
          if run == 0 {
            rows[row.int64(at: 0)] = row.int64(at: 1)
          } else {
            later = max(later ?? run, run)
          }
        }
      }
    }
    if let later { throw isBuiltOn(by: later) }
    return rows
  }

  /// The rows that the chunk's checkpoints changed, of which `condition` is true now, as SQL; `nil` where
  /// they changed none.
  private func changed(_ which: String, _ condition: String, _ columns: String) throws -> String? {
    let changes = """
      \(database.ledger("checkpoint")) c
        \(database.join) \(database.ledger("change")) g ON g.unit = c.unit AND g.chunk = c.chunk
      """
    let ofChunk = """
      WHERE c.unit = \(unit) AND c.stage = \(literal(table)) AND g."table" = c.stage
        AND g.deleted = 0 AND \(which)
      """
    let spans = try database.spans(of: "SELECT DISTINCT g.\"row\" AS n FROM \(changes) \(ofChunk)")
    guard !spans.ranges.isEmpty else { return nil }
    let row = "t.\(database.rowNumber)"
    return """
      SELECT \(columns) FROM \(changes) \(database.join) \(identifier(table)) t ON \(row) = g."row"
      \(ofChunk) AND \(spans.holding(row)) AND \(condition)
      """
  }

  /// The numbers of the rows that are the chunk's own, where they were changed by it.
  func changedRows() throws -> [Int64] {
    guard
      let sql = try changed("(\(wholly) OR c.chunk <= 0)", isOwn, "DISTINCT g.\"row\"")
    else { return [] }
    return try database.numbers(of: sql + " ORDER BY 1")
  }

  /// Makes sure that no row of the chunk is another's now.
  ///
  /// - Parameter asksRows: whether those are looked at, too, that ``rows()`` looks at.
  /// - Throws: `Diagnostic` that names the later run.
  func checkNobodyElse(asksRows: Bool = true) throws {
    var queries =
      try asksRows
      ? database.conditions(ranges(wholly), of: "t").map {
        "SELECT max(t.sohoa_run) FROM \(identifier(table)) t WHERE \($0) AND NOT \(isOwn)"
      } : []
    if let sql = try changed(wholly, "NOT \(isOwn)", "max(t.sohoa_run)") { queries.append(sql) }
    for range in try ranges(partly).ranges {
      let row = "t.\(database.rowNumber)"
      queries.append(
        """
        SELECT max(t.sohoa_run) FROM \(database.ledger("change")) g
          \(database.join) \(identifier(table)) t ON \(row) = g."row"
        WHERE g."table" = \(literal(table))
          AND g."row" BETWEEN \(range.lowerBound) AND \(range.upperBound)
          AND \(row) BETWEEN \(range.lowerBound) AND \(range.upperBound)
          AND g.deleted = 0 AND \(wasOwn) AND NOT \(isOwn)
        """)
    }
    var later: Int64?
    for query in queries {
      if let run = try database.number(of: query) { later = max(later ?? run, run) }
    }
    if let later { throw isBuiltOn(by: later) }
  }

  /// What is said where a run changed rows of the chunk later.
  func isBuiltOn(by later: Int64) -> Diagnostic {
    Diagnostic(
      "SH6607",
      "run \(later) changed rows of \(table) that chunk \(chunk) of unit \(unit) wrote",
      status: .input,
      remedy: "take that run back first with: sohoa undo \(later)")
  }
}
