import CKernels

/// The tables by which a legacy encoding is decoded.
///
/// An entry's low 24 bits are a letter in UTF-8, its first byte lowest.
public struct LegacyLetters: Sendable {
  /// The most bytes of text that a byte may become.
  public static let growth = 3
  /// The bytes of room needed beyond that.
  public static let slack = 2

  private let nodes: [UInt32]
  private let letters: [UInt32]
  private let raised: [UInt32]

  /// What a letter of an encoding with fonts of capitals is.
  public struct Kind: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt32
    /// Creates a kind of its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// A letter.
    public static let letter = Kind(rawValue: 1)
    /// A capital.
    public static let capital = Kind(rawValue: 2)
    /// A small letter of ASCII.
    public static let smallASCII = Kind(rawValue: 4)
  }

  /// Creates tables from a tree of sequences, 256 entries a node, the root first.
  ///
  /// - Parameters:
  ///   - nodes: each entry's high 8 bits are the node of longer sequences; an entry without letter has
  ///     no meaning.
  ///   - capitals: for an encoding of one byte a letter whose capitals may be small letters in a font,
  ///     256 times what a byte is and its letter in capitals; otherwise empty.
  public init(nodes: [UInt32], capitals: [(kind: Kind, raised: UInt32)] = []) {
    precondition(
      !nodes.isEmpty && nodes.allSatisfy { Int($0 >> 24) << 8 < nodes.count }
        && nodes.count.isMultiple(of: 256) && (capitals.isEmpty || capitals.count == 256),
      "nodes have 256 entries that lead to nodes")
    self.nodes = nodes
    letters = zip(nodes, capitals).map { Self.entry($0, $1.kind) }
    raised = capitals.map { Self.entry($0.raised, $0.kind) }
  }

  /// A letter with its kind, a mark that it has a meaning, and its length, as the kernel wants it.
  private static func entry(_ letter: UInt32, _ kind: Kind) -> UInt32 {
    let letter = letter & 0xFF_FFFF
    guard letter > 0 else { return 0 }
    let length: UInt32 = letter > 0xFFFF ? 3 : letter > 0xFF ? 2 : 1
    return letter | (kind.rawValue | 8) << 24 | length << 28
  }

  /// Runs a piece of code with the tables as the kernels take them.
  private func withTables<Result>(
    _ body: (UnsafePointer<sohoa_letters>) -> Result
  ) -> Result {
    unsafe nodes.withUnsafeBufferPointer { nodes in
      unsafe letters.withUnsafeBufferPointer { letters in
        unsafe raised.withUnsafeBufferPointer { raised in
          // SAFETY: the tables live for the closure; entries lead to nodes, as `init` checked.
          var tables = unsafe sohoa_letters(
            nodes: nodes.baseAddress, letters: letters.isEmpty ? nil : letters.baseAddress,
            raised: raised.isEmpty ? nil : raised.baseAddress)
          return unsafe withUnsafePointer(to: &tables) { unsafe body($0) }
        }
      }
    }
  }

  /// Decodes `text[range]` to `text[start...]`, which has room for ``growth`` times the bytes of the
  /// range and ``slack`` more, and lies behind it.
  ///
  /// - Returns: the end of the decoded text, or `nil` when a byte has no meaning.
  public func decode(
    _ range: Range<Int>, of text: inout MutableSpan<UInt8>, at start: Int
  ) -> Int? {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= start
        && start + range.count * Self.growth + Self.slack <= text.count, "there is room")
    let count = unsafe text.withUnsafeMutableBufferPointer { text in
      // SAFETY: the precondition says that both lie in the text, one behind the other.
      guard let base = text.baseAddress else { return 0 }
      return unsafe withTables { tables in
        unsafe sohoa_decode_text(base + range.lowerBound, range.count, tables, base + start)
      }
    }
    return count < 0 ? nil : start + count
  }

  /// Decodes those cells of some rows that ASCII may spell otherwise; the others stay where they are.
  ///
  /// - Parameters:
  ///   - cells: lie within `bytes`, or are null.
  ///   - rows: the rows to look at.
  ///   - bytes: gets the decoded text.
  ///   - sign: the bytes that a cell must have.
  ///   - failures: the rows with a byte that has no meaning are appended; their cells stay.
  public func decode(
    _ cells: inout [Cell], rows: Range<Int>, bytes: inout ByteArena, of sign: EncodedCells.Sign,
    failures: inout [Int]
  ) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= cells.count, "rows of the cells")
    var needed = 0
    for row in rows { needed += Int(cells[row].length) }
    bytes.reserve(needed * Self.growth + Self.slack)
    var end = bytes.count
    let failed = unsafe [UInt32](unsafeUninitializedCapacity: rows.count) { found, count in
      count = unsafe cells.withUnsafeMutableBytes { pairs in
        unsafe bytes.storage.withUnsafeMutableBufferPointer { storage in
          guard let base = storage.baseAddress, let found = found.baseAddress,
            let pairs = unsafe pairs.assumingMemoryBound(to: UInt32.self).baseAddress
          else { return 0 }
          // SAFETY: a cell is two `UInt32`, start and length, and the kernel checks it against the
          // end; there is room for what all of them may become, and for each row in `found`.
          return unsafe withTables { tables in
            unsafe sohoa_decode_cells(
              base, &end, pairs, rows.lowerBound, rows.upperBound, sign.kernelValue, tables, found)
          }
        }
      }
      precondition(count >= 0, "a cell lies within its chunk's bytes")
    }
    bytes.count = end
    for row in failed { failures.append(Int(row)) }
  }
}
