import Columnar
import Dataflow
import Testing
import Transformation

@Suite struct NormalizeTests {
  private func chunk(_ columns: [String: [String?]]) -> Chunk {
    let names = columns.keys.sorted()
    var chunk = Chunk(columns: names)
    for (index, name) in names.enumerated() {
      for text in columns[name] ?? [] {
        chunk.columns[index].cells.append(
          text.map { chunk.bytes.append(Array($0.utf8)) } ?? .null)
      }
    }
    for _ in 0..<(columns[names[0]] ?? []).count {
      chunk.origins.append(RowOrigin(record: 1, line: 0, offset: 0, raw: .null))
      chunk.states.append(.live)
    }
    return chunk
  }

  private func texts(_ chunk: Chunk, _ column: Int) -> [String?] {
    chunk.columns[column].cells.map { chunk.bytes.string($0) }
  }

  @Test("All text columns are composed, collapsed and trimmed, and nothing else is touched")
  func normalizes() throws {
    var chunk = chunk(["a": [" Ngu\u{1EC5}n  Va\u{306}n ", nil], "b": [" x", "y"]])
    chunk.columns[1].type = .integer
    var step = Normalize(letterCase: .upper)
    try step.apply(to: &chunk)
    #expect(texts(chunk, 0) == ["NGUỄN VĂN", nil])
    #expect(texts(chunk, 1) == [" x", "y"])
  }

  @Test("A column that is not there is an error with a suggestion")
  func unknownColumn() {
    var chunk = chunk(["hoten": ["a"]])
    var step = Normalize(columns: ["hotem"])
    #expect(
      throws: Diagnostic(
        "SH4001", "normalize: there is no column 'hotem'", status: .definition,
        remedy: "did you mean 'hoten'?")
    ) { try step.apply(to: &chunk) }
  }

  @Test(
    "A cast notes what is not of the type and empties it unless the row is refused",
    arguments: [(Severity.reject, "x"), (.warn, nil), (.null, nil)] as [(Severity, String?)])
  func casts(severity: Severity, left: String?) throws {
    var chunk = chunk(["n": ["07", "x", nil]])
    let offending = chunk.columns[0].cells[1]
    var step = Cast(column: "n", type: .integer(), rule: 4, severity: severity)
    try step.apply(to: &chunk)
    #expect(texts(chunk, 0) == ["7", left, nil])
    #expect(chunk.violations == [Violation(row: 1, rule: 4, column: 0, cell: offending)])
    #expect(chunk.states[1] == (severity == .reject ? .rejected : .live))
    #expect(chunk.columns[0].type == .integer)
  }
}
