import Dataflow

/// The rows that a run added to a loaded table, as its checkpoints say.
struct RowRemoval {
  private let database: any LedgerDatabase
  private let table: String
  private let run: Int64

  init(_ database: any LedgerDatabase, table: String, run: Int64) {
    (self.database, self.table, self.run) = (database, table, run)
  }

  /// The number of them that are there.
  func count() throws -> Int {
    try conditions(try ranges()).reduce(0) { $0 + (try database.count($1)) }
  }

  /// Removes them.
  func perform() throws {
    let ranges = try ranges()
    try database.removing(ranges.count, from: table) {
      for source in conditions(ranges) { try database.perform("DELETE FROM \(source)") }
    }
  }

  private func conditions(_ ranges: RowRanges) -> [String] {
    database.conditions(ranges, of: "t").map {
      "\(identifier(table)) AS t WHERE \($0) AND t.sohoa_run = \(run)"
    }
  }

  /// Their numbers.
  func ranges() throws -> RowRanges {
    try database.ranges(
      """
      SELECT first_row, last_row FROM \(database.ledger("checkpoint"))
      WHERE run = \(run) AND stage = \(literal(table)) AND first_row > 0 ORDER BY first_row
      """)
  }
}
