import Foundation
import TestSupport
import Testing

/// What was made out of legacy text is said wherever people and programs look.
@Suite(.temporaryDirectory) struct LegacyUnitTests {
  /// TCVN3: Nguyễn Văn, Trần Thị, Lê Đình, Phạm Đức.
  private static let tcvn3: [UInt8] =
    Array("ten\nNguy".utf8) + [0xD4, 0x6E, 0x20, 0x56, 0xA8, 0x6E, 0x0A]
    + Array("Tr".utf8) + [0xC7, 0x6E, 0x20, 0x54, 0x68, 0xDE, 0x0A]
    + [0x4C, 0xAA, 0x20, 0xA7, 0xD7, 0x6E, 0x68, 0x0A]
    + Array("Ph".utf8) + [0xB9, 0x6D, 0x20, 0xA7, 0xF8, 0x63, 0x0A]

  private static let definition = """
    sohoa: 1
    name: so
    extract:
      csv: { files: 'in/*.csv', csv: { header: 1 }, fields: { ten: ten } }
      xml: { files: 'in/*.xml', xml: { record: /r/p }, fields: { ten: ten } }
    transform: [ { decode: { columns: [ten] } } ]
    load: { so: { mode: append } }

    """

  private func place() throws -> Workplace {
    let place = try Workplace()
    try FileManager.default.createDirectory(
      atPath: place.file("in"), withIntermediateDirectories: true)
    try Data(Self.tcvn3).write(to: URL(filePath: place.file("in/a.csv")))
    let names = ["NguyÔn V¨n", "TrÇn ThÞ", "Lª §×nh", "Ph¹m §øc"]
    try place.write(
      "<r>" + names.map { "<p><ten>\($0)</ten></p>" }.joined() + "</r>", to: "in/b.xml")
    try place.write(Self.definition, to: "pipeline.yaml")
    return place
  }

  @Test("A run decodes both, and its report and summary give encoding, confidence and evidence")
  func run() async throws {
    let place = try place()
    let outcome = try await place.sohoa("run", "--quiet", "--json").run()
    #expect(outcome.status == 0, "\(outcome)")
    let names =
      "SELECT count(*) FROM so WHERE ten IN ('Nguyễn Văn','Trần Thị','Lê Đình','Phạm Đức')"
    #expect(try place.integer(names) == 8)
    let report =
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let units = try #require(report?["units"] as? [[String: Any]])
    #expect(units.map { $0["encoding"] as? String } == ["tcvn3", "tcvn3"])
    let found = try #require((units[1]["encodings"] as? [[String: Any]])?.first)
    #expect(found["column"] as? String == "ten")
    #expect(found["words"] as? Int == 8)
    #expect(found["confidence"] as? Double ?? 0 > 0.9)
    let evidence = try #require(found["evidence"] as? String)
    #expect(evidence.hasPrefix("8 of 8 words with marks read as Vietnamese in tcvn3, "))
    let summary = try await place.sohoa("run", database: "second.sqlite").run()
    let text = summary.output + summary.errors
    #expect(text.contains("Bảng mã nhận ra từ chữ · encodings told from the words"))
    #expect(text.contains("a.csv: tcvn3, 96 %: 8/8 từ có dấu đọc được theo tcvn3"))
    #expect(text.contains("b.xml: ten: tcvn3, 96 %"))
  }

  @Test("A preview says it too")
  func preview() async throws {
    let place = try place()
    let outcome = try await Command(Product.sohoa, ["preview", place.file("pipeline.yaml")]).run()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("encoding tcvn3, 96 %: 8/8 từ có dấu"))
    #expect(outcome.output.contains("encoding ten: tcvn3, 96 %"))
    #expect(outcome.output.contains("Lê Đình"))
  }

  @Test("A run that is taken up again decides as the first one did")
  func resumed() async throws {
    let place = try place()
    try place.write(
      Self.definition + "chunk: { rows: 1 }\n", to: "pipeline.yaml")
    for _ in 0..<9 {
      let outcome = try await place.sohoa("run", "--quiet", "--limit", "1").run()
      #expect(outcome.status == 0, "\(outcome)")
    }
    let names =
      "SELECT count(*) FROM so WHERE ten IN ('Nguyễn Văn','Trần Thị','Lê Đình','Phạm Đức')"
    #expect(try place.integer(names) == 8)
  }
}
