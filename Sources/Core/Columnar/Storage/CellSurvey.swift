import CKernels

/// What a pass over the cells of a column finds: how many hold text, how long they are, and, of some of
/// them in detail, what they look like.
public struct CellSurvey: Sendable {
  /// The first texts, so many, are looked at in detail.
  public static let detailedCount = 2_048
  /// Of the others, one in so many.
  public static let detailedShare = 256

  /// The texts found: neither null nor empty.
  public private(set) var filled = 0
  /// The least and the greatest number of characters, `nil` before the first text; without registers, of
  /// the texts that are looked at in detail.
  public var characters: ClosedRange<Int>? { longest == 0 ? nil : shortest...longest }

  private var shortest = Int.max
  private var longest = 0
  /// The texts that others have seen before.
  private let offset: Int

  /// The texts that the last pass looked at in detail.
  public struct Details: Sendable {
    /// A text in detail.
    public struct Item {
      /// The text's row.
      public let row: Int
      /// The text's hash.
      public let hash: UInt64
      /// The number of characters.
      public let characters: Int
      /// The number of texts that it stands for.
      public let weight: Int
      /// The hash of its shape.
      public let shapeHash: UInt64
      /// Where its shape lies in ``Details/shapes``: `9` for a digit, `A` and `a` for words that begin
      /// with a capital or a small letter, other characters as they are, blanks as `_`.
      public let shape: Range<Int>
    }

    /// The number of texts.
    public fileprivate(set) var count = 0
    /// The shapes' bytes.
    public fileprivate(set) var shapes: [UInt8] = []
    fileprivate var words: [UInt64] = []

    /// Creates room that passes fill.
    public init() {}

    fileprivate mutating func reserve(_ rows: Int) {
      let missing = rows - words.count / 4
      guard missing > 0 else { return }
      words.append(contentsOf: repeatElement(0, count: missing * 4))
      shapes.append(contentsOf: repeatElement(0, count: missing * Int(SOHOA_SHAPE_ROOM)))
    }

    /// The texts in the order of their rows.
    public subscript(index: Int) -> Item {
      let start = index * Int(SOHOA_SHAPE_ROOM)
      let place = words[4 * index + 2]
      let shape = words[4 * index + 3]
      return Item(
        row: Int(place & 0xFFFF_FFFF), hash: words[4 * index], characters: Int(place >> 32),
        weight: Int(shape >> 32), shapeHash: words[4 * index + 1],
        shape: start..<start + Int(shape & 0xFFFF_FFFF))
    }
  }

  /// Creates the survey of no cells.
  ///
  /// - Parameter offset: the number of texts that count as seen before, which makes details rarer.
  public init(offset: Int = 0) { self.offset = offset }

  /// Looks at the cells of some rows.
  ///
  /// - Parameters:
  ///   - cells: lie within `bytes`, or are null.
  ///   - bytes: the chunk's bytes.
  ///   - rows: the rows to look at.
  ///   - live: for each row 0 where it is passed over; empty where none is.
  ///   - registers: the 4,096 of a HyperLogLog that takes in the texts' hashes, or none.
  ///   - floor: at most the least of the registers.
  ///   - details: gets the texts that are looked at in detail.
  public mutating func add(
    _ cells: [Cell], of bytes: [UInt8], rows: Range<Int>, live: [UInt8],
    registers: inout [UInt8], floor: UInt8 = 0, details: inout Details
  ) {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= cells.count
        && (live.isEmpty || live.count == cells.count)
        && (registers.isEmpty || registers.count == 1 << 12), "one cell and one mark a row")
    details.reserve(rows.count)
    var survey = sohoa_survey(
      filled: UInt64(filled), shortest: UInt64(shortest), longest: UInt64(longest),
      offset: UInt64(offset), detailed: UInt64(Self.detailedCount),
      mask: UInt64(Self.detailedShare - 1), floor: UInt64(min(floor, 52)))
    let found = unsafe cells.withUnsafeBytes { pairs in
      unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe live.withUnsafeBufferPointer { live in
          unsafe registers.withUnsafeMutableBufferPointer { registers in
            unsafe details.words.withUnsafeMutableBufferPointer { words in
              unsafe details.shapes.withUnsafeMutableBufferPointer { shapes in
                // SAFETY: a cell is two `UInt32`, start and length, and the kernel checks it against
                // the bytes; rows, marks and registers were counted above; there is room for each
                // row's details. All buffers live for the closure.
                unsafe sohoa_survey_cells(
                  bytes.baseAddress, bytes.count,
                  pairs.assumingMemoryBound(to: UInt32.self).baseAddress,
                  live.isEmpty ? nil : live.baseAddress, rows.lowerBound, rows.upperBound, &survey,
                  registers.isEmpty ? nil : registers.baseAddress, words.baseAddress,
                  shapes.baseAddress)
              }
            }
          }
        }
      }
    }
    precondition(found >= 0, "a cell lies within its chunk's bytes")
    details.count = found
    filled = Int(survey.filled)
    shortest = Int(survey.shortest)
    longest = Int(survey.longest)
  }

  /// Asks for bytes that surveys of several columns are about to read here and there: one after the
  /// other they come much faster.
  public static func prefetch(_ bytes: [UInt8], in range: Range<Int>) {
    let range = range.clamped(to: 0..<bytes.count)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      // SAFETY: the range lies within the bytes; nothing is read.
      unsafe sohoa_prefetch(bytes.baseAddress, range.lowerBound, range.upperBound)
    }
  }

  /// Takes in what was found in other cells.
  public mutating func merge(_ other: CellSurvey) {
    filled += other.filled
    shortest = min(shortest, other.shortest)
    longest = max(longest, other.longest)
  }
}
