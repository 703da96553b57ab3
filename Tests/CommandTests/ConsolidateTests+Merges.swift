import Foundation
import TestSupport
import Testing

extension ConsolidateTests {
  @Test("Who became part of another is found there, as is the entity of a record, with the reason")
  func mergedEntity() async throws {
    let prompt = try village()
    _ = try await prompt.run(["run", "p.yaml", "--quiet"])
    let records = try ["child", "member"].flatMap { role in
      try rows(
        "SELECT record_id FROM person_cluster WHERE record_id LIKE '\(role):%:8' "
          + "OR record_id LIKE '\(role):%:9' ORDER BY 1")
    }
    let pairs = [(0, 1), (0, 2), (1, 3)].map { "\(records[$0]),\(records[$1]),together" }
    try write("d.csv", ["id_left,id_right,decision"] + pairs)
    let taken = try await prompt.run(["link", "review", "import", "p.yaml", "d.csv", "--by", "an"])
    try #require(taken.status == 0, "\(taken)")
    _ = try await prompt.run(["link", "run", "p.yaml"])
    _ = try await prompt.run(["consolidate", "p.yaml"])
    let change = try rows(
      "SELECT cluster_id, other_id FROM person_change WHERE kind = 'merge'")
    let ids = try #require(change.first).components(separatedBy: " | ")
    for sought in [ids[0], ids[1], records[0], records[1]] {
      let story = try await prompt.run(["trace", sought] + database)
      #expect(story.output.hasPrefix("people \(ids[0])\n"), "\(sought) \(story)")
      #expect(
        story.output.contains(
          "merge  \(ids[1]) → \(ids[0]), 2 records: decided together: \(records[0]) ~ \(records[1])"
        ),
        "\(sought) \(story)")
    }
    let nobody = try await prompt.run(["trace", "child:9:9"] + database)
    #expect(nobody.status == 64 && nobody.errors.contains("SH7021"))
  }
}
