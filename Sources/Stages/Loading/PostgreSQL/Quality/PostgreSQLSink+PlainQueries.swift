public import Dataflow
import PostgreSQL

extension PostgreSQLSink: PlainQueries {
  /// Hands over the rows of a query, each column as text.
  public func query(
    _ query: String, _ values: [String?], _ row: ([String?]) throws -> Void
  ) throws {
    let sql = ServerMirror.forServer(query).replacing(/\?([0-9]+)/) { match in
      let place = (Int(match.output.1) ?? 0) - 1
      let value = values.indices.contains(place) ? values[place] : nil
      return value.map { "\(literal($0))::text" } ?? "NULL::text"
    }
    try reading {
      try connection.execute("BEGIN READ ONLY")
      do {
        try MirroredTable.fetch(sql, on: connection) { rows in
          for found in rows.rows {
            try row((0..<rows.columnCount).map { found.string(at: $0) })
          }
        }
        try connection.execute("COMMIT")
      } catch {
        if !connection.isLost { _ = try? connection.execute("ROLLBACK") }
        throw error
      }
    }
  }

  /// Whether there is a table or view of this name.
  public func hasTable(_ name: String) throws -> Bool {
    try reading {
      try connection.text(
        "SELECT to_regclass($1)::text", .text(MirroredTable.serverName(name))) != nil
    }
  }
}
