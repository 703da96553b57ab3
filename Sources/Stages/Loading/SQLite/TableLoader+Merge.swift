import Columnar
import Dataflow
import SQLite

extension TableLoader {
  /// The rows of the table that have a key of the chunk's rows.
  func find(_ round: [UInt32], of chunk: Chunk) throws -> KeyMatches {
    var matches = KeyMatches(isSame: [Bool](repeating: false, count: chunk.rowCount))
    for (index, key) in keys.enumerated() {
      let find = try prepared(
        "find \(index)",
        """
        SELECT c._row, t.rowid, \(index == 0 ? equality("c", "t") : "0")
        FROM \(quoted: rows.name) c CROSS JOIN \(quoted: table.name) t
        ON \(equality(of: key, "c", "t"))
        """)
      try rows.withRows(of: chunk, .rows(round)) {
        while try find.step() {
          let row = UInt32(truncatingIfNeeded: find.int64(at: 0))
          let existing = find.int64(at: 1)
          if index > 0 {
            matches.others[row, default: KeyMatch()].others.append((index, existing))
          } else if find.int64(at: 2) != 0 {
            matches.isSame[Int(row)] = true
          } else {
            matches.others[row, default: KeyMatch()].main = existing
          }
        }
        find.reset()
      }
    }
    return matches
  }

  /// Of rows of a chunk, paired with the numbers of rows of the table, those that are the same in all
  /// columns.
  func same(_ pairs: [UInt32: Int64], of chunk: Chunk) throws -> Set<UInt32> {
    let find = try prepared(
      "same",
      """
      SELECT c._row FROM \(quoted: rows.name) c CROSS JOIN \(quoted: table.name) t
      ON t.rowid = \(quoted: pairName)(c._row) WHERE \(equality("c", "t"))
      """)
    shown.pairs = pairs
    defer { shown.pairs = [:] }
    var same: Set<UInt32> = []
    try rows.withRows(of: chunk, .rows(pairs.keys.sorted())) {
      while try find.step() { same.insert(UInt32(truncatingIfNeeded: find.int64(at: 0))) }
      find.reset()
    }
    return same
  }

  /// Replaces the rows of the table that have the main key of rows, and keeps what they were.
  func update(
    _ updates: [UInt32], of chunk: inout Chunk, from origin: LoadOrigin
  ) throws -> Int64 {
    guard !updates.isEmpty, let key = keys.first else { return 0 }
    let keep = try prepared(
      "keep before",
      """
      INSERT INTO sohoa_change (run, unit, chunk, "table", row, before)
      SELECT ?1, ?2, ?3, \(literal(table.name)), t.rowid, \(json("t"))
      FROM \(quoted: rows.name) c CROSS JOIN \(quoted: table.name) t
      ON \(equality(of: key, "c", "t"))
      """)
    try keep.bind(origin.run, at: 1)
    try keep.bind(origin.unit, at: 2)
    try keep.bind(origin.chunk, at: 3)
    // Without a hint the table would be searched for each row of the chunk as it thinks best.
    let replace = try prepared(
      "replace",
      """
      UPDATE \(quoted: table.name) AS t INDEXED BY \(quoted: key.index)
      SET (\(names), sohoa_unit, sohoa_record, sohoa_run) =
        (\(list(table.columns.map(\.name), of: "c")), ?1, c._record, ?2)
      FROM \(quoted: rows.name) c WHERE \(equality(of: key, "c", "t"))
      """)
    try replace.bind(origin.unit, at: 1)
    try replace.bind(origin.run, at: 2)
    return try bisect(.rows(updates), of: &chunk, using: [keep, replace]) {
      try keep.run()
      try replace.run()
      return connection.changes
    }
  }
}
