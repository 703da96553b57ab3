import Foundation
import Generation
import TestSupport
import Testing

/// The registers of a district that come in two deliveries.
@Suite(.temporaryDirectory, .onEachDatabase) struct LinkDeliveryTests {
  private let links = LinkTests()

  private static func path(_ name: String) -> String {
    Product.root.appendingPathComponent("Pipelines/\(name).yaml").path
  }

  private func load(_ registers: [String], _ database: String) async throws {
    for name in registers {
      let outcome = try await links.sohoa(
        "run", Self.path(name), "--set", "du_lieu=\(LinkTests.folder)", "--database", database,
        "--quiet")
      try #require(outcome.status == 0, "\(outcome)")
    }
  }

  /// Links, and tells how many records there are and how many were read.
  private func link(_ database: String, _ threads: String) async throws -> (Int, Int) {
    let outcome = try await links.sohoa(
      "link", "run", Self.path("hop-nhat"), "--database", database, "--json", "--threads", threads)
    try #require(outcome.status == 0, "\(outcome)")
    let reports =
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
    let report = try #require(reports?.first, "\(outcome)")
    return (try #require(report["records"] as? Int), try #require(report["read"] as? Int))
  }

  private func content(_ database: String) throws -> [String] {
    try [
      "SELECT * FROM nguoi_cluster ORDER BY 1",
      "SELECT left_id, right_id, weight, probability, reason, decision FROM nguoi_review ORDER BY 1, 2",
      "SELECT * FROM nguoi_parameter ORDER BY 1, 2",
      "SELECT change, kind, cluster_id, other_id, records, reason FROM nguoi_change ORDER BY 1",
    ].flatMap { try TestDatabase.query($0, of: database, null: "-") }
  }

  @Test("Later deliveries of a district come out as if all records were read for them")
  func district() async throws {
    let folder = LinkTests.folder
    try? FileManager.default.removeItem(atPath: folder)
    var delivery = PopulationDelivery(persons: 300)
    delivery.couples = 5
    delivery.blocksPerUnit = 1
    delivery.seed = 11
    _ = try delivery.write(into: folder)
    // The last file of some registers comes later.
    let rounds = [["khai-sinh", "ket-hon"], ["ho-khau", "nhan-khau", "giay-bao-tu"]]
    var held: [String: (from: String, to: String)] = [:]
    for register in rounds.joined() {
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(register)")
      let name = try #require(names.sorted().last)
      held[register] = ("\(folder)/\(register)/\(name)", "\(folder)/held-\(register)")
    }
    for (from, to) in held.values { try FileManager.default.moveItem(atPath: from, toPath: to) }
    let database = TestDatabase.url
    try await load(LinkTests.registers, database)
    _ = try await link(database, "2")
    for (number, registers) in rounds.enumerated() {
      for (from, to) in registers.compactMap({ held[$0] }) {
        try FileManager.default.moveItem(atPath: to, toPath: from)
      }
      let pipelines = Set(registers.map { $0.hasSuffix("-khau") ? "so-ho-khau" : $0 }).sorted()
      try await load(pipelines, database)
      // Without the file that tells what stands, all records are read.
      let copy = try TestDatabase.copy(
        of: database, to: "\(TemporaryDirectory.path)/copy\(number).sqlite")
      let (part, whole) = (try await link(database, "3"), try await link(copy, "1"))
      #expect(whole.0 <= whole.1 && part.0 == whole.0 && part.1 < whole.1 / 2, "\(part) \(whole)")
      #expect(try content(database) == content(copy))
    }
  }
}
