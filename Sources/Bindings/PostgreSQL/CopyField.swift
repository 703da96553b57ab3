public import Columnar

/// What one column of a COPY is filled with.
public enum CopyField: Sendable, Equatable {
  /// A column of the chunk, for a column of the type that ``ColumnType/postgreSQLName`` names.
  case column(Int, ColumnType)
  /// The same whole number in every row; the column is `bigint`, as are those of all cases below.
  case constant(Int64)
  /// Whole numbers from a first one on, one a row that is sent.
  case counter(from: Int64)
  /// The row's index in its chunk.
  case row
  /// The record's number in its unit.
  case record
  /// The line that the record begins on.
  case line
  /// The offset of the record in its unit.
  case offset
  /// The record as read; the column is `bytea`.
  case raw

  /// The number of the first row, for those that have one of their own.
  var firstNumber: Int64 {
    switch self {
    case .constant(let number), .counter(let number): number
    default: 0
    }
  }
}

extension ColumnType {
  /// The type of a column that holds such values exactly.
  public var postgreSQLName: String {
    switch self {
    case .text: "text"
    case .integer: "bigint"
    case .number: "double precision"
    case .decimal: "numeric"
    case .boolean: "boolean"
    case .date: "date"
    case .time: "time"
    case .dateTime: "timestamp"
    }
  }
}
