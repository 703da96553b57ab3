import Columnar
import Testing

@Suite struct ChunkImageTests {
  private static let rules: [UInt16] = [4, 9, 300]

  /// A chunk with a column of each type, each with a null, and a child.
  private static func chunks() -> [Chunk] {
    var records = Chunk(columns: [])
    let raw = records.bytes.append(Array("một|hai|ba".utf8))
    records.bytes.append([0xFF, 0x00])
    records.bytes.markForeign(before: records.bytes.count)
    for type in ColumnType.allCases {
      var column = Column(name: "cột \(type)", type: type)
      let text = records.bytes.append(Array("\(type)".utf8))
      column.cells = [text, .null, Cell(start: 0, length: 0)]
      if type.hasValues { column.values = [.min, -1, .max] }
      if type == .text { column.fonts = [0, 7, 255] }
      records.columns.append(column)
    }
    records.origins = [
      RowOrigin(record: 1, line: 2, offset: 3, raw: raw),
      RowOrigin(record: 2, line: 0, offset: .max, raw: .null),
      RowOrigin(record: .max, line: 5, offset: 0, raw: raw),
    ]
    records.states = [.live, .rejected, .filtered]
    records.violations = [
      Violation(row: 1, rule: 300, column: 2, cell: raw), Violation(row: 2, rule: 4),
    ]
    var child = Chunk(columns: ["con"])
    child.columns[0].cells = [child.bytes.append(Array("Tý".utf8))]
    child.origins = [RowOrigin(record: 3, line: 1, offset: 9, raw: .null, parent: 2)]
    child.states = [.duplicate]
    return [records, child]
  }

  private static func image(of chunks: [Chunk], after head: [UInt8] = []) -> [UInt8] {
    var bytes = head
    ChunkImage.write(chunks, rules: rules, to: &bytes)
    return bytes
  }

  @Test("Every type, null, font, origin, state and finding comes back as it was")
  func roundTrip() throws {
    let chunks = Self.chunks()
    let bytes = Self.image(of: chunks, after: [1, 2, 3])
    let read = try #require(ChunkImage.read(bytes, from: 3, rules: Self.rules))
    #expect(read.count == chunks.count)
    for (chunk, other) in zip(chunks, read) {
      #expect(chunk.columns.map(\.name) == other.columns.map(\.name))
      #expect(chunk.columns.map(\.type) == other.columns.map(\.type))
      #expect(chunk.columns.map(\.cells) == other.columns.map(\.cells))
      #expect(chunk.columns.map(\.values) == other.columns.map(\.values))
      #expect(chunk.columns.map(\.fonts) == other.columns.map(\.fonts))
      #expect(chunk.origins == other.origins)
      #expect(chunk.states == other.states)
      #expect(chunk.violations == other.violations)
      #expect(chunk.bytes.storage[..<chunk.bytes.count] == other.bytes.storage[...])
      #expect(chunk.bytes.foreignCount == other.bytes.foreignCount)
    }
    // Rules may have other numbers by now.
    let renumbered = try #require(ChunkImage.read(bytes, from: 3, rules: [14, 19, 310]))
    #expect(renumbered[0].violations.map(\.rule) == [310, 14])
  }

  @Test("The same chunks have the same image, whatever room they have")
  func sameImage() {
    var roomy = Self.chunks()
    for index in roomy.indices { roomy[index].bytes.reserve(1000) }
    #expect(Self.image(of: roomy) == Self.image(of: Self.chunks()))
    #expect(ChunkImage.read(Self.image(of: []), from: 0, rules: [])?.isEmpty == true)
  }

  @Test("An image that is cut off anywhere, or goes on, is none")
  func truncated() {
    let bytes = Self.image(of: Self.chunks())
    for count in bytes.indices {
      #expect(ChunkImage.read(Array(bytes[..<count]), from: 0, rules: Self.rules) == nil)
    }
    #expect(ChunkImage.read(bytes + [0], from: 0, rules: Self.rules) == nil)
    #expect(ChunkImage.read([], from: 0, rules: Self.rules) == nil)
    #expect(ChunkImage.read([], from: 5, rules: Self.rules) == nil)
  }

  @Test("With any byte changed it is none, or chunks that can be gone through")
  func changed() {
    let bytes = Self.image(of: Self.chunks())
    for index in bytes.indices {
      for change in [1, 0x7F, 0x80, 0xFF] as [UInt8] {
        var other = bytes
        other[index] ^= change
        guard let chunks = ChunkImage.read(other, from: 0, rules: Self.rules) else { continue }
        for chunk in chunks { Self.goThrough(chunk, parents: chunks[0].rowCount) }
      }
    }
  }

  /// Touches all that an image points at; what lies outside would trap.
  private static func goThrough(_ chunk: Chunk, parents: Int) {
    var count = 0
    for column in chunk.columns {
      #expect(column.cells.count == chunk.rowCount)
      #expect(column.values.count == (column.type.hasValues ? chunk.rowCount : 0))
      #expect(column.fonts.isEmpty || column.fonts.count == chunk.rowCount)
      for cell in column.cells { count += chunk.bytes.storage[cell.range].count }
    }
    for origin in chunk.origins {
      count += chunk.bytes.storage[origin.raw.range].count
    }
    for violation in chunk.violations {
      _ = chunk.states[Int(violation.row)]
      if violation.column >= 0 { _ = chunk.columns[Int(violation.column)] }
      count += chunk.bytes.storage[violation.cell.range].count
    }
    #expect(chunk.states.count == chunk.rowCount && count >= 0)
  }
}
