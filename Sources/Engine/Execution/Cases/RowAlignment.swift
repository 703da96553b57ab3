import Dataflow

/// Rows expected and rows found, brought side by side so that a difference is small.
struct RowAlignment {
  typealias Row = CaseOutcome.Row
  typealias Difference = CaseResult.Difference

  let table: TargetTable
  let expected: [Row]
  let found: [Row]

  /// The fields that differ in rows that belong together, and rows without a partner.
  var differences: [Difference] {
    var result: [Difference] = []
    var gap: (missing: [Int], extra: [Int]) = ([], [])
    let change = found.difference(from: expected) { left, right in
      table.columns.allSatisfy { left.agrees(with: right, on: $0.name) }
    }
    let removed = Set(change.removals.map(Self.offset))
    let inserted = Set(change.insertions.map(Self.offset))
    var (left, right) = (0, 0)
    while left < expected.count || right < found.count {
      if removed.contains(left), left < expected.count {
        gap.missing.append(left)
        left += 1
      } else if inserted.contains(right), right < found.count {
        gap.extra.append(right)
        right += 1
      } else {
        result += differences(in: gap)
        gap = ([], [])
        left += 1
        right += 1
      }
    }
    return result + differences(in: gap)
  }

  /// Pairs the rows between two that agree: by key where there is one, then by order.
  private func differences(in gap: (missing: [Int], extra: [Int])) -> [Difference] {
    var result: [Difference] = []
    var extra = gap.extra
    var alone: [Int] = []
    for index in gap.missing {
      let key = key(of: expected[index])
      if let partner = extra.firstIndex(where: { !key.isEmpty && self.key(of: found[$0]) == key }) {
        result += fields(of: index, extra.remove(at: partner))
      } else {
        alone.append(index)
      }
    }
    while !alone.isEmpty && !extra.isEmpty {
      result += fields(of: alone.removeFirst(), extra.removeFirst())
    }
    result += alone.map {
      Difference(
        subject: table.name, place: "row \($0 + 1)", field: "", expected: text(expected[$0]),
        found: nil)
    }
    return result
      + extra.map {
        Difference(
          subject: table.name, place: "row \($0 + 1), \(found[$0].origin ?? "")", field: "",
          expected: nil, found: text(found[$0]))
      }
  }

  private static func offset(_ change: CollectionDifference<Row>.Change) -> Int {
    switch change {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }

  private func key(of row: Row) -> [String] { table.key.compactMap { row.values[$0] ?? nil } }

  private func fields(of left: Int, _ right: Int) -> [Difference] {
    table.columns.compactMap { column in
      guard !expected[left].agrees(with: found[right], on: column.name) else { return nil }
      let (wanted, got) = (expected[left].values[column.name], found[right].values[column.name])
      return Difference(
        subject: table.name, place: "row \(left + 1), \(found[right].origin ?? "")",
        field: column.name,
        expected: shown(wanted), found: shown(got))
    }
  }

  private func shown(_ value: String??) -> String {
    switch value {
    case nil: ""
    case .some(nil): "null"
    case .some(let text?): text
    }
  }

  /// A row's values in the order of the columns, nulls left out.
  private func text(_ row: Row) -> String {
    table.columns.compactMap { column in
      (row.values[column.name] ?? nil).map { "\(column.name): \($0)" }
    }.joined(separator: ", ")
  }
}
