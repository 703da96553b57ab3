import Columnar

extension Chunk {
  /// Hashes the values that rows have in some columns; 0 stands for a key with a missing part.
  ///
  /// Values that are equal in the database have equal hashes: what SQLite stores as a number is
  /// hashed by its bits, all else by its text.
  func hashKeys(of positions: [Int], into hashes: inout [UInt64]) {
    hashes.removeAll(keepingCapacity: true)
    var numbers = ByteArena()
    var numberCells: [Cell] = []
    for position in positions {
      if columns[position].type.isStoredAsNumber {
        columns[position].copyNumbers(into: &numbers, cells: &numberCells)
        hash(numberCells, in: numbers, into: &hashes)
      } else {
        hash(columns[position].cells, in: bytes, into: &hashes)
      }
    }
    var slots = hashes.mutableSpan
    for row in slots.indices where slots[row] == 0 { slots[row] = 1 }
    for position in positions {
      let column = columns[position].cells
      let cells = column.span
      for row in cells.indices where cells[row].isNull { slots[row] = 0 }
    }
  }
}

extension Column {
  /// Writes the eight bytes of each number as the text of a cell.
  fileprivate func copyNumbers(into arena: inout ByteArena, cells numberCells: inout [Cell]) {
    arena.removeAll()
    arena.reserve(cells.count * 8)
    numberCells.removeAll(keepingCapacity: true)
    let isNumber = type == .number
    let values = values.span
    let cells = cells.span
    var room = arena.storage.mutableSpan
    var end = 0
    for row in cells.indices {
      if cells[row].isNull {
        numberCells.append(.null)
        continue
      }
      var bits = UInt64(bitPattern: values[row])
      // Minus zero equals zero.
      if isNumber && bits == 1 << 63 { bits = 0 }
      for byte in 0..<8 {
        room[end &+ byte] = UInt8(truncatingIfNeeded: bits >> UInt64(byte &* 8))
      }
      numberCells.append(Cell(end..<end &+ 8))
      end &+= 8
    }
    arena.count = end
  }
}

extension ColumnType {
  /// Whether SQLite stores such values as numbers, not as their text.
  var isStoredAsNumber: Bool {
    switch self {
    case .integer, .boolean, .number: true
    case .text, .decimal, .date, .time, .dateTime: false
    }
  }

  /// The type of a column of a STRICT table that holds such values exactly.
  var sqlName: String {
    switch self {
    case .integer, .boolean: "INTEGER"
    case .number: "REAL"
    case .text, .decimal, .date, .time, .dateTime: "TEXT"
    }
  }
}
