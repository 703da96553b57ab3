internal import Columnar
internal import Dataflow
internal import SQLite

extension ChunkTable {
  /// Runs a query over the live rows of a chunk, and finds the rows on which it fails.
  ///
  /// - Parameters:
  ///   - chunk: the rows.
  ///   - query: runs the statement; called again with fewer rows where it fails on a row.
  /// - Returns: the rows that fail whenever they show, such as by an integer overflow.
  /// - Throws: `Diagnostic` for what no choice of rows can mend.
  func evaluate(
    _ chunk: Chunk, _ query: () throws(SQLiteError) -> Void
  ) throws(Diagnostic) -> [Int] {
    do {
      try withRows(of: chunk, .live, run: query)
      return []
    } catch {
      try Self.rethrowUnlessOfRow(error)
    }
    var failing: [Int] = []
    let live = chunk.states.indices.filter { chunk.states[$0] == .live }
    try bisect(live[...], chunk, query, &failing)
    return failing
  }

  private func bisect(
    _ rows: ArraySlice<Int>, _ chunk: Chunk, _ query: () throws(SQLiteError) -> Void,
    _ failing: inout [Int]
  ) throws(Diagnostic) {
    guard let first = rows.first else { return }
    do {
      try withRows(of: chunk, .rows(rows.map { UInt32($0) }), run: query)
    } catch {
      try Self.rethrowUnlessOfRow(error)
      guard rows.count > 1 else {
        failing.append(first)
        return
      }
      let middle = rows.startIndex + rows.count / 2
      try bisect(rows[..<middle], chunk, query, &failing)
      try bisect(rows[middle...], chunk, query, &failing)
    }
  }

  /// Throws unless the failure may be that of one row.
  private static func rethrowUnlessOfRow(_ error: SQLiteError) throws(Diagnostic) {
    if error.code == 1 || error.isTooBig { return }
    if error.isInterrupted {
      throw Diagnostic("SH4104", "the expression takes too many steps", status: .definition)
    }
    throw Diagnostic(
      "SH4105", "the expression cannot be computed: \(error.message)", status: .internal)
  }
}
