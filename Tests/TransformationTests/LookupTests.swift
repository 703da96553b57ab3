import Columnar
import Testing
import Transformation

@Suite struct LookupTests {
  let provinces = LookupTable(
    keyCount: 1, valueCount: 2,
    rows: [
      .init(key: ["15"], values: ["Yên Bái", nil], validTo: 20_250_630),
      .init(key: ["15"], values: ["Lào Cai", "m"], validFrom: 20_250_701),
      .init(key: ["01"], values: ["Hà Nội", "h"]),
    ])

  @Test("A reused code means what it meant on the day")
  func asOf() throws {
    var chunk = makeChunk(
      ["ma", "ngay"],
      [
        ["15", "2025-06-30"], ["15", "2025-07-01"], ["01", "1900-01-01"], ["99", "2025-01-01"],
        [nil, "2025-01-01"], ["15", nil],
      ])
    chunk.makeIntegers(1, type: .date)
    var step = Lookup(
      keyColumns: [0], dateColumn: 1, outputs: ["tinh", "x"], table: provinces,
      missing: Finding(rule: 3, severity: .warn))
    try step.apply(to: &chunk)
    #expect(chunk.texts("tinh") == ["Yên Bái", "Lào Cai", "Hà Nội", nil, nil, nil])
    #expect(chunk.texts("x") == [nil, "m", "h", nil, nil, nil])
    #expect(chunk.violations.map(\.row) == [3, 5])
    #expect(chunk.violations.map(\.column) == [0, 0])
  }

  @Test("Without a day the first row of a key counts, and rows that are not live are left alone")
  func withoutDay() throws {
    var chunk = makeChunk(["ma"], [["15"], ["77"], ["01"]])
    chunk.states[1] = .duplicate
    chunk.states[2] = .filtered
    var step = Lookup(
      keyColumns: [0], outputs: ["tinh", "x"], table: provinces,
      missing: Finding(rule: 3, severity: .reject))
    try step.apply(to: &chunk)
    #expect(chunk.texts("tinh") == ["Yên Bái", nil, nil])
    #expect(chunk.states == [.live, .duplicate, .filtered])
    #expect(chunk.violations == [])
  }

  @Test("A key of several parts does not run together, and an output replaces its namesake")
  func severalParts() throws {
    let table = LookupTable(
      keyCount: 2, valueCount: 1,
      rows: [.init(key: ["a", "bc"], values: ["1"]), .init(key: ["ab", "c"], values: ["2"])])
    var chunk = makeChunk(
      ["k", "l"], [["ab", "c"], ["a", "bc"], ["abc", ""], ["a", nil], ["", "abc"]])
    var step = Lookup(
      keyColumns: [0, 1], outputs: ["l"], table: table,
      missing: Finding(rule: 0, severity: .reject))
    try step.apply(to: &chunk)
    #expect(chunk.columns.map(\.name) == ["k", "l"])
    #expect(chunk.texts("l") == ["2", "1", nil, nil, nil])
    #expect(chunk.states == [.live, .live, .rejected, .live, .rejected])
  }

  @Test("Rows of one key whose periods share a day are told")
  func overlaps() {
    let table = LookupTable(
      keyCount: 1, valueCount: 0,
      rows: [
        .init(key: ["a"], values: [], validTo: 20_200_101),
        .init(key: ["a"], values: [], validFrom: 20_200_101),
        .init(key: ["b"], values: [], validTo: 20_191_231),
        .init(key: ["b"], values: [], validFrom: 20_200_101),
      ])
    #expect(table.overlaps == [1])
    #expect(provinces.overlaps == [])
  }
}
