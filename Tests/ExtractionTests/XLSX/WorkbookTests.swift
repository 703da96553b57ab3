import Archives
import Columnar
import Dataflow
import Foundation
import LegacyText
import TestSupport
import Testing

@testable import Extraction

@Suite("Workbooks", .temporaryDirectory)
struct WorkbookTests {
  private static let fixtures = #filePath.replacing("XLSX/WorkbookTests.swift", with: "Fixtures/")

  private func content(_ name: String) throws -> String {
    let stream = try Archive(path: Self.fixtures + name)
    let entry = try stream.entries()[0]
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = try stream.open(entry).read(into: &bytes, at: 0)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  @Test(
    "What other programs wrote is read as openpyxl reads it",
    arguments: ["openpyxl", "xlsxwriter", "xlsxwriter-inline", "xlsxwriter-1904"])
  func fixtures(name: String) throws {
    let archive = try Archive(path: Self.fixtures + name + ".xlsx")
    let workbook = try Workbook(archive, entry: nil)
    let sheet = try #require(workbook.sheets.first)
    #expect(sheet.name == "Sổ 1" && !sheet.isHidden)
    let names = ["so", "ten", "ngay", "dinh_danh", "co", "so_thuc"]
    let head = try SheetHead(
      workbook, sheet, from: archive,
      fields: names.map { SourceField(name: $0, headers: [$0]) }, shape: XLSXShape())
    var book = RuleBook()
    var reader = XLSXReader(
      head: head, stream: try archive.open(sheet.part), rules: ExtractionRules(addingTo: &book))
    var chunk = Chunk(columns: [])
    #expect(try reader.read(into: &chunk, limit: ChunkLimit()))
    let lines = (0..<chunk.rowCount).map { row in
      chunk.columns.map { column in
        (chunk.bytes.string(column.cells[row]) ?? "NULL").replacing("\n", with: "\\n")
      }.joined(separator: "\t")
    }
    let expected = try content(name + ".tsv").split(separator: "\n").map(String.init)
    #expect(lines == expected)
    #expect(chunk.violations.isEmpty)
  }

  @Test("Hidden sheets are told apart, and fonts of cells and runs are seen")
  func openpyxl() throws {
    let archive = try Archive(path: Self.fixtures + "openpyxl.xlsx")
    let workbook = try Workbook(archive, entry: nil)
    #expect(workbook.sheets.map(\.name) == ["Sổ 1", "Ẩn"])
    #expect(workbook.sheets.map(\.isHidden) == [false, true])
    let (styles, _) = try workbook.readStyles(archive)
    #expect(styles.fonts.contains(.tcvn3))
  }

  private func failure(_ bytes: [UInt8], _ name: String = "a.xlsx") throws -> String {
    let path = TemporaryDirectory.path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    do {
      let archive = try Archive(path: path)
      _ = try Workbook(archive, entry: nil)
      return "none"
    } catch let error as ArchiveError {
      return "\(error.kind): \(error.message)"
    } catch let error as Diagnostic {
      return "\(error.code): \(error.message)"
    }
  }

  /// A compound file with one name in its directory.
  private func compound(_ name: String) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 2048)
    bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    bytes[30] = 9
    bytes[48] = 1
    bytes.replaceSubrange(
      1152..<1152 + 2 * name.utf8.count, with: name.utf8.flatMap { [$0, 0] as [UInt8] })
    return bytes
  }

  @Test("What is no workbook, or one that is not read, is refused with what to do")
  func refused() throws {
    #expect(
      try failure(compound("EncryptedPackage"))
        == "encrypted: the workbook is encrypted; save it without a password")
    #expect(
      try failure(compound("Workbook"))
        == "unsupported: it is a workbook of the old format .xls; save it as .xlsx")
    #expect(
      try failure(Array("a,b\n".utf8))
        == "damaged: it is not a workbook: it does not begin like a ZIP archive")
    #expect(
      try failure(Packed.zip([Packed("a.csv", "x")]))
        == "SH3301: the workbook's part _rels/.rels is missing: it is not a workbook")
    let book = Spreadsheet([.init("A", rows: "")])
    var members = book.members
    members.removeAll { $0.name == "xl/worksheets/r0.xml" }
    #expect(
      try failure(Packed.zip(members))
        == "SH3301: the workbook's part xl/worksheets/r0.xml is missing")
    members = book.members.map { member in
      member.name == "xl/workbook.xml"
        ? Packed(
          member.name,
          "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><workbook>&b;</workbook>")
        : member
    }
    #expect(
      try failure(Packed.zip(members))
        == "SH3301: the workbook's part xl/workbook.xml is damaged: a document type declaration, which is not allowed"
    )
  }
}
