public import Dataflow
import SQLite

extension SQLiteSink: QualityLedger {
  /// Notes that rejects leave the database, and gives the export its number.
  public func addExport(
    of rejects: [Int64], by maker: String, detail: String
  ) throws -> ExportEntry {
    try transaction("note an export in") {
      try LedgerSchema.prepare(connection)
      let newest = try connection.integer("SELECT max(correction) FROM sohoa_correction") ?? 0
      let made = surroundings.timestamp()
      let statement = try connection.prepare(
        "INSERT INTO sohoa_export (made, maker, rejects, correction) VALUES (?1, ?2, ?3, ?4)")
      try statement.bind(made, at: 1)
      try statement.bind(maker, at: 2)
      try statement.bind(NumberRanges.text(rejects), at: 3)
      try statement.bind(newest, at: 4)
      try statement.run()
      let entry = ExportEntry(
        number: connection.lastInsertRowID, made: made, maker: maker, rejects: rejects,
        correction: newest)
      try note(
        "export", run: 0, holder: maker,
        detail: "export \(entry.number): \(rejects.count) rejects\(detail)")
      return entry
    }
  }

  /// An export, or `nil` when there is none with this number.
  public func export(_ number: Int64) throws -> ExportEntry? {
    try reading {
      guard try connection.hasColumn("export", in: "sohoa_export") else { return nil }
      let statement = try connection.prepare(
        """
        SELECT made, maker, rejects, correction, applied, applier, file FROM sohoa_export
        WHERE export = ?1
        """)
      try statement.bind(number, at: 1)
      guard try statement.step() else { return nil }
      return ExportEntry(
        number: number, made: statement.string(at: 0) ?? "", maker: statement.string(at: 1) ?? "",
        rejects: NumberRanges.numbers(statement.string(at: 2) ?? ""),
        correction: statement.int64(at: 3), applied: statement.string(at: 4) ?? "",
        applier: statement.string(at: 5) ?? "", file: statement.string(at: 6) ?? "")
    }
  }

  /// The corrections of a reject, in the order they were made.
  public func corrections(ofReject reject: Int64) throws -> [CorrectionEntry] {
    try reading {
      guard try connection.hasColumn("export", in: "sohoa_correction") else { return [] }
      let statement = try connection.prepare(
        """
        SELECT reject, field, before, after, made, maker, export, run, correction
        FROM sohoa_correction WHERE reject = ?1 ORDER BY correction
        """)
      try statement.bind(reject, at: 1)
      var entries: [CorrectionEntry] = []
      while try statement.step() {
        entries.append(
          CorrectionEntry(
            number: statement.int64(at: 8), reject: statement.int64(at: 0),
            field: statement.string(at: 1) ?? "",
            before: statement.string(at: 2), after: statement.string(at: 3),
            made: statement.string(at: 4) ?? "", maker: statement.string(at: 5) ?? "",
            export: statement.int64(at: 6), run: statement.int64(at: 7)))
      }
      return entries
    }
  }
}
