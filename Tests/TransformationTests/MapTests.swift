import Columnar
import Testing
import Transformation

@Suite struct MapTests {
  @Test("Columns are picked, ordered, renamed and fed several times")
  func columns() throws {
    var chunk = makeChunk(["a", "b", "c"], [["1", "x", "p"], ["2", nil, "q"]])
    chunk.makeIntegers(0)
    chunk.note(Violation(row: 0, rule: 1, column: 1), severity: .warn)
    chunk.note(Violation(row: 1, rule: 1, column: 2), severity: .reject)
    chunk.note(Violation(row: 1, rule: 1), severity: .warn)
    var step = Map([("ten", 1), ("so", 0), ("so_2", 0), ("ho", 1)])
    try step.apply(to: &chunk)
    #expect(chunk.columns.map(\.name) == ["ten", "so", "so_2", "ho"])
    #expect(chunk.columns.map(\.type) == [.text, .integer, .integer, .text])
    #expect(chunk.columns[2].values == [1, 2])
    #expect(chunk.texts("ho") == ["x", nil])
    #expect(chunk.states == [.live, .rejected])
    #expect(chunk.violations.map(\.column) == [0, -1, -1])
  }
}
