internal import Columnar
internal import Dataflow

extension CSVReader {
  /// Turns the tokenizer's records into rows of the chunk.
  mutating func takeRecords(into chunk: inout Chunk) {
    guard let first = tokenizer.records.first, let last = tokenizer.records.last else { return }
    let firstRow = chunk.rowCount
    let count = tokenizer.records.count
    for record in tokenizer.records {
      chunk.origins.append(
        RowOrigin(
          record: position.record + Int64(chunk.rowCount) + 1, line: record.line,
          offset: offset(of: record.start, in: chunk.bytes.storage.span),
          raw: Cell(record.start..<record.end)))
    }
    chunk.states.append(contentsOf: repeatElement(.live, count: count))
    fillColumns(of: &chunk, from: firstRow, count)
    for (index, record) in tokenizer.records.enumerated() {
      guard let fault = record.fault else { continue }
      let rule = fault == .structure ? rules.structure : rules.length
      chunk.note(Violation(row: firstRow + index, rule: rule), severity: .reject)
    }
    for (record, column) in tokenizer.escaped where record < count {
      escapes.append((firstRow + Int(record), Int(column)))
    }
    if head.mustBeUnicode
      && !TextExtent.isWhole(chunk.bytes.storage.span, in: first.start..<last.end)
    {
      refuseInvalidText(in: &chunk, from: firstRow)
    }
    tokenizer.forgetRecords()
  }

  /// Copies the wanted fields of the tokenizer's records, one column at a time.
  private func fillColumns(of chunk: inout Chunk, from firstRow: Int, _ count: Int) {
    let width = tokenizer.width
    let fields = tokenizer.cells.span
    for (index, source) in head.columns.enumerated() {
      chunk.columns[index].cells.append(contentsOf: repeatElement(.null, count: count))
      guard let source else { continue }
      var cells = chunk.columns[index].cells.mutableSpan
      var field = source
      for row in firstRow..<firstRow + count {
        cells[row] = fields[field]
        field &+= width
      }
    }
  }

  /// Finds the records that are not valid UTF-8.
  private func refuseInvalidText(in chunk: inout Chunk, from firstRow: Int) {
    for row in firstRow..<chunk.rowCount where chunk.states[row] == .live {
      let isValid = TextExtent.isWhole(
        chunk.bytes.storage.span, in: chunk.origins[row].raw.range)
      if isValid { continue }
      let column = chunk.columns.indices.first { index in
        head.decodings[index].isUnicode && !chunk.columns[index].cells[row].isNull
          && !TextExtent.isWhole(
            chunk.bytes.storage.span, in: chunk.columns[index].cells[row].range)
      }
      // Legacy bytes of a column that is decoded later are no fault, nor are those of columns that
      // nobody asks for beside it.
      if column == nil && head.hasLegacyFields { continue }
      chunk.refuse(row, rule: rules.encoding, column: column ?? -1)
    }
  }

  /// Adds a row for a record that has no fields at all.
  mutating func addRefused(_ raw: Range<Int>, to chunk: inout Chunk, rule: UInt16) {
    chunk.origins.append(
      RowOrigin(
        record: position.record + Int64(chunk.rowCount) + 1, line: tokenizer.line,
        offset: offset(of: raw.lowerBound, in: chunk.bytes.storage.span), raw: Cell(raw)))
    chunk.states.append(.live)
    for index in chunk.columns.indices { chunk.columns[index].cells.append(.null) }
    chunk.note(Violation(row: chunk.rowCount - 1, rule: rule), severity: .reject)
  }
}
