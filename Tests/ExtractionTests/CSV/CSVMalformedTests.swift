import Columnar
import Dataflow
import Testing

@testable import Extraction

@Suite struct CSVMalformedTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var fact: String
    var text: String
    /// Record, line, offset, raw text and rule of every reject.
    var rejects: [String]
    /// The fields of every other record.
    var others: [[String]]
    var testDescription: String { fact }
  }

  static let cases = [
    Case(
      fact: "text behind a closing quote loses the record up to the next line end",
      text: "a,b\n\"x\"y,\"1\n2\",3\n4,5\n",
      rejects: ["1 2 4 \"x\"y,\"1 E-STRUCT"],
      others: [["2\"", "3"], ["4", "5"]]),
    Case(
      fact: "a quote that never closes loses its own line only", text: "a,b\n1,\"x\n2,3\n4,5",
      rejects: ["1 2 4 1,\"x E-STRUCT"], others: [["2", "3"], ["4", "5"]]),
    Case(
      fact: "a quote inside an unquoted field is text", text: "a,b\nH'\"M\"ông,5\" 2\n",
      rejects: [],
      others: [["H'\"M\"ông", "5\" 2"]]),
    Case(
      fact: "too few and too many fields are refused, surplus empty ones are not",
      text: "a,b\n1\n1,2,3\n1,2,\n1,2,\"\",\n,\n",
      rejects: ["1 2 4 1 E-STRUCT", "2 3 6 1,2,3 E-STRUCT"],
      others: [["1", "2"], ["1", "2"], ["", ""]]),
    Case(
      fact: "a NUL byte refuses its record", text: "a,b\r\n1,\u{0}\r\n\"\u{0}\",2\r\n3,4\r\n",
      rejects: ["1 2 5 1,\u{0} E-STRUCT", "2 3 10 \"\u{0}\",2 E-STRUCT"], others: [["3", "4"]]),
    Case(
      fact: "lines inside quotes count", text: "a,b\n\"1\r\n2\r3\n4\",x\n5\n",
      rejects: ["2 6 17 5 E-STRUCT"], others: [["1\r\n2\r3\n4", "x"]]),
    Case(
      fact: "a lone CR ends a record, and blank lines are none", text: "a,b\r\r1,2\r\n\r\n\n3\r",
      rejects: ["2 6 13 3 E-STRUCT"], others: [["1", "2"]]),
  ]

  @Test(
    "A malformed record is kept with its place and reason, and the rest is read", arguments: cases)
  func malformed(example: Case) throws {
    let reading = try Reading([UInt8](example.text))
    let rejects = reading.rows.filter { $0.fields == nil }.map {
      "\($0.record) \($0.line) \($0.offset) \(String(decoding: $0.raw, as: UTF8.self)) \($0.rule ?? "")"
    }
    #expect(rejects == example.rejects)
    let others = reading.rows.compactMap(\.fields).map {
      $0.map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(others == example.others)
  }

  @Test("Text that is not UTF-8 refuses its record only")
  func invalidText() throws {
    let content = [UInt8]("a,b\nĐặng,1\n") + [0xC4, 0x2C, 0x32, 0x0A] + [UInt8]("ộ,\"\"\"3\"\n")
    let reading = try Reading(content, CSVDialect(encoding: .utf8))
    #expect(reading.texts == [["Đặng", "1"], ["E-ENC"], ["ộ", "\"3"]])
    #expect(reading.rows[1].raw == [0xC4, 0x2C, 0x32])
  }

  @Test("A field over its limit refuses the record")
  func longField() throws {
    let reading = try Reading(
      [UInt8]("a,b\n12345,1\n123456,1\n1,\"123456\"\n"), CSVDialect(fieldLimit: 5))
    #expect(reading.texts == [["12345", "1"], ["E-LIMIT"], ["E-LIMIT"]])
  }

  @Test(
    "A record over its limit is passed over with its first bytes kept", arguments: [1000, 1 << 20])
  func longRecord(limit: Int) throws {
    let length = 5 << 20
    let content =
      [UInt8]("a,b\n1,2\n") + [UInt8](repeating: 0x78, count: length) + [UInt8]("\r\n3,4\n")
    let stream = StepStream(content, step: 100_000)
    let dialect = CSVDialect(recordLimit: limit)
    let head = try CSVHead.read(
      from: stream, fields: [SourceField(name: "b", headers: ["b"])], dialect: dialect)
    var book = RuleBook()
    var reader = try CSVReader(head: head, stream: stream, rules: ExtractionRules(addingTo: &book))
    var chunk = Chunk(columns: [])
    #expect(try reader.read(into: &chunk, limit: ChunkLimit(rows: 10, bytes: 1 << 14)))
    #expect(chunk.bytes.capacity < limit * 2 + (512 << 10), "memory follows the limit")
    var origins = chunk.origins
    var texts = chunk.columns[0].cells.map { chunk.bytes.string($0) }
    while try reader.read(into: &chunk, limit: ChunkLimit(rows: 10, bytes: 1 << 14)) {
      origins += chunk.origins
      texts += chunk.columns[0].cells.map { chunk.bytes.string($0) }
    }
    #expect(texts == ["2", nil, "4"])
    #expect(origins.map(\.raw.length) == [3, UInt32(min(limit, 65_536)), 3])
    #expect(origins.map(\.offset) == [4, 8, Int64(8 + length + 2)])
    #expect(origins.map(\.line) == [2, 3, 4])
    #expect(reader.position.offset == Int64(content.count))
  }

  @Test("A megabyte of blank lines takes no more room than any text")
  func blankLines() throws {
    let content = [UInt8]("a\n") + [UInt8](repeating: 0x0A, count: 1 << 20) + [UInt8]("x\n")
    let stream = StepStream(content)
    let head = try CSVHead.read(from: stream, fields: [], dialect: CSVDialect())
    var book = RuleBook()
    var reader = try CSVReader(head: head, stream: stream, rules: ExtractionRules(addingTo: &book))
    var chunk = Chunk(columns: [])
    #expect(try reader.read(into: &chunk, limit: ChunkLimit(rows: 10, bytes: 1 << 14)))
    #expect(chunk.origins.map(\.line) == [(1 << 20) + 2])
    #expect(chunk.bytes.capacity < 300 << 10)
  }
}
