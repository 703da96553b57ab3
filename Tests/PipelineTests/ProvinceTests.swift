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
  }
}
