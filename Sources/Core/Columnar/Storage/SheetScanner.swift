import CKernels

/// Finds plain rows in the XML of a worksheet, and plain entries in that of its shared strings.
///
/// Plain is a strict part of what XML allows: known elements, ASCII attributes in double quotes,
/// texts as ``ElementScanner`` takes them. Everything else is left to a real parser.
public struct SheetScanner: Sendable {
  /// Why a scan stopped.
  public enum Stop: Sendable, Equatable {
    /// It found as much as was asked for.
    case full
    /// The next row is not whole.
    case more
    /// The next row is not plain.
    case odd
  }

  /// The numbers a row takes in ``rows``.
  public static let rowSize = 5
  /// The numbers a cell takes in ``cells``.
  public static let cellSize = 4
  /// The numbers an entry takes in ``rows`` after ``scanStrings(_:in:most:)``.
  public static let stringSize = 3

  /// The number of rows, or of entries, that the last scan found.
  public private(set) var count = 0
  /// The number of cells in them.
  public private(set) var cellCount = 0
  /// Behind the last of them.
  public private(set) var end = 0
  /// For each row: start, end, number (0 for none), first cell, 1 if hidden + 2 if out of order; for
  /// each entry: start and length of its text, 1 if it holds entities.
  public private(set) var rows: [UInt32]
  /// For each cell with a value: start and length of its text, style, and column + kind · 2¹⁶ + flags · 2²⁴.
  public private(set) var cells: [UInt32]

  private let prefix: [UInt8]
  private let capacity: (rows: Int, cells: Int)

  /// Creates a scanner.
  ///
  /// - Parameters:
  ///   - prefix: what stands before the elements' names, with its colon; often empty.
  ///   - rows: the most rows of one scan.
  ///   - cells: the most cells of one scan.
  public init(prefix: [UInt8], rows: Int, cells: Int) {
    self.prefix = prefix
    capacity = (rows, cells)
    self.rows = [UInt32](repeating: 0, count: Self.rowSize * rows)
    self.cells = [UInt32](repeating: 0, count: Self.cellSize * cells)
  }

  /// Finds the rows at the beginning of a range of valid UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: shorter than 2 GiB.
  ///   - range: the part to look at.
  ///   - most: the most rows to find.
  ///   - budget: the number of bytes after which no further row is begun.
  ///   - longest: the most bytes of a row.
  /// - Returns: why it stopped behind the rows found.
  public mutating func scanRows(
    _ bytes: [UInt8], in range: Range<Int>, most: Int, budget: Int, longest: Int
  ) -> Stop {
    precondition(range.upperBound <= bytes.count && bytes.count < 1 << 31, "a piece of the bytes")
    let most = min(most, capacity.rows)
    let room = capacity.cells
    // SAFETY: every pointer is used during the call only; the kernel reads `range` and the prefix,
    // and writes at most `most` rows and `room` cells.
    let result = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe prefix.withUnsafeBufferPointer { prefix in
        unsafe rows.withUnsafeMutableBufferPointer { rows in
          unsafe cells.withUnsafeMutableBufferPointer { cells in
            unsafe sohoa_sheet_scan(
              bytes.baseAddress, range.lowerBound, range.upperBound, prefix.baseAddress,
              prefix.count, most, room, budget, longest, cells.baseAddress, rows.baseAddress)
          }
        }
      }
    }
    return take(result)
  }

  /// Finds the entries at the beginning of a range of valid UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: shorter than 2 GiB.
  ///   - range: the part to look at.
  /// - Returns: why it stopped behind the entries found.
  public mutating func scanStrings(_ bytes: [UInt8], in range: Range<Int>) -> Stop {
    precondition(range.upperBound <= bytes.count && bytes.count < 1 << 31, "a piece of the bytes")
    let most = capacity.rows
    // SAFETY: as above; an entry takes fewer numbers than a row.
    let result = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe prefix.withUnsafeBufferPointer { prefix in
        unsafe rows.withUnsafeMutableBufferPointer { rows in
          unsafe sohoa_strings_scan(
            bytes.baseAddress, range.lowerBound, range.upperBound, prefix.baseAddress,
            prefix.count, most, rows.baseAddress)
        }
      }
    }
    return take(result)
  }

  private mutating func take(_ result: sohoa_sheet_result) -> Stop {
    count = result.rows
    cellCount = result.cells
    end = result.end
    switch result.stop {
    case 0: return .full
    case 1: return .more
    default: return .odd
    }
  }
}

extension ByteArena {
  /// Appends a copy of plain XML text with its entities resolved, and says where it is.
  public mutating func appendDecoded(_ bytes: [UInt8], in range: Range<Int>) -> Cell {
    let raw = append(bytes, in: range)
    reserve(range.count)
    let cell = appendDecoded(raw)
    // The copy as it stood is not needed: the decoded text takes its place.
    let start = Int(raw.start)
    var room = storage.mutableSpan
    for index in 0..<Int(cell.length) { room[start &+ index] = room[Int(cell.start) &+ index] }
    count = start + Int(cell.length)
    return Cell(start..<count)
  }
}
