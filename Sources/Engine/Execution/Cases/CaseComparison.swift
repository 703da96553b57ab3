import Dataflow
import Foundation
import Planning

/// Compares all that came out of a case with all that it expects.
struct CaseComparison {
  typealias Difference = CaseResult.Difference
  typealias Row = CaseOutcome.Row
  typealias Finding = CaseOutcome.Finding

  let plan: Plan
  let spec: CaseSpec
  let outcome: CaseOutcome

  func differences() throws -> [Difference] {
    var result: [Difference] = []
    for stage in plan.stages {
      let expected = try rows(of: stage.table.name)
      let found = outcome.tables[stage.table.name] ?? []
      result += RowAlignment(table: stage.table, expected: expected, found: found).differences
      result += counts(of: stage.table.name, rowCount: expected.count)
    }
    result += findings("rejects", spec.rejects, outcome.rejects)
    result += findings("warnings", spec.warnings, outcome.warnings)
    result += units()
    for name in spec.orphans where !outcome.orphans.contains(name) {
      result.append(
        Difference(subject: "orphans", place: name, field: "", expected: name, found: nil))
    }
    for name in outcome.orphans where !spec.orphans.contains(name) {
      result.append(
        Difference(subject: "orphans", place: name, field: "", expected: nil, found: name))
    }
    if outcome.counts.values.allSatisfy({ $0.read == 0 }) {
      result.append(
        Difference(
          subject: "counts", place: "", field: "read", expected: "at least 1 record", found: "0"))
    }
    return result
  }

  private func rows(of table: String) throws -> [Row] {
    guard let entry = spec.tables.first(where: { $0.table.value == table }) else { return [] }
    switch entry.rows {
    case .listed(let rows): return rows.map { Row(values: $0) }
    case .file(let file): return try ExpectedRows(file: file).rows
    }
  }

  private func units() -> [Difference] {
    var result: [Difference] = []
    for unit in outcome.units {
      let expected = spec.units[unit.name] ?? "done"
      if unit.status != expected {
        result.append(
          Difference(
            subject: "units", place: unit.name, field: "", expected: expected, found: unit.status))
      }
    }
    for (name, status) in spec.units.sorted(by: { $0.key < $1.key })
    where !outcome.units.contains(where: { $0.name == name }) {
      result.append(
        Difference(subject: "units", place: name, field: "", expected: status, found: nil))
    }
    return result
  }

  private func findings(
    _ subject: String, _ expected: [CaseSpec.Finding], _ found: [Finding]
  ) -> [Difference] {
    let only = outcome.units.count == 1 ? outcome.units[0].name : ""
    let wanted = expected.flatMap { finding in
      finding.breaks.map {
        Finding(unit: finding.unit ?? only, record: Int64(finding.record), breaks: $0)
      }
    }
    func difference(_ finding: Finding, isExpected: Bool) -> Difference {
      Difference(
        subject: subject,
        place: finding.unit.isEmpty
          ? "record \(finding.record)" : "record \(finding.record) of \(finding.unit)", field: "",
        expected: isExpected ? finding.breaks : nil, found: isExpected ? nil : finding.breaks)
    }
    var left = found
    var missing: [Finding] = []
    for finding in wanted {
      if let index = left.firstIndex(of: finding) {
        left.remove(at: index)
      } else {
        missing.append(finding)
      }
    }
    let all =
      missing.map { (finding: $0, isExpected: true) }
      + left.map { (finding: $0, isExpected: false) }
    return all.enumerated().sorted { first, second in
      let (left, right) = (first.element.finding, second.element.finding)
      return (left.unit, left.record, first.offset) < (right.unit, right.record, second.offset)
    }.map { difference($0.element.finding, isExpected: $0.element.isExpected) }
  }

  /// Holds counts against those the case names, and otherwise against what its rows and rejects say.
  private func counts(of table: String, rowCount: Int) -> [Difference] {
    let found = outcome.counts[table] ?? Counts()
    let named = spec.counts[table] ?? [:]
    let isOnly = plan.stages.count == 1
    let repeats = plan.stages.map { plan.rules[$0.table.duplicateRule].code }
    let isRepeat: (CaseSpec.Finding) -> Bool = { finding in
      finding.breaks.allSatisfy { broken in
        repeats.contains { broken == $0 || broken.hasPrefix($0 + " ") }
      }
    }
    let changed = (named["updated"] ?? 0) + (named["loaded"] ?? 0)
    var figures: [(name: String, expected: Int?, found: Int)] = [
      ("loaded", named["loaded"] ?? (changed == 0 ? rowCount : nil), found.loaded),
      ("updated", named["updated"] ?? 0, found.updated),
      ("unchanged", named["unchanged"] ?? 0, found.unchanged),
      ("filtered", named["filtered"] ?? 0, found.filtered),
    ]
    figures += [
      (
        "duplicate", named["duplicate"] ?? (isOnly ? spec.rejects.count(where: isRepeat) : nil),
        found.duplicate
      ),
      (
        "rejected",
        named["rejected"] ?? (isOnly ? spec.rejects.count { !isRepeat($0) } : nil), found.rejected
      ),
    ]
    return figures.compactMap { figure in
      guard let expected = figure.expected, expected != figure.found else { return nil }
      return Difference(
        subject: "counts", place: table, field: figure.name, expected: "\(expected)",
        found: "\(figure.found)")
    }
  }
}
