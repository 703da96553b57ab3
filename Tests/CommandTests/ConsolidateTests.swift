import Foundation
import TestSupport
import Testing

/// Births and books of a village, linked and made into one model by the command.
@Suite(.temporaryDirectory, .onEachDatabase) struct ConsolidateTests {
  private var folder: String { TemporaryDirectory.path + "/\(TestDatabase.kind)" }
  var database: [String] { ["--database", TestDatabase.url, "--lang", "en"] }

  private static var definition: String {
    """
    sohoa: 1
    name: village
    database: \(TestDatabase.url)
    extract:
      births: { files: births/*.csv, csv: {}, fields: { name: name, born: born, number: number, day: day, mother: mother } }
      books: { files: books/*.csv, csv: {}, fields: { house: house, name: name, born: born, number: number } }
    load:
      births: { from: births }
      books: { from: books }
    link:
      person:
        fields: { name: name, born: date, number: number }
        records:
          child: { from: births, fields: { name: name, born: born, number: number } }
          mother: { from: births, where: "mother > ''", fields: { name: mother } }
          member: { from: books, fields: { name: name, born: born, number: number } }
        block: [[number], [name]]
        compare: { name: {}, born: {}, number: {} }
        identifiers: [number]
        guards: { one: [number] }
    consolidate:
      tables:
        people:
          key: id
          fields: { name: [agreement], born: [complete], number: [rank] }
          valid: [born]
          from:
            child: { at: day, values: { name: name, born: born, number: number } }
            rest: { roles: all, values: { name: link('name'), born: link('born'), number: link('number') } }
        kin:
          key: [one, other]
          from:
            births: { values: { one: entity('child'), other: entity('mother') } }
        homes:
          key: house
          fields: { head: rank }
          from:
            books: { values: { house: house, head: entity('member') } }
      match:
        national:
          of: people
          with: national
          values: { name: ten, born: sinh, number: so }
          by: [[number], [fold(name)]]
          compare: { name: fold(ours) = fold(theirs), born: theirs LIKE ours || '%', number: ours = theirs }
          enrich: { number: empty, born: always }
          commune: "'c' || length(name)"
      flags:
        no_number: { of: people, where: number IS NULL, message: { vi: thiếu số, en: without a number } }
        old: { of: people, where: born < '1943', commune: "'c' || substr(born, 4, 1)", detail: name }
        homeless: { of: homes, where: head IS NULL }

    """
  }

