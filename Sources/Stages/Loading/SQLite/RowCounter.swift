import SQLite

/// Counts the rows that checkpoints added and that their table holds, for the balance of a run.
///
/// The rows of one checkpoint have adjacent rowids, so a count walks their range and nothing else. A
/// loader that waits for its reader counts ahead, and the end of the run finds most of it done.
final class RowCounter {
  /// The rows that one checkpoint added.
  struct Rows: Hashable {
    var table: String
    var first: Int64
    var last: Int64
  }

  private let connection: Connection
  private var waiting: [Rows] = []
  private var counts: [Rows: Int] = [:]
  private var statements: [String: Statement] = [:]

  init(_ connection: Connection) { self.connection = connection }

  /// Notes rows that are to be counted.
  func expect(_ rows: Rows) { if rows.first > 0 { waiting.append(rows) } }

  /// Counts rows that were noted; `false` when there are none left.
  func countAhead() throws -> Bool {
    guard let rows = waiting.popLast() else { return false }
    counts[rows] = try count(rows)
    return true
  }

  /// The number of rows that the table holds of those a checkpoint added.
  func count(_ rows: Rows) throws -> Int {
    if let count = counts[rows] { return count }
    let statement =
      try statements[rows.table]
      ?? connection.prepare(
        "SELECT count(*) FROM \(quoted: rows.table) WHERE rowid BETWEEN ?1 AND ?2",
        isPersistent: true)
    statements[rows.table] = statement
    try statement.bind(rows.first, at: 1)
    try statement.bind(rows.last, at: 2)
    defer { statement.reset() }
    return try statement.step() ? Int(statement.int64(at: 0)) : 0
  }

  /// Forgets all counts: rows have been taken out, or a commit has failed.
  func forget() {
    waiting.removeAll()
    counts.removeAll()
  }
}
