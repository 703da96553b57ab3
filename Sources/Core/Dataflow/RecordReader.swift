public import Columnar

/// How much a reader puts into one chunk.
public struct ChunkLimit: Sendable, Equatable {
  /// The most rows, at least 1.
  public var rows: Int
  /// The number of content bytes after which no further record is begun.
  public var bytes: Int
  /// The most cells, so that rows of many columns take no more memory than others; `Int.max` where
  /// the rows were asked for.
  public var cells: Int

  /// Creates a limit.
  public init(rows: Int = 20_000, bytes: Int = 8 << 20, cells: Int = 400_000) {
    self.rows = rows
    self.bytes = bytes
    self.cells = cells
  }

  /// The limit for rows of so many columns.
  public func fitting(columns: Int) -> ChunkLimit {
    ChunkLimit(rows: max(1, min(rows, cells / max(1, columns))), bytes: bytes, cells: cells)
  }
}

/// Fills chunks with the records of one unit, in order.
public protocol RecordReader {
  /// Where the next record begins: what a checkpoint stores.
  var position: Position { get }

  /// Reads the next records as text columns.
  ///
  /// A record that cannot be read becomes a row of its own with state `rejected`, its bytes in
  /// `origins[row].raw` and a violation; the records after it are read.
  ///
  /// - Parameters:
  ///   - chunk: emptied first; then holds 1...`limit.rows` rows, or none at the end.
  ///   - limit: how much to read.
  /// - Returns: `false` when the unit has no further record.
  /// - Throws: `Diagnostic` when the unit cannot be read on (damaged archive, read error).
  mutating func read(into chunk: inout Chunk, limit: ChunkLimit) throws -> Bool
}
