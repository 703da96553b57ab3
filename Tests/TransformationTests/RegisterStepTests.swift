import Columnar
import Registers
import Testing
import Transformation

/// The steps over places, names and codes.
@Suite struct RegisterStepTests {
  private static let finding = Finding(rule: 1, severity: .warn)
  private static let split = Finding(rule: 2, severity: .warn)

  private static func resolve(_ chunk: inout Chunk, threshold: Int = 60) throws {
    var step = ResolvePlace(
      column: 0, dayColumn: 1, outputs: ResolvePlace.Part.allCases.map { ($0, $0.rawValue) },
      threshold: threshold, uncertain: finding, split: split)
    try step.apply(to: &chunk)
  }

  @Test(
    "A place gets codes, score and evidence; one that is not certain gets a finding and keeps its text"
  )
  func places() throws {
    var chunk = makeChunk(
      ["noi", "ngay"],
      [
        ["P. Trần Hưng Đạo, Q. Hoàn Kiếm, HN", "2020-03-15"],
        ["xã Tân Lập", "2020-03-15"], [nil, "2020-03-15"], ["tỉnh Lào Cai", "2025"],
        ["tỉnh Lào Cai", "15/3/2020"], ["tỉnh Lào Cai", "2020"],
      ])
    let count = chunk.bytes.count
    try Self.resolve(&chunk)
    #expect(chunk.texts("province") == ["01", nil, nil, nil, nil, "10"])
    #expect(chunk.texts("district") == ["002", nil, nil, nil, nil, nil])
    #expect(chunk.texts("commune") == ["00082", nil, nil, nil, nil, nil])
    #expect(
      chunk.texts("evidence") == [
        "folded", "ambiguous", nil, "ambiguous", "unresolved", "partial",
      ])
    #expect(chunk.texts("score")[0] == "97")
    #expect(chunk.texts("noi")[1] == "xã Tân Lập")
    #expect(chunk.violations.filter { $0.rule == 1 }.map(\.row) == [1, 3, 4])
    #expect(chunk.violations.filter { $0.rule == 1 }.allSatisfy { $0.column == 0 })
    #expect(chunk.bytes.count - count < 200)
  }

  @Test("A commune that was split in 2025 has its successor inferred, and all of them listed")
  func splitCommune() throws {
    var chunk = makeChunk(
      ["noi", "ngay"],
      [
        ["phường Cống Vị, quận Ba Đình, Hà Nội", "2020-01-01"],
        ["phường Trúc Bạch, quận Ba Đình, Hà Nội", "2020-01-01"],
        ["phường Ba Đình, Hà Nội", "2026-01-01"],
      ])
    try Self.resolve(&chunk)
    #expect(chunk.texts("commune") == ["00007", "00004", "00004"])
    #expect(chunk.texts("commune_2025") == ["00008", "00004", "00004"])
    #expect(chunk.texts("split_2025") == ["00008 00025", nil, nil])
    #expect(chunk.texts("province_2025") == ["01", "01", "01"])
    #expect(chunk.violations.map(\.rule) == [2])
  }

  @Test("A place below the threshold has no codes")
  func threshold() throws {
    var chunk = makeChunk(["noi", "ngay"], [["P. Hàng Bài, Q. Hoàn Kiếm, HN", "2020-01-01"]])
    try Self.resolve(&chunk, threshold: 98)
    #expect(chunk.texts("commune") == [nil])
    #expect(chunk.violations.map(\.rule) == [1])
  }

  @Test("Words get their codes, an ambiguous one a warning, an unknown one the finding asked for")
  func codes() throws {
    var chunk = makeChunk(
      ["dan_toc"], [["Kinh"], ["mán"], [nil], ["Xyz"], ["Thổ"], ["H'Mông"]])
    chunk.states[5] = .filtered
    let table = try #require(CodeTable(named: "ethnic"))
    var step = AssignCode(
      column: 0, output: "ma", table: table, unknown: Finding(rule: 3, severity: .reject),
      ambiguous: Finding(rule: 4, severity: .warn))
    try step.apply(to: &chunk)
    #expect(chunk.texts("ma") == ["01", nil, nil, nil, "24", nil])
    #expect(chunk.texts("dan_toc") == ["Kinh", "mán", nil, "Xyz", "Thổ", "H'Mông"])
    #expect(chunk.violations.map(\.rule) == [4, 3, 4])
    #expect(chunk.states == [.live, .live, .live, .rejected, .live, .filtered])
  }

  @Test("A column for the cleaned name leaves the one that was written as it is")
  func nameBeside() throws {
    let written = ["  NGUYỄN   VĂN  AN ", "Lê van An", nil, "trần thị hoa"]
    var chunk = makeChunk(["ten"], written.map { [$0] })
    chunk.states[3] = .rejected
    var step = ReadName(
      column: 0, casing: .title, outputs: [(.name, "chuan"), (.given, "goi")], findings: [])
    try step.apply(to: &chunk)
    #expect(chunk.texts("ten") == written)
    #expect(chunk.texts("chuan") == ["Nguyễn Văn An", "Lê van An", nil, "trần thị hoa"])
    #expect(chunk.texts("goi") == ["An", "An", nil, nil])
  }

  @Test("Names are cleaned, written in the case asked for, taken apart, and never corrected")
  func names() throws {
    var chunk = makeChunk(
      ["ten"],
      [
        ["  NGUYỄN   VĂN  AN "], ["nguyễn thị ánh"], ["Lê van An"], ["JEAN DUPONT"],
        ["H'HEN NIÊ"], ["Tra\u{302}\u{300}n Thị Qúy"], [nil], ["Đỗ An (tức Ba)"],
      ])
    let parts = ReadName.Part.allCases.filter { $0 != .name }.map { ($0, $0.rawValue) }
    let findings = NameDoubts.all.map { entry in
      (doubt: entry.doubt, finding: Finding(rule: entry.doubt.rawValue, severity: .warn))
    }
    var step = ReadName(column: 0, casing: .title, outputs: parts, findings: findings)
    try step.apply(to: &chunk)
    #expect(
      chunk.texts("ten") == [
        "Nguyễn Văn An", "Nguyễn Thị Ánh", "Lê van An", "JEAN DUPONT", "H'Hen Niê", "Trần Thị Qúy",
        nil, "Đỗ An (tức Ba)",
      ])
    #expect(
      chunk.texts("family") == ["Nguyễn", "Nguyễn", "Lê", nil, nil, "Trần", nil, "Đỗ"])
    #expect(chunk.texts("middle") == ["Văn", "Thị", "van", nil, nil, "Thị", nil, nil])
    #expect(chunk.texts("given") == ["An", "Ánh", "An", nil, nil, "Qúy", nil, "An"])
    #expect(chunk.texts("alias")[7] == "tức Ba")
    #expect(
      chunk.texts("key")[0]
        == String(decoding: foldedForComparison(Array("nguyễn văn an".utf8)), as: UTF8.self))
    let doubts = chunk.violations.map { [Int($0.row), Int($0.rule)] }
    #expect(
      doubts == [
        [3, Int(NameDoubts.foreign.rawValue)], [5, Int(NameDoubts.tone.rawValue)],
        [7, Int(NameDoubts.alias.rawValue)],
      ])
  }

  @Test("Names in capitals keep their letters")
  func capitals() throws {
    var chunk = makeChunk(["ten"], [["Nguyễn thị Ánh"], ["Đỗ An"]])
    var step = ReadName(column: 0, casing: .upper, outputs: [], findings: [])
    try step.apply(to: &chunk)
    #expect(chunk.texts("ten") == ["NGUYỄN THỊ ÁNH", "ĐỖ AN"])
  }
}
