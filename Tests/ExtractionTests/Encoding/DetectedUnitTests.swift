import Columnar
import Dataflow
import LegacyText
import Testing

@testable import Extraction

@Suite struct DetectedUnitTests {
  /// TCVN3: "hä tªn,quª" over names and places.
  private static let tcvn3: [UInt8] =
    bytes("h\u{E4} t\u{AA}n,qu\u{AA}\n")
    + (0..<30).flatMap { _ in
      bytes("Nguy\u{D4}n V\u{A8}n H\u{AD}ng,T\u{D8}nh Th\u{B8}i B\u{D7}nh\n")
    } + bytes("Tr\u{C7}n Th\u{DE} Mai,B\u{BE}c Giang\nL\u{AA} \u{A7}\u{D7}nh,V\u{DC}nh Long\n")

  /// VNI: the same two columns, one name a row.
  private static let vni =
    ["Nguye\u{E3}n Va\u{EA}n", "Tra\u{E0}n Th\u{F2}", "Le\u{E2} \u{D1}\u{F6}\u{F9}c", "Pha\u{EF}m"]

  private static func bytes(_ latin1: String) -> [UInt8] {
    latin1.unicodeScalars.map { UInt8($0.value) }
  }

  @Test("A unit's words tell its encoding, and its header is read in it")
  func unit() throws {
    for step in [1, 7, 1000] {
      let reading = try Reading(Self.tcvn3, step: step)
      #expect(reading.head.encoding == .legacy(.tcvn3))
      #expect(reading.head.headers == ["họ tên", "quê"])
      #expect(reading.texts.first == ["Nguyễn Văn Hưng", "Tỉnh Thái Bình"])
      #expect(reading.texts.last == ["Lê Đình", "Vĩnh Long"])
      let finding = try #require(reading.head.encodingFindings.first)
      #expect(finding.column == nil && finding.encoding == "tcvn3")
      #expect(finding.verdict?.confidence ?? 0 > 0.9)
    }
  }

  @Test("A resumed unit decides as the first reading did, at every record")
  func resumed() throws {
    let whole = try Reading(Self.tcvn3, limit: ChunkLimit(rows: 1))
    for position in whole.positions {
      let rest = try Reading(Self.tcvn3, step: 5, resumingAt: position, streamFrom: 0)
      #expect(rest.head.encodingFindings == whole.head.encodingFindings)
      #expect(rest.rows == Array(whole.rows[Int(position.record)...]))
    }
  }

  @Test("Legacy text behind much plain ASCII is still found")
  func late() throws {
    let ascii = String(repeating: "An,1\n", count: 40_000)
    let content = [UInt8]("ten,so\n\(ascii)".utf8) + Self.tcvn3.dropFirst(12)
    let reading = try Reading(content, step: 4096)
    #expect(reading.head.encoding == .legacy(.tcvn3))
    #expect(reading.texts.last == ["Lê Đình", "Vĩnh Long"])
  }

  @Test("Columns of one unit may each have their own encoding")
  func columns() throws {
    let rows = Self.vni.map { Self.bytes($0) + [0x2C] + Array("Huế,1\n".utf8) }
    let content = [UInt8]("a,b,c\n".utf8) + rows.flatMap { $0 }
    let fields = [
      SourceField(name: "a", headers: ["a"], encoding: .given(.legacy(.vni))),
      SourceField(name: "b", headers: ["b"]),
    ]
    let reading = try Reading(content, CSVDialect(encoding: .utf8), fields: fields)
    #expect(reading.texts.first == ["Nguyễn Văn", "Huế"])
    #expect(reading.texts.count == 4)
    let told = [SourceField(name: "a", headers: ["a"], encoding: .auto), fields[1]]
    let other = try Reading(content, CSVDialect(encoding: .utf8), fields: told)
    #expect(other.texts == reading.texts)
    #expect(other.head.encodingFindings.map(\.encoding) == ["utf-8", "vni"])
    #expect(other.head.encodingFindings.map(\.column) == [nil, "a"])
  }

  @Test("Bytes that are no UTF-8 in a column that must be refuse the row beside a legacy column")
  func damaged() throws {
    let content = [UInt8]("a,b\n".utf8) + [0x4C, 0x65, 0xE2, 0x2C, 0xFF, 0x0A]
    let fields = [
      SourceField(name: "a", headers: ["a"], encoding: .given(.legacy(.vni))),
      SourceField(name: "b", headers: ["b"]),
    ]
    #expect(try Reading(content, CSVDialect(encoding: .utf8), fields: fields).texts == [["E-ENC"]])
  }

  @Test("A mixed unit is read cell by cell, and what only its column tells is noted")
  func mixed() throws {
    let names =
      Self.vni.map(Self.bytes) + [
        Self.bytes("Hoa\u{F8}ng Ngo\u{E2} Tr\u{F2}nh Ha\u{F8}"),
        Self.bytes("Bu\u{F8}i Vu\u{F5} D\u{F6}\u{F4}ng"),
        Array("Đặng Thị Ngọc".utf8), Self.bytes("Nguy\u{D4}n"),
        Self.bytes("Xa\u{EB}xy\u{F4}"), Array("plain".utf8), [0xFF],
      ]
    let content = [UInt8]("a\n".utf8) + names.flatMap { $0 + [0x0A] }
    let reading = try Reading(content, CSVDialect(encoding: .mixed))
    #expect(
      reading.texts == [
        ["Nguyễn Văn"], ["Trần Thị"], ["Lê Đức"], ["Phạm"], ["Hoàng Ngô Trịnh Hà"],
        ["Bùi Vũ Dương"], ["Đặng Thị Ngọc"], ["Nguyễn"], ["Xặxyơ"], ["plain"], ["E-ENC"],
      ])
    #expect(reading.head.encodingFindings.map(\.encoding) == ["mixed", "vni"])
    #expect(reading.rows.map(\.rule).filter { $0 != nil } == ["W-ENC-GUESS", "E-ENC"])
  }

  @Test("Foreign text is refused with the evidence and the key to set")
  func foreign() {
    let content = Self.bytes(
      "nom\nAm\u{E9}lie Andr\u{E9} Zo\u{E9} No\u{EB}l Ga\u{EB}l J\u{E9}r\u{F4}me\n")
    let failure = #expect(throws: Diagnostic.self) { try Reading(content) }
    #expect(failure?.code == "SH3101")
    #expect(failure?.message.contains("of 6 words with marks read as Vietnamese") == true)
    #expect(failure?.remedy?.hasPrefix("give 'csv.encoding', one of utf-8, utf-16") == true)
  }
}
