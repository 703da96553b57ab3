import Columnar
import Dataflow

extension XMLAssembler {
  /// Empties a chunk and gives it the columns and children that it lacks.
  func prepare(_ chunk: inout Chunk) {
    Self.prepare(&chunk, names)
    if chunk.children.count != shape.children.count {
      chunk.children = shape.children.map { _ in Chunk(columns: []) }
    }
    for (index, child) in shape.children.enumerated() {
      Self.prepare(&chunk.children[index], child.keys + child.fields.map(\.name))
    }
  }

  private static func prepare(_ chunk: inout Chunk, _ names: [String]) {
    chunk.removeAll()
    if chunk.columns.map(\.name) != names { chunk.columns = names.map { Column(name: $0) } }
  }

  /// Turns the record that ends at `offset` into the chunk's next row.
  mutating func finishRecord(at offset: Int64, _ source: XMLSource, into chunk: inout Chunk) {
    checkLength(at: offset, source)
    recordDepth = 0
    let raw =
      if let longRecord {
        chunk.bytes.append(longRecord)
      } else {
        chunk.bytes.append(
          source.window, in: source.index(recordStart.text)..<source.index(offset))
      }
    let row = chunk.origins.count
    chunk.origins.append(
      RowOrigin(
        record: recordCount, line: recordStart.line, offset: recordStart.source, raw: raw))
    chunk.states.append(.live)
    if findings.isEmpty {
      let base = chunk.bytes.append(text, in: 0..<text.count).start
      for choices in pattern.columns[0] { cells.append(cell(choices, from: base)) }
      for index in children.indices { emit(children[index], of: row, source, into: &chunk) }
    } else {
      for _ in pattern.columns[0] { cells.append(.null) }
      for finding in findings {
        chunk.note(
          Violation(row: row, rule: finding.rule, column: finding.column), severity: .reject)
      }
    }
    longRecord = nil
    move(to: offset, source)
    if context.lengths.isEmpty { context.isOver = true }
    lastEnd = mark
    lastContext = context
  }

  /// Keeps the child row that ends at `offset`.
  mutating func finishChild(_ table: Int, at offset: Int64) {
    guard findings.isEmpty else { return }
    children.append(
      PendingChild(
        table: table, start: childStarts[table], end: offset, firstCell: childCells.count))
    for choices in pattern.columns[table] {
      childCells.append(firstRun(of: choices))
    }
  }

  /// Moves the cells read into the chunk's columns.
  mutating func moveCells(into chunk: inout Chunk) {
    let width = chunk.columns.count
    guard width > 0 else { return }
    let count = cells.count / width
    for column in 0..<width {
      for row in 0..<count { chunk.columns[column].cells.append(cells[row &* width &+ column]) }
    }
    cells.removeAll(keepingCapacity: true)
  }

  private func firstRun(of choices: [Int]) -> Run {
    for run in choices where runs[run].start >= 0 { return runs[run] }
    return Run()
  }

  private func cell(_ choices: [Int], from base: UInt32) -> Cell {
    let run = firstRun(of: choices)
    guard run.start >= 0 else { return .null }
    return Cell(
      start: base &+ UInt32(truncatingIfNeeded: run.start),
      length: UInt32(truncatingIfNeeded: run.length))
  }

  private func emit(
    _ child: PendingChild, of row: Int, _ source: XMLSource, into chunk: inout Chunk
  ) {
    let table = child.table - 1
    let raw = chunk.children[table].bytes.append(
      source.window, in: source.index(child.start.text)..<source.index(child.end))
    chunk.children[table].origins.append(
      RowOrigin(
        record: recordCount, line: child.start.line, offset: child.start.source, raw: raw,
        parent: UInt32(truncatingIfNeeded: row)))
    chunk.children[table].states.append(.live)
    let own = childCells[child.firstCell..<child.firstCell + pattern.columns[child.table].count]
    let repeated = keys[table].map { column in
      firstRun(of: pattern.columns[0][column])
    }
    for (column, run) in (repeated + own).enumerated() {
      let cell =
        run.start < 0
        ? Cell.null
        : chunk.children[table].bytes.append(text, in: run.start..<run.start + run.length)
      chunk.children[table].columns[column].cells.append(cell)
    }
  }
}
