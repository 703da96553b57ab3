import Foundation
import TestSupport
import Testing

/// A register delivered with scans of its pages, through the commands that people type.
@Suite(.temporaryDirectory) struct ScanTests {
  private static let pdf: [UInt8] = {
    let body = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    let table = "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R >>\n"
    return Array((body + table + "startxref\n\(body.utf8.count)\n%%EOF\n").utf8)
  }()

  /// Five entries: whole, missing, empty, damaged, and refused with its scan; one scan too many.
  private static let rows = """
    so,quyen,ten,nam
    01,01/2009,Lê Hoa,1980
    02,01/2009,Lê Lan,1981
    03,01/2009,Lê Mai,1982
    04,01/2009,Lê Cúc,1983
    05,01/2009,Lê Đào,x

    """
  private static let scans: [Packed] = [
    Packed("01-2009/1.pdf", pdf), Packed("01-2009/3.pdf", ""),
    Packed("01-2009/4.pdf", Array(pdf.dropLast(9))), Packed("01-2009/5.pdf", pdf),
    Packed("01-2009/99.pdf", pdf), Packed("Thumbs.db", "x"),
  ]

  private func workplace(
    scans: String = "{ name: '{quyen}/{so}.pdf', files: anh/* }", archive: [UInt8]? = nil,
    named name: String = "quet.zip"
  ) throws -> Workplace {
    let place = try Workplace()
    try FileManager.default.createDirectory(
      atPath: place.file("anh"), withIntermediateDirectories: true)
    try place.write(archive ?? Packed.zip(Self.scans), to: "anh/\(name)")
    try place.write(Self.rows, to: "in/so.csv")
    try place.write(
      """
      sohoa: 1
      name: so
      extract:
        so:
          files: in/*
          csv: { encoding: utf-8 }
          fields: { so: so, quyen: quyen, ten: ten, nam: nam }
      transform:
        - cast: { nam: integer }
      load:
        nguoi: { key: [quyen, so], scans: \(scans) }

      """, to: "pipeline.yaml")
    return place
  }

  private func json(_ command: Command) async throws -> [String: Any] {
    let outcome = try await command.run()
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(object as? [String: Any], "\(outcome)")
  }

