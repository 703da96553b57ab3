import Columnar
import Dataflow
import SQLite

extension TableLoader {
  /// Filters that know the keys of the rows that are in the table or wait for it.
  func filtersOfTable() throws -> [KeyFilter] {
    var filters = emptyFilters
    for name in [table.name, deferredName] { try addKeys(ofTable: name, to: &filters) }
    return filters
  }

  private func addKeys(ofTable name: String, to filters: inout [KeyFilter]) throws {
    let positions = Array(Set(keys.flatMap(\.positions))).sorted()
    let columns = positions.map { table.columns[$0] }
    let statement = try connection.prepare(
      "SELECT \(list(columns.map(\.name))) FROM \(quoted: name)")
    var chunk = Chunk(columns: table.columns.map(\.name))
    var isAtEnd = false
    while !isAtEnd {
      chunk.removeAll()
      for (position, column) in zip(positions, columns) {
        chunk.columns[position].type = column.type
      }
      while chunk.rowCount < 8192 && chunk.bytes.count < 1 << 22 {
        guard try statement.step() else {
          isAtEnd = true
          break
        }
        chunk.origins.append(RowOrigin(record: 0, line: 0, offset: 0, raw: .null))
        chunk.states.append(.live)
        for (index, position) in positions.enumerated() {
          chunk.appendKeyPart(of: statement, at: index, toColumn: position)
        }
      }
      _ = mark(chunk, in: &filters)
    }
  }
}

extension Chunk {
  /// Appends a value of a query as a cell of a column.
  fileprivate mutating func appendKeyPart(
    of statement: Statement, at index: Int, toColumn position: Int
  ) {
    let type = columns[position].type
    if statement.isNull(at: index) {
      columns[position].cells.append(.null)
      if type.isStoredAsNumber { columns[position].values.append(0) }
    } else if type.isStoredAsNumber {
      columns[position].cells.append(Cell(0..<0))
      columns[position].values.append(
        type == .number
          ? Int64(bitPattern: statement.double(at: index).bitPattern) : statement.int64(at: index))
    } else {
      columns[position].cells.append(bytes.append(statement.bytes(at: index) ?? []))
    }
  }
}
