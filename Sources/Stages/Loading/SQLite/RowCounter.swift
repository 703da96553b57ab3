import SQLite

/// Counts the rows that checkpoints added and that their table holds, for the balance of a run.
///
/// The rows of one checkpoint have adjacent rowids, so a count walks their range and nothing else. A
/// loader that waits for its reader counts ahead, and the end of the run finds most of it done. Where
/// most of a table waits, as after a run was taken up again, its whole size is asked for first: a table
/// with as many rows as rowids from its first to its last has none missing between them.
final class RowCounter {
  /// The rows that one checkpoint added.
  struct Rows: Hashable {
    var table: String
    var first: Int64
    var last: Int64
  }

  private let connection: Connection
  private var waiting: [Rows] = []
  private var waitingCount: Int64 = 0
  private var counts: [Rows: Int] = [:]
  private var statements: [String: Statement] = [:]
  /// The rowids of tables in which none is missing; empty where one is, or where it was not asked.
  private var wholes: [String: Range<Int64>] = [:]

  init(_ connection: Connection) { self.connection = connection }

  /// Notes rows that are to be counted.
  func expect(_ rows: Rows) {
    guard rows.first > 0 else { return }
    waiting.append(rows)
    waitingCount += rows.last - rows.first + 1
  }

  /// Counts rows that were noted; `false` when there are none left.
  func countAhead() throws -> Bool {
    guard let rows = waiting.last else { return false }
    counts[rows] = try count(rows)
    waiting.removeLast()
    waitingCount -= rows.last - rows.first + 1
    return true
  }

  /// The number of rows that the table holds of those a checkpoint added.
  func count(_ rows: Rows) throws -> Int {
    if let count = counts[rows] { return count }
    let whole = try whole(rows.table)
    if whole.contains(rows.first), whole.contains(rows.last) {
      return Int(rows.last - rows.first + 1)
    }
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
    waitingCount = 0
    counts.removeAll()
    wholes.removeAll()
  }

  private func whole(_ table: String) throws -> Range<Int64> {
    if let whole = wholes[table] { return whole }
    func ask(_ what: String) throws -> Int64? {
      try connection.integer("SELECT \(what) FROM \(quoted: table)")
    }
    guard let first = try ask("min(rowid)"), let last = try ask("max(rowid)") else { return 0..<0 }
    // Counting a row of the whole table costs a quarter of walking over it.
    guard waitingCount * 4 > last - first else { return 0..<0 }
    let whole = try ask("count(*)") == last - first + 1 ? first..<last + 1 : 0..<0
    wholes[table] = whole
    return whole
  }
}
