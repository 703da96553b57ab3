public import SQLite

extension LinkPlan {
  /// Reads the fields of some records, as they stand in the tables.
  ///
  /// - Parameters:
  ///   - ids: the ids of the records.
  ///   - connection: the database.
  /// - Returns: by the id of a record that is there, its fields in their order.
  /// - Throws: `SQLiteError`.
  public func values(
    of ids: Set<String>, in connection: Connection
  ) throws -> [String: [String]] {
    var values: [String: [String]] = [:]
    if ids.isEmpty { return values }
    try RecordReading.makeHelpers(self, on: connection)
    for source in sources {
      let statement = try connection.prepare(source.query())
      while try statement.step() {
        guard let id = statement.string(at: 0), ids.contains(id), values[id] == nil else {
          continue
        }
        values[id] = fields.indices.map { statement.string(at: $0 + 1) ?? "" }
      }
    }
    return values
  }
}
