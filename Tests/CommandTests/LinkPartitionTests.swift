import Foundation
import TestSupport
import Testing

/// Links of tables that are joined, of which deliveries replace rows.
@Suite(.temporaryDirectory, .onEachDatabase) struct LinkPartitionTests {
  private static let load = """
    sohoa: 1
    name: book
    extract:
      houses: { files: "in/house*.csv", csv: { header: 1 }, fields: { ho: ho, road: road } }
      members: { files: "in/member*.csv", csv: { header: 1 }, fields: { ho: ho, so: so, name: name, born: born } }
    load:
      house: { from: houses, mode: upsert, key: [ho] }
      member: { from: members, mode: upsert, key: [ho, so] }

    """
  private static let link = """
    sohoa: 1
    name: people
    link:
      person:
        fields: { name: text, born: date, road: text, head: text, of: relation }
        with:
          heads: >-
            SELECT ho, min(CASE WHEN so = '1' THEN name END) AS head,
            min(CASE WHEN so = '1' THEN 'member:' || sohoa_unit || ':' || sohoa_record END) AS head_id
            FROM member GROUP BY ho
        records:
          member:
            from: member JOIN heads USING (ho) LEFT JOIN house USING (ho)
            id: "'member:' || member.sohoa_unit || ':' || member.sohoa_record"
            partition: ho
            fields: { name: name, born: born, road: road, head: head, of: "CASE so WHEN '2' THEN head_id END" }
        block: [[bare(name)], [born]]
        compare: { name: { frequency: true }, born: {}, road: {}, head: {}, of: {} }
        match: 95%
        review: 10%

    """

  private let prompt = Prompt(in: TemporaryDirectory.path)

  /// Writes files, and loads them.
  private func deliver(_ files: [String: [String]], to database: String) async throws {
    let folder = prompt.directory + "/in"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, lines) in files {
      let header = name.hasPrefix("house") ? "ho,road" : "ho,so,name,born"
      try ([header] + lines).joined(separator: "\n").write(
        toFile: "\(folder)/\(name).csv", atomically: true, encoding: .utf8)
    }
    for (text, name) in [(Self.load, "p"), (Self.link, "l")] {
      try (text + "database: \(database)\n").write(
        toFile: "\(prompt.directory)/\(name).yaml", atomically: true, encoding: .utf8)
    }
    let loaded = try await prompt.run(["run", "p.yaml", "--quiet"])
    #expect(loaded.status == 0, "\(loaded)")
  }

  private func link(_ database: String) async throws -> (records: Int, read: Int) {
    try await prompt.link(["--database", database])
  }

  private func content(_ database: String) throws -> [String] {
    try [
      "SELECT * FROM person_cluster ORDER BY 1",
      "SELECT left_id, right_id, weight, reason, decision FROM person_review ORDER BY 1, 2",
      "SELECT comparison, level, m, u, weight FROM person_parameter ORDER BY 1, 2",
      "SELECT change, kind, cluster_id, other_id, records, reason FROM person_change ORDER BY 1",
      "SELECT key, value FROM person_state WHERE key IN ('entities', 'records') ORDER BY 1",
    ].flatMap { try TestDatabase.query($0, of: database, null: "-") }
  }

  private static func members(_ houses: Range<Int>, in book: Int) -> [String] {
    let names = ["Mary", "John", "Ann", "Peter", "Susan", "Paul", "Jane", "Mark", "Ruth", "Hugh"]
    return houses.flatMap { house in
      (1...3).map { member in
        let number = house * 3 + member
        let name = "\(names[number % 10]) \(names[number / 10 % 10])\(number / 100)"
        let day = "19\(10 + number % 80)-0\(1 + member)-1\(house % 10)"
        return "\(book)-\(house),\(member),\(name),\(day)"
      }
    }
  }

  @Test("What a delivery replaces is linked with what hangs together, and nothing else is read")
  func replaced() async throws {
    let database = TestDatabase.url
    try? FileManager.default.removeItem(atPath: prompt.directory + "/in")
    // Two books of the same people.
    try await deliver(
      [
        "house1": (0..<60).map { "1-\($0),Road \($0 % 7)" },
        "member1": Self.members(0..<60, in: 1) + Self.members(0..<40, in: 2),
      ], to: database)
    #expect(try await link(database) == (300, 300))
    let before = try TestDatabase.query(
      "SELECT cluster_id FROM person_cluster WHERE record_id = 'member:2:178'")
    #expect(before.count == 1)
    for (number, files) in [
      // A head gets another name, a member who was alone another day, a house another road.
      ["member2": ["1-5,1,Ruth Walker,1941-02-15", "1-59,1,Hugh Nobody,1990-02-01"]],
      ["house3": ["1-7,Lane 1", "1-61,Lane 2"], "member3": ["1-61,1,Mary Stone,1950-01-01"]],
      // The second book is corrected to people of the first.
      ["member4": ["2-9,2,Ann Odd,1912-03-04", "2-61,1,Mary Stone,1950-01-01"]],
    ].enumerated() {
      try await deliver(files, to: database)
      let copy = try TestDatabase.copy(
        of: database, to: "\(TemporaryDirectory.path)/copy\(number).sqlite")
      let (part, whole) = (try await link(database), try await link(copy))
      #expect(part.records == whole.records && whole.read == whole.records, "\(part) \(whole)")
      #expect(part.read < 60, "\(part)")
      #expect(try content(database) == content(copy), "delivery \(number)")
    }
    // Somebody of whom the only record was replaced is the same as before.
    #expect(
      try TestDatabase.query(
        """
        SELECT cluster_id FROM person_cluster c JOIN member m
        ON c.record_id = 'member:' || m.sohoa_unit || ':' || m.sohoa_record
        WHERE m.ho = '1-59' AND m.so = '1'
        """) == before)
  }
}
