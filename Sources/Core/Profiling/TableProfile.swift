public import Columnar

/// What the rows of a table look like at one place of their way.
public struct TableProfile: Sendable {
  /// The rows that are looked at together, column by column: so many that their text stays in a
  /// processor's cache.
  private static let partCount = 128

  /// The columns, in their order.
  public private(set) var columns: [ColumnProfile] = []
  /// The rows looked at.
  public private(set) var rows = 0
  /// The rows that were looked at elsewhere before.
  private let seen: Int
  private var live: [UInt8] = []
  private var details = CellSurvey.Details()

  /// Creates the profile of no rows.
  ///
  /// - Parameter seen: the rows that others have looked at before; after many of them fewer values are
  ///   looked at in detail.
  public init(seen: Int = 0) { self.seen = seen }

  /// Takes in a chunk's rows, or those that go on.
  public mutating func add(_ chunk: Chunk, onlyLive: Bool) {
    if columns.isEmpty {
      columns = chunk.columns.map { ColumnProfile(name: $0.name, seen: seen) }
    }
    precondition(columns.count == chunk.columns.count, "the chunks of a profile have one layout")
    live.removeAll(keepingCapacity: true)
    if onlyLive && chunk.states.contains(where: { $0 != .live }) {
      for state in chunk.states { live.append(state == .live ? 1 : 0) }
    }
    for start in stride(from: 0, to: chunk.rowCount, by: Self.partCount) {
      let range = start..<min(start + Self.partCount, chunk.rowCount)
      let count = live.isEmpty ? range.count : live[range].reduce(0) { $0 + Int($1) }
      let part = RowPart(rows: range, live: live, count: count, isBrief: !onlyLive)
      rows += count
      if onlyLive { CellSurvey.prefetch(chunk.bytes.storage, in: chunk.raw(of: range)) }
      for index in columns.indices {
        columns[index].add(part, of: chunk.columns[index], in: chunk, details: &details)
      }
    }
  }

  /// Takes in the rows of another profile of the same table.
  public mutating func merge(_ other: TableProfile) {
    rows += other.rows
    if columns.isEmpty {
      columns = other.columns
      return
    }
    for column in other.columns {
      if let index = columns.firstIndex(where: { $0.name == column.name }) {
        columns[index].merge(column)
      } else {
        columns.append(column)
      }
    }
  }
}

extension Chunk {
  /// Where the records of some rows lie in the bytes, at most 256 KiB of them.
  fileprivate func raw(of rows: Range<Int>) -> Range<Int> {
    let (first, last) = (origins[rows.lowerBound].raw.range, origins[rows.upperBound - 1].raw.range)
    let end = min(last.upperBound, first.lowerBound + 256 << 10)
    return first.lowerBound..<max(first.lowerBound, end)
  }
}

/// Some rows of a chunk.
struct RowPart {
  /// The rows.
  let rows: Range<Int>
  /// For each row of the chunk 0 where it does not count; empty where all do.
  let live: [UInt8]
  /// The rows that count.
  let count: Int
  /// Whether different values are counted only among those looked at in detail.
  let isBrief: Bool
}
