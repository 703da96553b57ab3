import Columnar
import Testing

@testable import Profiling

@Suite struct SketchTests {
  /// A chunk with one column of texts.
  private func chunk(_ texts: [String?]) -> Chunk {
    var chunk = Chunk(columns: ["c"])
    for (index, text) in texts.enumerated() {
      chunk.columns[0].cells.append(text.map { chunk.bytes.append(Array($0.utf8)) } ?? .null)
      chunk.origins.append(RowOrigin(record: Int64(index + 1), line: 0, offset: 0, raw: .null))
      chunk.states.append(.live)
    }
    return chunk
  }

  private func profile(_ texts: [String?]) -> ColumnProfile {
    var profile = TableProfile()
    profile.add(chunk(texts), onlyLive: true)
    return profile.columns[0]
  }

  @Test(
    "The number of different values is right within five standard errors",
    arguments: [0, 1, 2, 100, 5_000, 12_000, 200_000])
  func distinctCounts(count: Int) {
    let column = profile((0..<count).map { "số \($0)" })
    let error = abs(Double(column.distinct.estimate - count))
    #expect(error <= 0.08 * Double(count))
  }

  @Test("Few different values are counted exactly", arguments: [0, 1, 40, 160])
  func exactCounts(count: Int) {
    #expect(profile((0..<count).flatMap { ["số \($0)", "số \($0)"] }).distinctCount == count)
  }

  @Test("Sketches of two halves merge to the sketch of the whole")
  func halves() {
    let texts = (0..<6_000).map { "v\($0 % 700)" }
    var left = profile(Array(texts[..<2_000]))
    left.merge(profile(Array(texts[2_000...])))
    #expect(left.distinct == profile(texts).distinct)
    #expect(left.rows == 6_000)
    #expect(left.filled == 6_000)
    #expect(left.lengths == 2...4)
  }

  @Test("Of many values the frequent ones are found, with counts that err on one side only")
  func frequentValues() {
    // One value in four is "Kinh", one in ten "Tày", the rest are all different.
    let texts = (0..<10_000).map { index in
      index % 4 == 0 ? "Kinh" : index % 10 == 1 ? "Tày" : "khác \(index)"
    }
    let truth = Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
    var items = FrequentItems()
    for text in texts {
      let bytes = Array(text.utf8)
      items.add(contentHash(bytes, in: bytes.indices), bytes.indices, of: bytes.span)
    }
    #expect(items.top(2).map(\.text) == ["Kinh", "Tày"])
    for (text, count) in items.top(200) {
      let right = truth[text, default: 0]
      #expect(count <= right && right <= count + items.error)
    }
  }

  @Test("Few values are counted exactly, whatever their order")
  func fewValues() {
    let column = profile((0..<900).map { ["1", "2", "3"][$0 % 3] })
    #expect(column.values?.error == 0)
    #expect(column.values?.top(5).map(\.count) == [300, 300, 300])
  }

  @Test("Values are followed as long as they may be categories", arguments: [200, 320, 2_000])
  func categories(count: Int) {
    let column = profile((0..<12_000).map { "v\($0 % count)" })
    #expect((column.values == nil) == (count > 2 * ColumnProfile.categoryLimit))
  }

  @Test("Of many rows the counts are exact and the details are those of a part")
  func parts() throws {
    let rows = 60_000
    let column = profile((0..<rows).map { $0 % 10 == 0 ? nil : ["nam", "nữ"][$0 % 2] })
    let more = CellSurvey.detailedCount
    #expect(column.rows == rows)
    #expect(column.filled == rows - rows / 10)
    #expect(column.detailed == more + (column.filled - more) / CellSurvey.detailedShare)
    #expect(column.distinctCount == 2)
    let top = try #require(column.values).top(5)
    #expect(top.map(\.text) == ["nữ", "nam"])
    #expect(column.represented == more + (column.detailed - more) * CellSurvey.detailedShare)
    #expect(top.reduce(0) { $0 + $1.count } == column.represented)
    #expect(column.lengths == 2...3)
  }

  @Test(
    "A shape keeps digits and signs and folds words",
    arguments: [
      ("02/01/2009", "99/99/9999"), ("Nguyễn Văn An", "A_A_A"), ("xã Đồng Tâm", "a_A_A"),
      ("024186000123", "999999999999"), ("H'Mông", "A'A"), ("ông", "A"),
    ])
  func shapes(text: String, shape: String) {
    #expect(profile([text]).shapes.top(1).map(\.text) == [shape])
  }

  @Test("Null and empty values are not filled; lengths are characters, not bytes")
  func lengths() {
    let column = profile(["Đỗ", nil, "", "abcd"])
    #expect(column.rows == 4)
    #expect(column.filled == 2)
    #expect(column.lengths == 2...4)
    #expect(column.lengthSum == 6)
  }

  @Test("Days are counted by month, and their range is kept")
  func days() {
    var chunk = chunk(["1999-12-31", "2000-01-01", "2000-01-31", nil])
    chunk.columns[0].type = .date
    chunk.columns[0].values = [19_991_231, 20_000_101, 20_000_131, 0]
    var profile = TableProfile()
    profile.add(chunk, onlyLive: true)
    let column = profile.columns[0]
    #expect(column.range == 19_991_231...20_000_131)
    let start = (1999 - ColumnProfile.years.lowerBound) * 12 + 11
    #expect(Array(column.months[start...start + 1]) == [1, 2])
    #expect(column.months.reduce(0, +) == 3)
  }

  @Test("Texts that are dates in full or in part are counted by month, or by year alone")
  func partialDates() {
    let column = profile(["1999-12-31", "2000-01", "1987", nil, "không rõ", "2000-01-05"])
    let start = (1999 - ColumnProfile.years.lowerBound) * 12 + 11
    #expect(Array(column.months[start...start + 1]) == [1, 2])
    #expect(column.yearsOnly[1987 - ColumnProfile.years.lowerBound] == 1)
    #expect(column.yearsOnly.reduce(0, +) == 1)
    #expect(profile(["1999", "2000", "0001"]).months.isEmpty)
  }

  @Test("Memory does not grow with the number of values")
  func boundedMemory() {
    let column = profile((0..<50_000).map { "giá trị \($0)" })
    #expect(column.values == nil)
    #expect(column.shapes.top(1_000).count <= 160)
  }

  @Test(
    "The logarithm is that of the mathematicians",
    arguments: [
      (1.0, 0.0), (2, 0.693147180559945), (10, 2.302585092994046), (4096, 8.317766166719343),
      (0.1, -2.302585092994046),
    ])
  func logarithm(value: Double, expected: Double) {
    #expect(abs(naturalLogarithm(value) - expected) < 1e-12)
  }
}
