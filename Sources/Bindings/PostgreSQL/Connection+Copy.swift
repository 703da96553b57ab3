public import Columnar
internal import CLibPQ

extension Connection {
  /// Sends rows of a chunk by `COPY … FROM STDIN (FORMAT binary)`.
  ///
  /// - Parameters:
  ///   - chunk: its columns are of the types that the fields say.
  ///   - rows: which rows.
  ///   - fields: what the columns of the COPY are filled with, in order.
  ///   - sql: the statement.
  /// - Returns: the number of rows that the server took.
  /// - Throws: ``PostgreSQLError``; the transaction has failed then.
  public func copy(
    _ chunk: borrowing Chunk, _ rows: RowSelection, as fields: [CopyField], into sql: String
  ) throws(PostgreSQLError) -> Int64 {
    let held = copy chunk
    let views = unsafe fields.map { unsafe FieldView($0, of: held) }
    var numbers = fields.map(\.firstNumber)
    defer { withExtendedLifetime(held) {} }
    return try copying(sql) { () throws(PostgreSQLError) in
      switch rows {
      case .rows(let list):
        precondition(list.allSatisfy { $0 < held.rowCount }, "a row's index lies in its chunk")
        for row in list { unsafe try write(Int(row), views, &numbers) }
      case .live: unsafe try writeLive(0..<held.rowCount, held.states, views, &numbers)
      case .liveIn(let range):
        unsafe try writeLive(
          range.clamped(to: 0..<held.rowCount), held.states, views, &numbers)
      }
    }
  }

  /// Sends rows of values by `COPY … FROM STDIN (FORMAT binary)`: whole numbers for `bigint`, numbers
  /// for `double precision`, texts for `text` and bytes for `bytea`.
  @discardableResult
  public func copy(_ rows: [[Value]], into sql: String) throws(PostgreSQLError) -> Int64 {
    try copying(sql) { () throws(PostgreSQLError) in
      for row in rows {
        try reserve(2)
        room.put(Int16(clamping: row.count))
        for value in row { try write(value) }
      }
    }
  }

  private func write(_ value: Value) throws(PostgreSQLError) {
    try reserve(12)
    switch value {
    case .null: room.put(Int32(-1))
    case .integer(let number):
      room.put(Int32(8))
      room.put(number)
    case .number(let number):
      room.put(Int32(8))
      room.put(Int64(bitPattern: number.bitPattern))
    case .text(let text):
      try write(bytes: text.bytesWithoutZero)
    case .bytes(let bytes): try write(bytes: bytes)
    case .integers: preconditionFailure("an array is not copied")
    }
  }

  private func write(bytes: [UInt8]) throws(PostgreSQLError) {
    room.put(Int32(clamping: bytes.count))
    // SAFETY: the array lives for the call; a typed throw cannot cross the closure.
    let failure = unsafe bytes.withUnsafeBytes { bytes -> PostgreSQLError? in
      do throws(PostgreSQLError) { unsafe try put(bytes) } catch { return error }
      return nil
    }
    if let failure { throw failure }
  }

  private func writeLive(
    _ range: Range<Int>, _ states: [RowState], _ views: [FieldView], _ numbers: inout [Int64]
  ) throws(PostgreSQLError) {
    for row in range where states[row] == .live { unsafe try write(row, views, &numbers) }
  }

  // SAFETY: a view's addresses are good for the rows of the chunk that the caller holds, whose
  // columns were checked to have a cell, and a value where needed, for each row.
  private func write(
    _ row: Int, _ views: [FieldView], _ numbers: inout [Int64]
  ) throws(PostgreSQLError) {
    // A field without text has at most 12 bytes.
    unsafe try reserve(2 &+ views.count &* 12)
    unsafe room.put(Int16(truncatingIfNeeded: views.count))
    var left = unsafe views.count
    for index in unsafe views.indices {
      left &-= 1
      let view = unsafe views[index]
      switch unsafe view.kind {
      case .text, .raw:
        let cell =
          unsafe view.kind == .raw
          ? view.origins.unsafelyUnwrapped[row].raw : view.cells.unsafelyUnwrapped[row]
        if cell.isNull {
          room.put(Int32(-1))
          continue
        }
        let length = Int(cell.length)
        room.put(Int32(truncatingIfNeeded: length))
        guard unsafe Int(cell.start) &+ length <= view.byteCount else { throw Self.outside }
        let text = unsafe view.bytes.unsafelyUnwrapped + Int(cell.start)
        // What is left of the row must fit, too.
        if room.end &+ length &+ left &* 12 <= room.capacity {
          unsafe room.put(text, count: length)
        } else {
          unsafe try put(UnsafeRawBufferPointer(start: text, count: length))
          try reserve(left &* 12)
        }
      case .decimal:
        unsafe try writeDecimal(unsafe view, row)
        try reserve(left &* 12)
      case .constant:
        room.put(Int32(8))
        room.put(numbers[index])
      case .counter:
        room.put(Int32(8))
        room.put(numbers[index])
        numbers[index] &+= 1
      default: unsafe writeNumber(view, row)
      }
    }
  }
}
