public import Columnar
public import Dataflow

/// Replaces the codes in a column by what a table says they stand for.
public struct Values: Transform {
  private let column: Int
  private let unknown: Finding?
  private var table: ByteTable
  private let replacements: [[UInt8]?]
  /// Where each replacement lies in the chunk at hand; reused between chunks.
  private var placed: [Cell]

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - column: the index of the column, text afterwards.
  ///   - values: codes and replacements, of which `nil` empties the cell; of two equal codes the
  ///     first one counts.
  ///   - ignoresASCIICase: whether `A` to `Z` are the same as `a` to `z`.
  ///   - unknown: applied to a code that is not in the table, or `nil` to keep such a code.
  public init(
    column: Int, values: [(code: String, replacement: String?)], ignoresASCIICase: Bool = false,
    unknown: Finding?
  ) {
    self.column = column
    self.unknown = unknown
    table = ByteTable(capacity: values.count, ignoresASCIICase: ignoresASCIICase)
    var replacements: [[UInt8]?] = []
    for (code, replacement) in values where table.insert(Array(code.utf8)) == replacements.count {
      replacements.append(replacement.map { Array($0.utf8) })
    }
    self.replacements = replacements
    placed = Array(repeating: .null, count: replacements.count)
  }

  /// Replaces the codes of live rows; null stays null.
  public mutating func apply(to chunk: inout Chunk) throws {
    place(in: &chunk)
    var cells: [Cell] = []
    swap(&cells, &chunk.columns[column].cells)
    let unknownRows = replace(
      &cells, in: chunk.bytes.storage.span, states: chunk.states.span)
    chunk.columns[column].cells = cells
    chunk.columns[column].type = .text
    chunk.columns[column].values.removeAll(keepingCapacity: true)
    guard let unknown else { return }
    for row in unknownRows { chunk.note(unknown, row: row, column: column) }
  }

  /// Replaces the codes of live rows and returns the rows whose code is unknown.
  private func replace(
    _ cells: inout [Cell], in bytes: Span<UInt8>, states: Span<RowState>
  ) -> [Int] {
    var unknownRows: [Int] = []
    for row in cells.indices where states[row] == .live && !cells[row].isNull {
      let number = table.find(
        bytes, start: Int(cells[row].start), length: Int(cells[row].length))
      if number >= 0 { cells[row] = placed[number] } else { unknownRows.append(row) }
    }
    return unknownRows
  }

  private mutating func place(in chunk: inout Chunk) {
    for (number, replacement) in replacements.enumerated() {
      if let replacement { placed[number] = chunk.bytes.append(replacement) }
    }
  }
}
