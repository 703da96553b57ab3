import Columnar
import Testing

@Suite struct CellFormatTests {
  @Test(
    "Decimals are exact and canonical",
    arguments: [
      ("0", "0"), ("-0.00", "0"), ("+1.50", "1.5"), (".5", "0.5"), ("-.5", "-0.5"),
      ("00.10", "0.1"),
      ("5.", "5"), ("1e2", "100"), ("12.34e1", "123.4"), ("1e-3", "0.001"), ("120", "120"),
      ("-12.5", "-12.5"), ("0e9", "0"),
      ("123456789012345678901234567890.10", "123456789012345678901234567890.1"),
    ])
  func decimals(text: String, expected: String) {
    var texts = Texts([text, "NaN", "1e401", ".", ""])
    var failures: [UInt32] = []
    parseDecimals(&texts.cells, bytes: &texts.bytes, failures: &failures)
    #expect(texts.strings.first == expected)
    #expect(failures == [1, 2, 3, 4])
  }

  @Test("Numbers are the nearest doubles")
  func numbers() {
    let given = [
      "0.1", "-2.5", "1e22", "1e23", "9007199254740993", "4.35", "1e-400", "123456.789", "-0",
    ]
    var texts = Texts(given)
    var values: [Int64] = []
    var failures: [UInt32] = []
    parseNumbers(&texts.cells, values: &values, bytes: &texts.bytes, failures: &failures)
    #expect(failures.isEmpty)
    let doubles = values.map { Double(bitPattern: UInt64(bitPattern: $0)) }
    #expect(
      doubles == [0.1, -2.5, 1e22, 1e23, 9_007_199_254_740_992, 4.35, 0, 123_456.789, 0])
  }

  @Test("A cast sets type, values and text of a column, and keeps what fails")
  func cast() {
    let texts = Texts(["7", nil, "x", "08"])
    var bytes = texts.bytes
    var column = Column(name: "n")
    column.cells = texts.cells
    var failures: [UInt32] = []
    column.cast(to: .integer(), bytes: &bytes, failures: &failures)
    #expect(column.type == .integer)
    #expect(failures == [2])
    #expect(column.cells.map { bytes.string($0) } == ["7", nil, "x", "8"])
    #expect([column.values[0], column.values[3]] == [7, 8])
    column.cast(to: .text, bytes: &bytes, failures: &failures)
    #expect(column.values.isEmpty)
  }

  @Test("A set finds, empties and replaces its members only")
  func sets() {
    let set = ByteSet(["", "Nam", "Nữ", "Nam"])
    var texts = Texts(["Nam", "nam", "", "Nữ", nil])
    var rows: [UInt32] = []
    set.findOthers(texts.cells, in: texts.bytes, into: &rows)
    #expect(rows == [1])
    #expect(set.index(of: "Nam") == 1)
    ByteSet(["Nam", "Nữ"]).replace(&texts.cells, with: ["M", "F"], bytes: &texts.bytes)
    #expect(texts.strings == ["M", "nam", "", "F", nil])
    set.empty(&texts.cells, in: texts.bytes)
    #expect(texts.strings == ["M", "nam", nil, "F", nil])
    let many = ByteSet((0..<20_000).map { "0\($0)" })
    #expect(many.index(of: "019999") == 19_999)
    #expect(many.index(of: "020000") == nil)
  }

  @Test("No bytes make a kernel fail")
  func hostileBytes() throws {
    var state: UInt64 = 3
    let formats = try DateFormat.anyDate + [DateFormat("%d/%m/%y %H:%M:%S.%f %z"), .isoDateTime]
    for _ in 0..<300 {
      var bytes = ByteArena()
      var cells: [Cell] = []
      for _ in 0..<8 {
        var text: [UInt8] = []
        for _ in 0..<(state >> 50) % 13 {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let letters: [UInt8] = [0x30, 0x31, 0x39, 0x2F, 0x2D, 0x2E, 0x20, 0xC2, 0xA0, 0xE1, 0xFF]
          text.append(letters[Int((state >> 40) % 11)])
        }
        cells.append(bytes.append(text))
      }
      var values: [Int64] = []
      var rows: [UInt32] = []
      for format in [
        CellFormat.integer(), .integer(NumberFormat(groupMark: ".", isBare: false)), .number(),
        .decimal(NumberFormat(decimalMark: "/")), .date(formats), .time(DateFormat.anyTime),
        .dateTime(formats + DateFormat.anyDateTime),
      ] {
        var column = Column(name: "x")
        column.cells = cells
        column.cast(to: format, bytes: &bytes, failures: &rows)
      }
      values.removeAll()
      collapseWhiteSpace(&cells, bytes: &bytes)
      trim(&cells, in: bytes)
      foldCase(&cells, bytes: &bytes, to: .upper)
      normalizeNFC(&cells, bytes: &bytes)
      #expect(cells.allSatisfy { $0.range.upperBound <= bytes.count })
    }
  }
}
