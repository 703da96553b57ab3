import Archives
import Columnar
import Dataflow
import LegacyText
import Testing

@testable import Extraction

@Suite struct FixedWidthReaderTests {
  /// A number of 3, a name of 8, a gap of 1, a date of 4.
  private let shape = FixedWidthShape(columns: [
    .init(name: "SO", start: 0, width: 3), .init(name: "TEN", start: 3, width: 8),
    .init(name: "NAM", start: 12, width: 4),
  ])
  private let fields = TableReading.fields("SO TEN NAM")
  private let text = "001Nguyễn   1999\r\n002 Lê Ẩn   2000\r\n\r\n0033Hoà    x2001\r\n"

  private func read(
    _ content: [UInt8], _ shape: FixedWidthShape? = nil, _ fields: [SourceField]? = nil,
    step: Int = .max, rows: Int = 100, from position: Position? = nil
  ) -> Outcome {
    Outcome(
      { rules in
        let stream = MemoryStream(content, step: step)
        let head = try FixedWidthHead.read(
          from: stream, fields: fields ?? self.fields, shape: shape ?? self.shape)
        let resumed = position.map {
          MemoryStream(content, step: step, resumingFrom: $0.streamState)
        }
        return try FixedWidthReader(
          head: head, stream: resumed ?? stream, rules: rules, resumingAt: position)
      }, rows: rows)
  }

  private func read(_ text: String, _ shape: FixedWidthShape? = nil) -> Outcome {
    read(Array(text.utf8), shape)
  }

