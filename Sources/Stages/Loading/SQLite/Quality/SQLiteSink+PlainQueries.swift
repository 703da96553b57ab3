public import Dataflow
import SQLite

extension SQLiteSink: PlainQueries {
  /// Hands over the rows of a query, each column as text.
  public func query(
    _ query: String, _ values: [String?], _ row: ([String?]) throws -> Void
  ) throws {
    try reading {
      let statement = try connection.prepare(query)
      for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1) }
      let columns = 0..<statement.columnCount
      while try statement.step() { try row(columns.map { statement.string(at: $0) }) }
    }
  }

  /// Whether there is a table or view of this name.
  public func hasTable(_ name: String) throws -> Bool {
    try !rows("SELECT 1 FROM sqlite_schema WHERE name = ?1", name).isEmpty
  }
}
