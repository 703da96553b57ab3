import Columnar
import Dataflow
import Loading
import TestSupport
import Testing

/// A check and what it measures on the rows of the fixture, as `unit part rows value verdict`.
struct MeasureCase: CustomTestStringConvertible, Sendable {
  var check: QualityCheck
  var lines: [String]
  var testDescription: String { "\(check.measure) over \(check.scope)" }

  init(
    _ measure: QualityCheck.Measure, _ column: String? = nil, over: QualityCheck.Scope = .run,
    by: [String] = [], minimum: Double? = nil, maximum: Double? = nil, after: Int = 0,
    _ lines: [String]
  ) {
    check = QualityCheck(
      code: "Q", measure: measure, column: column, scope: over, by: by, minimum: minimum,
      maximum: maximum, after: after, message: "m", messageVietnamese: "v")
    self.lines = lines
  }
}

@Suite(.temporaryDirectory, .onEachDatabase) struct QualityCheckTests {
  private static func table(_ checks: [QualityCheck], mode: TargetTable.Mode = .append)
    -> TargetTable
  {
    var table = SinkFixture.table(
      "t", ["a", "b", "n", "d", "x"], types: [.text, .text, .integer, .date, .decimal], mode: mode)
    table.checks = checks
    return table
  }

  /// Two units of an earlier run and two of this one; the second has no good row.
  private func judged(_ checks: [QualityCheck]) throws -> [CheckEntry] {
    let fixture = try SinkFixture(Self.table(checks))
    try fixture.begin("u1")
    try fixture.load([["0", "z", "100", "1999-01-01", "9"]])
    try fixture.finish()
    try fixture.end()
    try fixture.begin("u2", "u3")
    try fixture.load(
      [
        ["1", "k", "1", "2024-05-01", "1.5"], ["2", "k", "2", "2024-05-04", "2.25"],
        ["3", "l", "6", nil, nil], ["4", nil, nil, "2024-04-30", "-10"],
      ], unit: 2)
    try fixture.load([["1", "other", "1", "2024-05-01", "1"]], unit: 3)
    _ = try fixture.sink.finishTables()
    return try fixture.sink.judge()
  }

  private func stored(run: Int64 = 2) throws -> [String] {
    try SinkFixture.query(
      """
      SELECT unit, part, rows, \(TestDatabase.number("value")), verdict FROM sohoa_check
      WHERE run = \(run) ORDER BY unit, part
      """)
  }

  @Test(
    "Each measure is what the loaded rows say, and no other row counts",
    arguments: [
      MeasureCase(.rowCount, minimum: 4, maximum: 4, ["0||4|4.0|met"]),
      MeasureCase(.rowCount, over: .table, maximum: 4, ["0||5|5.0|missed"]),
      MeasureCase(.rowCount, over: .unit, minimum: 1, ["2||4|4.0|met", "3||0|0.0|missed"]),
      MeasureCase(
        .rowCount, over: .unit, minimum: 1, after: 1,
        [
          "2||4|4.0|met", "3||0|0.0|unjudged",
        ]),
      MeasureCase(
        .rowCount, by: ["b"], minimum: 2,
        [
          "0|[\"k\"]|2|2.0|met", "0|[\"l\"]|1|1.0|missed", "0|[null]|1|1.0|missed",
        ]),
      MeasureCase(.nullRate, "n", maximum: 0.2, ["0||4|0.25|missed"]),
      MeasureCase(
        .nullRate, "n", over: .unit, maximum: 0.25,
        [
          "2||4|0.25|met", "3||0|-|unjudged",
        ]),
      MeasureCase(.distinct, "b", minimum: 2, ["0||4|2.0|met"]),
      MeasureCase(.duplicateRate, "b", maximum: 0.3, ["0||4|0.333333333333333|missed"]),
      MeasureCase(.minimum, "n", minimum: 1, ["0||4|1.0|met"]),
      MeasureCase(.maximum, "n", maximum: 5, ["0||4|6.0|missed"]),
      MeasureCase(.minimum, "x", minimum: -9.5, ["0||4|-10.0|missed"]),
      MeasureCase(.sum, "n", minimum: 9, maximum: 9, ["0||4|9.0|met"]),
      MeasureCase(.sum, "n", over: .table, maximum: 100, ["0||5|109.0|missed"]),
      MeasureCase(.mean, "n", minimum: 3, ["0||4|3.0|met"]),
      MeasureCase(.age, "d", maximum: 1, ["0||4|2.0|missed"]),
      MeasureCase(.violationRate, maximum: 0.1, ["0||5|0.2|missed"]),
      MeasureCase(
        .violationRate, over: .unit, maximum: 0.1,
        [
          "2||4|0.0|met", "3||1|1.0|missed",
        ]),
    ])
  func measures(test: MeasureCase) throws {
    let entries = try judged([test.check])
    #expect(try stored() == test.lines)
    let entry = try #require(entries.first)
    #expect(entry.missed == test.lines.count { $0.hasSuffix("missed") })
    #expect(entry.unjudged == test.lines.count { $0.hasSuffix("unjudged") })
    #expect(entry.groups == test.lines.count)
    #expect(entry.stops == (entry.missed > 0))
  }

