import TestSupport
import Testing

/// Records of many fields travel in smaller chunks, unless the definition says how many.
@Suite struct WideRecordTests {
  @Test(
    "A chunk holds at most 400,000 cells where its rows are not given", .temporaryDirectory,
    arguments: [
      ("", ["4000", "4000", "1000"]), ("chunk: { rows: 8000 }", ["8000", "1000"]),
      ("chunk: { bytes: 4MB }", ["4000", "4000", "1000"]),
    ])
  func cells(chunk: String, rows: [String]) async throws {
    let place = try Workplace()
    let names = (1...100).map { "c\($0)" }
    let row = String(repeating: ",", count: 99) + "\n"
    try place.write(
      names.joined(separator: ",") + "\n"
        + (1...9000).map { "\($0)" + row }.joined(), to: "in/rong.csv")
    try place.write(
      """
      sohoa: 1
      name: rong
      extract:
        so:
          files: 'in/*'
          csv: { header: 1, encoding: utf-8 }
          fields: { \(names.map { "\($0): \($0)" }.joined(separator: ", ")) }
      load:
        rong: { mode: append }
      \(chunk)

      """, to: "pipeline.yaml")
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try place.texts("SELECT read FROM sohoa_checkpoint ORDER BY chunk") == rows)
  }
}
