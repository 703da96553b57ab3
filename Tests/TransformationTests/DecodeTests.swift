import Columnar
import Dataflow
import LegacyText
import Testing
import Transformation

@Suite struct DecodeTests {
  private static let undecodable = Finding(rule: 0, severity: .reject)
  private static let guess = Finding(rule: 1, severity: .warn)

  private static func step(
    _ reading: TextReading? = nil, per scope: Decode.Scope = .column, entities: Bool = false,
    columns: [String]? = nil
  ) -> Decode {
    Decode(
      columns: columns, reading: reading, scope: scope, entities: entities,
      undecodable: undecodable, guess: guess)
  }

  /// A chunk with one column a list of texts.
  private static func chunk(_ columns: [[String]]) -> Chunk {
    var chunk = Chunk(columns: columns.indices.map { "c\($0)" })
    for (index, texts) in columns.enumerated() {
      chunk.columns[index].cells = texts.map { chunk.bytes.append(Array($0.utf8)) }
    }
    for row in (columns.first ?? []).indices {
      chunk.origins.append(
        RowOrigin(record: Int64(row + 1), line: 0, offset: 0, raw: .null))
      chunk.states.append(.live)
    }
    return chunk
  }

  private static func texts(_ chunk: Chunk, _ column: Int = 0) -> [String?] {
    chunk.columns[column].cells.map { chunk.bytes.string($0) }
  }

  private static func run(_ step: Decode, on chunk: Chunk) throws -> (Chunk, Decode) {
    var (step, chunk) = (step, chunk)
    try step.study(chunk)
    try step.apply(to: &chunk)
    return (chunk, step)
  }

  /// TCVN3 as a workbook holds it.
  private static let tcvn3 = ["NguyÔn V¨n H­ng", "TrÇn ThÞ Mai", "Lª §×nh Th¾ng", "Ph¹m §øc"]
  private static let tcvn3Texts = ["Nguyễn Văn Hưng", "Trần Thị Mai", "Lê Đình Thắng", "Phạm Đức"]
  /// VNI likewise.
  private static let vni = ["Nguyeãn Vaên", "Traàn Thò", "Leâ Ñöùc", "Phaïm Höõu"]
  private static let vniTexts = ["Nguyễn Văn", "Trần Thị", "Lê Đức", "Phạm Hữu"]

  @Test("Columns are told and decoded each by itself, Unicode stays")
  func columns() throws {
    let unicode = ["Đặng", "Ðỗ Thị", "Bùi", "Vũ"]
    let (chunk, step) = try Self.run(
      Self.step(), on: Self.chunk([Self.tcvn3, Self.vni, unicode, ["a", "b", "c", "1"]]))
    #expect(Self.texts(chunk, 0) == Self.tcvn3Texts)
    #expect(Self.texts(chunk, 1) == Self.vniTexts)
    #expect(Self.texts(chunk, 2) == ["Đặng", "Đỗ Thị", "Bùi", "Vũ"])
    #expect(Self.texts(chunk, 3) == ["a", "b", "c", "1"])
    #expect(step.findings.map(\.column) == ["c0", "c1", "c2"])
    #expect(step.findings.map(\.encoding) == ["tcvn3", "vni", "utf-8"])
    #expect(chunk.violations.isEmpty)
  }

  @Test("All columns share one encoding where the unit decides")
  func unit() throws {
    let (chunk, step) = try Self.run(
      Self.step(per: .unit), on: Self.chunk([Self.tcvn3, ["Hµ", "", "", ""]]))
    #expect(Self.texts(chunk, 1) == ["Hà", "", "", ""])
    #expect(step.findings.map(\.column) == [nil])
    #expect(step.findings.map(\.encoding) == ["tcvn3"])
  }

  @Test("Cells of a mixed column are told one by one; what only the column tells is noted")
  func cells() throws {
    let names = Self.vni + ["Nguyễn Hoàng", "NguyÔn", "Xaëxyô", "plain"]
    let (chunk, _) = try Self.run(Self.step(per: .cell), on: Self.chunk([names]))
    #expect(
      Self.texts(chunk)
        == Self.vniTexts + ["Nguyễn Hoàng", "Nguyễn", "Xặxyơ", "plain"])
    #expect(chunk.violations.map(\.rule) == [1])
    #expect(chunk.violations.map(\.row) == [6])
  }

  @Test("UTF-8 that was encoded twice or three times is undone")
  func reencoded() throws {
    let twice = ["Nguyá»…n VÄƒn", "Tráº§n Thá»‹", "LÃª", "Pháº¡m"]
    let (chunk, step) = try Self.run(Self.step(), on: Self.chunk([twice]))
    #expect(Self.texts(chunk) == ["Nguyễn Văn", "Trần Thị", "Lê", "Phạm"])
    #expect(step.findings.map(\.encoding) == ["utf-8 encoded twice"])
  }

  @Test("A named encoding needs no study; a byte without meaning refuses its row")
  func named() throws {
    var step = Self.step(.legacy(.tcvn3), columns: ["c0"])
    var chunk = Self.chunk([["V¨n", "Nguyễn", "\u{FF}x", "plain"], ["V¨n", "", "", ""]])
    try step.apply(to: &chunk)
    #expect(Self.texts(chunk) == ["Văn", "Nguyễn", "\u{FF}x", "plain"])
    #expect(chunk.states == [.live, .live, .rejected, .live])
    #expect(chunk.violations.map(\.rule) == [0])
    #expect(Self.texts(chunk, 1)[0] == "V¨n")
  }

  @Test("HTML's references are replaced on demand, and what is none stays")
  func entities() throws {
    let texts = ["L&ecirc; &amp; Nguy&#7877;n", "&#x110;&#xe0;o", "A & B; &nothing; &#0; &;", "x"]
    let (chunk, _) = try Self.run(Self.step(entities: true), on: Self.chunk([texts]))
    #expect(Self.texts(chunk) == ["Lê & Nguyễn", "Đào", "A & B; &nothing; &#0; &;", "x"])
    let (untouched, _) = try Self.run(Self.step(), on: Self.chunk([texts]))
    #expect(Self.texts(untouched) == texts)
  }

  @Test("Foreign text stays as it is")
  func foreign() throws {
    let texts = ["Amélie", "François Müller", "São João", "Håkon"]
    let (chunk, _) = try Self.run(Self.step(), on: Self.chunk([texts]))
    #expect(Self.texts(chunk) == texts)
  }

  @Test("Where another reading makes more sense but none is certain, the unit is refused")
  func unclear() throws {
    let half =
      Self.tcvn3 + [
        "Xaëxyô Kuëxyô", "Ytëxyô Wuëxyô", "Quëëxyô Buëëxyô", "Zyëxyô Zoëxyô",
        "Weëxyô Woëxyô",
      ]
    var step = Self.step()
    let failure = #expect(throws: Diagnostic.self) { try step.study(Self.chunk([half])) }
    #expect(failure?.code == "SH4003")
    #expect(failure?.message.hasPrefix("decode: what column 'c0' is in is not certain: ") == true)
    #expect(failure?.remedy == "give 'from', or decode it 'per: cell'")
  }
}
