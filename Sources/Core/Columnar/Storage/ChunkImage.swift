/// Chunks as bytes that give them back exactly: columns, origins, states and findings as they stand.
///
/// What steps add beside the columns, scans and what was read, is not kept. All numbers are in the byte
/// order of the machines that SoHoa runs on, least byte first.
///
///     magic, number of chunks, then each chunk:
///     columns, rows, findings, bytes, foreign bytes            a word each
///     of each column: its name's length, type, fonts           a word each, then the name
///     origins (5 words a row), states (a byte a row), findings (2 words each)
///     of each column: cells, values where its type has some, fonts where there are some
///     the bytes
public enum ChunkImage {
  /// `SoHoa ci`.
  static let magic: UInt64 = 0x6963_2061_6F48_6F53
  static let originWords = 5
  static let violationWords = 2

  /// Adds the image of chunks to bytes.
  ///
  /// - Parameters:
  ///   - chunks: without children of their own.
  ///   - rules: the rules that findings may name; the image names them by their places here.
  ///   - bytes: what the image is added to.
  public static func write(_ chunks: [Chunk], rules: [UInt16], to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + chunks.reduce(16) { $0 + size(of: $1) })
    append([magic, UInt64(chunks.count)], to: &bytes)
    for chunk in chunks {
      precondition(chunk.children.isEmpty, "children stand beside their parents")
      write(chunk, rules, to: &bytes)
    }
  }

  private static func size(of chunk: Chunk) -> Int {
    var size = 40 + chunk.bytes.count + chunk.rowCount * (8 * originWords + 1)
    size += chunk.violations.count * 8 * violationWords
    for column in chunk.columns {
      size += 24 + column.name.utf8.count + column.fonts.count
      size += 8 * (column.cells.count + column.values.count)
    }
    return size
  }

  private static func write(_ chunk: Chunk, _ rules: [UInt16], to bytes: inout [UInt8]) {
    append(
      [
        chunk.columns.count, chunk.rowCount, chunk.violations.count, chunk.bytes.count,
        chunk.bytes.foreignCount,
      ].map { UInt64($0) }, to: &bytes)
    for column in chunk.columns {
      let name = Array(column.name.utf8)
      append(
        [UInt64(name.count), UInt64(column.type.rawValue), UInt64(column.fonts.count)], to: &bytes)
      bytes += name
    }
    append(words(of: chunk.origins), to: &bytes)
    append(chunk.states, to: &bytes)
    append(words(of: chunk.violations, rules), to: &bytes)
    for column in chunk.columns {
      append(column.cells, to: &bytes)
      append(column.values, to: &bytes)
      append(column.fonts, to: &bytes)
    }
    bytes += chunk.bytes.storage[..<chunk.bytes.count]
  }

  /// Origins word by word: as they lie in memory they have gaps, which may hold anything.
  private static func words(of origins: [RowOrigin]) -> [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity(origins.count * originWords)
    for origin in origins {
      words.append(UInt64(bitPattern: origin.record))
      words.append(UInt64(bitPattern: origin.line))
      words.append(UInt64(bitPattern: origin.offset))
      words.append(word(of: origin.raw))
      words.append(UInt64(origin.parent))
    }
    return words
  }

  private static func words(of violations: [Violation], _ rules: [UInt16]) -> [UInt64] {
    violations.flatMap { violation in
      guard let rule = rules.firstIndex(of: violation.rule) else {
        preconditionFailure("a finding names a rule that the image knows")
      }
      let column = UInt16(bitPattern: violation.column)
      return [
        UInt64(violation.row) | UInt64(rule) << 32 | UInt64(column) << 48, word(of: violation.cell),
      ]
    }
  }

  private static func word(of cell: Cell) -> UInt64 {
    UInt64(cell.start) | UInt64(cell.length) << 32
  }

  private static func append<Element: BitwiseCopyable>(
    _ elements: [Element], to bytes: inout [UInt8]
  ) {
    // SAFETY: the array is lent for the call; its elements have no gaps between or in them.
    unsafe elements.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }
}
