import Columnar
import Dataflow
import LegacyText
import Testing

@testable import Extraction

@Suite struct TextEncodingTests {
  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  @Test(
    "UTF-16 reads like UTF-8, with offsets of its own", arguments: [false, true], [false, true])
  func utf16(bigEndian: Bool, isMarked: Bool) throws {
    let text = "a;b\r\nĐặng 😀;\"x\"\"y\r\nộ\"\r\n;2\n\"u\"v;\n3;4"
    let mark = isMarked ? Self.utf16("\u{FEFF}", bigEndian: bigEndian) : []
    let content = mark + Self.utf16(text, bigEndian: bigEndian)
    let dialect = CSVDialect(
      encoding: isMarked ? nil : (bigEndian ? .utf16BigEndian : .utf16LittleEndian))
    var whole: Reading?
    for step in [1, 2, 3, 7, 1000] {
      let reading = try Reading(
        content, dialect, step: step, limit: ChunkLimit(rows: 1 + step % 3, bytes: 4096))
      #expect(reading.texts == [["Đặng 😀", "x\"y\r\nộ"], ["", "2"], ["E-STRUCT"], ["3", "4"]])
      #expect(reading.rows.map(\.line) == [2, 4, 5, 6])
      let base = mark.count
      #expect(reading.rows.map { Int($0.offset) } == [10, 48, 54, 66].map { $0 + base })
      #expect(reading.positions.last?.offset == Int64(content.count))
      whole = reading
    }
    for position in try Reading(content, dialect, limit: ChunkLimit(rows: 1)).positions {
      let rest = try Reading(content, dialect, step: 5, resumingAt: position, streamFrom: 0)
      #expect(rest.rows == whole.map { Array($0.rows[Int(position.record)...]) })
    }
  }

  @Test("A surrogate without partner and half a code unit refuse their records")
  func surrogates() throws {
    var content = Self.utf16("\u{FEFF}a\n", bigEndian: false)
    content += [0x00, 0xD8, 0x0A, 0x00, 0x00, 0xDC, 0x0A, 0x00, 0x78, 0x00, 0x0A, 0x00]
    content += [0x00, 0xD8, 0x00, 0xD8, 0x00, 0xDC, 0x0A, 0x00, 0x79, 0x00, 0x0A, 0x00, 0x7A]
    for step in [1, 4, 100] {
      let reading = try Reading(content, step: step)
      #expect(reading.texts == [["E-ENC"], ["E-ENC"], ["x"], ["E-ENC"], ["y"], ["E-ENC"]])
      #expect(reading.rows.map(\.offset) == [6, 10, 14, 18, 26, 30])
      #expect(reading.positions.last?.offset == Int64(content.count))
    }
  }

  @Test("Text that is neither marked nor UTF-8 needs its encoding said")
  func unknown() throws {
    let content = [UInt8]("hoTen\nna") + [0xEF, 0x76, 0x65, 0x0A]
    let failure = #expect(throws: Diagnostic.self) { try Reading(content) }
    #expect(failure?.code == "SH3101")
    #expect(
      failure?.message.hasPrefix(
        "the text is not UTF-8, and what it is in is not certain: 0 of 1 words")
        == true)
    #expect(
      failure?.remedy
        == "give 'csv.encoding', one of utf-8, utf-16, utf-16le, utf-16be, tcvn3, vni, viscii, vps,"
        + " cp1258, tcvn5712-1, bkhcm1, bkhcm2, vietware-f, vietware-x, tcvn3-h, viqr, mixed")
    #expect(try Reading(content, CSVDialect(encoding: .legacy(.cp1258))).texts == [["naïve"]])
  }

  @Test("A damaged record among much UTF-8 does not hide the encoding")
  func damaged() throws {
    let content = [UInt8]("a\nNguyễn Thị Ánh Tuyết ở Đặng Hữu\n") + [0xFF, 0x0A]
    #expect(try Reading(content).texts == [["Nguyễn Thị Ánh Tuyết ở Đặng Hữu"], ["E-ENC"]])
  }

  @Test("A head that ends inside a letter is UTF-8 all the same", arguments: 0..<3)
  func cut(shift: Int) throws {
    let text = String(repeating: "x", count: shift) + String(repeating: "ộ", count: 30_000)
    let head = try CSVHead.read(
      from: StepStream([UInt8]("a\n" + text), step: 4096), fields: [], dialect: CSVDialect())
    #expect(head.encoding == .utf8)
  }

  @Test(
    "The byte kernel tells UTF-8 as the standard library does, wherever the fault is",
    arguments: [
      [0xC3, 0xA9], [0xE1, 0xBB, 0x99], [0xF0, 0x9F, 0x98, 0x80], [0x80], [0xC0, 0x80],
      [0xC1, 0xBF],
      [0xE0, 0x9F, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xEE, 0x80, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3], [0xE1, 0xBB],
      [0xF0, 0x9F, 0x98],
      [0xE1, 0x41, 0x99], [0xC3, 0xA9, 0xA9],
    ])
  func validity(sequence: [UInt8]) {
    for before in 0..<70 {
      for after in [0, 1, 40, 70] {
        var bytes = [UInt8](repeating: 0x61, count: before)
        bytes += sequence
        bytes += [UInt8](repeating: 0x61, count: after)
        let expected = String(validating: bytes, as: UTF8.self) != nil
        #expect(TextExtent.isWhole(bytes.span, in: 0..<bytes.count) == expected)
      }
    }
  }
}
