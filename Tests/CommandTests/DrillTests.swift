import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct DrillTests {
  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write(
      People.Definition(chunkRows: 20, check: "ten <> 'cấm'", isSpooled: true).text,
      to: "pipeline.yaml")
    try place.write(
      Packed.zip([Packed("so.csv", People.csv(count: 100))]), to: "in/a.zip")
    return place
  }

  @Test("Runs killed in every window of every transaction, and at random, end like a calm one")
  func everyWindow() async throws {
    let place = try place()
    let result = try await Command(
      Product.sohoa, ["drill", place.file("pipeline.yaml"), "--instants", "5", "--json"]
    ).run(timeout: 900)
    #expect(result.status == 0, "\(result)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(report["passed"] as? Bool == true)
    let calm = try #require(report["undisturbed"] as? [String: Any])
    #expect(calm["read"] as? Int == 100)
    let transactions = try #require(calm["transactions"] as? Int)
    // The beginning, five chunks or more, the unit's end, the checks and the run's end.
    #expect(transactions >= 8)
    let trials = objects(report["trials"])
    #expect(trials.count == 3 * transactions + 5)
    for trial in trials {
      if trial["kind"] as? String != "instants" { #expect(trial["kills"] as? Int == 1, "\(trial)") }
      #expect((trial["differences"] as? [String: Int])?.isEmpty == true, "\(trial)")
    }
    // The pipeline's own database is not made, and nothing of the drill stays.
    #expect(!FileManager.default.fileExists(atPath: place.file("out.sqlite")))
  }

  @Test(
    "The table names each kind of window with its kills, whatever its starter does with ended processes",
    arguments: ["", "trap '' CHLD;"])
  func table(prologue: String) async throws {
    let place = try Workplace()
    try place.write("so,ten\n1,a\n2,b\n", to: "in/a.csv")
    try place.write(
      """
      sohoa: 1
      name: nguoi
      database: sqlite:out.sqlite
      extract: { so: { files: in/a.csv, csv: {}, fields: { so: so, ten: ten } } }
      load: { nguoi: {} }
      """, to: "pipeline.yaml")
    let result = try await Command(
      "sh",
      [
        "-c", prologue + #"exec "$@""#, "sh", Product.sohoa, "drill", place.file("pipeline.yaml"),
        "--instants", "0", "--lang", "en",
      ]
    ).run(timeout: 900)
    #expect(result.status == 0)
    #expect(
      result.output == """
        drill: nguoi

        undisturbed run
          2  records
          4  transactions
          5  rows compared

        killed when              runs  kills  differ
        a transaction has begun     4      4       0
        written, not committed      4      4       0
        just committed              4      4       0
        total                      12     12       0

        ✓ every run ended the same

        """)
  }
}
