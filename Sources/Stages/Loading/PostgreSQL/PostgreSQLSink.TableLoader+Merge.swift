import Columnar
import Dataflow
import PostgreSQL

extension PostgreSQLSink.TableLoader {
  /// The rows of the table that have a key of the chunk's rows.
  func find(_ round: [UInt32], of chunk: Chunk) throws -> KeyMatches {
    try stage(chunk)
    var matches = KeyMatches(isSame: [Bool](repeating: false, count: chunk.rowCount))
    var round = round
    for (index, key) in keys.enumerated() where !round.isEmpty {
      let isAll = round.count == stagedRows ?? 0
      let rows: [Value] = isAll ? [] : [.integers(round.map(Int64.init))]
      let meets = """
        FROM \(quoted: stageName) c JOIN \(quoted: table.name) t
        ON \(equality(of: key, "c", "t"))\(isAll ? "" : " WHERE c._row = ANY ($1::bigint[])")
        """
      if index == 0 {
        try findMain(meets, rows, &matches)
        round.removeAll { matches.isSame[Int($0)] }
      } else {
        for answer in try connection.query("SELECT c._row, t.sohoa_row \(meets)", rows).rows {
          let row = UInt32(truncatingIfNeeded: answer.int64(at: 0))
          matches.others[row, default: KeyMatch()].others.append((index, answer.int64(at: 1)))
        }
      }
    }
    return matches
  }

  /// Meets the rows with the main key: those that are the same, mostly all, come in one text, the others
  /// row by row.
  private func findMain(_ meets: String, _ rows: [Value], _ matches: inout KeyMatches) throws {
    let result = try connection.query(
      """
      WITH met AS MATERIALIZED (
        SELECT c._row AS place, t.sohoa_row AS existing, \(equality("c", "t")) AS same \(meets))
      SELECT NULL::bigint, NULL::bigint, string_agg(place::text, ' ') FROM met WHERE same
      UNION ALL SELECT place, existing, NULL FROM met WHERE NOT same
      """, rows)
    for answer in result.rows {
      guard answer.isNull(at: 0) else {
        let row = UInt32(truncatingIfNeeded: answer.int64(at: 0))
        matches.others[row, default: KeyMatch()].main = answer.int64(at: 1)
        continue
      }
      for place in Self.places(answer.textBytes(at: 2)) { matches.isSame[place] = true }
    }
  }

  /// Of rows of a chunk, paired with the numbers of rows of the table, those that are the same in all
  /// columns.
  func same(_ pairs: [UInt32: Int64], of chunk: Chunk) throws -> Set<UInt32> {
    let ranges = RowRanges(pairs.values.sorted())
    guard let condition = connection.conditions(ranges, of: "t").first else { return [] }
    try makeStage()
    try stage(chunk)
    var existing = [Int64](repeating: 0, count: chunk.rowCount)
    for (row, number) in pairs { existing[Int(row)] = number }
    // The rows lie together: they are read in one go, not looked up.
    try connection.execute("SET LOCAL enable_hashjoin = on")
    let result = try connection.query(
      """
      SELECT string_agg(c._row::text, ' ') FROM \(quoted: stageName) c JOIN \(quoted: table.name) t
        ON t.sohoa_row = ($1::bigint[])[c._row + 1]
      WHERE \(condition) AND \(equality("c", "t"))
      """, .integers(existing))
    try connection.execute("SET LOCAL enable_hashjoin = off")
    return Set(Self.places(result.first?.textBytes(at: 0)).map { UInt32($0) })
  }

  /// Places that a query has joined into one text.
  private static func places(_ text: [UInt8]?) -> [Int] {
    (text ?? []).split(separator: UInt8(ascii: " ")).map { digits in
      digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
  }

  /// Replaces the rows of the table that have the main key of rows, and keeps what they were.
  func update(_ updates: [UInt32], of chunk: inout Chunk, from origin: LoadOrigin) throws -> Int64 {
    guard !updates.isEmpty, let key = keys.first else { return 0 }
    try stage(chunk)
    let meets = """
      FROM \(quoted: stageName) c JOIN \(quoted: table.name) t ON \(equality(of: key, "c", "t"))
      WHERE c._row = ANY ($1::bigint[])
      """
    return try bisect(.rows(updates), of: &chunk) { selection, chunk in
      let rows = Value.integers(chunk.indices(of: selection).map(Int64.init))
      return try trying {
        let origins: [Value] = [.integer(origin.unit), .integer(origin.run)]
        return try connection.run([
          Statement("SAVEPOINT sohoa_rows"),
          Statement(
            """
            INSERT INTO sohoa.change (run, unit, chunk, "table", "row", before)
            SELECT $3::bigint, $2::bigint, $4::bigint, \(literal(table.name)), t.sohoa_row,
              row_to_json(t)::text \(meets) ORDER BY c._row
            """, [rows] + origins + [.integer(origin.chunk)]),
          Statement(
            """
            UPDATE \(quoted: table.name) AS t
            SET (\(names), sohoa_unit, sohoa_record, sohoa_run) =
              ROW (\(list(table.columns.map(\.name), of: "c")), $2::bigint, c._record, $3::bigint)
            FROM \(quoted: stageName) c
            WHERE \(equality(of: key, "c", "t")) AND c._row = ANY ($1::bigint[])
            """, [rows] + origins),
        ]).last?.changes ?? 0
      }
    }
  }
}
