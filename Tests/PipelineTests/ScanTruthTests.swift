import Foundation
import Generation
import SQLite
import TestSupport
import Testing

/// The scans of a delivery are bound as the generator's truth says.
@Suite(.temporaryDirectory) struct ScanTruthTests {
  /// What became of a delivery's scans: `record archive member`, `record code`, `archive member`.
  private struct Scans: Equatable {
    var pages: Set<String> = []
    var findings: Set<String> = []
    var orphans: Set<String> = []

    /// Reads the truth; a row that is refused before its scan is looked for has no finding.
    init(truthIn delivery: String) throws {
      let truth = try String(contentsOfFile: delivery + "/truth.csv", encoding: .utf8)
      let refused = Set(
        truth.split(separator: "\n").map {
          $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        .filter { !["E-KEY-DUP", "I-KEY-SAME"].contains($0[3]) && $0[5] != "loaded" }.map {
          "\($0[0]) \($0[2])"
        })
      let codes = [
        "missing": "E-SCAN-MISSING", "empty": "E-SCAN-EMPTY", "damaged": "E-SCAN-DAMAGED",
      ]
      let scans = try String(contentsOfFile: delivery + "/truth-scans.csv", encoding: .utf8)
      for line in scans.split(separator: "\n").dropFirst() {
        let quoted = line.split(separator: "\"", omittingEmptySubsequences: false)
        let head = quoted[0].split(separator: ",", omittingEmptySubsequences: false)
        let place = "\(head[0]) \(head[1])"
        let fate = String(quoted[2].dropFirst())
        if fate == "orphan" {
          orphans.insert("\(head[2]) \(quoted[1])")
          continue
        }
        if fate != "missing" { pages.insert("\(place) \(head[2]) \(quoted[1])") }
        if let code = codes[fate], !refused.contains(place) { findings.insert("\(place) \(code)") }
      }
    }

    init(database: String) throws {
      let connection = try Connection(path: database, mode: .readWrite)
      func name(_ path: String?, _ parts: Int) -> String {
        (path ?? "").split(separator: "/").suffix(parts).joined(separator: "/")
      }
      let bound = try connection.prepare(
        "SELECT u.path, p.record, s.path, s.member FROM sohoa_page p JOIN sohoa_unit u USING (unit)"
          + " JOIN sohoa_scan s USING (scan)")
      while try bound.step() {
        pages.insert(
          "\(name(bound.string(at: 0), 2)) \(bound.int64(at: 1)) \(name(bound.string(at: 2), 1))"
            + " \(bound.string(at: 3) ?? "")")
      }
      let found = try connection.prepare(
        "SELECT u.path, f.record, f.rule FROM sohoa_finding f JOIN sohoa_unit u USING (unit)"
          + " WHERE f.rule LIKE 'E-SCAN-%'")
      while try found.step() {
        findings.insert(
          "\(name(found.string(at: 0), 2)) \(found.int64(at: 1)) \(found.string(at: 2) ?? "")")
      }
      let left = try connection.prepare(
        "SELECT path, member FROM sohoa_scan s WHERE NOT EXISTS"
          + " (SELECT 1 FROM sohoa_page p WHERE p.scan = s.scan)")
      while try left.step() {
        orphans.insert("\(name(left.string(at: 0), 1)) \(left.string(at: 1) ?? "")")
      }
    }
  }

  @Test("Every scan is bound, every planted fault found, in the sample and in a larger delivery")
  func truth() async throws {
    let folder = TemporaryDirectory.path + "/dan-cu"
    var delivery = PopulationDelivery(persons: 1)
    delivery.couples = 40
    delivery.defectsPerMille = 80
    delivery.duplicatesPerMille = 20
    _ = try delivery.write(into: folder)
    let pipeline = try #require(Pipeline.all.first { $0.name == "khai-tu" })
    for delivery in [Product.root.appendingPathComponent("SampleData/dan-cu").path, folder] {
      let truth = try Scans(truthIn: delivery)
      #expect(truth.pages.count > 20 && truth.findings.count > 2 && truth.orphans.count > 2)
      _ = try await pipeline.run(on: delivery)
      let database = TemporaryDirectory.path + "/out.sqlite"
      let found = try Scans(database: database)
      for part in [\Scans.pages, \.findings, \.orphans] {
        let missing = truth[keyPath: part].subtracting(found[keyPath: part]).sorted()
        let extra = found[keyPath: part].subtracting(truth[keyPath: part]).sorted()
        #expect(missing.isEmpty, "\(missing.count) not found: \(missing.prefix(3))")
        #expect(extra.isEmpty, "\(extra.count) not planted: \(extra.prefix(3))")
      }
      try FileManager.default.removeItem(atPath: database)
    }
  }
}
