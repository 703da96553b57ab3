public import Columnar
public import Dataflow

/// Adds columns with what reference data says about a key, as of a day where it changes with time.
public struct Lookup: Transform {
  private let keyColumns: [Int]
  private let dateColumn: Int?
  private let outputs: [String]
  private let table: LookupTable
  private let missing: Finding?
  /// The key of the row at hand, where it has several parts.
  private var key: [UInt8] = []
  /// The chunk's row → the reference row, or -1; reused between chunks.
  private var found: [Int] = []

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - keyColumns: the indices of the columns that make the key, as many as the table's.
  ///   - dateColumn: the index of a column of type date, or `nil` to take the first row of a key.
  ///   - outputs: the names of the columns to come, as many as the table's values; a column of that
  ///     name is replaced.
  ///   - table: the reference data.
  ///   - missing: applied to a key that has no row, or none on that day; `nil` leaves nulls.
  public init(
    keyColumns: [Int], dateColumn: Int? = nil, outputs: [String], table: LookupTable,
    missing: Finding?
  ) {
    precondition(keyColumns.count == table.keyCount, "a lookup has a column for each key part")
    precondition(outputs.count == table.valueCount, "a lookup has a column for each value")
    self.keyColumns = keyColumns
    self.dateColumn = dateColumn
    self.outputs = outputs
    self.table = table
    self.missing = missing
  }

  /// Looks the live rows up; a row whose key has a null part gets nulls without a finding.
  public mutating func apply(to chunk: inout Chunk) throws {
    findRows(of: chunk)
    var placed: [Cell] = Array(repeating: .null, count: table.values.count)
    var isPlaced = Array(repeating: false, count: table.periods.count)
    let width = table.valueCount
    var columns = outputs.map { Column(name: $0) }
    for output in 0..<width {
      columns[output].cells = Array(repeating: .null, count: chunk.rowCount)
    }
    for row in found.indices where found[row] >= 0 {
      let source = found[row]
      if !isPlaced[source] {
        isPlaced[source] = true
        for value in source * width..<(source + 1) * width {
          if let text = table.values[value] { placed[value] = chunk.bytes.append(text) }
        }
      }
      for output in 0..<width { columns[output].cells[row] = placed[source * width + output] }
    }
    if let missing {
      for row in found.indices where found[row] == -1 {
        chunk.note(missing, row: row, column: keyColumns[0])
      }
    }
    for column in columns { chunk.setColumn(column) }
  }

  /// Fills ``found``: -1 for a key that is missing, -2 for a row that is not to be looked up.
  private mutating func findRows(of chunk: Chunk) {
    found.removeAll(keepingCapacity: true)
    let bytes = chunk.bytes.storage.span
    for row in 0..<chunk.rowCount {
      guard chunk.states[row] == .live,
        let number = keyNumber(ofRow: row, chunk, bytes)
      else {
        found.append(-2)
        continue
      }
      guard number >= 0 else {
        found.append(-1)
        continue
      }
      guard let dateColumn else {
        found.append(table.row(ofKey: number, on: nil))
        continue
      }
      let hasDate = !chunk.columns[dateColumn].cells[row].isNull
      found.append(
        hasDate ? table.row(ofKey: number, on: chunk.columns[dateColumn].values[row]) : -1)
    }
  }

  /// The number of a row's key, -1 for one that is unknown, or `nil` for one with a null part.
  private mutating func keyNumber(ofRow row: Int, _ chunk: Chunk, _ bytes: Span<UInt8>) -> Int? {
    if keyColumns.count == 1 {
      let cell = chunk.columns[keyColumns[0]].cells[row]
      if cell.isNull { return nil }
      return table.keys.find(bytes, start: Int(cell.start), length: Int(cell.length))
    }
    key.removeAll(keepingCapacity: true)
    for column in keyColumns {
      let cell = chunk.columns[column].cells[row]
      if cell.isNull { return nil }
      LookupTable.appendLength(Int(cell.length), to: &key)
      for index in cell.range { key.append(bytes[index]) }
    }
    return table.keys.find(key.span, start: 0, length: key.count)
  }
}

extension Chunk {
  /// Replaces the column of the same name, or adds the column at the end.
  mutating func setColumn(_ column: Column) {
    if let index = columnIndex(column.name) {
      columns[index] = column
    } else {
      columns.append(column)
    }
  }
}
