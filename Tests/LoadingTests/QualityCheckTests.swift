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
    _ measure: QualityCheck.Measure, _ column: String? = nil,
    where conditions: [QualityCheck.Condition] = [], over: QualityCheck.Scope = .run,
    by: [String] = [], minimum: Double? = nil, maximum: Double? = nil, after: Int = 0,
    _ lines: [String]
  ) {
    check = QualityCheck(
      code: "Q", measure: measure, column: column, conditions: conditions, scope: over, by: by,
      minimum: minimum,
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
          "0||2|2.0|met", "0|[\"l\"]|1|1.0|missed", "0|[null]|1|1.0|missed",
        ]),
      MeasureCase(
        .rowCount, where: [.init("n", .some)], by: ["b"], minimum: 1,
        [
          "0||3|1.0|met", "0|[null]|0|0.0|missed",
        ]),
      MeasureCase(
        .rowCount, where: [.init("b", .value("k")), .init("d", .none)], maximum: 0,
        [
          "0||0|0.0|met"
        ]),
      MeasureCase(.sum, "n", where: [.init("b", .value("k"))], maximum: 3, ["0||2|3.0|met"]),
      MeasureCase(.gaps, "n", maximum: 0, ["0||3|3.0|missed"]),
      MeasureCase(.gaps, "a", over: .table, maximum: 0, ["0||5|0.0|met"]),
      MeasureCase(.gaps, "n", by: ["b"], maximum: 0, ["0||3|0.0|met"]),
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
    // All groups of a check by values that are met share a line.
    #expect(entry.groups >= test.lines.count)
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

  private func findings() throws -> [String] {
    try SinkFixture.query(
      "SELECT unit || ' ' || record || ' ' || rule || ' ' || field FROM sohoa_finding"
        + " ORDER BY unit, record, rule")
  }

  @Test(
    "Missing numbers are counted and listed, book by book",
    arguments: [
      (["1/2009", "02/2009", "5/2009", "10/2009", "9/2009", "12/2009"], 6, "3-4, 6-8, 11"),
      (["7", "7", "9"], 1, "8"), (["007/2009", "000009/2009", "số 8"], 1, "8"),
      (["3"], 0, ""), (["100000000", "100000002"], 1, "100000001"),
    ])
  func gaps(numbers: [String], count: Int, list: String) throws {
    let check = QualityCheck(
      code: "W-GAP", measure: .gaps, column: "x", scope: .table, by: ["b"], maximum: 0,
      severity: .warn, message: "m", messageVietnamese: "v")
    var table = SinkFixture.table("t", ["a", "b", "x"])
    table.checks = [check]
    let fixture = try SinkFixture(table)
    try fixture.begin("u1")
    // A whole book, and one with the numbers.
    try fixture.load(
      [["k1", "whole", "1"], ["k2", "whole", "2"]]
        + numbers.enumerated().map { ["n\($0)", "book", $1] })
    _ = try fixture.sink.finishTables()
    let entry = try #require(try fixture.sink.judge().first)
    #expect(entry.groups == 2 && !entry.stops)
    #expect(
      entry.gaps
        == (count == 0 ? [] : [.init(group: "[\"book\"]", count: count, numbers: list)]))
    #expect(try fixture.sink.checks(ofRun: 1) == [entry])
  }

  @Test(
    "A household with no head or two is noted at its first head, or else its first row",
    arguments: [
      (TargetTable.WatchedKey.Report.first, ["1 3", "1 5"]), (.later, ["1 4", "1 6"]),
      (.all, ["1 3", "1 4", "1 5", "1 6"]),
    ])
  func heads(report: TargetTable.WatchedKey.Report, noted: [String]) throws {
    var table = SinkFixture.table("t", ["a", "b", "c", "d"])
    table.checks = [
      QualityCheck(
        code: "W-HEAD", measure: .rowCount, column: "c",
        conditions: [.init("c", .value("01")), .init("d", .none)], scope: .table, by: ["b"],
        minimum: 1, maximum: 1, report: report, severity: .warn, message: "m",
        messageVietnamese: "v")
    ]
    let fixture = try SinkFixture(table)
    try fixture.begin("u1")
    try fixture.load(
      [
        // One head who lives there; one was struck out.
        ["1", "A", "01", nil], ["2", "A", "01", "2020-01-01"],
        // Two heads.
        ["3", "B", "01", nil], ["4", "B", "01", nil],
        // None.
        ["5", "C", "02", nil], ["6", "C", "04", nil],
      ])
    _ = try fixture.sink.finishTables()
    for _ in 0..<2 {
      let entry = try #require(try fixture.sink.judge().first)
      #expect(entry.groups == 3 && entry.missed == 2)
      #expect(entry.least == 0 && entry.greatest == 2)
      #expect(try findings() == noted.map { $0 + " W-HEAD c" })
    }
    try fixture.finish()
    try fixture.end()
    // What an earlier run left is not said again, a household that this run has rows of is judged whole.
    try fixture.begin("u2")
    try fixture.load([["7", "C", "01", nil], ["8", "A", "01", nil]], unit: 2)
    _ = try fixture.sink.finishTables()
    #expect(try fixture.sink.judge().first?.missed == 2)
    let again = try findings().filter { !noted.map { $0 + " W-HEAD c" }.contains($0) }
    let expected =
      switch report {
      case .first: ["1 1"]
      case .later: ["2 2"]
      case .all: ["1 1", "2 2"]
      }
    #expect(again == expected.map { $0 + " W-HEAD c" })
  }

  @Test("What ended is not named by later rows; while nothing is known of ends, nothing is judged")
  func ended() throws {
    func events(_ column: String = "x") -> TargetTable {
      var table = SinkFixture.table("t", ["a", "b", "d"], types: [.text, .text, .date])
      table.checks = [
        QualityCheck(
          code: "E-DEAD", measure: .ended, column: "b",
          ending: .init(table: "deaths", column: column, lastDay: "day", asOf: "d"),
          scope: .table, maximum: 0, report: .all, severity: .warn, message: "m",
          messageVietnamese: "v")
      ]
      return table
    }
    let rows: [[String?]] = [
      ["1", "p", "2020-05-01"], ["2", "p", "2020-05-02"], ["3", "p", "2020-05-03"],
      ["4", "q", "2024-01-01"], ["5", nil, "2024-01-01"], ["6", "r", nil],
    ]
    let fixture = try SinkFixture(events())
    try fixture.begin("u1")
    try fixture.load(rows)
    _ = try fixture.sink.finishTables()
    let blind = try #require(try fixture.sink.judge().first)
    #expect(blind.unjudged == 1 && blind.missed == 0)
    #expect(try SinkFixture.query("SELECT count(*) FROM sohoa_finding") == ["0"])
    try SinkFixture.execute("CREATE TABLE deaths (x TEXT, day TEXT)")
    try SinkFixture.execute(
      "INSERT INTO deaths VALUES ('p', '2022-01-01'), ('p', '2020-05-02'), ('r', '2000-01-01'),"
        + " ('q', NULL), (NULL, '1990-01-01')")
    let entry = try #require(try fixture.sink.judge().first)
    #expect(entry.missed == 1 && entry.greatest == 1)
    #expect(try findings() == ["1 3 E-DEAD b"])
  }

  @Test("Values that another table has not are counted once that table is there")
  func unmatched() throws {
    func members(_ column: String = "x") -> TargetTable {
      var table = SinkFixture.table("t", ["a", "b"])
      table.checks = [
        QualityCheck(
          code: "W-HOUSEHOLD", measure: .unmatched, column: "b",
          source: .init(table: "households", column: column), scope: .table, maximum: 0,
          report: .all, severity: .warn, message: "m", messageVietnamese: "v")
      ]
      return table
    }
    let fixture = try SinkFixture(members())
    try fixture.begin("u1")
    try fixture.load([["1", "p"], ["2", "q"], ["3", nil], ["4", "r"], ["5", "q"]])
    _ = try fixture.sink.finishTables()
    let blind = try #require(try fixture.sink.judge().first)
    #expect(blind.unjudged == 1 && blind.missed == 0)
    try SinkFixture.execute("CREATE TABLE households (x TEXT)")
    try SinkFixture.execute("INSERT INTO households VALUES ('p'), ('p'), ('r'), (NULL)")
    let entry = try #require(try fixture.sink.judge().first)
    #expect(entry.missed == 1 && entry.greatest == 2)
    #expect(try findings() == ["1 2 W-HOUSEHOLD b", "1 5 W-HOUSEHOLD b"])
    try fixture.sink.end(.done)
    let other = try SinkFixture(members("y"), pipeline: "q")
    #expect(throws: Diagnostic.self) { try other.begin("u2") }
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
