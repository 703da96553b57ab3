import Columnar
import Dataflow
import PostgreSQL

extension PostgreSQLSink.TableLoader {
  /// The rows of the table that have a key of the chunk's rows.
  func find(_ round: [UInt32], of chunk: Chunk) throws -> [UInt32: KeyMatch] {
    try stage(chunk)
    var matches: [UInt32: KeyMatch] = [:]
    let isAll = round.count == chunk.count(.live)
    for (index, key) in keys.enumerated() {
      let result = try connection.query(
        """
        SELECT c._row, t.sohoa_row, \(index == 0 ? equality("c", "t") : "false")
        FROM \(quoted: stageName) c JOIN \(quoted: table.name) t
        ON \(equality(of: key, "c", "t"))\(isAll ? "" : " WHERE c._row = ANY ($1::bigint[])")
        """, isAll ? [] : [.integers(round.map(Int64.init))])
      matches.reserveCapacity(result.count)
      for answer in result.rows {
        let row = UInt32(truncatingIfNeeded: answer.int64(at: 0))
        let existing = answer.int64(at: 1)
        if index == 0 {
          matches[row, default: KeyMatch()].main = (existing, answer.int64(at: 2) != 0)
        } else {
          matches[row, default: KeyMatch()].others.append((index, existing))
        }
      }
    }
    return matches
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
