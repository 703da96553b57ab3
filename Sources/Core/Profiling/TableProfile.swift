public import Columnar

/// What the rows of a table look like at one place of their way.
public struct TableProfile: Sendable {
  /// The columns, in their order.
  public private(set) var columns: [ColumnProfile] = []
  /// The rows looked at.
  public private(set) var rows = 0
  private var hashes: [UInt64] = []

  /// Creates the profile of no rows.
  public init() {}

  /// Takes in a chunk's rows, or those that go on.
  public mutating func add(_ chunk: Chunk, onlyLive: Bool) {
    if columns.isEmpty { columns = chunk.columns.map { ColumnProfile(name: $0.name) } }
    precondition(columns.count == chunk.columns.count, "the chunks of a profile have one layout")
    rows += onlyLive ? chunk.count(.live) : chunk.rowCount
    for index in columns.indices {
      columns[index].add(chunk.columns[index], of: chunk, onlyLive: onlyLive, hashes: &hashes)
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