  @Test("Cells are cut by characters, without the blanks around them")
  func characters() {
    let outcome = read(text)
    #expect(outcome.failure == nil)
    #expect(
      outcome.cells == [
        ["001", "Nguyễn", "1999"], ["002", "Lê Ẩn", "2000"], ["003", "3Hoà", "2001"],
      ])
    #expect(outcome.rows.map(\.line) == [1, 2, 4])
    #expect(outcome.rows.map(\.offset) == [0, 20, 43])
  }

  @Test("A line of another width is a reject with its bytes; blanks behind do no harm")
  func widths() {
    let lines = "001Nguyen   1999   \n002Le       200\n003Hoa      20011\n004An       2002"
    let outcome = read(lines)
    #expect(outcome.findings == ["2 E-STRUCT", "3 E-STRUCT"])
    #expect(outcome.rows[1].raw == Array("002Le       200".utf8))
    #expect(outcome.rows[2].raw == Array("003Hoa      20011".utf8))
    #expect(outcome.rows.map(\.offset) == [0, 20, 36, 54])
    #expect(outcome.cells[3] == ["004", "An", "2002"])
    var filling = shape
    filling.fillsShort = true
    #expect(read("001Ng\n002\n", filling).cells == [["001", "Ng", ""], ["002", "", ""]])
    #expect(read("001Ng\n0", filling).findings.isEmpty)
  }

  @Test("In bytes, a place inside a character refuses the record")
  func bytes() {
    var counted = shape
    counted.measure = .bytes
    let outcome = read("001Nguyeễ 1999\n002Nguyenxễ999\n", counted)
    #expect(outcome.cells[0] == ["001", "Nguyeễ", "1999"])
    #expect(outcome.findings == ["2 E-ENC ten"])
  }

  @Test("Legacy text is measured in bytes and decoded, as its words tell")
  func legacy() throws {
    let names = ["NguyÔn", "TrÇn", "Ph¹m", "Hoµng", "Huúnh", "Vâ", "§Æng", "Bïi", "§ç", "Ng«"]
    var content: [UInt8] = []
    for (index, name) in names.enumerated() {
      let bytes = name.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
      content += Array("00\(index)".utf8) + bytes
      content += [UInt8](repeating: 0x20, count: 9 - bytes.count) + Array("1999\n".utf8)
    }
    let outcome = read(content)
    #expect(outcome.failure == nil)
    #expect(
      outcome.cells.map { $0[1] } == [
        "Nguyễn", "Trần", "Phạm", "Hoàng", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô",
      ])
    for step in 1...20 { #expect(read(content, step: step) == outcome) }
  }

  @Test("Records without line ends are cut by their length; what is left over is a reject")
  func length() {
    var packed = shape
    (packed.recordLength, packed.measure) = (16, .bytes)
    let outcome = read("001Nguyen   1999002Le       2000003Ho", packed)
    #expect(
      outcome.cells == [["001", "Nguyen", "1999"], ["002", "Le", "2000"], [nil, nil, nil]])
    #expect(outcome.findings == ["3 E-STRUCT"])
    #expect(outcome.rows.map(\.offset) == [0, 16, 32])
    #expect(read("001Nguyen   1999\u{1A}", packed).rows.count == 1)
    #expect(read("001Nguyen   1999\r\n", packed).rows.count == 1)
  }

  @Test("Lines before the records are passed over, and the mark of DOS at the end")
  func skip() {
    var headed = shape
    headed.skippedLines = 2
    let outcome = read("SO TEN\n---\n001Nguyen   1999\n\u{1A}", headed)
    #expect(outcome.cells == [["001", "Nguyen", "1999"]])
    #expect(outcome.rows[0].line == 3)
    #expect(outcome.rows[0].offset == 11)
    #expect(read("SO\n", headed).rows.isEmpty)
  }

  @Test("UTF-16 is measured in characters, and offsets count its bytes")
  func utf16() {
    var content: [UInt8] = [0xFE, 0xFF]
    for unit in text.utf16 {
      content += [UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit)]
    }
    let outcome = read(content)
    #expect(outcome.cells == read(text).cells)
    #expect(outcome.rows.map(\.offset) == [2, 38, 78])
  }

  @Test("Any split of the content gives the same")
  func splits() {
    let whole = read(text)
    for step in 1...70 { #expect(read(Array(text.utf8), step: step) == whole) }
  }

  @Test("Going on behind any record gives the rest, and the same positions")
  func resume() {
    let whole = read(Array(text.utf8), rows: 1)
    for index in whole.positions.indices.dropLast() {
      let rest = read(Array(text.utf8), step: 5, rows: 1, from: whole.positions[index])
      #expect(rest == whole.rest(behind: index))
    }
  }

  @Test("A line that is longer than the limit is refused without being held, the next is read")
  func limit() {
    var limited = shape
    limited.recordLimit = 32
    let text = "001Nguyen   1999\n\(String(repeating: "x", count: 700_000))\r\n003Le       2000"
    for step in [999, 4096, .max] {
      let outcome = read(Array(text.utf8), limited, step: step)
      #expect(outcome.findings == ["2 E-LIMIT"])
      #expect(outcome.rows[1].raw.count == 32)
      #expect(outcome.rows.map(\.offset) == [0, 17, 700_019])
      #expect(outcome.cells[2] == ["003", "Le", "2000"])
    }
  }

  @Test("Bytes that are not of the encoding refuse the record")
  func encoding() {
    var plain = shape
    plain.encoding = .utf8
    let outcome = read(
      Array("001Ng".utf8) + [0xFF] + Array("yen   1999\n002Le       2000".utf8), plain)
    #expect(outcome.findings == ["1 E-ENC ten"])
    #expect(outcome.cells[1] == ["002", "Le", "2000"])
  }

  @Test("Random bytes end in rejects or a refusal")
  func hostile() {
    var state: UInt64 = 3
    for round in 0..<300 {
      var content: [UInt8] = []
      for _ in 0..<round {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        content.append(UInt8(truncatingIfNeeded: state >> 40) & (round % 2 == 0 ? 0x7F : 0xFF))
      }
      var given = shape
      given.encoding = round % 3 == 0 ? nil : .utf8
      let outcome = read(content, given, step: 1 + round % 7)
      #expect(outcome.failure == nil || outcome.failure?.hasPrefix("SH3101") == true)
    }
  }
}
