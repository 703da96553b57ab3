import Consolidation
import SQLite
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct ConsolidationTests {
  @Test("The first rule that tells two values apart decides; the losers are kept with the reason")
  func survivorship() throws {
    let town = try Town([
      ["birth", "1", "u1", "1", "2001-01-01", "Le Van An", "1970-05-06", "001"],
      ["book", "1", "u2", "1", "1990-01-01", "Le Van Ân", "1970", "002"],
      ["book", "1", "u2", "2", "1995-01-01", "LE VAN ÂN", "1970-05-16", "003"],
      ["book", "1", "u2", "3", "1980-01-01", "Le Van Ân", "1970-05-16", ""],
      ["book", "2", "u2", "4", "1980-01-01", "Đỗ Thị Hoa", "1980", ""],
    ])
    #expect(try town.consolidate(run: 1) == "2 rows, 2 opened, 0 closed")
    #expect(
      try town.rows("SELECT ma, name, born, number FROM person ORDER BY ma") == [
        "1 | Le Van Ân | 1970-05-16 | 001", "2 | Đỗ Thị Hoa | 1980 | –",
      ])
    // The name that most records say, however it is written; the day that most of the full ones say;
    // the number that was said last.
    #expect(
      try town.rows(
        "SELECT field, place, value, chosen, why, records, source, unit, record FROM person_value "
          + "WHERE ma = '1' ORDER BY field, place") == [
          "born | 1 | 1970-05-16 | 1 | agreement | 2 | book | 2 | 2",
          "born | 2 | 1970-05-06 | 0 | agreement | 1 | birth | 1 | 1",
          "born | 3 | 1970 | 0 | complete | 1 | book | 2 | 1",
          "name | 1 | Le Van Ân | 1 | order | 2 | book | 2 | 1",
          "name | 2 | LE VAN ÂN | 0 | order | 1 | book | 2 | 2",
          "name | 3 | Le Van An | 0 | agreement | 1 | birth | 1 | 1",
          "number | 1 | 001 | 1 | recent | 1 | birth | 1 | 1",
          "number | 2 | 003 | 0 | recent | 1 | book | 2 | 2",
          "number | 3 | 002 | 0 | recent | 1 | book | 2 | 1",
        ])
  }

  @Test("A correction ends the old version and opens a new one; the unchanged is not written")
  func versions() throws {
    let town = try Town([
      ["birth", "1", "u1", "1", "1970-06-01", "Lê Văn An", "1970", ""],
      ["birth", "2", "u1", "2", "1980-06-01", "Đỗ Thị Hoa", "1980-02-03", ""],
    ])
    #expect(try town.consolidate(run: 4) == "2 rows, 2 opened, 0 closed")
    #expect(try town.consolidate(run: 5) == "2 rows, 0 opened, 0 closed")
    try town.add(["birth", "1", "u3", "1", "2000-01-01", "Lê Văn An", "1970-05-06", "7"])
    #expect(try town.consolidate(run: 8) == "2 rows, 1 opened, 1 closed")
    let known =
      "SELECT ma, name, born, number, known_from, known_to, valid_from FROM person_version"
    #expect(
      try town.rows(known + " ORDER BY ma, known_from") == [
        "1 | Lê Văn An | 1970 | – | 4 | 8 | 1970",
        "1 | Lê Văn An | 1970-05-06 | 7 | 8 | – | 1970-05-06",
        "2 | Đỗ Thị Hoa | 1980-02-03 | – | 4 | – | 1980-02-03",
      ])
    // What was known of each value before stays, with its source.
    let values = """
      SELECT field, place, value, chosen, source, unit, known_from, known_to FROM person_value_version
      WHERE ma = '1' ORDER BY field, known_from, place
      """
    let found = try town.rows(values)
    #expect(
      found == [
        "born | 1 | 1970 | 1 | birth | 1 | 4 | 8", "born | 1 | 1970-05-06 | 1 | birth | 2 | 8 | –",
        "born | 2 | 1970 | 0 | birth | 1 | 8 | –", "name | 1 | Lê Văn An | 1 | birth | 1 | 4 | 8",
        "name | 1 | Lê Văn An | 1 | birth | 2 | 8 | –", "number | 1 | 7 | 1 | birth | 2 | 8 | –",
      ])
    // A person that has become another's closes without a successor.
    try town.connection.execute("UPDATE birth SET person = '2' WHERE person = '1'")
    #expect(try town.consolidate(run: 9) == "1 rows, 1 opened, 2 closed")
    #expect(try town.rows("SELECT ma, name, born FROM person") == ["2 | Lê Văn An | 1970-05-06"])
    #expect(
      try town.rows("SELECT count(*) FROM person_value_version WHERE ma = '1' AND known_to IS NULL")
        == ["0"])
    #expect(
      try town.rows(known + " WHERE ma = '1' ORDER BY known_from") == [
        "1 | Lê Văn An | 1970 | – | 4 | 8 | 1970",
        "1 | Lê Văn An | 1970-05-06 | 7 | 8 | 9 | 1970-05-06",
      ])
  }

  @Test("A run that is taken up again leaves one version for itself, whatever it had written")
  func takenUp() throws {
    let town = try Town([["birth", "1", "u1", "1", "1970-06-01", "Lê Văn An", "1970", ""]])
    _ = try town.consolidate(run: 3)
    try town.add(["birth", "1", "u1", "2", "1971-06-01", "Lê Văn An", "1970-01-02", ""])
    #expect(try town.consolidate(run: 3) == "1 rows, 1 opened, 0 closed")
    #expect(
      try town.rows("SELECT born, known_from, known_to FROM person_version")
        == ["1970-01-02 | 3 | –"])
  }

  @Test("What comes out does not depend on the order of deliveries and rows")
  func order() throws {
    var rows: [[String]] = []
    for number in 0..<60 {
      let source = number % 3 == 0 ? "birth" : "book"
      rows.append([
        source, "\(number % 7)", "u\(1 + number % 4)", "\(number)", "19\(50 + number % 5)-01-01",
        ["An", "Ân", "AN", "Anh"][number * 7 % 4], ["1970", "1970-05-06", ""][number % 3],
        "\(number * 31 % 5)",
      ])
    }
    let wanted =
      "SELECT ma, field, place, value, why, records, source, record FROM person_value ORDER BY 1, 2, 3"
    let first = try Town(rows, name: "first.sqlite")
    _ = try first.consolidate(run: 1)
    let other = try Town(rows.reversed(), name: "other.sqlite")
    _ = try other.consolidate(run: 1)
    #expect(try first.rows(wanted) == other.rows(wanted))
    // In two deliveries as in one.
    let parted = try Town(Array(rows[..<20]), name: "parted.sqlite")
    _ = try parted.consolidate(run: 1)
    for row in rows[20...] { try parted.add(row) }
    _ = try parted.consolidate(run: 2)
    #expect(try first.rows(wanted) == parted.rows(wanted))
    #expect(
      try first.rows("SELECT * FROM person ORDER BY 1")
        == parted.rows("SELECT * FROM person ORDER BY 1"))
  }

  @Test("A key of several columns makes an id of its content; without one of them there is no row")
  func keys() throws {
    let town = try Town([
      ["birth", "1", "u1", "1", "", "Lê Văn An", "1970", "7"],
      ["birth", "1", "u1", "2", "", "Lê Văn An", "1971", "7"],
      ["birth", "1", "u1", "3", "", "Lê Văn An", "1972", ""],
    ])
    var table = ConsolidationPlan.Table(name: "paper", key: ["person", "number"])
    table.fields = [.init(name: "born", rules: [.complete])]
    table.sources = [
      .init(
        name: "birth", table: "birth", rank: 1,
        query: "SELECT person, number, born, NULL AS said, unit, record, run FROM birth")
    ]
    town.plan.tables = [table]
    #expect(try town.consolidate(run: 1) == "1 rows, 1 opened, 0 closed")
    #expect(try town.rows("SELECT * FROM paper") == ["1/7 | 1 | 7 | 1970"])
  }

  @Test("Another definition makes the model anew and keeps what was known")
  func changedDefinition() throws {
    let town = try Town([["birth", "1", "u1", "1", "", "Lê Văn An", "1970", "7"]])
    _ = try town.consolidate(run: 1)
    town.plan.tables[0].fields.remove(at: 2)
    #expect(try town.consolidate(run: 2) == "1 rows, 0 opened, 0 closed")
    #expect(try town.rows("SELECT * FROM person") == ["1 | Lê Văn An | 1970"])
    town.plan.tables[0].fields.append(.init(name: "place", rules: [.rank]))
    town.plan.tables[0].sources = [
      .init(
        name: "birth", table: "birth", rank: 1,
        query: "SELECT person AS ma, name, born, 'Hà Nội' AS place, said, unit, record, run "
          + "FROM birth")
    ]
    #expect(try town.consolidate(run: 3) == "1 rows, 1 opened, 1 closed")
    #expect(try town.rows("SELECT * FROM person") == ["1 | Lê Văn An | 1970 | Hà Nội"])
    #expect(
      try town.rows("SELECT number, place, known_from, known_to FROM person_version") == [
        "7 | – | 1 | 3", "– | Hà Nội | 3 | –",
      ])
  }
}
