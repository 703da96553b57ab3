import Columnar
import Dataflow
import Testing
import Transformation

@Suite struct ExpressionStepTests {
  let columns: [(name: String, type: ColumnType)] = [("ten", .text), ("so", .integer)]
  let finding = Finding(rule: 9, severity: .reject)

  func makeRows() -> Chunk {
    var chunk = makeChunk(
      ["ten", "so"], [["An", "1"], ["Bình", "-9223372036854775808"], [nil, nil], ["Đào", "4"]])
    chunk.makeIntegers(1)
    return chunk
  }

  @Test("Derived columns are computed from the row as it was before the step")
  func derive() throws {
    var chunk = makeRows()
    chunk.states[3] = .filtered
    var step = try Derive(
      [
        .init(name: "so", expression: "so / 2.0", type: .number),
        .init(name: "nhan", expression: "ten || ' ' || so"),
        .init(name: "dai", expression: "length(ten)", type: .integer),
        .init(name: "lon", expression: "so > 0", type: .boolean),
      ], columns: columns, engine: ExpressionEngine(), finding: finding)
    try step.apply(to: &chunk)
    #expect(chunk.columns.map(\.name) == ["ten", "so", "nhan", "dai", "lon"])
    #expect(chunk.columns.map(\.type) == [.text, .number, .text, .integer, .boolean])
    #expect(chunk.texts("so") == ["0.5", "-4.611686018427388e+18", nil, nil])
    #expect(chunk.texts("nhan") == ["An 1", "Bình -9223372036854775808", nil, nil])
    #expect(chunk.texts("dai") == ["2", "4", nil, nil])
    #expect(chunk.texts("lon") == ["true", "false", nil, nil])
    #expect(chunk.columns[3].values.prefix(2) == [2, 4])
    #expect(chunk.states == [.live, .live, .live, .filtered])
    #expect(chunk.violations == [])
  }

  @Test("A row on which an expression fails is a finding, and its neighbours are computed")
  func failingRow() throws {
    var chunk = makeRows()
    var step = try Derive(
      [.init(name: "x", expression: "abs(so)", type: .integer)], columns: columns,
      engine: ExpressionEngine(), finding: finding)
    try step.apply(to: &chunk)
    #expect(chunk.texts("x") == ["1", nil, nil, "4"])
    #expect(chunk.states == [.live, .rejected, .live, .live])
    #expect(chunk.violations == [Violation(row: 1, rule: 9)])
  }

  @Test("A value that is not of its column's type is a finding about that column")
  func mismatch() throws {
    var chunk = makeRows()
    var step = try Derive(
      [.init(name: "x", expression: "iif(so = 4, 'bốn', so)", type: .integer)], columns: columns,
      engine: ExpressionEngine(), finding: Finding(rule: 9, severity: .null))
    try step.apply(to: &chunk)
    #expect(chunk.texts("x") == ["1", "-9223372036854775808", nil, nil])
    #expect(chunk.violations == [Violation(row: 3, rule: 9, column: 2)])
    #expect(chunk.states == [.live, .live, .live, .live])
  }

  @Test("A filter keeps the rows for which it is true, and resurrects none")
  func filter() throws {
    var chunk = makeRows()
    chunk.states[3] = .rejected
    var step = try Filter(
      "abs(so) > 0", columns: columns, engine: ExpressionEngine(),
      finding: Finding(rule: 9, severity: .warn))
    try step.apply(to: &chunk)
    #expect(chunk.states == [.live, .live, .filtered, .rejected])
    #expect(chunk.violations == [Violation(row: 1, rule: 9)])
  }

  @Test("A check finds what is false, lets null pass, and reports every condition")
  func check() throws {
    var chunk = makeRows()
    let cells = chunk.columns[1].cells
    var step = try Check(
      [
        .init("so > 1", finding: Finding(rule: 1, severity: .reject)),
        .init("so < 4", finding: Finding(rule: 2, severity: .null), column: 1),
        .init("so <> 1", finding: Finding(rule: 3, severity: .warn), column: 1),
      ], columns: columns, engine: ExpressionEngine())
    try step.apply(to: &chunk)
    #expect(
      chunk.violations == [
        Violation(row: 0, rule: 1), Violation(row: 1, rule: 1),
        Violation(row: 3, rule: 2, column: 1, cell: cells[3]),
        Violation(row: 0, rule: 3, column: 1, cell: cells[0]),
      ])
    #expect(chunk.states == [.rejected, .rejected, .live, .live])
    #expect(chunk.texts("so") == ["1", "-9223372036854775808", nil, nil])
  }

  @Test("A bad expression is told when the step is made")
  func badExpression() throws {
    let problem = #expect(throws: ExpressionProblem.self) {
      try Filter("so >", columns: columns, engine: ExpressionEngine(), finding: finding)
    }
    #expect(problem?.message == "the expression is incomplete")
  }

  @Test("A step works on chunk after chunk, an empty one among them")
  func severalChunks() throws {
    let engine = try ExpressionEngine()
    var derive = try Derive(
      [.init(name: "x", expression: "ten || '!'")], columns: columns, engine: engine,
      finding: finding)
    var filter = try Filter(
      "x <> 'An!'", columns: columns + [("x", .text)], engine: engine, finding: finding)
    for rows in [[["An", "1"], ["B", "2"]], [], [["C", nil]]] as [[[String?]]] {
      var chunk = makeChunk(["ten", "so"], rows)
      chunk.makeIntegers(1)
      try derive.apply(to: &chunk)
      try filter.apply(to: &chunk)
      #expect(chunk.texts("x") == rows.map { row in row[0].map { $0 + "!" } })
      #expect(chunk.count(.live) == rows.count { $0[0] != "An" })
    }
  }
}
