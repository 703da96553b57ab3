public import Dataflow
import PostgreSQL

extension PostgreSQLSink: QualityLedger {
  /// Notes that rejects leave the database, and gives the export its number.
  public func addExport(
    of rejects: [Int64], by maker: String, detail: String
  ) throws -> ExportEntry {
    let made = surroundings.timestamp()
    let content: [Value] = [.text(made), .text(maker), .text(NumberRanges.text(rejects))]
    return try transaction("note an export in", isUnderLease: false) { isRepeated in
      try connection.execute(Self.turnstile)
      try prepareLedger()
      let newest = try connection.integer("SELECT max(correction) FROM sohoa.correction") ?? 0
      var entry = ExportEntry(
        number: 0, made: made, maker: maker, rejects: rejects, correction: newest)
      if isRepeated,
        let number = try connection.query(
          """
          SELECT max(export) FROM sohoa.export
          WHERE made = $1 AND maker = $2 AND rejects = $3 HAVING count(*) > 0
          """, content
        ).first?.int64(at: 0)
      {
        entry.number = number
        return entry
      }
      // Not from a sequence, so that an export that failed leaves no gap.
      entry.number =
        try connection.query(
          """
          INSERT INTO sohoa.export (export, made, maker, rejects, correction)
          SELECT coalesce(max(export), 0) + 1, $1, $2, $3, $4 FROM sohoa.export RETURNING export
          """, content + [.integer(newest)]
        ).first?.int64(at: 0) ?? 0
      note(
        "export", run: 0, holder: maker,
        detail: "export \(entry.number): \(rejects.count) rejects\(detail)")
      return entry
    }
  }

  /// An export, or `nil` when there is none with this number.
  public func export(_ number: Int64) throws -> ExportEntry? {
    try reading {
      guard try hasCorrections else { return nil }
      let result = try connection.query(
        """
        SELECT made, maker, rejects, correction, applied, applier, file FROM sohoa.export
        WHERE export = $1
        """, .integer(number))
      return result.first.map { row in
        ExportEntry(
          number: number, made: row.string(at: 0) ?? "", maker: row.string(at: 1) ?? "",
          rejects: NumberRanges.numbers(row.string(at: 2) ?? ""), correction: row.int64(at: 3),
          applied: row.string(at: 4) ?? "", applier: row.string(at: 5) ?? "",
          file: row.string(at: 6) ?? "")
      }
    }
  }

  /// The corrections of a reject, in the order they were made.
  public func corrections(ofReject reject: Int64) throws -> [CorrectionEntry] {
    try reading {
      guard try hasCorrections else { return [] }
      let result = try connection.query(
        """
        SELECT reject, field, before, after, made, maker, export, run, correction
        FROM sohoa.correction WHERE reject = $1 ORDER BY correction
        """, .integer(reject))
      return result.rows.map { row in
        CorrectionEntry(
          number: row.int64(at: 8), reject: row.int64(at: 0), field: row.string(at: 1) ?? "",
          before: row.string(at: 2), after: row.string(at: 3), made: row.string(at: 4) ?? "",
          maker: row.string(at: 5) ?? "", export: row.int64(at: 6), run: row.int64(at: 7))
      }
    }
  }

  /// Whether the tables of exports and corrections are there.
  var hasCorrections: Bool {
    get throws { try connection.integer("SELECT to_regclass('sohoa.export') IS NOT NULL") == 1 }
  }
}
