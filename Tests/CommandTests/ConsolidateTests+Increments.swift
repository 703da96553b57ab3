import Foundation
import TestSupport
import Testing

extension ConsolidateTests {
  /// All that is known now, without the runs since which it is.
  private static let known = [
    "SELECT * FROM people ORDER BY 1", "SELECT * FROM kin ORDER BY 1",
    "SELECT * FROM homes ORDER BY 1", "SELECT * FROM people_value ORDER BY 1, 2, 3",
    "SELECT * FROM homes_value ORDER BY 1, 2, 3",
    "SELECT * FROM people_claim ORDER BY 1, 2, 3, 4, 5",
    "SELECT * FROM kin_claim ORDER BY 1, 2, 3, 4, 5",
    "SELECT id, name, born, number, valid_from FROM people_version WHERE known_to IS NULL ORDER BY 1",
    "SELECT id, code, differs, commune FROM sohoa_match WHERE known_to IS NULL ORDER BY 1",
    """
    SELECT id, field, state, ours, theirs FROM sohoa_match_value WHERE known_to IS NULL ORDER BY 1, 2
    """,
    "SELECT flag, id, commune, detail FROM sohoa_flag WHERE known_to IS NULL ORDER BY 1, 2, 4",
  ]

  @Test("Delivery by delivery the model becomes what it is when all is made at once, anew")
  func increments() async throws {
    let prompt = try village()
    try write(
      "national.yaml",
      [
        "sohoa: 1", "name: national", "database: \(TestDatabase.url)",
        "extract: { national: { files: national*.csv, csv: {}, fields: { ten: ten, sinh: sinh, so: so } } }",
        "load: { national: {} }",
      ])
    let births = "name,born,number,day,mother"
    let books = "house,name,born,number"
    let deliveries: [[(String, [String])]] = [
      [],
      // Another day and name, somebody new, and a book that changes its head.
      [
        (
          "births/two.csv",
          [
            births, "Trần Văn Cảnh 7,1947-03-09,001010000007,1991-01-01,Lê Thị 7",
            "Lê Văn Mới,1991-05-05,,1991-05-06,Trần Thị Mới",
          ]
        ),
        ("books/two.csv", [books, "h3,Lê Văn Mới,1991-05-05,001020000001"]),
        ("national.csv", ["ten,sinh,so", "Lê Thị 5,1920,001010099999"]),
      ],
      // Two say the other day, one of a number that another bears already; and a second reference.
      [
        (
          "books/three.csv",
          [
            books, "h7,Trần Văn Cảnh 7,1947-03-09,001010000007",
            "h8,Trần Văn Dũng 8,1947-03-09,001010000009", "h9,,1999,",
          ]
        ),
        (
          "national-2.csv",
          ["ten,sinh,so", "Trần Văn Bính 1,1941-03-02,001010000001", "Lê Thị 5,1921,001010099998"]
        ),
      ],
      [("births/four.csv", [births, "Lê Văn Mới,1991,001020000001,1992-01-01,Trần Thị Mới"])],
    ]
    for delivery in deliveries {
      for (path, lines) in delivery { try write(path, lines) }
      if delivery.contains(where: { $0.0.hasPrefix("national") }) {
        #expect(try await prompt.run(["run", "national.yaml", "--quiet"]).status == 0)
      }
      let outcome = try await prompt.run(["run", "p.yaml", "--quiet"])
      #expect(outcome.status == 0, "\(outcome)")
    }
    let increments = try Self.known.map { try rows($0) }
    // Something was ended on the way, and something is found by each part.
    let ended = try rows(
      "SELECT (SELECT count(*) FROM people_version WHERE known_to > 0) > 0, "
        + "(SELECT count(*) FROM sohoa_match WHERE known_to > 0) > 0")
    #expect(ended == ["1 | 1"] || ended == ["t | t"], "\(ended)")
    #expect(increments.allSatisfy { !$0.isEmpty })
    var removal = "DROP TABLE sohoa_consolidated; DELETE FROM sohoa_flag;"
    removal += "DELETE FROM sohoa_match; DELETE FROM sohoa_match_value;"
    for table in ["people", "kin", "homes"] {
      removal += "DROP VIEW \(table); DROP VIEW \(table)_value;"
      for part in ["version", "value_version", "claim"] {
        removal += "DROP TABLE \(table)_\(part);"
      }
    }
    try TestDatabase.execute(removal)
    let anew = try await prompt.run(["consolidate", "p.yaml", "--lang", "en"])
    #expect(anew.status == 0, "\(anew)")
    for (query, rows) in zip(Self.known, increments) {
      #expect(try self.rows(query) == rows, "\(query)")
    }
  }

  @Test("What bears a part of a compound key is looked up, not searched for")
  func lookups() async throws {
    let prompt = try village()
    #expect(try await prompt.run(["run", "p.yaml", "--quiet"]).status == 0)
    guard TestDatabase.kind == .sqlite else { return }
    let plan = try rows("EXPLAIN QUERY PLAN SELECT * FROM kin WHERE one = 'a'")
    #expect(plan.count == 1 && plan[0].contains("USING INDEX kin_version key (one=?)"), "\(plan)")
  }
}
