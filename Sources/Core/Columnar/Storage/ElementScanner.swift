import CKernels

/// Finds plain XML records in bytes: `<record>` around `<name>text</name>` and white space.
///
/// Plain texts hold what XML allows, less carriage returns and `]]>`, and the five predefined
/// entities. Everything else is left to a real parser.
public struct ElementScanner: Sendable {
  /// Why a scan stopped.
  public enum Stop: Sendable, Equatable {
    /// It found as much as was asked for.
    case full
    /// The next record is not whole.
    case more
    /// The next record is not plain.
    case odd
    /// The next record has an element of a name that ``addName(_:slot:)`` has not been given.
    case name(Range<Int>)
  }

  /// The number of records that the last scan found.
  public private(set) var count = 0
  /// Behind the last of them.
  public private(set) var end = 0

  private let record: [UInt8]
  private let width: Int
  private let limits: (text: Int, record: Int, elements: Int)
  private var names: [UInt8] = []
  private var ends: [UInt32] = []
  private var slots: [Int32] = []
  private var cells: [UInt32] = []
  private var places: [UInt32] = []
  private let capacity: Int

  /// Creates a scanner.
  ///
  /// - Parameters:
  ///   - record: the record element's name.
  ///   - width: the number of slots in a row.
  ///   - capacity: the most records of one scan.
  ///   - textBytes: the most bytes of a text.
  ///   - recordBytes: the most bytes of a record.
  ///   - elements: the most elements in a record.
  public init(
    record: [UInt8], width: Int, capacity: Int, textBytes: Int, recordBytes: Int, elements: Int
  ) {
    self.record = record
    self.width = width
    self.capacity = capacity
    limits = (textBytes, recordBytes, elements)
    cells = [UInt32](repeating: 0, count: 2 * max(1, width) * capacity)
    places = [UInt32](repeating: 0, count: 3 * capacity)
  }

  /// The number of names added.
  public var nameCount: Int { slots.count }

  /// Adds the name of an element and the slot that its text fills, or -1 for none.
  public mutating func addName(_ name: [UInt8], slot: Int) {
    names.append(contentsOf: name)
    ends.append(UInt32(names.count))
    slots.append(Int32(slot))
  }

  /// Finds the records at the beginning of a range of valid UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: shorter than 2 GiB.
  ///   - range: the part to look at.
  ///   - rows: the most records to find.
  ///   - budget: the number of bytes after which no further record is begun.
  /// - Returns: why it stopped behind the records found.
  public mutating func scan(
    _ bytes: [UInt8], in range: Range<Int>, rows: Int, budget: Int
  ) -> Stop {
    precondition(range.upperBound <= bytes.count && bytes.count < 1 << 31, "a piece of the bytes")
    let most = min(rows, capacity)
    // SAFETY: every pointer is used during the call only; the kernel reads `range` and the names,
    // and writes at most `most` rows, for which `cells` and `places` have room.
    let result = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe record.withUnsafeBufferPointer { record in
        unsafe names.withUnsafeBufferPointer { names in
          unsafe ends.withUnsafeBufferPointer { ends in
            unsafe slots.withUnsafeBufferPointer { slots in
              var shape = unsafe sohoa_xml_shape(
                record: record.baseAddress, record_length: record.count, names: names.baseAddress,
                ends: ends.baseAddress, slots: slots.baseAddress, name_count: slots.count,
                width: width, max_text: limits.text, max_record: limits.record,
                max_elements: limits.elements)
              return unsafe cells.withUnsafeMutableBufferPointer { cells in
                unsafe places.withUnsafeMutableBufferPointer { places in
                  unsafe sohoa_xml_scan(
                    bytes.baseAddress, range.lowerBound, range.upperBound, &shape, most, budget,
                    cells.baseAddress, places.baseAddress)
                }
              }
            }
          }
        }
      }
    }
    count = result.rows
    end = result.end
    switch result.stop {
    case 0: return .full
    case 1: return .more
    case 3: return .name(result.name_start..<result.name_end)
    default: return .odd
    }
  }

  /// Appends the records of the last scan to a chunk.
  ///
  /// - Parameters:
  ///   - chunk: has as many columns as there are `choices`.
  ///   - bytes: what was scanned.
  ///   - choices: the slots that may fill each column, first choice first.
  ///   - first: the number, line and offset of the first byte scanned, as if a record began there.
  ///   - start: the index of that byte.
  public func append(
    to chunk: inout Chunk, from bytes: [UInt8], choices: [[Int]], first: RowOrigin, start: Int
  ) {
    guard count > 0 else { return }
    let from = Int(places[0])
    let copy = chunk.bytes.append(bytes, in: from..<end)
    let shift = copy.start &- UInt32(from)
    for row in 0..<count {
      let place = 3 &* row
      chunk.origins.append(
        RowOrigin(
          record: first.record + Int64(row), line: first.line + Int64(places[place &+ 2]),
          offset: first.offset + Int64(Int(places[place]) - start),
          raw: Cell(
            start: places[place] &+ shift, length: places[place &+ 1] &- places[place])))
    }
    chunk.states.append(contentsOf: repeatElement(.live, count: count))
    for (column, choices) in choices.enumerated() {
      append(choices, to: &chunk.columns[column].cells, in: &chunk.bytes, shift)
    }
  }

  private func append(
    _ choices: [Int], to column: inout [Cell], in arena: inout ByteArena, _ shift: UInt32
  ) {
    let cells = cells.span
    for row in 0..<count {
      var cell = Cell.null
      for slot in choices {
        let place = 2 &* (row &* width &+ slot)
        guard cells[place] != .max else { continue }
        let length = cells[place &+ 1]
        cell = Cell(start: cells[place] &+ shift, length: length & 0x7FFF_FFFF)
        if length >> 31 != 0 { cell = arena.appendDecoded(cell) }
        break
      }
      column.append(cell)
    }
  }
}

extension ByteArena {
  /// Appends a copy of plain XML text with its entities resolved, and says where it is.
  mutating func appendDecoded(_ text: Cell) -> Cell {
    reserve(Int(text.length))
    let start = count
    // SAFETY: the text lies in the arena and ends before `start`; decoded text is never longer, and
    // `reserve` made room for as much.
    let length = unsafe storage.withUnsafeMutableBufferPointer { room in
      guard let base = room.baseAddress else { return 0 }
      return unsafe sohoa_xml_decode(base + Int(text.start), Int(text.length), base + start)
    }
    count = start + length
    return Cell(start..<count)
  }
}