  func write(_ path: String, _ lines: [String]) throws {
    let file = URL(fileURLWithPath: folder + "/" + path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try (lines.joined(separator: "\n") + "\n").write(
      to: file, atomically: true, encoding: .utf8)
  }

  func village() throws -> Prompt {
    try write("p.yaml", [Self.definition])
    var births = ["name,born,number,day,mother"]
    var books = ["house,name,born,number"]
    for number in 0..<40 {
      let name = "Trần Văn \(["An", "Bình", "Cảnh", "Dũng", "Em"][number % 5]) \(number)"
      let paper = "0010\(10_000_000 + number)"
      births.append(
        "\(name),19\(40 + number)-03-0\(1 + number % 9),\(paper),1990-01-01,Lê Thị \(number)")
      books.append("h\(number),\(name),19\(40 + number),\(paper)")
    }
    try write("births/one.csv", births)
    try write("books/one.csv", books)
    return Prompt(in: folder)
  }

  func rows(_ query: String, in url: String? = nil) throws -> [String] {
    try TestDatabase.query(query, of: url ?? TestDatabase.url, null: "–")
      .map { $0.replacing("|", with: " | ") }
  }

  private static let everything = [
    "SELECT * FROM people_version ORDER BY 1, known_from", "SELECT * FROM kin ORDER BY 1",
    "SELECT * FROM people_value ORDER BY 1, 2, 3", "SELECT * FROM homes ORDER BY 1",
    "SELECT * FROM people_claim ORDER BY 1, 2, 3, 4",
    "SELECT run, kind, status FROM sohoa_run ORDER BY 1",
  ]

  @Test("A run loads, links and consolidates; what comes later ends versions and opens others")
  func deliveries() async throws {
    let prompt = try village()
    let first = try await prompt.run(["run", "p.yaml", "--lang", "en"])
    #expect(first.status == 0, "\(first)")
    #expect(
      first.output.contains(
        """
        consolidated by run 2
        table   rows  opened  closed
        people    80      80       0
        kin       40      40       0
        homes     40      40       0
        """))
    let one = "WHERE number = '001010000007'"
    #expect(
      try rows("SELECT name, born, number FROM people \(one)") == [
        "Trần Văn Cảnh 7 | 1947-03-08 | 001010000007"
      ])
    #expect(
      try rows(
        "SELECT v.field, v.place, v.value, v.why, v.source, u.path, v.record FROM people_value v "
          + "JOIN sohoa_unit u USING (unit) WHERE id = (SELECT id FROM people \(one)) "
          + "AND field = 'born' ORDER BY 2") == [
          "born | 1 | 1947-03-08 | complete | child | births/one.csv | 8",
          "born | 2 | 1947 | complete | member | books/one.csv | 8",
        ])
    let idle = try await prompt.run(["consolidate", "p.yaml", "--lang", "en"])
    #expect(idle.status == 0 && idle.errors.contains("nothing new"))
    // One book with another day leaves the entry as it is, two of them win.
    let head = "house,name,born,number"
    let book = "h7,Trần Văn Cảnh 7,1947-03-09,001010000007"
    try write("books/two.csv", [head, book])
    let second = try await prompt.run(["run", "p.yaml", "--lang", "en"])
    #expect(
      second.output.contains(
        """
        consolidated by run 4
        table   rows  opened  closed
        people    80       0       0
        """), "\(second)")
    try write("books/three.csv", [head, book, ""])
    let third = try await prompt.run(["run", "p.yaml", "--lang", "en"])
    #expect(third.output.contains("people    80       1       1"), "\(third)")
    #expect(
      try rows("SELECT born, known_from, known_to FROM people_version \(one) ORDER BY 2") == [
        "1947-03-08 | 2 | 6", "1947-03-09 | 6 | –",
      ])
    let runs = try await prompt.run(["runs"] + database)
    #expect(runs.output.contains("consolidate"))
    // The story has what was known before, from when to when, and who says so.
    let story = try await prompt.run(["trace", "001010000007"] + database)
    let versions = story.output.replacing(
      #/, [0-9-]{10} – ([0-9-]{10}|now)\n/#, with: ", DAYS\n")
    #expect(
      versions.contains(
        """
        versions
          run 2 – 6, DAYS
            born 1947-03-08  ← births, births/one.csv, record 8, 1990-01-01
          run 6 – now, DAYS
            born 1947-03-09  ← books, books/t
        """), "\(story)")
  }

  @Test("What is doubtful is counted by commune, exported, and ends when it is mended")
  func flags() async throws {
    let prompt = try village()
    _ = try await prompt.run(["run", "p.yaml", "--quiet"])
    let counts = try await prompt.run(["flags"] + database)
    #expect(
      counts.output == """
        flag       commune  count
        no_number  –           40  without a number
        old        c0           1  old
                   c1           1
                   c2           1
        homeless   –            0  homeless

        """)
    let rows = try await prompt.run(["flags", "--flag", "old", "--csv", "-"] + database)
    #expect(
      rows.output.replacing(/[0-9a-f]{24}/, with: "ID") == """
        flag,table,id,commune,detail,since
        old,people,ID,c0,Trần Văn An 0,2
        old,people,ID,c1,Trần Văn Bình 1,2
        old,people,ID,c2,Trần Văn Cảnh 2,2

        """)
    let unknown = try await prompt.run(["flags", "--flag", "older"] + database)
    #expect(unknown.status == 64 && unknown.output.isEmpty, "\(unknown)")
    #expect(unknown.errors.contains("SH5930"))
    #expect(unknown.errors.contains("there are no_number, old, homeless"), "\(unknown)")
    // A later book knows an earlier day of one more, and another day of one of the three.
    try write(
      "books/two.csv",
      ["house,name,born,number", "h2,Trần Văn Cảnh 2,1943-03-03,001010000002"]
        + ["", "h2,Trần Văn Cảnh 2,1943-03-03,001010000002"])
    let again = try await prompt.run(["run", "p.yaml", "--quiet"])
    #expect(again.status == 0, "\(again)")
    #expect(
      try self.rows(
        "SELECT flag, detail, known_from, known_to FROM sohoa_flag WHERE flag = 'old' ORDER BY 2")
        == [
          "old | Trần Văn An 0 | 2 | –", "old | Trần Văn Bình 1 | 2 | –",
          "old | Trần Văn Cảnh 2 | 2 | 4",
        ])
  }

  @Test("Tracing a person tells each value with its rivals, the kin, the houses and all records")
  func trace() async throws {
    let prompt = try village()
    _ = try await prompt.run(["run", "p.yaml", "--quiet"])
    let story = try await prompt.run(["trace", "001010000007"] + database)
    #expect(
      story.output.replacing(/[0-9a-f]{24}/, with: "ID") == """
        people ID
          name    ✓  Trần Văn Cảnh 7  only      2 records  births, births/one.csv, record 8, 1990-01-01
          born    ✓  1947-03-08       complete  1 records  births, births/one.csv, record 8, 1990-01-01
                  ✗  1947             complete  1 records  books, books/one.csv, record 8
          number  ✓  001010000007     only      2 records  births, births/one.csv, record 8, 1990-01-01
        kin
          other ID
            ← births, births/one.csv, record 8
        homes
          house h7
            ← books, books/one.csv, record 8
        records
          child: births, births/one.csv, record 8, 1990-01-01
          member: books, books/one.csv, record 8
        versions
          run 2 – now

        """)
    // Read again, the records show the lines on which they stand, as far as the files are what they were.
    try write("books/one.csv", ["house,name,born,number"])
    let lines = try await prompt.run(["trace", "001010000007", "--pipeline", "p.yaml"] + database)
    #expect(
      lines.output.contains(
        """
        records
          child: births, births/one.csv, record 8, line 9, 1990-01-01
          member: books, books/one.csv, record 8
        versions
        """), "\(lines)")
    let json = try await prompt.run(["trace", "001010000007", "--json"] + database)
    let stories = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect((stories.first?["values"] as? [Any])?.count == 4)
    let nobody = try await prompt.run(["trace", "001010000099"] + database)
    #expect(nobody.status == 64 && nobody.errors.contains("SH7021"))
  }

  @Test(
    "A reference agrees, differs by field, is ambiguous or lacks somebody, and fills what is empty")
  func match() async throws {
    let prompt = try village()
    try write(
      "national.yaml",
      [
        "sohoa: 1", "name: national", "database: \(TestDatabase.url)",
        "extract: { national: { files: national.csv, csv: {}, fields: { ten: ten, sinh: sinh, so: so } } }",
        "load: { national: {} }",
      ])
    try write(
      "national.csv",
      [
        "ten,sinh,so", "TRẦN VĂN AN 0,1940-03-01,001010000000",
        "Trần Văn Bính 1,1941-03-02,001010000001", "Trần Văn Cảnh 2,1942-03-03,001010000002",
        "Trần Văn Cảnh 2,1942-03-03,001010000002", "Trần Văn Dũng 3,1943-03-05,001010000003",
        "Lê Thị 5,1920,001010099999",
      ])
    let first = try await prompt.run(["run", "p.yaml", "--quiet"])
    #expect(first.status == 0, "\(first)")
    let none = try await prompt.run(["match"] + database)
    #expect(none.status == 0 && !none.output.contains("national"))
    _ = try await prompt.run(["run", "national.yaml", "--quiet"])
    let again = try await prompt.run(["consolidate", "p.yaml", "--lang", "en"])
    // Two take a day from the reference, one of them its number too; nobody else is written.
    #expect(again.output.contains("people    80       2       2"), "\(again)")
    #expect(
      try rows("SELECT code, differs, count(*) FROM sohoa_match GROUP BY 1, 2 ORDER BY 1, 2") == [
        "agree |  | 2", "ambiguous |  | 1", "differ | born | 1", "differ | name | 1",
        "not_found |  | 75",
      ])
    #expect(
      try rows(
        "SELECT p.name, v.field, v.state, v.ours, v.theirs FROM sohoa_match_value v "
          + "JOIN people p USING (id) WHERE v.state <> 'agree' ORDER BY 1, 2") == [
          "Lê Thị 5 | born | filled | – | 1920", "Lê Thị 5 | number | filled | – | 001010099999",
          "Trần Văn Bình 1 | name | differ | Trần Văn Bình 1 | Trần Văn Bính 1",
          "Trần Văn Dũng 3 | born | differ | 1943-03-04 | 1943-03-05",
        ])
    #expect(
      try rows(
        "SELECT v.value, v.place, v.why, v.source FROM people_value v JOIN people USING (id) "
          + "WHERE name = 'Trần Văn Dũng 3' AND field = 'born' ORDER BY 2") == [
          "1943-03-05 | 1 | policy | national", "1943-03-04 | 2 | policy | child",
          "1943 | 3 | policy | member",
        ])
    let counts = try await prompt.run(["match"] + database)
    #expect(
      counts.output.contains("match     commune  agree  differ  not found  ambiguous"),
      "\(counts.output)")
    let table = try await prompt.run(["match", "--csv", "-"] + database)
    #expect(table.output.contains(",differ,c15,name,differ,Trần Văn Bình 1,Trần Văn Bính 1"))
    // Without the reference all is as it was before.
    try TestDatabase.execute("ALTER TABLE national RENAME TO gone")
    _ = try await prompt.run(["consolidate", "p.yaml", "--always"])
    #expect(
      try rows("SELECT born, number FROM people WHERE name IN ('Lê Thị 5', 'Trần Văn Dũng 3')")
        .sorted() == ["1943-03-04 | 001010000003", "– | –"])
  }

  @Test("Killed at any commit, the next consolidation ends with the same tables")
  func kills() async throws {
    let prompt = try village()
    let loaded = try await prompt.run(["run", "p.yaml", "--quiet"])
    try #require(loaded.status == 0, "\(loaded)")
    let wanted = try Self.everything.map { try rows($0) }
    // The same without the model: it is made anew from there, killed at every window of it.
    let before = try TestDatabase.copy(of: TestDatabase.url, to: folder + "/before.sqlite")
    var removal = "DROP TABLE sohoa_consolidated; DELETE FROM sohoa_run WHERE run = 2;"
    for table in ["people", "kin", "homes"] {
      removal += """
        DROP VIEW \(table); DROP VIEW \(table)_value; DROP TABLE \(table)_version;
        DROP TABLE \(table)_value_version;
        DROP TABLE \(table)_claim;
        """
    }
    if TestDatabase.kind == .sqlite { removal += "PRAGMA wal_checkpoint(TRUNCATE)" }
    try TestDatabase.$url.withValue(before) { try TestDatabase.execute(removal) }
    var kills = 0
    for transaction in 1...3 {
      for window in ["begun", "written", "committed"] {
        let url = try TestDatabase.copy(
          of: before, to: folder + "/\(window)\(transaction).sqlite")
        let killed = try await prompt.run([
          "consolidate", "p.yaml", "--database", url, "--die-at", "\(window):\(transaction)",
        ])
        if killed.status != 0 { kills += 1 }
        let next = try await prompt.run(["consolidate", "p.yaml", "--database", url])
        #expect(next.status == 0, "\(next)")
        #expect(
          try Self.everything.map { try rows($0, in: url) } == wanted, "\(window) \(transaction)")
      }
    }
    #expect(kills == 9)
  }

  @Test("What cannot be made is said with its place in the definition, and nothing is written")
  func failures() async throws {
    let prompt = try village()
    let loaded = try await prompt.run(["run", "p.yaml", "--quiet"])
    try #require(loaded.status == 0, "\(loaded)")
    let wanted = try Self.everything.dropLast().map { try rows($0) }
    let other = Self.definition.replacing("values: { house: house", with: "values: { house: hause")
    try write("q.yaml", [other])
    let failed = try await prompt.run(["consolidate", "q.yaml", "--lang", "en"])
    #expect(failed.status == 78)
    #expect(
      failed.errors.contains(
        "SH5920: consolidate.tables.homes.from.books cannot be made: no such column: hause"),
      "\(failed)")
    #expect(try Self.everything.dropLast().map { try rows($0) } == wanted)
    try write(
      "r.yaml",
      [
        Self.definition.replacing("    homes:", with: "    sohoa_unit:")
          .replacing("of: homes", with: "of: sohoa_unit")
      ])
    let clash = try await prompt.run(["consolidate", "r.yaml", "--lang", "en"])
    #expect(clash.status == 78 && clash.errors.contains("SH5921"), "\(clash)")
  }
}
