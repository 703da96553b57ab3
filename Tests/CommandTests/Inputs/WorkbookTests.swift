import TestSupport
import Testing

@Suite("Workbooks, from the file to the table", .temporaryDirectory)
struct WorkbookTests {
  private let definition = """
    sohoa: 1
    name: so
    extract:
      so:
        files: 'in/*'
        xlsx: { OPTIONS }
        fields: { so: Số, ten: Họ tên }
    transform:
      - check: [{ code: E-NAME, expression: "ten IS NOT NULL", field: ten }]
    load:
      so: { mode: append }
    chunk: { rows: 1000 }

    """

  /// The units with their counts.
  private static let checkpoints =
    "FROM sohoa_unit JOIN sohoa_checkpoint USING (unit) GROUP BY unit ORDER BY unit"

  private func rows(_ count: Int, from first: Int = 1) -> String {
    var text = "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c></row>"
    for index in 0..<count {
      let row = index + 4
      text += "<row r=\"\(row)\"\(index == 1 ? " hidden=\"1\"" : "")>"
      text += "<c r=\"A\(row)\"><v>\(first + index)</v></c>"
      if index % 100 != 99 { text += "<c r=\"B\(row)\" t=\"s\"><v>\(2 + index % 3)</v></c>" }
      text += "</row>"
    }
    return text
  }

  private func book(_ count: Int = 4) throws -> [UInt8] {
    try Spreadsheet(
      [
        .init("2001", rows: rows(count)), .init("Năm 2002", rows: rows(count, from: 10_001)),
        .init("Danh mục", state: "hidden", rows: rows(1, from: 90_000)),
      ], strings: ["<t>Số</t>", "<t>Họ tên</t>", "<t>An</t>", "<t>Bình, \"B\"</t>", "<t>Cúc</t>"]
    ).bytes()
  }

  private func workplace(_ options: String = "") throws -> Workplace {
    let place = try Workplace()
    try place.write(definition.replacing("OPTIONS", with: options), to: "pipeline.yaml")
    return place
  }

  @Test("Each sheet that is shown is a unit, in a file and in an archive")
  func units() async throws {
    let place = try workplace()
    try place.write(try book(), to: "in/a.xlsx")
    try place.write(
      Packed.zip([
        Packed("b/~$so.xlsx", "x"), Packed("b/so.xlsx", try book(5)), Packed("b/001.pdf", "x"),
      ]), to: "in/b.zip")
    let report = try await place.sohoa("run").run()
    #expect(report.status == 0)
    #expect(
      try place.rows("SELECT member, sum(read), sum(loaded) \(Self.checkpoints)") == [
        "2001|4|4", "Năm 2002|4|4", "b/so.xlsx!2001|5|5", "b/so.xlsx!Năm 2002|5|5",
      ])
    #expect(
      try place.rows("SELECT so, ten, sohoa_record FROM so WHERE sohoa_unit = 1") == [
        "1|An|1", "2|Bình, \"B\"|2", "3|Cúc|3", "4|An|4",
      ])
    #expect(try await place.sohoa("run").run().output.contains("nothing new"))
  }

  @Test("A workbook in a tar archive is read like one in a ZIP archive")
  func tar() async throws {
    let place = try workplace("sheet: 1")
    try place.write(try book(), to: "so.xlsx")
    let outcome = try await Command(
      "tar", ["-C", place.path, "-czf", place.file("in/a.tar.gz"), "so.xlsx"]
    ).run()
    #expect(outcome.status == 0)
    #expect(try await place.sohoa("run").run().status == 0)
    #expect(try place.rows("SELECT member, sum(loaded) \(Self.checkpoints)") == ["so.xlsx!2001|4"])
  }

  @Test("A workbook under another name is known by its content, sheet by sheet")
  func duplicates() async throws {
    let place = try workplace()
    try place.write(try book(), to: "in/a.xlsx")
    #expect(try await place.sohoa("run").run().status == 0)
    try place.write(try book(), to: "in/b.xlsx")
    #expect(try await place.sohoa("run").run().status == 0)
    #expect(
      try place.rows("SELECT path, member, status FROM sohoa_unit ORDER BY unit").map {
        $0.replacing(place.path, with: "")
      } == [
        "/in/a.xlsx|2001|done", "/in/a.xlsx|Năm 2002|done", "/in/b.xlsx|2001|duplicate",
        "/in/b.xlsx|Năm 2002|duplicate",
      ])
    #expect(try place.integer("SELECT count(*) FROM so") == 8)
  }

  @Test(
    "Sheets are chosen by name, pattern and number",
    arguments: [
      ("sheet: '2001'", ["2001"]), ("sheet: Năm*", ["Năm 2002"]), ("sheet: 2", ["Năm 2002"]),
      ("sheet: [danh mục, 1]", ["2001", "Danh mục"]), ("sheet: '*'", ["2001", "Năm 2002"]),
    ])
  func chosen(options: String, sheets: [String]) async throws {
    let place = try workplace(options)
    try place.write(try book(), to: "in/a.xlsx")
    #expect(try await place.sohoa("run").run().status == 0)
    #expect(try place.texts("SELECT member FROM sohoa_unit ORDER BY unit") == sheets)
  }

  @Test("A sheet that is not there is said with those that are")
  func missingSheet() async throws {
    let place = try workplace("sheet: Nam 2002")
    try place.write(try book(), to: "in/a.xlsx")
    #expect(
      try await place.sohoa("run").run().output.contains(
        "the workbook has no sheet 'Nam 2002'; its sheets are: 2001, Năm 2002, Danh mục"))
  }

  @Test("Hidden rows are read with a warning, or counted as filtered")
  func hidden() async throws {
    let place = try workplace("hidden: skip, sheet: 1")
    try place.write(try book(), to: "in/a.xlsx")
    #expect(try await place.sohoa("run").run().status == 0)
    #expect(
      try place.rows("SELECT sum(read), sum(loaded), sum(filtered) \(Self.checkpoints)") == [
        "4|3|1"
      ])
  }

  @Test("A refused row is kept with its texts, its row and its field")
  func rejects() async throws {
    let place = try workplace("sheet: 1")
    try place.write(book(150), to: "in/a.xlsx")
    #expect(try await place.sohoa("run").run().status == 0)
    #expect(
      try place.rows("SELECT line, record, CAST(raw AS TEXT) FROM sohoa_reject") == ["103|100|100"])
    #expect(try await place.ledger("rejects", "show", "1").run().output.contains("E-NAME"))
  }

  @Test("A run that is stopped anywhere ends with the same table", arguments: [1000, 2500, 6001])
  func resume(limit: Int) async throws {
    let place = try workplace()
    try place.write(
      Packed.zip([Packed("so.xlsx", try book(5000)), Packed("c.xlsx", try book(10))]),
      to: "in/a.zip")
    #expect(try await place.sohoa("run", database: "whole.sqlite").run().status == 0)
    #expect(try await place.sohoa("run", "--limit", "\(limit)").run().status == 0)
    #expect(try await place.sohoa("run").run().status == 0)
    let query = "SELECT so, ten, sohoa_unit, sohoa_record FROM so ORDER BY sohoa_unit, sohoa_record"
    #expect(try place.rows(query) == place.rows(query, database: "whole.sqlite"))
    let units = "SELECT sha256, sum(read), sum(loaded), sum(rejected) \(Self.checkpoints)"
    #expect(try place.rows(units) == place.rows(units, database: "whole.sqlite"))
  }

  @Test("A sheet that breaks off loads what came before, and says so")
  func broken() async throws {
    let place = try workplace()
    var members = Spreadsheet(
      [.init("A", rows: rows(3))],
      strings: ["<t>Số</t>", "<t>Họ tên</t>", "<t>An</t>", "<t/>", "<t/>"]
    ).members
    for index in members.indices where members[index].name.hasPrefix("xl/worksheets/") {
      members[index].content.removeLast(40)
    }
    try place.write(Packed.zip(members), to: "in/a.xlsx")
    let output = try await place.sohoa("run").run().output
    #expect(output.contains("the sheet breaks behind row 5"))
    #expect(
      try place.rows("SELECT status, sum(read), sum(loaded) \(Self.checkpoints)")
        == ["broken|2|2"])
  }

  @Test("A preview shows the rows of a sheet and where its header stands")
  func preview() async throws {
    let place = try workplace()
    try place.write(try book(), to: "in/a.xlsx")
    let output = try await Command(Product.sohoa, ["preview", place.file("pipeline.yaml")]).run()
      .output
    #expect(output.contains("a.xlsx!2001"))
    #expect(output.contains("XLSX, header in row 3"))
    #expect(output.contains("Bình, \"B\""))
  }

  @Test("Fonts of legacy encodings tell how their cells are read, those of capitals too")
  func legacyFonts() async throws {
    let place = try Workplace()
    let fixture = #filePath.replacing(
      "CommandTests/Inputs/WorkbookTests.swift", with: "ExtractionTests/Fixtures/fonts.xlsx")
    try place.write(
      """
      sohoa: 1
      name: so
      extract:
        so: { files: '\(fixture)', xlsx: {}, fields: { so: so, ten: ten, hien: hien } }
      transform: [ decode: { columns: [ten] } ]
      load: { so: { mode: append } }

      """, to: "pipeline.yaml")
    let outcome = try await place.sohoa("run", "--lang", "vi").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try place.rows("SELECT so, ten FROM so WHERE ten <> hien") == [])
    #expect(try place.integer("SELECT count(*) FROM so") == 9)
    #expect(outcome.output.contains("tcvn3-h: phông chữ của 2 ô"), "\(outcome.output)")
  }

  @Test("A workbook with a password is refused in words")
  func encrypted() async throws {
    var bytes = [UInt8](repeating: 0, count: 2048)
    bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    bytes[30] = 9
    bytes[48] = 1
    let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
    bytes.replaceSubrange(1152..<1152 + name.count, with: name)
    let place = try workplace()
    try place.write(bytes, to: "in/a.xlsx")
    #expect(
      try await place.sohoa("run").run().output.contains(
        "the workbook is encrypted; save it without a password"))
  }
}
