import Columnar
import Dataflow
import Testing

@testable import Extraction

@Suite struct CSVSplittingTests {
  static let inputs = [
    "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n\r\n3,4", "a,b\r1,2\r\r3,4\r", "a,b\n\"x\"\"y\",\"\"\n,\n",
    "a,b\r\n\"l1\r\nl2\rl3\nl4\",\"\"\"\"\r\n\"\",z", "a,b\n\"x\"y,2\n3,4\n",
    "a,b\n\"open,2\n3,4\n5,6",
    "a,b\n1,\"open\r\n3,4\r\n", "a,b\nst\"ray,\"q\"\n", "a,b\n1\n1,2,3\n1,2,,\n1,2,\"\"\n",
    "a,b\n\u{0}1,2\n3,4\n", "\u{FEFF}a,b\nĐặng,Nguyễn\n\n\n", "a,b\n\"1\",\"2\"\r", "a,b\n1,\"2\"",
    "a,b\n\"\"\"\",\"\"\"x\"\"\"\n", "a\n\"\"\n\nx\n", "a,b", "a,b\n\n\r\n\r",
  ].map { [UInt8]($0) }

  static func expected(_ content: [UInt8], _ dialect: CSVDialect) throws -> [SeenRow] {
    let head = try CSVHead.read(from: StepStream(content), fields: [], dialect: dialect)
    return ReferenceParser(
      content, from: Int(head.start.offset), line: head.start.line, width: head.headers.count,
      delimiter: head.delimiter, dialect
    ).rows
  }

  @Test("Any split of the input and any chunk limit give the same rows", arguments: inputs)
  func everySplit(content: [UInt8]) throws {
    let expected = try Self.expected(content, CSVDialect())
    for step in [1, 2, 3, 5, 7, 64, .max] {
      for rows in [1, 2, 100] {
        for bytes in [1, 8, 4096] {
          let reading = try Reading(
            content, step: step, limit: ChunkLimit(rows: rows, bytes: bytes))
          #expect(reading.rows == expected, "step \(step), rows \(rows), bytes \(bytes)")
        }
      }
    }
  }

  @Test("Resuming at any record gives the rest", arguments: inputs)
  func everyResume(content: [UInt8]) throws {
    let whole = try Reading(content, limit: ChunkLimit(rows: 1))
    for (index, position) in whole.positions.dropLast().enumerated() {
      for start in [0, Int(position.offset) / 2, Int(position.offset)] {
        let rest = try Reading(content, step: 3, resumingAt: position, streamFrom: start)
        #expect(rest.rows == Array(whole.rows[index...]))
      }
      let same = try Reading(content, resumingAt: position)
      #expect(same.rows == Array(whole.rows[index...]))
    }
  }

  @Test("Random bytes give what the plain parser gives", arguments: 0..<12)
  func random(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let alphabet: [[UInt8]] = [
      [44], [44], [44], [10], [13], [13, 10], [34], [34], [34, 34], [97], [98], [0], [0xFF],
      Array("ộ".utf8), [44, 34], [34, 44], [34, 10], [99, 99, 99, 99, 99],
    ]
    for _ in 0..<60 {
      var content = [UInt8]("p,q,r\n")
      let weights = (0..<alphabet.count).map { _ in next(4) == 0 ? 0 : 1 + next(6) }
      let letters = alphabet.indices.flatMap { Array(repeating: alphabet[$0], count: weights[$0]) }
      for _ in 0..<next(120) where !letters.isEmpty { content += letters[next(letters.count)] }
      let dialect = CSVDialect(
        delimiter: 44, encoding: .utf8, fieldLimit: 1 + next(20), recordLimit: 1 + next(40))
      let reading = try Reading(
        content, dialect, step: 1 + next(20),
        limit: ChunkLimit(rows: 1 + next(5), bytes: 1 + next(60)))
      let expected = try Self.expected(content, dialect)
      #expect(
        reading.rows == expected,
        "\(String(decoding: content, as: UTF8.self).debugDescription) \(dialect)")
    }
  }
}
