import Foundation
import TestSupport
import Testing

/// The sample province, from all deliveries of registers to one consolidated database by one command.
@Suite(.temporaryDirectory, .onEachDatabase) struct ProvinceTests {
  private func run(_ arguments: String...) async throws -> Command.Outcome {
    let path = Product.root.appendingPathComponent("Pipelines/hop-nhat.yaml").path
    return try await Command(
      Product.sohoa,
      ["run", path, "--database", TestDatabase.url, "--quiet", "--lang", "en"] + arguments
    ).run(timeout: 300)
  }

  @Test("One command takes all registers to one database; the second time there is nothing to do")
  func province() async throws {
    let first = try await run()
    #expect(first.status == 0, "\(first)")
    for name in LinkTests.registers {
      let line = name.replacing("-", with: "_") + " "
      #expect(first.output.contains(line), "\(name)")
    }
    #expect(first.output.contains("link.nguoi: 962 records → 658 entities"), "\(first)")
    let counts = "SELECT (SELECT count(*) FROM nguoi), (SELECT count(*) FROM ho_gia_dinh)"
    #expect(try TestDatabase.query(counts) == ["658|46"])
    let before = try TestDatabase.query("SELECT count(*) FROM sohoa_run")
    #expect(before == ["12"])
    let again = try await run("--json")
    #expect(again.status == 0, "\(again)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any])
    let predecessors = try #require(report["predecessors"] as? [[String: Any]])
    #expect(predecessors.count == 11)
    #expect(predecessors.allSatisfy { $0["status"] as? String == "nothing new" })
    #expect(try TestDatabase.query("SELECT count(*) FROM sohoa_run") == before)
    try await match()
  }

  /// The shipped extract of the national database says what its generator planted, and nothing else.
  private func match() async throws {
    let path = Product.root.appendingPathComponent("Pipelines/examples/csdl-dan-cu.yaml").path
    let loaded = try await Command(
      Product.sohoa, ["run", path, "--database", TestDatabase.url, "--quiet"]
    ).run(timeout: 300)
    #expect(loaded.status == 0, "\(loaded)")
    let made = try await run()
    #expect(made.status == 0 && made.output.contains("consolidated by run 14"), "\(made)")
    let codes = try TestDatabase.query(
      "SELECT code, count(*) > 9 FROM sohoa_match WHERE known_to IS NULL GROUP BY 1 ORDER BY 1")
    #expect(codes.map { $0.prefix { $0 != "|" } } == ["agree", "ambiguous", "differ", "not_found"])
    #expect(codes.allSatisfy { $0.hasSuffix("|1") || $0.hasSuffix("|t") }, "\(codes)")
    // The dead are not in it; who differs does so in the name or the day, and one number is mistyped.
    let dead = try TestDatabase.query(
      "SELECT count(*) FROM nguoi n JOIN sohoa_match m ON m.id = n.ma AND m.known_to IS NULL "
        + "WHERE n.ngay_chet IS NOT NULL AND m.code = 'agree'")
    #expect(dead == ["0"])
    let fields = try TestDatabase.query(
      "SELECT DISTINCT field FROM sohoa_match_value WHERE known_to IS NULL AND state = 'differ' "
        + "ORDER BY 1")
    #expect(fields == ["ho_ten", "ngay_sinh", "so_dinh_danh"])
  }
}
