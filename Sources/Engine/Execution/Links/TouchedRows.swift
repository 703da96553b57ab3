import Foundation
import Linking
import Loading

/// A row of a table before it was replaced or taken out.
struct FormerRow: Sendable {
  /// Its number.
  var row: Int64
  /// What it was, as the ledger keeps it.
  var before: String
  /// Whether another row is in its place.
  var isReplaced: Bool
}

/// The rows of a table that are new, or were replaced.
struct TouchedRows: Sendable {
  /// The rows behind those that were there.
  var new: ClosedRange<Int64>?
  /// Those that were there and were replaced, each once, in order.
  var replaced: [Int64]
  /// What these were first.
  var former: [Int64: String] = [:]

  /// Takes what the ledger tells.
  ///
  /// - Parameters:
  ///   - new: the rows that were added.
  ///   - changed: what rows were, the earliest first.
  ///   - last: the last of those that were there.
  init(new: ClosedRange<Int64>?, _ changed: [FormerRow], upTo last: Int64) {
    self.new = new
    for change in changed where change.row <= last && former[change.row] == nil {
      former[change.row] = change.before
    }
    replaced = former.keys.sorted()
  }

  var isEmpty: Bool { new == nil && replaced.isEmpty }

  /// How many there are.
  var count: Int { (new?.count ?? 0) + replaced.count }

  /// The rows as a selection.
  var selection: TableRows { .numbers(new, replaced) }

  /// The texts that some columns had in the rows that were replaced; `nil` for none.
  func formerValues(_ columns: [String]) throws -> [[String?]] {
    try replaced.map { row in
      let object = try JSONSerialization.jsonObject(
        with: Data((former[row] ?? "{}").replacing("9e999", with: "null").utf8))
      let fields = object as? [String: Any] ?? [:]
      return columns.map { column in
        switch fields[column] {
        case let text as String: text
        case let number as NSNumber: "\(number)"
        default: nil
        }
      }
    }
  }

  /// The texts that some columns have now: in the rows that were replaced, and in all where `all`.
  func values(
    _ columns: [String], of table: String, in bench: Workbench, all: Bool
  ) throws -> [Int64: [String?]] {
    let row = bench.rowColumn
    let list = columns.map { ", CAST(\"\($0.replacing("\"", with: "\"\""))\" AS TEXT)" }.joined()
    let query = "SELECT \(row)\(list) FROM \(bench.name(of: table)) WHERE"
    var queries = stride(from: 0, to: replaced.count, by: 1000).map { start in
      let numbers = replaced[start..<min(start + 1000, replaced.count)]
      return "\(query) \(row) IN (\(numbers.map { "\($0)" }.joined(separator: ", ")))"
    }
    if all, let new {
      queries.append("\(query) \(row) BETWEEN \(new.lowerBound) AND \(new.upperBound)")
    }
    var values: [Int64: [String?]] = [:]
    for query in queries {
      for line in try bench.rows(query) {
        if let row = line[0].flatMap({ Int64($0) }) { values[row] = Array(line.dropFirst()) }
      }
    }
    return values
  }
}
