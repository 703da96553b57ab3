import Columnar
import Dataflow
import PostgreSQL

extension PostgreSQLSink.TableLoader {
  /// Filters that know the keys of the rows that are in the table or wait for it.
  func filtersOfTable() throws -> [KeyFilter] {
    var filters = emptyFilters
    let positions = Array(Set(keys.flatMap(\.positions))).sorted()
    let columns = readable(positions.map { table.columns[$0] })
    for name in ["\(quoted: table.name)", deferredTable] {
      try read("SELECT \(columns) FROM \(name)", hasOrigins: false, positions: positions) {
        _ = mark($0, in: &filters)
      }
    }
    return filters
  }

  /// Columns as SQL that gives their canonical text and, where a type has one, their value.
  func readable(_ columns: [TargetTable.Column]) -> String {
    columns.map { column in
      let name = "\(quoted: column.name)"
      switch column.type {
      case .text, .integer, .number, .decimal: return name
      case .boolean: return Self.text(of: name, type: "bool")
      case .date: return "\(name), to_char(\(name), 'YYYYMMDD')"
      case .time, .dateTime:
        let type = column.type == .time ? "time" : "timestamp"
        return """
          \(Self.text(of: name, type: type)), (extract(epoch FROM \(name)) * 1000000)::bigint
          """
      }
    }.joined(separator: ", ")
  }

  /// Runs a query of ``readable(_:)`` columns in pieces of bounded size.
  ///
  /// - Parameters:
  ///   - sql: the query.
  ///   - hasOrigins: whether record, line, offset, raw record and its fields as read come before the
  ///     columns.
  ///   - positions: where the columns stand in the table.
  ///   - body: is given chunks of the table's columns, of which only those at `positions` are filled.
  /// - Throws: `PostgreSQLError`, or what `body` throws.
  func read(
    _ sql: String, hasOrigins: Bool, positions: [Int], _ body: (inout Chunk) throws -> Void
  ) throws {
    try connection.execute("DECLARE sohoa_reading NO SCROLL CURSOR FOR \(sql)")
    var chunk = Chunk(
      columns: table.columns.map(\.name) + (hasOrigins ? [Chunk.fieldsColumn] : []))
    while true {
      let result = try connection.query("FETCH 4096 FROM sohoa_reading")
      guard result.count > 0 else { break }
      chunk.removeAll()
      for position in positions { chunk.columns[position].type = table.columns[position].type }
      for row in result.rows { chunk.append(row, hasOrigin: hasOrigins, positions) }
      try body(&chunk)
    }
    try connection.execute("CLOSE sohoa_reading")
  }
}

extension Chunk {
  /// Appends a row of a query as ``PostgreSQLSink/TableLoader/readable(_:)`` writes it.
  fileprivate mutating func append(
    _ row: QueryResult.Row, hasOrigin: Bool, _ positions: [Int]
  ) {
    states.append(.live)
    origins.append(
      hasOrigin
        ? RowOrigin(
          record: row.int64(at: 0), line: row.int64(at: 1), offset: row.int64(at: 2),
          raw: row.bytes(at: 3).map { bytes.append($0) } ?? .null)
        : RowOrigin(record: 0, line: 0, offset: 0, raw: .null))
    if hasOrigin, let last = columns.indices.last {
      columns[last].cells.append(row.textBytes(at: 4).map { bytes.append($0) } ?? .null)
    }
    var index = hasOrigin ? 5 : 0
    for position in positions {
      let type = columns[position].type
      let hasBoth = type == .date || type == .time || type == .dateTime
      defer { index += hasBoth ? 2 : 1 }
      guard let text = row.textBytes(at: index) else {
        columns[position].cells.append(.null)
        if type.hasValues { columns[position].values.append(0) }
        continue
      }
      columns[position].cells.append(bytes.append(text))
      switch type {
      case .text, .decimal: break
      case .number:
        columns[position].values.append(Int64(bitPattern: row.double(at: index).bitPattern))
      case .integer, .boolean: columns[position].values.append(row.int64(at: index))
      case .date, .time, .dateTime: columns[position].values.append(row.int64(at: index + 1))
      }
    }
  }
}
