import Foundation
import TestSupport
import Testing

@Suite struct SampleDeliveryTests {
  /// A finding about a record, as the truth beside the delivery and the command both tell it.
  struct Entry: Hashable, Comparable, CustomStringConvertible {
    var unit: String
    var record: Int
    var outcome: String
    var rule: String

    var description: String { "\(unit) \(record): \(outcome) \(rule)" }

    static func < (left: Self, right: Self) -> Bool { left.description < right.description }
  }

  private struct Reject: Decodable {
    var name: String
    var record: Int
    var outcome: String
    var violations: [String]
  }

  /// The refused records of `truth.csv`, which holds no quoted cell.
  private func planted() throws -> [Entry] {
    let path = Document.root + "/SampleData/khai-sinh/truth.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
    let columns = lines[0].split(separator: ",").map(String.init)
    try #require(columns == ["unit", "member", "record", "rule", "field", "outcome", "defect"])
    return lines.dropFirst().compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard ["rejected", "duplicate"].contains(cells[5]), let record = Int(cells[2]) else {
        return nil
      }
      return Entry(
        unit: cells[1].isEmpty ? cells[0] : cells[0] + "!" + cells[1], record: record,
        outcome: cells[5], rule: cells[3])
    }
  }

  @Test(
    "Of the sample delivery every planted defect is found, and nothing else is refused",
    .temporaryDirectory)
  func defectsAreFound() async throws {
    let command = "swift run -c release sohoa"
    let steps = [
      "\(command) run Pipelines/khai-sinh.yaml --quiet > /dev/null",
      "\(command) rejects list --json --limit 1000",
    ].map { Session.Step(command: $0, line: 0, output: nil) }
    let results = try await Session.run(steps, in: TemporaryDirectory.path)
    try #require(results.map(\.status) == [0, 0])
    // What the command tells people stands on other lines than the JSON.
    let output = results[1].output
    let end = try #require(output.lastIndex(of: "]"))
    let json = output[...end].joined(separator: "\n")
    let found = try JSONDecoder().decode([Reject].self, from: Data(json.utf8)).flatMap { reject in
      // What only warns does not refuse the record.
      reject.violations.filter { !$0.hasPrefix("W-") }.map { violation in
        Entry(
          unit: reject.name.replacingOccurrences(of: "SampleData/khai-sinh/", with: ""),
          record: reject.record, outcome: reject.outcome,
          rule: String(violation.split(separator: " ")[0]))
      }
    }
    #expect(found.sorted() == (try planted()).sorted())
  }
}
