import Dataflow
import SQLite

/// Takes out of a loaded table the rows that checkpoints say were added.
struct RowRemoval {
  private let connection: Connection
  private let table: String
  /// From so many rows on, and so large a part of the table, its indexes are built anew: each row
  /// would otherwise be looked for in each of them.
  private static let many: Int64 = 200_000
  private static let part: Int64 = 8

  init(_ connection: Connection, table: String) {
    self.connection = connection
    self.table = table
  }

  /// The number of rows that a run added and that are there.
  func count(ofRun run: Int64) throws -> Int {
    let count = try connection.prepare(
      "SELECT count(*) FROM \(quoted: table) WHERE rowid BETWEEN ?1 AND ?2 AND sohoa_run = ?3")
    var total = 0
    for range in try ranges(ofRun: run) {
      try count.bind(range.first, at: 1)
      try count.bind(range.last, at: 2)
      try count.bind(run, at: 3)
      if try count.step() { total += Int(count.int64(at: 0)) }
      count.reset()
    }
    return total
  }

  /// Removes the rows that a run added.
  func removeRows(ofRun run: Int64) throws {
    let ranges = try ranges(ofRun: run)
    let removed = ranges.reduce(0) { $0 + $1.last - $1.first + 1 }
    let last = try connection.integer("SELECT max(rowid) FROM \(quoted: table)") ?? 0
    var indexes: [String] = []
    if removed >= Self.many && removed >= last / Self.part {
      indexes = try connection.texts(
        """
        SELECT sql FROM sqlite_schema
        WHERE type = 'index' AND tbl_name = \(literal(table)) AND sql IS NOT NULL ORDER BY rowid
        """)
      for name in try connection.texts(
        """
        SELECT name FROM sqlite_schema
        WHERE type = 'index' AND tbl_name = \(literal(table)) AND sql IS NOT NULL
        """)
      { try connection.execute("DROP INDEX \(quoted: name)") }
    }
    let remove = try connection.prepare(
      "DELETE FROM \(quoted: table) WHERE rowid BETWEEN ?1 AND ?2 AND sohoa_run = ?3")
    for range in ranges {
      try remove.bind(range.first, at: 1)
      try remove.bind(range.last, at: 2)
      try remove.bind(run, at: 3)
      try remove.run()
    }
    for sql in indexes { try connection.execute(sql) }
  }

  /// The row numbers that a run's checkpoints added, those side by side as one.
  private func ranges(ofRun run: Int64) throws -> [(first: Int64, last: Int64)] {
    let statement = try connection.prepare(
      """
      SELECT first_row, last_row FROM sohoa_checkpoint
      WHERE run = ?1 AND stage = ?2 AND first_row > 0 ORDER BY first_row
      """)
    try statement.bind(run, at: 1)
    try statement.bind(table, at: 2)
    var ranges: [(first: Int64, last: Int64)] = []
    while try statement.step() {
      let (first, last) = (statement.int64(at: 0), statement.int64(at: 1))
      if let before = ranges.last, before.last + 1 == first {
        ranges[ranges.count - 1].last = last
      } else {
        ranges.append((first, last))
      }
    }
    return ranges
  }
}
