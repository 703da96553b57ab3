internal import Columnar

/// Records that follow each other in a chunk's bytes, and their rows.
struct DBFBatch {
  var rows: Range<Int>
  /// The place of the first record.
  var start: Int
  var recordLength: Int

  /// The place of a row's record.
  func place(_ row: Int) -> Int { start &+ (row &- rows.lowerBound) &* recordLength }
}

extension DBFReader {
  /// Appends the cells of a batch to a column; a field that the unit has not gives nulls.
  mutating func fill(
    _ column: Int, _ field: DBFField?, _ batch: DBFBatch, _ chunk: inout Chunk
  ) throws {
    var cells: [Cell] = []
    swap(&cells, &chunk.columns[column].cells)
    cells.append(contentsOf: repeatElement(.null, count: batch.rows.count))
    if let field {
      switch field.kind {
      case .text: fillTexts(&cells, field, batch, chunk)
      case .number: fillNumbers(&cells, field, batch, chunk, column)
      case .varyingText: fillVaryingTexts(&cells, field, batch, chunk, column)
      case .memo: try fillMemos(&cells, field, batch, &chunk, column)
      default: fillOthers(&cells, field, batch, &chunk, column)
      }
      if field.kind.isText, head.decodings[column].isUnicode {
        checkUnicode(cells, field, batch, chunk, column)
      }
      clearNulls(&cells, field, batch, chunk)
    }
    swap(&cells, &chunk.columns[column].cells)
  }

  /// Texts, without the blanks that fill them up.
  private func fillTexts(
    _ cells: inout [Cell], _ field: DBFField, _ batch: DBFBatch, _ chunk: borrowing Chunk
  ) {
    let bytes = chunk.bytes.storage.span
    let states = chunk.states.span
    var target = cells.mutableSpan
    var start = batch.start &+ field.offset
    for row in batch.rows {
      if states[row] == .live {
        var end = start &+ field.length
        while end > start, bytes[end &- 1] == 0x20 || bytes[end &- 1] == 0 { end &-= 1 }
        target[row] = Cell(start..<end)
      }
      start &+= batch.recordLength
    }
  }

  /// Numbers; blanks are null, and what is no number (asterisks for one too large) is a fault.
  private mutating func fillNumbers(
    _ cells: inout [Cell], _ field: DBFField, _ batch: DBFBatch, _ chunk: borrowing Chunk,
    _ column: Int
  ) {
    let bytes = chunk.bytes.storage.span
    let states = chunk.states.span
    var target = cells.mutableSpan
    for row in batch.rows where states[row] == .live {
      var start = batch.place(row) &+ field.offset
      var end = start &+ field.length
      while end > start, bytes[end &- 1] == 0x20 || bytes[end &- 1] == 0 { end &-= 1 }
      while start < end, bytes[start] == 0x20 { start &+= 1 }
      guard start < end else { continue }
      target[row] = Cell(start..<end)
      for index in start..<end where !Self.isOfNumber(bytes[index]) {
        faults.append((row, rules.stored, column))
        break
      }
    }
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E || byte == 0x2B || byte | 0x20 == 0x65
      || byte == 0x2C
  }

  private mutating func fillVaryingTexts(
    _ cells: inout [Cell], _ field: DBFField, _ batch: DBFBatch, _ chunk: borrowing Chunk,
    _ column: Int
  ) {
    let bytes = chunk.bytes.storage.span
    for row in batch.rows where chunk.states[row] == .live {
      let start = batch.place(row) + field.offset
      var length = field.length
      if isSet(field.lengthBit, batch.place(row), bytes) {
        length = Int(bytes[start + field.length - 1])
        if length >= field.length {
          faults.append((row, rules.stored, column))
          continue
        }
      }
      cells[row] = Cell(start..<start + length)
    }
  }

