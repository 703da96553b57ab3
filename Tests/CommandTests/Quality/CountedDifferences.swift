import Foundation
import TestSupport
import Testing

/// Runs `rerun` and holds the counts that it tells against those that comparing the tables row by row
/// comes to.
func rerunCounting(
  _ arguments: String..., in place: Workplace
) async throws -> Command.Outcome {
  var command = place.sohoa("rerun", "--json")
  command.arguments += arguments
  let outcome = try await command.run()
  guard outcome.status == 0 else { return outcome }
  let report =
    try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
  let told = try #require(report?["tables"] as? [String: [String: Int]])
  let run = try #require(report?["run"] as? Int)
  let diff = try await place.ledger("diff", "\(run)", "--format", "json").run()
  #expect(diff.status == 0, "\(diff.errors)")
  let rows = try JSONSerialization.jsonObject(with: Data(diff.output.utf8)) as? [[String: Any]]
  var compared: [String: [String: Int]] = [:]
  for row in try #require(rows) {
    guard let table = row["table"] as? String, let change = row["change"] as? String else {
      continue
    }
    compared[table, default: ["added": 0, "removed": 0, "changed": 0]][change, default: 0] += 1
  }
  #expect(told == compared, "\(arguments)")
  return outcome
}
