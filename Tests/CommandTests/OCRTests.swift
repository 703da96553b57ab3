import Foundation
import TestSupport
import Testing

/// Recognised text through the commands that people type.
@Suite(.temporaryDirectory) struct OCRTests {
  private static let pipeline = "Pipelines/examples/nhan-dang.yaml"
  private static let sample = "SampleData/nhan-dang"

  private func run(_ arguments: String...) async throws -> Command.Outcome {
    var command = Command(Product.sohoa, arguments)
    command.directory = Product.root.path
    command.environment = ["LANG": "en_US.UTF-8"]
    return try await command.run()
  }

  @Test("The example passes its own cases")
  func cases() async throws {
    let outcome = try await run("test", Self.pipeline)
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test("Every field of the sample is read as the truth beside it says, with its confidence")
  func truth() async throws {
    let database = TemporaryDirectory.path + "/out.sqlite"
    let outcome = try await run("run", Self.pipeline, "--database", "sqlite:\(database)", "--json")
    #expect(outcome.status == 0, "\(outcome)")
    let place = try Workplace()
    var expected: Set<String> = []
    var low: Set<String> = []
    let truth = try String(
      contentsOfFile: Product.root.path + "/\(Self.sample)/truth.csv", encoding: .utf8)
    for line in truth.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let field = cells[2] == "so" ? "so_dang_ky" : cells[2]
      // The page without a date of death is refused.
      if cells[0] == "xa-bac-son.alto.xml", cells[1] == "3" { continue }
      expected.insert("\(cells[0]) \(cells[1]) \(field) \(cells[3])")
      if let least = Int(cells[4]), least < 70 { low.insert("\(cells[0]) \(cells[1]) \(field)") }
    }
    let file = "replace(u.path, rtrim(u.path, replace(u.path, '/', '')), '')"
    var found: Set<String> = []
    for field in ["quyen_so", "so_dang_ky", "ho_ten", "ngay_chet"] {
      found.formUnion(
        try place.texts(
          "SELECT \(file) || ' ' || sohoa_record || ' \(field) ' || \(field) FROM khai_tu_nhan_dang t"
            + " JOIN sohoa_unit u ON u.unit = t.sohoa_unit"))
    }
    #expect(found == expected)
    let notes = try place.texts(
      "SELECT \(file) || ' ' || record || ' ' || field FROM sohoa_finding f JOIN sohoa_unit u USING (unit)"
        + " WHERE rule = 'W-OCR-LOW'")
    #expect(Set(notes) == low)
    #expect(outcome.output.contains("\"W-OCR-LOW\" : 3"), "\(outcome.output)")
  }

  @Test("A guess names the format and the zones seen, and runs unedited")
  func guess() async throws {
    let place = try Workplace()
    for (file, format) in [
      ("xa-bac-son.alto.xml", "alto"), ("xa-minh-tri.page.xml", "page"),
      ("xa-tan-hung.hocr.html", "hocr"),
    ] {
      let output = place.file("\(format).yaml")
      let guess = try await run("guess", "\(Self.sample)/\(file)", "-o", output)
      #expect(guess.status == 0, "\(guess)")
      let text = try String(contentsOfFile: output, encoding: .utf8)
      #expect(text.contains("ocr: { format: \(format), confidence: 80% }"), "\(text)")
      #expect(text.contains("'@text'") && text.contains("'#"), "\(text)")
      let run = try await run(
        "run", output, "--database", "sqlite:\(place.file(format)).sqlite", "--quiet")
      #expect(run.status == 0, "\(run)")
    }
  }

  @Test("A preview shows pages; a wrong zone and missing fields are shown with their place")
  func definition() async throws {
    let preview = try await run("preview", Self.pipeline)
    #expect(
      preview.output.contains("Nguyễn Thị Hoa") && preview.output.contains("OCR"), "\(preview)")
    let place = try Workplace()
    try place.write(
      """
      sohoa: 1
      name: t
      database: sqlite:t.sqlite
      extract:
        t: { files: in/*, ocr: {}, fields: { a: '1 2 3', b: '#x' } }
      load: { t: {} }

      """, to: "pipeline.yaml")
    let check = try await Command(Product.sohoa, ["check", place.file("pipeline.yaml")]).run()
    #expect(check.output.contains(":5:43: error SH1551: '1 2 3' is no zone of a page"), "\(check)")
    try place.write(
      "sohoa: 1\nname: t\ndatabase: sqlite:t.sqlite\nextract: { t: { files: in/*, ocr: {} } }\n"
        + "load: { t: {} }\n", to: "pipeline.yaml")
    let fields = try await Command(Product.sohoa, ["check", place.file("pipeline.yaml")]).run()
    #expect(fields.output.contains("SH1102"), "\(fields)")
  }
}
