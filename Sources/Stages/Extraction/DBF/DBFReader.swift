public import Archives
public import Columnar
public import Dataflow

/// Reads the records of a dBase or FoxPro table as text columns.
///
/// Texts and numbers are cells into the record; days, moments and binary numbers get a text behind it,
/// memos a copy. A blank number, day or truth value is null, a blank text is empty. Deleted records are
/// filtered, or read with a warning. The `raw` cell of a row is the record as stored.
public struct DBFReader: RecordReader {
  /// Where the next record begins.
  public private(set) var position: Position

  let head: DBFHead
  let rules: ExtractionRules
  let memo: MemoFile?
  private let carrying: [DBFField?]
  private var feed: TextFeed
  private var isAtEnd = false
  private var failure: Diagnostic?
  /// The rows of the batch that cannot be used, with the rule and the column to blame.
  var faults: [(row: Int, rule: UInt16, column: Int)] = []
  var scratch: [UInt8] = []

  /// The records of one batch where memos are read, whose length nobody knows before.
  private static let memoBatch = 16

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - head: the unit's head.
  ///   - stream: the one the head was read from, or another at or before `position`; the reader owns
  ///     it from now on.
  ///   - memo: the memo file, which must be there where the head needs it.
  ///   - rules: what a record that cannot be read breaks.
  ///   - position: where to go on, from an earlier reader's ``position``; `nil` begins at the first
  ///     record.
  /// - Throws: `Diagnostic` when the stream is beyond the position or ends before it,
  ///   `ArchiveError` when it cannot be read.
  public init(
    head: DBFHead, stream: any ByteStream, memo: MemoFile?, rules: ExtractionRules,
    resumingAt position: Position? = nil
  ) throws {
    precondition(memo != nil || !head.needsMemo, "the head knows whether there is a memo file")
    let position = position ?? head.start
    self.position = position
    self.head = head
    self.memo = memo
    self.rules = rules
    carrying = head.carrying
    let readAhead = try stream.readAhead(head.readAhead, from: position, first: head.start)
    feed = TextFeed(stream: stream, readAhead: readAhead, encoding: .utf8)
  }

  /// Reads the next records; see ``RecordReader/read(into:limit:)``.
  ///
  /// - Parameters:
  ///   - chunk: emptied first; afterwards it has one column for each field of the head.
  ///   - limit: how much to read.
  /// - Returns: `false` when the unit has no further record.
  /// - Throws: `Diagnostic` when the unit ends before its last record or goes on behind it,
  ///   `ArchiveError` when the content cannot be read on.
  public mutating func read(into chunk: inout Chunk, limit: ChunkLimit) throws -> Bool {
    let length = head.header.recordLength
    let rowLimit = max(1, min(limit.rows, limit.bytes / length))
    begin(&chunk, room: rowLimit * length)
    if let failure { throw failure }
    var left = head.header.recordCount - position.record
    while chunk.rowCount < rowLimit, left > 0,
      chunk.rowCount == 0 || chunk.bytes.count < max(limit.bytes, rowLimit * length)
    {
      let most = head.needsMemo ? Self.memoBatch : rowLimit
      let wanted = min(rowLimit - chunk.rowCount, most, Int(left))
      let got = try deliver(wanted, to: &chunk)
      if got > 0 { try take(got, into: &chunk) }
      left -= Int64(got)
      guard got == wanted else {
        failure = endsTooEarly(missing: left)
        break
      }
    }
    guard chunk.rowCount > 0 else {
      if let failure { throw failure }
      try checkEnd(&chunk)
      return false
    }
    position.offset += Int64(chunk.rowCount * length)
    position.record += Int64(chunk.rowCount)
    position.streamState = feed.resumeState(near: position.offset)
    for (index, decoding) in head.decodings.enumerated() {
      decoding.decode(index, of: &chunk, rules)
    }
    return true
  }

  /// Empties the chunk and gives it this unit's columns and room.
  private func begin(_ chunk: inout Chunk, room: Int) {
    let names = head.fields.map(\.name)
    if chunk.columns.map(\.name) != names { chunk.columns = names.map { Column(name: $0) } }
    chunk.children.removeAll()
    chunk.removeAll()
    let room = min(room, 64 << 20) + (4 << 10)
    if chunk.bytes.capacity < room { chunk.bytes = ByteArena(capacity: room) }
  }

  /// Appends whole records to the chunk's bytes and says how many there were.
  private mutating func deliver(_ wanted: Int, to chunk: inout Chunk) throws -> Int {
    let length = head.header.recordLength
    let start = chunk.bytes.count
    while chunk.bytes.count - start < wanted * length, !isAtEnd {
      isAtEnd = try feed.deliver(to: &chunk.bytes, size: wanted * length) == 0
    }
    let count = min(wanted, (chunk.bytes.count - start) / length)
    let rest = chunk.bytes.count - start - count * length
    if rest > 0 {
      feed.takeBack(rest, from: &chunk.bytes)
      isAtEnd = false
    }
    return count
  }

  /// Turns the last `count` records of the chunk's bytes into rows.
  private mutating func take(_ count: Int, into chunk: inout Chunk) throws {
    let length = head.header.recordLength
    let start = chunk.bytes.count - count * length
    let first = chunk.rowCount
    faults.removeAll(keepingCapacity: true)
    for index in 0..<count {
      let place = start + index * length
      let record = position.record + Int64(first + index)
      chunk.origins.append(
        RowOrigin(
          record: record + 1, line: 0, offset: Int64(head.header.length) + record * Int64(length),
          raw: Cell(place..<place + length)))
      let mark = chunk.bytes.storage[place]
      let isFiltered = mark == DBFHeader.deleted && head.shape.skipsDeleted
      chunk.states.append(isFiltered ? .filtered : .live)
      if mark == DBFHeader.deleted && !isFiltered {
        chunk.note(Violation(row: first + index, rule: rules.deleted), severity: .warn)
      } else if mark != DBFHeader.deleted && mark != DBFHeader.live {
        faults.append((first + index, rules.structure, -1))
      }
    }
    let batch = DBFBatch(rows: first..<first + count, start: start, recordLength: length)
    for (index, field) in carrying.enumerated() {
      try fill(index, field, batch, &chunk)
    }
    for fault in faults where chunk.states[fault.row] == .live {
      chunk.refuse(fault.row, rule: fault.rule, column: fault.column)
    }
  }

  /// Reads what follows the last record, which may be a mark and nothing that looks like a record.
  private mutating func checkEnd(_ chunk: inout Chunk) throws {
    var first: UInt8?
    while try feed.deliver(to: &chunk.bytes, size: 64 << 10) > 0 {
      if first == nil { first = chunk.bytes.storage[0] }
      chunk.bytes.count = 0
    }
    guard first == DBFHeader.live || first == DBFHeader.deleted else { return }
    throw Diagnostic(
      "SH3402",
      "the table goes on behind the \(head.header.recordCount) records that its header counts",
      status: .input, remedy: "the records before are read; open and repair it where it was made")
  }

  private func endsTooEarly(missing: Int64) -> Diagnostic {
    Diagnostic(
      "SH3402",
      "the table ends \(missing) records before the \(head.header.recordCount) that its header counts",
      status: .input, remedy: "the records before are read; ask for the file again")
  }
}
