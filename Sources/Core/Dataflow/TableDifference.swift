/// How the rows of one table differ between two databases.
public struct TableDifference: Sendable, Equatable {
  /// The table's name.
  public var table: String
  /// The rows of the first database, and of the second.
  public var rows: (first: Int, second: Int)
  /// The different rows that only the first has, and only the second.
  public var onlyIn: (first: Int, second: Int)

  /// Creates a difference.
  public init(
    table: String, rows: (first: Int, second: Int), onlyIn: (first: Int, second: Int)
  ) {
    self.table = table
    self.rows = rows
    self.onlyIn = onlyIn
  }

  /// The number of rows by which the tables differ.
  public var count: Int {
    max(onlyIn.first + onlyIn.second, abs(rows.first - rows.second))
  }

  /// Whether all figures are the same.
  public static func == (first: TableDifference, second: TableDifference) -> Bool {
    first.table == second.table && first.rows == second.rows && first.onlyIn == second.onlyIn
  }
}
