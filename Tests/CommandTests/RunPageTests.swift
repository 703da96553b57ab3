import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct RunPageTests {
  private func page(_ delivery: Delivery, _ arguments: String...) async throws -> String {
    let result = try await delivery.command.run(arguments)
    #expect(result.status == 0, "\(result.errors)")
    return try String(contentsOfFile: delivery.command.directory + "/page.html", encoding: .utf8)
  }

  @Test("The page of a run tells its figures, units, reasons and checks, and needs nothing else")
  func report() async throws {
    let delivery = try Delivery()
    let page = try await page(
      delivery, "run", Delivery.pipeline, "--quiet", "--report", "page.html")
    for part in [
      "<b>320</b>", "<b>292</b>", "Đối chiếu khớp", "xa-tan-lap.zip!so-khai-sinh-2005.csv",
      "the checksum of the content does not agree",
      "Ngày không hợp lệ <em>No possible date</em> <code class=\"quiet\">E-DATE</code>",
      "<code class=\"quiet\">W-CODE-ALIAS</code>",
      "✗ không đạt <em>missed</em></span> <code>W-GAP</code>", "<td>6 / 7</td>",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    for foreign in ["http", "src=", "url(", "<script"] {
      #expect(!page.contains(foreign), "\(foreign)")
    }
  }

  @Test("Checks are shown over the runs of a pipeline, each run a point")
  func course() async throws {
    let place = try Workplace()
    try place.write(
      """
      { "fields": [{ "name": "so" }, { "name": "ten" }], "sohoa:checks": [
        { "id": "W-FEW", "measure": "rowCount", "over": "run", "minimum": 3, "severity": "warn",
          "message": { "vi": "ít dòng", "en": "few rows" } }] }
      """, to: "so.schema.json")
    try place.write(
      """
      sohoa: 1
      name: so
      database: sqlite:out.sqlite
      extract: { so: { files: in/*.csv, csv: {}, fields: { so: so, ten: ten } } }
      transform: [{ validate: so.schema.json }]
      load: { so: {} }
      """, to: "pipeline.yaml")
    for (name, rows) in [("a", 4), ("b", 2), ("c", 6)] {
      let lines = (0..<rows).map { "\(name)\($0),x" }
      try place.write((["so,ten"] + lines).joined(separator: "\n") + "\n", to: "in/\(name).csv")
      let run = try await place.sohoa("run", "--quiet").run()
      #expect(run.status == 0, "\(run.errors)")
    }
    let file = place.file("page.html")
    let result = try await Command(
      Product.sohoa,
      [
        "status", "--database", "sqlite:" + place.file("out.sqlite"), "--html", file, "--lang",
        "en",
      ]
    ).run()
    #expect(result.status == 0 && result.output.isEmpty, "\(result)")
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(page.contains("<title>1: 4</title>") && page.contains("<title>3: 6</title>"))
    #expect(page.contains("<circle class=\"missed\"") && page.contains("<title>2: 2</title>"))
    #expect(page.contains("Records read by run"))
    let second = try await Command(
      Product.sohoa,
      [
        "status", "2", "--database", "sqlite:" + place.file("out.sqlite"), "--html", file, "--lang",
        "en",
      ]
    ).run()
    #expect(second.status == 0)
    let earlier = try String(contentsOfFile: file, encoding: .utf8)
    #expect(earlier.contains("few rows") && !earlier.contains("<title>3: 6</title>"))
  }
}
