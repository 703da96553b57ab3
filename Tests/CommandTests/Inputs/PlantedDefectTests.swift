import Foundation
import Generation
import TestSupport
import Testing

/// Every defect planted in a delivery is found by the right rule, and nothing else is refused.
@Suite struct PlantedDefectTests {
  private static let rows = 6_000

  /// The product's own definition of birth registers, reading one file of a folder.
  private func definition(_ format: BulkDelivery.Format, chunkRows: Int) throws -> String {
    let pipelines = Product.root.appendingPathComponent("Pipelines")
    let text = try String(
      contentsOf: pipelines.appendingPathComponent("khai-sinh.yaml"), encoding: .utf8)
    let fields = try #require(text.firstRange(of: "    fields: &cot\n")).upperBound
    let afterFields = try #require(text.firstRange(of: "\n  so_gzip:")).lowerBound
    let transform = try #require(text.firstRange(of: "\ntransform:")).lowerBound
    let load = try #require(text.firstRange(of: "\nrejects:")).lowerBound
    let reader =
      format == .csv
      ? "csv: { header: 1, encoding: utf-8 }" : "xml: { record: /danhSach/hoSo }"
    let steps = text[transform..<load]
      .replacing("schemas/", with: pipelines.path + "/schemas/")
      .replacing("[so_zip, so_gzip, so_tcvn3, so_xml]", with: "so")
    return """
      sohoa: 1
      name: khai_sinh
      include: \(pipelines.path)/shared/so-ho-tich.yaml
      extract:
        so:
          files: in/khai-sinh.*.zip
          \(reader)
          fields:
      \(text[fields..<afterFields])
      \(steps)
      chunk: { rows: \(chunkRows) }

      """
  }

  @Test(
    "All planted defects are found and nothing else is refused", .temporaryDirectory,
    arguments: [BulkDelivery.Format.csv, .xml])
  func all(format: BulkDelivery.Format) async throws {
    let place = try Workplace()
    var delivery = BulkDelivery(rows: Self.rows)
    delivery.format = format
    delivery.defectsPerMille = 40
    delivery.duplicatesPerMille = 10
    delivery.level = 1
    let truth = try delivery.write(into: place.file("in"))
    try place.write(definition(format, chunkRows: 1_000), to: "pipeline.yaml")
    let outcome = try await place.sohoa("run", "--quiet", "--jobs", "2").run(timeout: 200)
    #expect(outcome.status == 0, "\(outcome)")
    // Totals first, then each finding by record, rule and field.
    func count(_ sql: String) throws -> Int { Int(try place.integer(sql) ?? -1) }
    #expect(try count("SELECT count(*) FROM khai_sinh") == truth.loaded)
    #expect(try count("SELECT sum(read) FROM sohoa_checkpoint") == truth.records)
    let outcomes = "SELECT count(*) FROM sohoa_reject WHERE outcome = "
    #expect(try count(outcomes + "'rejected'") == truth.rejected)
    #expect(try count(outcomes + "'duplicate'") == truth.duplicate)
    let found = Set(
      try place.texts(
        "SELECT record || ' ' || rule || ' ' || field FROM sohoa_finding WHERE severity <> 'warn'"))
    let planted = Set(try findings(place.file("in/truth.csv")))
    let (missing, extra) = (planted.subtracting(found), found.subtracting(planted))
    #expect(missing.isEmpty, "\(missing.count) not found: \(missing.sorted().prefix(5))")
    #expect(extra.isEmpty, "\(extra.count) not planted: \(extra.sorted().prefix(5))")
    #expect(planted.count > 200)
    try expectBalance(place, table: "khai_sinh")
    #expect(
      try count("SELECT count(*) FROM khai_sinh WHERE nks_ho_ten IS NULL OR ngay_dang_ky IS NULL")
        == 0)
  }

  /// What `truth.csv` says, as `record rule field`; a key's first column stands for the key.
  private func findings(_ path: String) throws -> [String] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == 7, cells[5] != "loaded" else { return nil }
      let isKey = cells[3] == "I-KEY-SAME" || cells[3] == "E-KEY-DUP"
      return "\(cells[2]) \(cells[3]) \(isKey ? "noi_dang_ky" : String(cells[4]))"
    }
  }

  @Test("Jobs and chunks of any size give the same tables", .temporaryDirectory)
  func sameTables() async throws {
    let place = try Workplace()
    for (index, seed) in [5, 6, 7].enumerated() {
      var delivery = BulkDelivery(rows: 900)
      delivery.defectsPerMille = 50
      delivery.duplicatesPerMille = 20
      delivery.seed = UInt64(seed)
      _ = try delivery.write(into: place.file("part"))
      try FileManager.default.moveItem(
        atPath: place.file("part/khai-sinh.csv.zip"),
        toPath: place.file("in/khai-sinh.\(index).zip"))
    }
    let tables = [
      "SELECT * FROM khai_sinh ORDER BY rowid",
      "SELECT stage, unit, record, line, offset, outcome, rule, field, violations, hex(raw)"
        + " FROM sohoa_reject ORDER BY unit, record",
      "SELECT unit, stage, record, rule, field, severity, value FROM sohoa_finding"
        + " ORDER BY unit, record, rule, field",
      "SELECT unit, sum(read), sum(loaded), sum(duplicate), sum(rejected), sum(filtered)"
        + " FROM sohoa_checkpoint GROUP BY unit",
      "SELECT unit, path, member, sha256, size, crc32, status, reason FROM sohoa_unit",
    ]
    var expected: [[String]] = []
    for (jobs, chunkRows) in [(1, 20_000), (3, 20_000), (3, 97), (1, 7), (2, 1000)] {
      let database = "out-\(jobs)-\(chunkRows).sqlite"
      try place.write(definition(.csv, chunkRows: chunkRows), to: "pipeline.yaml")
      let outcome = try await place.sohoa(
        "run", "--quiet", "--jobs", "\(jobs)", database: database
      ).run()
      #expect(outcome.status == 0, "\(outcome)")
      let dumps = try tables.map { try place.rows($0, database: database) }
      if expected.isEmpty { expected = dumps }
      for (dump, wanted) in zip(dumps, expected) {
        expectSame(dump, wanted, "\(jobs) jobs, chunks of \(chunkRows)")
      }
    }
    #expect(expected.allSatisfy { !$0.isEmpty })
  }
}