  @Test(
    "Rows with a key that may be repeated are noted as asked, in this run's groups only",
    arguments: [
      (TargetTable.WatchedKey.Report.first, ["1 1", "1 2"]), (.later, ["2 1", "2 2", "2 4"]),
      (.all, ["1 1", "1 2", "2 1", "2 2", "2 4"]),
    ])
  func watched(report: TargetTable.WatchedKey.Report, noted: [String]) throws {
    var table = SinkFixture.table("t", ["a", "b"], key: ["a"])
    table.watchedKeys = [.init(columns: ["b"], report: report, rule: 5)]
    let fixture = try SinkFixture(table)
    try fixture.begin("u1")
    try fixture.load([["1", "x"], ["2", "y"], ["3", nil], ["4", "q"]])
    try fixture.finish()
    try fixture.end()
    try fixture.begin("u2")
    try fixture.load([["5", "x"], ["6", "y"], ["7", nil], ["8", "x"], ["9", "z"]], unit: 2)
    _ = try fixture.sink.finishTables()
    for _ in 0..<2 { #expect(try fixture.sink.judge() == []) }
    #expect(
      try SinkFixture.query(
        "SELECT unit || ' ' || record FROM sohoa_finding WHERE rule = 'W-FK' AND run = 2"
          + " ORDER BY unit, record") == noted)
    #expect(try SinkFixture.query("SELECT count(*) FROM t") == ["9"])
  }

  @Test("Judging again gives the same, and a warning does not stop")
  func again() throws {
    let warn = QualityCheck(
      code: "W", measure: .rowCount, minimum: 9, severity: .warn, message: "few",
      messageVietnamese: "ít")
    let fixture = try SinkFixture(Self.table([warn]))
    try fixture.begin("u1")
    try fixture.load([["1", "k", "1", nil, nil]])
    _ = try fixture.sink.finishTables()
    let first = try fixture.sink.judge()
    #expect(try fixture.sink.judge() == first)
    #expect(first.map(\.stops) == [false])
    #expect(first.map(\.missed) == [1])
    try fixture.sink.end(.done)
    #expect(try fixture.sink.checks(ofRun: 1) == first)
  }

  @Test("A change is held against the last run that was done")
  func drift() throws {
    let check = QualityCheck(
      code: "D", measure: .sum, column: "n", change: 0.5, message: "m", messageVietnamese: "v")
    let fixture = try SinkFixture(Self.table([check]))
    var missed: [Int] = []
    for (run, value) in ["100", "150", "400"].enumerated() {
      try fixture.begin("u\(run)")
      try fixture.load([["k\(run)", "b", value, nil, nil]], unit: Int64(run + 1))
      try fixture.finish(unit: Int64(run + 1), "u\(run)")
      _ = try fixture.sink.finishTables()
      missed.append(try fixture.sink.judge()[0].missed)
      try fixture.sink.end(.done)
    }
    #expect(missed == [0, 0, 1])
    #expect(
      try SinkFixture.query(
        """
        SELECT \(TestDatabase.number("value")), \(TestDatabase.number("previous")), verdict
        FROM sohoa_check ORDER BY run
        """)
        == ["100.0|-|met", "150.0|100.0|met", "400.0|150.0|missed"])
  }

  @Test("Rows that a run updated are measured wherever they are")
  func updated() throws {
    let check = QualityCheck(
      code: "U", measure: .sum, column: "n", maximum: 0, message: "m", messageVietnamese: "v")
    let fixture = try SinkFixture(Self.table([check], mode: .upsert))
    try fixture.begin("u1")
    try fixture.load([["1", "k", "1", nil, nil], ["2", "k", "2", nil, nil]])
    try fixture.finish()
    try fixture.end()
    try fixture.begin("u2")
    try fixture.load([["1", "k", "40", nil, nil], ["3", "k", "5", nil, nil]], unit: 2)
    _ = try fixture.sink.finishTables()
    _ = try fixture.sink.judge()
    #expect(try stored() == ["0||2|45.0|missed"])
  }
}