  /// Memos, by the numbers of their blocks; none is null, a lost one a fault.
  private mutating func fillMemos(
    _ cells: inout [Cell], _ field: DBFField, _ batch: DBFBatch, _ chunk: inout Chunk,
    _ column: Int
  ) throws {
    guard let memo else { return }
    for row in batch.rows where chunk.states[row] == .live {
      let place = batch.place(row) + field.offset
      guard let block = block(at: place, field.length, chunk.bytes.storage.span) else {
        faults.append((row, rules.stored, column))
        continue
      }
      guard block > 0 else { continue }
      scratch.removeAll(keepingCapacity: true)
      let outcome = try memo.read(
        block: block, head.header.memoLayout, limit: head.shape.fieldLimit, into: &scratch)
      switch outcome {
      case .text: cells[row] = chunk.bytes.append(scratch, in: 0..<scratch.count)
      case .damaged: faults.append((row, rules.stored, column))
      case .overlong: faults.append((row, rules.length, column))
      }
    }
  }

  /// The number of a memo's block, 0 for none, `nil` for what is no number.
  private func block(at place: Int, _ length: Int, _ bytes: Span<UInt8>) -> Int64? {
    if length == 4 { return Int64(UInt32(truncatingIfNeeded: bytes.littleEndian(place, 4))) }
    var number: Int64 = 0
    for index in place..<place + length where bytes[index] != 0x20 && bytes[index] != 0 {
      guard bytes[index] &- 0x30 < 10 else { return nil }
      number = number * 10 + Int64(bytes[index] - 0x30)
    }
    return number
  }

  /// Days, truth values, moments and binary numbers, each with a text of its own.
  private mutating func fillOthers(
    _ cells: inout [Cell], _ field: DBFField, _ batch: DBFBatch, _ chunk: inout Chunk,
    _ column: Int
  ) {
    for row in batch.rows where chunk.states[row] == .live {
      let place = batch.place(row) + field.offset
      scratch.removeAll(keepingCapacity: true)
      var value = DBFValue(text: scratch)
      scratch = []
      let isGood = value.take(field.kind, chunk.bytes.storage.span, place)
      swap(&scratch, &value.text)
      if !isGood {
        faults.append((row, rules.stored, column))
      } else if !scratch.isEmpty {
        cells[row] = chunk.bytes.append(scratch, in: 0..<scratch.count)
      }
    }
  }

  /// Finds texts that are not valid UTF-8.
  private mutating func checkUnicode(
    _ cells: [Cell], _ field: DBFField, _ batch: DBFBatch, _ chunk: borrowing Chunk, _ column: Int
  ) {
    let bytes = chunk.bytes.storage.span
    let records = batch.start..<batch.place(batch.rows.upperBound)
    if field.kind != .memo, TextExtent.isWhole(bytes, in: records) { return }
    for row in batch.rows where !cells[row].isNull {
      if !TextExtent.isWhole(bytes, in: cells[row].range) {
        faults.append((row, rules.encoding, column))
      }
    }
  }

  /// Empties the cells that `_NullFlags` says are null.
  private func clearNulls(
    _ cells: inout [Cell], _ field: DBFField, _ batch: DBFBatch, _ chunk: borrowing Chunk
  ) {
    guard field.nullBit != nil else { return }
    let bytes = chunk.bytes.storage.span
    for row in batch.rows where isSet(field.nullBit, batch.place(row), bytes) {
      cells[row] = .null
    }
  }

  private func isSet(_ bit: Int?, _ place: Int, _ bytes: Span<UInt8>) -> Bool {
    guard let bit, let flags = head.header.nullFlags else { return false }
    return bytes[place + flags.offset + bit / 8] >> UInt8(bit % 8) & 1 == 1
  }
}

extension Span<UInt8> {
  /// The number in some bytes, the lowest first.
  func littleEndian(_ place: Int, _ count: Int) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<count { number |= UInt64(self[place + index]) << UInt64(8 * index) }
    return number
  }
}
