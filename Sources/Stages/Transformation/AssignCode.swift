public import Columnar
public import Dataflow
public import Registers

/// Adds a column with the codes that the words of a column mean in a table of codes.
public struct AssignCode: Transform {
  private let column: Int
  private let output: String
  private let table: CodeTable
  private let unknown: Finding
  private let ambiguous: Finding

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - column: the index of the column with the words.
  ///   - output: the name of the column to come; it may be that of `column`.
  ///   - table: the codes.
  ///   - unknown: applied to words that mean no code.
  ///   - ambiguous: applied to words that could mean several codes; an official name keeps its code.
  public init(
    column: Int, output: String, table: CodeTable, unknown: Finding, ambiguous: Finding
  ) {
    self.column = column
    self.output = output
    self.table = table
    self.unknown = unknown
    self.ambiguous = ambiguous
  }

  /// Looks the words of live rows up; null stays null.
  public mutating func apply(to chunk: inout Chunk) throws {
    var keys = chunk.columns[column].cells
    for row in keys.indices where chunk.states[row] != .live { keys[row] = .null }
    let used = chunk.bytes.count
    foldForComparison(&keys, bytes: &chunk.bytes)
    let matches = find(keys, in: chunk.bytes.storage.span)
    chunk.bytes.count = used
    let placed = table.codes.map { chunk.bytes.append($0) }
    var result = Column(name: output)
    result.cells = Array(repeating: .null, count: chunk.rowCount)
    for row in keys.indices where !keys[row].isNull {
      let match = matches[row]
      if match.number >= 0 { result.cells[row] = placed[Int(match.number)] }
      if match.isAmbiguous {
        chunk.note(ambiguous, row: row, column: column)
      } else if match.number < 0 {
        chunk.note(unknown, row: row, column: column)
      }
    }
    chunk.setColumn(result)
  }

  private func find(_ keys: [Cell], in bytes: Span<UInt8>) -> [CodeTable.Match] {
    keys.map { $0.isNull ? .none : table.find($0.range, of: bytes) }
  }
}