  @Test("Every row is bound to its scan, and every scan to its rows, whatever archive they come in")
  func lineage() async throws {
    for (archive, name) in [(nil, "quet.zip"), (Packed.tar(Self.scans), "quet.tar")] {
      let place = try workplace(archive: archive, named: name)
      let report = try await json(place.sohoa("run", "--json"))
      #expect(report["status"] as? String == "done")
      let pages = """
        SELECT p.record || ' ' || s.member || ' ' || s.state || ' ' || length(s.sha256)
        FROM sohoa_page p JOIN sohoa_scan s USING (scan) WHERE p.stage = 'nguoi' ORDER BY p.record
        """
      #expect(
        try place.texts(pages) == [
          "1 01-2009/1.pdf sound 64", "3 01-2009/3.pdf empty 64", "4 01-2009/4.pdf damaged 64",
          "5 01-2009/5.pdf sound 64",
        ])
      #expect(
        try place.texts("SELECT record || ' ' || rule FROM sohoa_finding ORDER BY record, rule")
          == [
            "2 E-SCAN-MISSING", "3 E-SCAN-EMPTY", "4 E-SCAN-DAMAGED", "5 E-TYPE",
          ])
      #expect(
        report["warnings"] as? [String: Int] == [
          "E-SCAN-MISSING": 1, "E-SCAN-EMPTY": 1, "E-SCAN-DAMAGED": 1,
        ])
      let tally = try #require((report["scans"] as? [[String: Any]])?.first)
      #expect(tally["path"] as? String == place.file("anh/\(name)"))
      let counts = ["scans", "bound", "orphans", "empty", "damaged"].map { tally[$0] as? Int }
      #expect(counts == [5, 4, 1, 1, 1])
      let faults = try #require(report["scan_faults"] as? [[String: Any]])
      #expect(
        faults.map { "\($0["member"] ?? "") \($0["state"] ?? "") \($0["orphan"] ?? "")" } == [
          "01-2009/3.pdf empty 0", "01-2009/4.pdf damaged 0", "01-2009/99.pdf sound 1",
        ])
      try FileManager.default.removeItem(atPath: place.file("out.sqlite"))
      try FileManager.default.removeItem(atPath: place.file("anh/\(name)"))
    }
  }

  @Test("A reject's page, a run's orphans and the plan's scans are shown")
  func shown() async throws {
    let place = try workplace()
    let plan = try await place.sohoa("plan").run()
    #expect(plan.output.contains("5 scans, 5 of them to read"), "\(plan)")
    let preview = try await Command(Product.sohoa, ["preview", place.file("pipeline.yaml")]).run()
    #expect(preview.output.contains("quet.zip!01-2009/1.pdf"), "\(preview)")
    #expect(!preview.output.contains("99.pdf"))
    let run = try await place.sohoa("run").run()
    #expect(run.output.contains("5 ảnh · scans"), "\(run)")
    #expect(run.output.contains("quet.zip!01-2009/99.pdf: không có bản ghi · no record"))
    let reject = try await place.ledger("rejects", "show", "1").run()
    #expect(reject.output.contains("\nscan: \(place.file("anh/quet.zip"))!01-2009/5.pdf\n"))
    let status = try await place.ledger("status").run()
    #expect(status.output.contains("01-2009/99.pdf"), "\(status)")
    let again = try await place.sohoa("plan").run()
    #expect(again.output.contains("5 scans, 0 of them to read"), "\(again)")
  }

  @Test("A scan is not read again while its file is the same, and one that comes later is")
  func later() async throws {
    let place = try workplace()
    _ = try await place.sohoa("run", "--quiet").run()
    // A hash that is wrong on purpose stays, because nobody reads the scan again.
    _ = try place.texts("UPDATE sohoa_scan SET sha256 = 'known' WHERE scan = 1")
    try place.write(
      "so,quyen,ten,nam\n99,01/2009,Lê Sen,1990\n7,1/2010,Lê Bưởi,1991\n", to: "in/so2.csv")
    try place.write(Packed.zip([Packed("7.pdf", Self.pdf)]), to: "anh/01-2010.zip")
    let report = try await json(place.sohoa("run", "--json"))
    #expect(report["status"] as? String == "done")
    #expect(try place.texts("SELECT sha256 FROM sohoa_scan WHERE scan = 1") == ["known"])
    #expect(
      try place.texts(
        "SELECT s.member FROM sohoa_page p JOIN sohoa_scan s USING (scan) WHERE p.run = 2"
          + " ORDER BY p.record") == ["01-2009/99.pdf", "7.pdf"])
    #expect(report["scan_faults"] as? [[String: String]] == [])
  }

  @Test("With severity reject a row without a sound scan is refused, and the balance closes")
  func refused() async throws {
    let place = try workplace(scans: "{ name: '{quyen}/{so}', files: anh/*, severity: reject }")
    let report = try await json(place.sohoa("run", "--json"))
    #expect(report["status"] as? String == "done")
    #expect(
      report["rejects"] as? [String: Int] == [
        "E-SCAN-MISSING": 1, "E-SCAN-EMPTY": 1, "E-SCAN-DAMAGED": 1, "E-TYPE": 1,
      ])
    #expect(try place.integer("SELECT count(*) FROM nguoi") == 1)
  }

  @Test("Scans may lie beside the rows in one archive, or as files of their own")
  func places() async throws {
    let place = try workplace(scans: "{ name: '{quyen}/{so}.pdf' }")
    try FileManager.default.removeItem(atPath: place.file("in/so.csv"))
    try place.write(
      Packed.zip([Packed("so.csv", Self.rows)] + Self.scans.dropLast()), to: "in/giao.zip")
    let report = try await json(place.sohoa("run", "--json"))
    #expect((report["units"] as? [Any])?.count == 1)
    #expect(try place.integer("SELECT count(*) FROM sohoa_page") == 4)
    let files = try workplace(scans: "{ name: '{quyen}/{so}.pdf', files: 'roi/**' }")
    try FileManager.default.createDirectory(
      atPath: files.file("roi/01-2009"), withIntermediateDirectories: true)
    try files.write(Self.pdf, to: "roi/01-2009/001.pdf")
    try files.write("not a scan", to: "roi/01-2009/001.txt")
    try FileManager.default.removeItem(atPath: files.file("in/giao.zip"))
    _ = try await files.sohoa("run", "--quiet", database: "files.sqlite").run()
    #expect(
      try files.texts("SELECT path FROM sohoa_scan", database: "files.sqlite")
        == [files.file("roi/01-2009/001.pdf")])
    #expect(try files.integer("SELECT count(*) FROM sohoa_page", database: "files.sqlite") == 1)
  }

  @Test(
    "A wrong column or brace in a scan's name is shown with its place",
    arguments: [
      ("{ name: '{quyen_so}/{so}.pdf' }", "SH1404", "there is no column 'quyen_so'"),
      ("{ name: '{quyen}/{son}.pdf' }", "SH1404", "did you mean 'so'?"),
      ("{ name: '{quyen}/{so.pdf' }", "SH1550", "a brace without the name of a column"),
      ("{ name: '5.pdf' }", "SH1550", "it names no column"),
    ])
  func wrongNames(scans: String, code: String, message: String) async throws {
    let place = try workplace(scans: scans)
    let outcome = try await Command(Product.sohoa, ["check", place.file("pipeline.yaml")]).run()
    #expect(outcome.status == 78)
    let text = outcome.output + outcome.errors
    #expect(text.contains(code) && text.contains(message), "\(outcome)")
    if scans.contains("{son}") { #expect(text.contains(":11:55: "), "\(outcome)") }
  }

  @Test("A damaged archive of scans is reported, and its rows have none")
  func damagedArchive() async throws {
    let place = try workplace(archive: Array(Packed.zip(Self.scans).dropLast(40)))
    let report = try await json(place.sohoa("run", "--json"))
    #expect(report["status"] as? String == "done")
    #expect((report["warnings"] as? [String: Int])?["E-SCAN-MISSING"] == 4)
    let faults = try #require(report["scan_faults"] as? [[String: Any]])
    #expect(faults.map { $0["state"] as? String } == ["damaged"])
  }

  @Test("Scans that a pattern does not find stop the run before anything is written")
  func noScans() async throws {
    let place = try workplace(scans: "{ name: '{so}.pdf', files: 'nowhere/*' }")
    let outcome = try await place.sohoa("run").run()
    #expect(outcome.status == 66)
    #expect((outcome.output + outcome.errors).contains("SH5005"))
    #expect(!FileManager.default.fileExists(atPath: place.file("out.sqlite")))
  }
}
