import Consolidation
import SQLite
import TestSupport
import Testing

/// What is taken from a reference.
@Suite(.temporaryDirectory) struct EnrichmentTests {
  /// A town of which the reference knows the numbers: of one as the town knows her, of one born in another year.
  private func town(_ trust: ConsolidationPlan.Match.Trust) throws -> Town {
    let town = try Town([
      ["birth", "1", "u1", "1", "1980-01-01", "Đỗ Thị Hoa", "1979-12-30", ""],
      ["birth", "2", "u1", "2", "1980-01-01", "Lê Văn An", "1970-05-06", ""],
    ])
    try town.connection.execute(
      """
      CREATE TABLE national(name, born, number, unit, record, run);
      INSERT INTO national VALUES('Đỗ Thị Hoa', '1979-12-30', '007', 9, 1, 1),
      ('Lê Văn An', '1971-05-06', '008', 9, 2, 1)
      """)
    var match = ConsolidationPlan.Match(
      name: "national", table: "person", reference: "national",
      query: "SELECT name, born, number, unit, record, run FROM national", ways: [["name"]],
      fields: [
        .init(name: "name", agrees: "ours = theirs", policy: .never),
        .init(name: "born", agrees: "ours = theirs", policy: .always),
        .init(name: "number", agrees: "ours = theirs", policy: .empty),
      ], commune: "NULL")
    match.trust = trust
    town.plan.matches = [match]
    return town
  }

  private func people(_ town: Town) throws -> [String] {
    try town.rows("SELECT ma, born, number FROM person ORDER BY ma")
  }

  private func states(_ town: Town) throws -> [String] {
    try town.rows(
      "SELECT m.id, code, differs, field, state FROM sohoa_match m JOIN sohoa_match_value v USING (id) "
        + "WHERE m.known_to IS NULL AND v.known_to IS NULL AND field <> 'name' ORDER BY 1, 4")
  }

  @Test("Nothing is taken of a row that differs, unless the definition trusts what is found")
  func differ() throws {
    let careful = try town(.agree)
    #expect(try careful.consolidate(run: 1) == "2 rows, 2 opened, 0 closed")
    #expect(try people(careful) == ["1 | 1979-12-30 | 007", "2 | 1970-05-06 | –"])
    #expect(
      try states(careful) == [
        "1 | agree |  | born | agree", "1 | agree |  | number | filled",
        "2 | differ | born | born | differ", "2 | differ | born | number | empty",
      ])
    #expect(
      try careful.rows("SELECT ma, source FROM person_claim WHERE source = 'national'")
        == ["1 | national"])
    #expect(
      try careful.rows("SELECT value FROM person_value WHERE value IN ('008', '1971-05-06')") == [])
    // The same again is nothing new.
    #expect(try careful.consolidate(run: 2) == "2 rows, 0 opened, 0 closed")

    careful.plan.matches[0].trust = .found
    #expect(try careful.consolidate(run: 3) == "2 rows, 1 opened, 1 closed")
    let wanted = ["1 | 1979-12-30 | 007", "2 | 1971-05-06 | 008"]
    #expect(try people(careful) == wanted)
    careful.plan.matches[0].trust = .agree
    #expect(try careful.consolidate(run: 4) == "2 rows, 1 opened, 1 closed")
    #expect(try people(careful) == ["1 | 1979-12-30 | 007", "2 | 1970-05-06 | –"])
  }

  @Test(
    "What was taken is given back when a record comes to differ, and taken when it comes to agree")
  func changes() throws {
    let town = try town(.agree)
    _ = try town.consolidate(run: 1)
    try town.connection.execute("UPDATE birth SET born = '1979-12-31' WHERE person = '1'")
    try town.connection.execute("UPDATE birth SET born = '1971-05-06' WHERE person = '2'")
    #expect(try town.consolidate(run: 2) == "2 rows, 2 opened, 2 closed")
    #expect(try people(town) == ["1 | 1979-12-31 | –", "2 | 1971-05-06 | 008"])
    #expect(
      try town.rows("SELECT ma, number, known_from, known_to FROM person_version ORDER BY 1, 3")
        == [
          "1 | 007 | 1 | 2", "1 | – | 2 | –", "2 | – | 1 | 2", "2 | 008 | 2 | –",
        ])
  }
}
