import Dataflow

/// Finds rows that would refer to nothing after a rerun.
struct RerunHindrance {
  let database: any LedgerDatabase

  /// Whether rows that are not read again refer to those of a unit's records that are.
  func refersToRows(of spans: [ChunkSpan], ofUnit unit: Int64, in table: String) throws -> Bool {
    var read = RowRanges()
    for span in spans { read.append(span.records.lowerBound, span.records.upperBound) }
    guard !read.ranges.isEmpty else { return false }
    let records = read.joined(intoAtMost: 64)
    let ofRecords = { (alias: String, ranges: RowRanges) in
      "\(alias).sohoa_unit = \(unit) AND \(ranges.holding("\(alias).sohoa_record"))"
    }
    return try KeptReferences.references(to: table, in: database).contains { reference in
      let meets = reference.columns.map {
        "t.\(identifier($0.there)) = c.\(identifier($0.here))"
      }.joined(separator: " AND ")
      return try database.number(
        of: """
          SELECT 1 FROM \(identifier(reference.table)) c
            JOIN \(identifier(table)) t ON \(meets)
          WHERE \(ofRecords("t", records)) AND NOT (\(ofRecords("c", records))) LIMIT 1
          """) != nil
    }
  }

  /// Makes sure that no row refers to one that a run has taken out, or to values that it has replaced.
  ///
  /// - Throws: `Diagnostic` that names the run which loaded such rows.
  func check(_ run: Int64) throws {
    let stages = try database.texts(
      of: "SELECT DISTINCT stage FROM \(database.ledger("checkpoint")) WHERE run = \(run)")
    for stage in stages.sorted() where try database.isTable(stage) {
      for reference in try KeptReferences.references(to: stage, in: database) {
        try check(reference, run)
      }
    }
  }

  private func check(_ reference: KeptReferences.Reference, _ run: Int64) throws {
    let meets = reference.columns.map {
      "c.\(identifier($0.here))"
        + " = \(database.value($0.there, ofKept: "g.before", in: reference.other))"
    }.joined(separator: " AND ")
    let stays = reference.columns.map {
      "t.\(identifier($0.there)) = c.\(identifier($0.here))"
    }.joined(separator: " AND ")
    let referring = """
      FROM \(database.ledger("change")) g
        \(database.join) \(identifier(reference.table)) c ON \(meets)
      WHERE g.run = \(run) AND g."table" = \(literal(reference.other))
        AND NOT EXISTS (SELECT 1 FROM \(identifier(reference.other)) t WHERE \(stays))
      """
    // Of rows that are read again, too, the run that reads them is not known afterwards.
    guard
      let other = try database.number(
        of: "SELECT max(CASE WHEN c.sohoa_run = \(run) THEN 0 ELSE c.sohoa_run END) \(referring)")
    else { return }
    guard other > 0 else {
      throw Diagnostic(
        "SH6609",
        "rows of \(reference.table) that are read again refer to rows of \(reference.other)"
          + " that the rerun would take out",
        status: .input, remedy: "keep those rows with the definition")
    }
    throw Diagnostic(
      "SH6609",
      "run \(other) loaded rows of \(reference.table) that refer to rows of \(reference.other)"
        + " that the rerun would take out",
      status: .input,
      remedy: "keep those rows with the definition, or take what refers to them back first with:"
        + " sohoa undo \(other)")
  }
}
