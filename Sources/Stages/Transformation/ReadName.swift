public import Columnar
public import Dataflow
public import Registers

/// Cleans a column of names, takes them apart, and marks what looks wrong; no letter is corrected.
public struct ReadName: Transform {
  /// What a column to come holds.
  public enum Part: String, Sendable, CaseIterable {
    /// The name as it is cleaned; then the column itself stays as it was written.
    case name
    /// The family name.
    case family
    /// The words between.
    case middle
    /// The given name.
    case given
    /// Another name, in brackets or behind `tức`.
    case alias
    /// The key by which names are compared.
    case key
  }

  /// How letters are written.
  public enum Casing: String, Sendable, CaseIterable {
    /// `NGUYỄN VĂN AN`.
    case upper
    /// `Nguyễn Văn An`; a name of mixed case, or with foreign letters, stays as it is.
    case title
  }

  private let column: Int
  private let casing: Casing?
  private let outputs: [(part: Part, name: String)]
  private let findings: [(doubt: NameDoubts, finding: Finding)]
  private var reader = NameReader()

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - column: the index of the column with the names.
  ///   - casing: how letters are written, or `nil` to leave them.
  ///   - outputs: the columns to come; a column of that name is replaced.
  ///   - findings: applied where a name has the doubt.
  public init(
    column: Int, casing: Casing?, outputs: [(part: Part, name: String)],
    findings: [(doubt: NameDoubts, finding: Finding)]
  ) {
    self.column = column
    self.casing = casing
    self.outputs = outputs
    self.findings = findings
  }

  /// Cleans and reads the names of live rows; null stays null.
  public mutating func apply(to chunk: inout Chunk) throws {
    let written = chunk.columns[column].cells
    var cells: [Cell] = []
    swap(&cells, &chunk.columns[column].cells)
    normalizeNFC(&cells, bytes: &chunk.bytes)
    collapseWhiteSpace(&cells, bytes: &chunk.bytes)
    trim(&cells, in: chunk.bytes)
    var names = [PersonName](repeating: PersonName(), count: cells.count)
    read(cells, chunk, into: &names)
    if let casing {
      write(&cells, in: casing, names, &chunk)
      read(cells, chunk, into: &names)
    }
    let staysAsWritten = outputs.contains { $0.part == .name }
    chunk.columns[column].cells = staysAsWritten ? written : cells
    for output in outputs { addColumn(output, cells, names, &chunk) }
    for row in cells.indices where !names[row].doubts.isEmpty {
      for (doubt, finding) in findings where names[row].doubts.contains(doubt) {
        chunk.note(finding, row: row, column: column)
      }
    }
  }

  private mutating func read(_ cells: [Cell], _ chunk: Chunk, into names: inout [PersonName]) {
    let bytes = chunk.bytes.storage.span
    for row in cells.indices where chunk.states[row] == .live && cells[row].length > 0 {
      names[row] = reader.read(cells[row].range, of: bytes)
    }
  }

  private func addColumn(
    _ output: (part: Part, name: String), _ cells: [Cell], _ names: [PersonName],
    _ chunk: inout Chunk
  ) {
    var result = Column(name: output.name)
    if output.part == .name {
      result.cells = cells
    } else if output.part == .key {
      result.cells = cells
      foldForComparison(&result.cells, bytes: &chunk.bytes)
    } else {
      result.cells = names.map { name in
        let range =
          switch output.part {
          case .family: name.family
          case .middle: name.middle
          case .given: name.given
          default: name.alias
          }
        return range.isEmpty ? .null : Cell(range)
      }
    }
    chunk.setColumn(result)
  }

  private func write(
    _ cells: inout [Cell], in casing: Casing, _ names: [PersonName], _ chunk: inout Chunk
  ) {
    var upper = cells
    for row in cells.indices where chunk.states[row] != .live { upper[row] = .null }
    if casing == .upper {
      foldCase(&upper, bytes: &chunk.bytes, to: .upper)
      for row in cells.indices where !upper[row].isNull { cells[row] = upper[row] }
      return
    }
    for row in cells.indices where names[row].doubts.contains(.foreign) { upper[row] = .null }
    var lower = upper
    let before = upper
    foldCase(&upper, bytes: &chunk.bytes, to: .upper)
    foldCase(&lower, bytes: &chunk.bytes, to: .lower)
    for row in cells.indices where !before[row].isNull && upper[row].length == lower[row].length {
      let isMixed = upper[row] != before[row] && lower[row] != before[row]
      if !isMixed { cells[row] = raised(lower[row], upper[row], &chunk.bytes) }
    }
  }

  /// The small letters of a cell with the first letter of each word from the cell in capitals.
  private func raised(_ lower: Cell, _ upper: Cell, _ bytes: inout ByteArena) -> Cell {
    bytes.reserve(Int(lower.length))
    let start = bytes.count
    var room = bytes.storage.mutableSpan
    var isFirst = true
    var wasRaised = false
    for offset in 0..<Int(lower.length) {
      let byte = room[Int(upper.start) + offset]
      if byte & 0xC0 != 0x80 {
        let isSign = byte < 0x80 && (byte | 0x20) &- 0x61 >= 26
        wasRaised = isFirst && !isSign
        isFirst = isSign
      }
      room[start + offset] = wasRaised ? byte : room[Int(lower.start) + offset]
    }
    bytes.count = start + Int(lower.length)
    return Cell(start..<bytes.count)
  }
}
