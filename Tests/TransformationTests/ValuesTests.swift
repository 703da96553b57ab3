import Columnar
import Testing
import Transformation

@Suite struct ValuesTests {
  let codes: [(code: String, replacement: String?)] = [
    ("1", "Nam"), ("2", "Nữ"), ("k", nil), ("1", "other"), ("", "trống"),
  ]

  @Test("Codes are replaced, null stays null, and an unknown code is kept")
  func replacement() throws {
    var chunk = makeChunk(["gt"], [["1"], ["2"], [nil], ["3"], ["k"], [""], ["K"], ["11"]])
    chunk.makeIntegers(0)
    var step = Values(column: 0, values: codes, unknown: nil)
    try step.apply(to: &chunk)
    #expect(chunk.texts("gt") == ["Nam", "Nữ", nil, "3", nil, "trống", "K", "11"])
    #expect(chunk.columns[0].type == .text)
    #expect(chunk.columns[0].values == [])
    #expect(chunk.violations == [])
  }

  @Test("ASCII letters of either case are one code where that is asked for")
  func letterCase() throws {
    var chunk = makeChunk(["gt"], [["nam"], ["NAM"], ["nAm"], ["đ"], ["Đ"], ["@am"], ["`am"]])
    var step = Values(
      column: 0, values: [("Nam", "1"), ("Đ", "2"), ("`am", "3")], ignoresASCIICase: true,
      unknown: nil)
    try step.apply(to: &chunk)
    #expect(chunk.texts("gt") == ["1", "1", "1", "đ", "2", "@am", "3"])
  }

  @Test(
    "An unknown code is a finding of the severity asked for",
    arguments: [
      (Severity.reject, RowState.rejected, "9"), (.warn, .live, "9"), (.null, .live, nil),
    ] as [(Severity, RowState, String?)])
  func unknown(severity: Severity, state: RowState, text: String?) throws {
    var chunk = makeChunk(["gt"], [["9"], ["1"], ["8"]])
    chunk.states[2] = .filtered
    let cell = chunk.columns[0].cells[0]
    var step = Values(column: 0, values: codes, unknown: Finding(rule: 7, severity: severity))
    try step.apply(to: &chunk)
    #expect(chunk.texts("gt") == [text, "Nam", "8"])
    #expect(chunk.states == [state, .live, .filtered])
    #expect(chunk.violations == [Violation(row: 0, rule: 7, column: 0, cell: cell)])
  }

  @Test("A table of many codes finds each of them, chunk after chunk")
  func manyCodes() throws {
    let codes = (0..<1000).map { (code: "\($0)", replacement: String?.some("v\($0)")) }
    var step = Values(column: 0, values: codes, unknown: Finding(rule: 0, severity: .warn))
    for _ in 0..<2 {
      var chunk = makeChunk(["a"], (0..<1001).map { ["\($0)"] })
      try step.apply(to: &chunk)
      #expect(chunk.texts("a") == (0..<1000).map { "v\($0)" } + ["1000"])
      #expect(chunk.violations.map(\.row) == [1000])
    }
  }
}
