import Archives
import Columnar
import Dataflow
import Foundation
import LegacyText
import Testing

@testable import Extraction

/// A table of the fixtures, or one made here, and its memo file.
struct TableReading {
  var content: [UInt8]
  var memo: [UInt8]?

  init(_ content: [UInt8], memo: [UInt8]? = nil) {
    self.content = content
    self.memo = memo
  }

  init(fixture name: String, memo: String) throws {
    content = try Self.bytes("\(name).dbf")
    self.memo = try Self.bytes("\(name).\(memo)")
  }

  private static let fixtures = #filePath.replacing("DBF/DBFReaderTests.swift", with: "Fixtures/")

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: fixtures + name)))
  }

  /// Fields that bear the names of the columns in small letters.
  static func fields(_ names: String) -> [SourceField] {
    names.split(separator: " ").map { SourceField(name: $0.lowercased(), headers: [String($0)]) }
  }

  func read(
    _ fields: [SourceField], _ shape: DBFShape = DBFShape(), step: Int = .max, rows: Int = 100,
    from position: Position? = nil
  ) -> Outcome {
    Outcome({ rules in try reader(fields, shape, step: step, from: position, rules) }, rows: rows)
  }

  private func reader(
    _ fields: [SourceField], _ shape: DBFShape, step: Int, from position: Position?,
    _ rules: ExtractionRules
  ) throws -> DBFReader {
    let stream = MemoryStream(content, step: step)
    let head = try DBFHead.read(
      from: stream, hasMemo: memo != nil, fields: fields, shape: shape)
    let resumed = position.map { MemoryStream(content, step: step, resumingFrom: $0.streamState) }
    return try DBFReader(
      head: head, stream: resumed ?? stream,
      memo: memo.map { try MemoFile(copying: MemoryStream($0, step: step)) }, rules: rules,
      resumingAt: position)
  }
}

@Suite struct DBFReaderTests {
  private let plain = TableReading.fields("SO TEN HESO NGAY CO GHICHU")

  private func expected(_ name: String) throws -> [[String?]] {
    let text = String(decoding: try TableReading.bytes("\(name).tsv"), as: UTF8.self)
    return text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map {
        $0 == "NULL" ? nil : $0.replacingOccurrences(of: "\\n", with: "\n")
      }
    }
  }

  @Test(
    "Tables of other programs read as these say, in the TCVN3 that their words tell",
    arguments: [("dbase3", "dbt"), ("dbase4", "dbt"), ("foxpro", "fpt")])
  func tables(name: String, memo: String) throws {
    let outcome = try TableReading(fixture: name, memo: memo).read(plain)
    #expect(outcome.failure == nil)
    #expect(outcome.findings.isEmpty)
    let live = outcome.rows.filter { $0.state == .live }
    #expect(live.map(\.cells) == (try expected("tables")))
    #expect(outcome.rows.map(\.state).firstIndex(of: .filtered) == 4)
  }

  @Test("Binary numbers, amounts and moments of Visual FoxPro become texts")
  func visual() throws {
    let fields = plain + TableReading.fields("NGUYEN THUC TIEN LUC")
    let outcome = try TableReading(fixture: "visual", memo: "fpt").read(fields)
    #expect(outcome.failure == nil)
    #expect(outcome.rows.filter { $0.state == .live }.map(\.cells) == (try expected("visual")))
  }

  @Test("A head names encoding and code page, and the fields that nobody asks for")
  func head() throws {
    let table = try TableReading(fixture: "dbase3", memo: "dbt")
    let head = try DBFHead.read(
      from: MemoryStream(table.content), hasMemo: true, fields: TableReading.fields("so"),
      shape: DBFShape())
    #expect(head.headers == ["SO", "TEN", "HESO", "NGAY", "CO", "GHICHU"])
    #expect(head.types == ["C", "C", "N", "D", "L", "M"])
    #expect(head.unused == ["TEN", "HESO", "NGAY", "CO", "GHICHU"])
    #expect(head.encoding == .legacy(.tcvn3))
    #expect(head.encodingFindings[0].hint == "code page byte 0x03, code page 1252")
    #expect(!head.needsMemo)
  }

  @Test("Deleted records are read with a warning where they are wanted")
  func deleted() throws {
    let outcome = try TableReading(fixture: "dbase3", memo: "dbt")
      .read(plain, DBFShape(skipsDeleted: false))
    #expect(outcome.findings == ["5 W-DELETED"])
    #expect(outcome.rows[4].cells[1] == "bị xoá")
    #expect(outcome.rows[4].cells[5] == "đã xoá")
  }

  @Test("Any split of the content gives the same", arguments: ["dbase3", "foxpro", "visual"])
  func splits(name: String) throws {
    let table = try TableReading(fixture: name, memo: name == "dbase3" ? "dbt" : "fpt")
    let whole = table.read(plain)
    for step in 1...60 { #expect(table.read(plain, step: step) == whole) }
  }

  @Test("Going on behind any record gives the rest, and the same positions")
  func resume() throws {
    let table = try TableReading(fixture: "foxpro", memo: "fpt")
    let whole = table.read(plain, rows: 1)
    #expect(whole.positions.count == 7)
    for index in whole.positions.indices.dropLast() {
      let rest = table.read(plain, step: 7, rows: 1, from: whole.positions[index])
      #expect(rest == whole.rest(behind: index))
    }
  }

  @Test("A row leads to the place of its record and to its bytes")
  func origins() throws {
    let table = try TableReading(fixture: "dbase3", memo: "dbt")
    let outcome = table.read(plain)
    let length = Int(table.content[8]) | Int(table.content[9]) << 8
    let size = Int(table.content[10])
    for (index, row) in outcome.rows.enumerated() {
      #expect(row.offset == Int64(length + index * size))
      #expect(row.raw == Array(table.content[length + index * size..<length + (index + 1) * size]))
      #expect(row.line == 0)
    }
  }
}
