import Columnar
import Registers
import Testing
import Transformation

@Suite struct ReadDateTests {
  static let findings = ReadDate.Findings(
    faults: [
      .unreadable: Finding(rule: 1, severity: .reject),
      .impossible: Finding(rule: 2, severity: .reject),
      .contradictory: Finding(rule: 3, severity: .reject),
      .unplaced: Finding(rule: 4, severity: .reject),
    ], partial: Finding(rule: 5, severity: .warn),
    differences: [
      1: Finding(rule: 6, severity: .warn), 2: Finding(rule: 7, severity: .warn),
      4: Finding(rule: 8, severity: .warn),
    ], unreadableWords: Finding(rule: 9, severity: .warn),
    completed: Finding(rule: 10, severity: .warn))

  func makeStep() -> ReadDate {
    ReadDate(
      column: 0, words: 1, reference: 2, reader: RegisterDateReader(pivot: 30),
      outputs: .init(edtf: "edtf", from: "from", to: "to", lunar: "lunar"),
      findings: Self.findings)
  }

  @Test("Figures and words make one date, and the columns as written stay")
  func step() throws {
    var chunk = makeChunk(
      ["ngay", "chu", "dang_ky"],
      [
        // The example of the ministry's import sheet contradicts itself.
        ["18.12.2010", "Ngày mười chín tháng mười hai năm hai nghìn không trăm mười", nil],
        ["1950", "ngày năm tháng tám năm một nghìn chín trăm năm mươi", nil],
        [nil, "ngày năm tháng tám năm 1950", nil], ["không rõ", nil, nil],
        ["00/05/1950", "chữ mờ", nil], ["31/02/1950", nil, nil], ["abc", nil, nil],
        ["15/8/1970 âm lịch", nil, nil], ["năm Canh Tuất", nil, "01/01/1990"],
        ["năm Canh Tuất", nil, nil], ["1/1/30", nil, nil],
      ])
    var step = makeStep()
    try step.apply(to: &chunk)
    #expect(
      chunk.texts("edtf") == [
        "2010-12-18", "1950-08-05", "1950-08-05", nil, "1950-05", nil, nil, "1970-09-15",
        "1970-02-06/1971-01-26", nil, "2030-01-01",
      ])
    #expect(
      chunk.texts("from") == [
        "2010-12-18", "1950-08-05", "1950-08-05", nil, "1950-05-01", nil, nil, "1970-09-15",
        "1970-02-06", nil, "2030-01-01",
      ])
    #expect(chunk.texts("to")[4] == "1950-05-31")
    #expect(chunk.texts("to")[8] == "1971-01-26")
    #expect(chunk.columns[4].type == .date)
    #expect(chunk.columns[4].values[0] == 20_101_218)
    #expect(
      chunk.texts("lunar") == [nil, nil, nil, nil, nil, nil, nil, "1970-08-15", nil, nil, nil])
    #expect(chunk.texts("ngay")[7] == "15/8/1970 âm lịch")
    #expect(
      chunk.violations.map { "\($0.row) \($0.rule) \($0.column)" } == [
        "0 6 0", "1 10 0", "2 10 0", "4 9 1", "4 5 0", "5 2 0", "6 1 0", "8 5 0", "9 4 0",
      ])
    #expect(chunk.states.indices.filter { chunk.states[$0] == .rejected } == [5, 6, 9])
  }

  @Test("Each part that differs is told, and a finding that rejects leaves no date")
  func parts() throws {
    var chunk = makeChunk(
      ["ngay", "chu", "dang_ky"], [["15/05/1950", "ngày 16 tháng 6 năm 1951", nil]])
    var findings = Self.findings
    findings.differences[2] = Finding(rule: 7, severity: .reject)
    var step = ReadDate(
      column: 0, words: 1, reader: RegisterDateReader(), outputs: .init(edtf: "edtf"),
      findings: findings)
    try step.apply(to: &chunk)
    #expect(chunk.violations.map(\.rule) == [6, 7, 8])
    #expect(chunk.states == [.rejected])
    #expect(chunk.texts("edtf") == [nil])
  }

  @Test("Rows that are not live are left alone, and the result does not depend on the chunks")
  func chunks() throws {
    let rows: [[String?]] = [
      ["1950", nil, nil], ["năm 1951", nil, nil], ["x", nil, nil], ["5/1952", nil, nil],
    ]
    var whole = makeChunk(["a", "b", "c"], rows)
    whole.states[1] = .filtered
    var step = makeStep()
    try step.apply(to: &whole)
    #expect(whole.texts("edtf") == ["1950", nil, nil, "1952-05"])
    for split in 1..<rows.count {
      var texts: [String?] = []
      for part in [0..<split, split..<rows.count] {
        var chunk = makeChunk(["a", "b", "c"], Array(rows[part]))
        for index in part where index == 1 { chunk.states[index - part.lowerBound] = .filtered }
        try step.apply(to: &chunk)
        texts += chunk.texts("edtf")
      }
      #expect(texts == whole.texts("edtf"))
    }
  }
}
