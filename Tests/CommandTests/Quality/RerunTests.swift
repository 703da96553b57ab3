import Foundation
import TestSupport
import Testing

/// A rerun replaces exactly what its chunks wrote.
@Suite(.temporaryDirectory, .onEachDatabase) struct RerunTests {
  @Test(
    "With the same definition everything is as before, and undo takes back what was written",
    arguments: [
      ("append", false, "so0", 1), ("append", true, "so1@2..3", 1), ("upsert", false, "so1", 1),
      ("upsert", true, "so1@1", 1), ("replace", false, "so1", 1),
    ] as [(String, Bool, String, Int)])
  func same(mode: String, isXML: Bool, unit: String, units: Int) async throws {
    let registers = try LoadedRegisters(mode: mode, isXML: isXML)
    try await registers.load(0)
    try await registers.load(1)
    let place = registers.place
    try registers.copy("before.sqlite")
    let before = try registers.content()
    let outcome = try await registers.rerun("--unit", unit).run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    expectSame(try registers.content(), before, "after a rerun of \(unit)")
    #expect(
      try place.rows("SELECT kind, status FROM sohoa_run ORDER BY run DESC LIMIT 1")
        == ["rerun|done"])
    for run in ["1", "2", "3"] where mode != "replace" || run != "1" {
      let balance = try await place.ledger("reconcile", run).run()
      #expect(balance.status == 0, "\(balance.output)")
    }
    // Once more, and nothing differs either.
    let again = try await registers.rerun("--unit", unit, "--dry-run", "--format", "json").run()
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output == "[]\n")
    let undone = try await registers.undo(3)
    #expect(undone.status == 0, "\(undone.errors)")
    #expect(try place.differences(from: "before.sqlite").isEmpty)
  }

  @Test("A corrected definition is shown first, row by row, then done, and is the units' own then")
  func corrected() async throws {
    let registers = try LoadedRegisters()
    try await registers.load(0)
    let place = registers.place
    try registers.copy("before.sqlite")
    try registers.define(check: "ten NOT IN ('Nguyễn Văn 3', 'Nguyễn Văn 80')")
    let refused = try await place.sohoa("run").run()
    #expect(refused.errors.hasPrefix("error SH5201: the definition has changed"))
    let bytes = place.databaseBytes()
    let shown = try await registers.rerun("--unit", "so0", "--dry-run").run()
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(place.databaseBytes() == bytes)
    #expect(
      shown.output.split(separator: "\n").filter { $0.contains("  ten  ") }.map {
        $0.split(separator: "  ", omittingEmptySubsequences: true)
          .map { $0.trimmingCharacters(in: .whitespaces) }.dropFirst(2).joined(separator: "|")
      } == ["3|removed|ten|Nguyễn Văn 3|NULL", "80|removed|ten|Nguyễn Văn 80|NULL"])
    #expect(
      shown.errors.hasSuffix(
        "rows: 0 added, 2 removed, 0 changed; nothing is written\n"))
    #expect(shown.errors.contains("    + "))
    let outcome = try await rerunCounting("--unit", "so0", "--by", "Lan", in: place)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let tables = (report as? [String: Any])?["tables"] as? [String: [String: Int]]
    #expect(tables == ["nguoi": ["added": 0, "removed": 2, "changed": 0]])
    #expect((report as? [String: Any])?["chunks"] as? Int == 5)
    #expect(
      try place.rows(
        "SELECT record, rule, CASE WHEN chunk < 0 THEN 1 ELSE 0 END, run FROM sohoa_reject WHERE rule = 'E-BANNED' ORDER BY 1"
      )
        == ["3|E-BANNED|1|2", "80|E-BANNED|1|2"])
    // The unit follows the definition now.
    let run = try await place.sohoa("run").run()
    #expect(run.status == 0, "\(run.errors)")
    // The same as loading it so from the beginning.
    let fresh = try await place.sohoa("run", "--quiet", database: "fresh.sqlite").run()
    #expect(fresh.status == 0, "\(fresh.errors)")
    for query in [LoadedRegisters.rows, LoadedRegisters.findings, LoadedRegisters.balance] {
      expectSame(
        try place.rows(query), try place.rows(query, database: "fresh.sqlite"), "loaded anew")
    }
    #expect(try await registers.undo(2).status == 0)
    #expect(try place.differences(from: "before.sqlite").isEmpty)
  }

  @Test("A part of a unit follows the new definition, the rest stays as it was")
  func part() async throws {
    let registers = try LoadedRegisters()
    try await registers.load(0)
    let place = registers.place
    try registers.define(check: "ten NOT IN ('Nguyễn Văn 3', 'Nguyễn Văn 80')")
    let rows = try place.rows(
      "SELECT rowid, * FROM nguoi WHERE sohoa_record NOT BETWEEN 71 AND 140")
    let outcome = try await registers.rerun("--unit", "so0@2").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try place.rows("SELECT rowid, * FROM nguoi WHERE sohoa_record NOT BETWEEN 71 AND 140") == rows
    )
    #expect(
      try place.rows("SELECT record FROM sohoa_reject WHERE rule = 'E-BANNED'") == ["80"])
    #expect(try await place.sohoa("run").run().status == 66)
    let none = try await registers.rerun("--unit", "so0@9").run()
    #expect(none.status == 64)
    #expect(none.errors.hasPrefix("error SH5506: "))
  }

  @Test("What a person corrected stays, whatever the definition says of the record as it was read")
  func corrections() async throws {
    let register = try RefusedRegister()
    let place = register.place
    try await register.load()
    try await register.correctAndReplay()
    let discard = try await place.ledger(
      "rejects", "discard", "4", "--reason", "trang mất", "--by", "Lan"
    ).run()
    #expect(discard.status == 0, "\(discard.errors)")
    let rows = "SELECT so, ten, ngay, noi, sohoa_record FROM nguoi ORDER BY so"
    let before = try place.rows(rows)
    let rejects = try register.rejects()
    let outcome = try await rerunCounting("--unit", "so.csv", in: place)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try place.rows(rows) == before)
    #expect(try register.rejects() == rejects)
    // A definition that leaves a wrong date out takes in all but what QA gave up.
    let text = try String(contentsOfFile: place.file("pipeline.yaml"), encoding: .utf8)
    try place.write(
      text.replacing(
        "  - cast:", with: "  - derive: { ngay: \"nullif(ngay, '32/01/2001')\" }\n  - cast:"),
      to: "pipeline.yaml")
    let taken = try await rerunCounting("--unit", "so.csv", in: place)
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(
      try register.rejects().filter { !rejects.contains($0) } == ["3 loaded replayed E-DATE ngay"])
    #expect(
      try place.rows(rows).filter { !before.contains($0) } == ["4|=1+1|NULL|Xã A|4"])
  }

  @Test("A source that is gone or another is refused, and so is a row that a later run changed")
  func refusals() async throws {
    let registers = try LoadedRegisters()
    try await registers.load(0)
    try await registers.load(1)
    let place = registers.place
    let before = try place.dump()
    let later = try await registers.rerun("--unit", "so0").run()
    #expect(later.status == 66)
    #expect(
      later.errors.hasPrefix(
        "error SH6607: run 2 changed rows of nguoi that chunk 4 of unit 1 wrote\n"),
      "\(later.errors)"
    )
    try place.write("so,ten,ngay,noi\n1,An,2001-01-15,Xã\n", to: "in/so1")
    let changed = try await registers.rerun("--unit", "so1").run()
    #expect(changed.status == 66)
    #expect(changed.errors.hasPrefix("error SH5505: "))
    #expect(
      try place.dump().filter { $0.hasPrefix("nguoi|") } == before.filter { $0.hasPrefix("nguoi|") }
    )
  }

  @Test("A rerun of a table reads all its units again, and shows differences as a workbook")
  func stage() async throws {
    let registers = try LoadedRegisters(mode: "append")
    try await registers.load(0)
    try await registers.load(1)
    let place = registers.place
    let before = try registers.content()
    let outcome = try await registers.rerun("--stage", "nguoi").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("nguoi, run 3: read again: chunks 10, units 2\n"))
    expectSame(try registers.content(), before, "after a rerun of the table")
    try registers.define(mode: "append", check: "ten <> 'Nguyễn Văn 3'")
    let shown = try await registers.rerun(
      "--stage", "nguoi", "--dry-run", "--format", "xlsx", "-o", place.file("d.xlsx")
    ).run()
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: place.file("d.xlsx"))).starts(with: [80, 75]))
    let unknown = try await registers.rerun("--stage", "nguoii").run()
    #expect(unknown.status == 64)
    #expect(
      unknown.errors
        == "error SH5502: the pipeline loads no table 'nguoii'\n  → did you mean 'nguoi'?\n")
  }

  @Test("Chunk after chunk the balance closes, also where rows had waited for the keys")
  func waited() async throws {
    let place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    // The row of the third line is refused in the end, so that the fourth, which waits for it, is not.
    try place.write("so,ten\n1,An\n2,An\n2,Bình\n3,Chi\n4,Dũng\n5,Em\n", to: "in/a.csv")
    func define(_ ten: String) throws {
      try place.write(
        """
        sohoa: 1
        name: nguoi
        extract:
          so: { files: 'in/*', csv: { header: 1, encoding: utf-8 }, fields: { so: so, ten: ten } }
        transform:
          - derive: { ten: "\(ten)" }
          - unique: [ten]
        load: { nguoi: { mode: append, key: [so] } }
        chunk: { rows: 2 }

        """, to: "pipeline.yaml")
    }
    try define("ten")
    let loaded = try await place.sohoa("run", "--quiet").run()
    #expect(loaded.status == 0, "\(loaded.errors)")
    #expect(
      try place.rows("SELECT chunk, loaded, deferred FROM sohoa_checkpoint ORDER BY chunk")
        == ["0|1|-2", "1|1|1", "2|1|1", "3|2|0"])
    try define("ten || '.'")
    for chunk in ["2", "3", "2"] {
      let outcome = try await rerunCounting("--unit", "a.csv@" + chunk, in: place)
      #expect(outcome.status == 0, "chunk \(chunk): \(outcome.errors)")
    }
    #expect(
      try place.rows("SELECT so, ten FROM nguoi ORDER BY so")
        == ["1|An", "2|Bình.", "3|Chi.", "4|Dũng.", "5|Em."])
    let balance = try await place.ledger("reconcile", "1").run()
    #expect(balance.status == 0, "\(balance.output)")
  }

  @Test("A row that a replay loaded and that comes out again as it was is not counted")
  func replayedRow() async throws {
    let register = try RefusedRegister(
      records: "so,ten,ngay,noi\n1,An,2001-01-15,A\n2,,2001-02-15,A\n3,Ba,2001-03-15,A\n")
    try await register.load()
    var file = try await register.export()
    file[1]["ten"] = "Hai"
    try register.place.write(file.csv(), to: "back.csv")
    #expect(try await register.importing("back.csv").run().status == 0)
    #expect(try await register.replaying().run().status == 0)
    let outcome = try await rerunCounting("--unit", "so.csv", in: register.place)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\"tables\" : {\n\n  }"), "\(outcome.output)")
  }

  @Test("Rows of nested records that differ are counted one by one")
  func nested() async throws {
    let place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    let households = (1...7).map { household in
      let people = (1...3).map { "<nguoi><ten>\(household)-\($0)</ten></nguoi>" }.joined()
      return "<ho><so>\(household)</so>\(people)</ho>"
    }
    try place.write("<so>" + households.joined() + "</so>", to: "in/a.xml")
    func define(_ people: String) throws {
      try place.write(
        """
        sohoa: 1
        name: ho
        extract:
          so:
            files: 'in/*'
            xml:
              record: /so/ho
              children: { nguoi: { record: nguoi, parent: { so: so }, fields: { ten: ten } } }
            fields: { so: so }
        transform:
          nguoi: { from: so.nguoi, steps: [{ \(people) }] }
        load:
          ho: { from: so, mode: append, key: [so] }
          nguoi: { from: nguoi, mode: append, key: [so, ten] }
        chunk: { rows: 2 }

        """, to: "pipeline.yaml")
    }
    try define("derive: { ten: \"ten || ''\" }")
    let loaded = try await place.sohoa("run", "--quiet").run()
    #expect(loaded.status == 0, "\(loaded.errors)")
    let definitions = [
      "derive: { ten: \"ten || ''\" }",
      "derive: { ten: \"CASE so WHEN '3' THEN ten || '.' ELSE ten END\" }",
      "filter: \"ten <> '2-2' AND so <> '5'\"",
      "check: { expression: \"ten <> '2-1'\", code: E-BANNED }",
      // The third person of a household comes out as the second.
      "derive: { ten: \"replace(ten, '-3', '-2')\" }",
    ]
    for definition in definitions {
      try define(definition)
      let outcome = try await rerunCounting("--unit", "a.xml", in: place)
      #expect(outcome.status == 0, "\(definition): \(outcome.errors)")
    }
    #expect(
      try place.rows("SELECT so, count(*), max(ten) FROM nguoi GROUP BY 1 ORDER BY 1")
        == (1...7).map { "\($0)|2|\($0)-2" })
  }

  @Test("diff compares the tables as two runs left them, and shows what one run changed")
  func diff() async throws {
    let place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    try place.write(People.Definition(mode: "upsert", chunkRows: 70).text, to: "pipeline.yaml")
    func load(_ name: String, _ text: String) async throws {
      try place.write("so,ten,ngay,noi\n" + text, to: "in/\(name)")
      let outcome = try await place.sohoa("run", "--quiet").run()
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    func shown(_ runs: String...) async throws -> [String] {
      var command = place.ledger("diff")
      command.arguments += runs
      let outcome = try await command.run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output.split(separator: "\n").map { line in
        line.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
      }.filter { ["so", "noi"].contains($0[4]) }.map { $0[2...].joined(separator: "|") }
    }
    try await load(
      "a.csv", "1,An,2001-01-15,Xã A\n2,Bình,2001-01-16,Xã A\n3,Chi,2001-01-17,Xã A\n")
    // A row that is delivered again as it was, and one that is not, are there as before.
    try await load(
      "b.csv", "1,An,2001-01-15,Xã B\n3,Chi,2001-01-17,Xã A\n4,Dũng,2001-01-18,Xã A\n")
    let second = ["1|changed|noi|Xã A|Xã B", "3|added|so|NULL|4", "3|added|noi|NULL|Xã A"]
    #expect(try await shown("1", "2") == second)
    #expect(
      try await shown("2", "1")
        == ["1|changed|noi|Xã B|Xã A", "3|removed|so|4|NULL", "3|removed|noi|Xã A|NULL"])
    let one = try await place.ledger("diff", "2", "--json").run()
    let rows = objects(try JSONSerialization.jsonObject(with: Data(one.output.utf8)))
    #expect(rows.map { $0["change"] as? String } == ["changed", "added"])
    #expect(
      (rows.first?["fields"] as? [String: [String: String]])
        == ["noi": ["before": "Xã A", "after": "Xã B"]])
    // What later runs make of the rows does not matter.
    try await load("c.csv", "1,An,2001-01-15,Xã C\n4,Dũng,2001-01-18,Xã C\n5,Em,2001-01-19,Xã C\n")
    try await load("d.csv", "2,Bình,2001-01-16,Xã D\n")
    #expect(try await shown("1", "2") == second)
    #expect(try await shown("2") == second)
    #expect(
      try await shown("1", "3") == [
        "1|changed|noi|Xã A|Xã C", "2|added|so|NULL|4", "2|added|noi|NULL|Xã C",
        "3|added|so|NULL|5", "3|added|noi|NULL|Xã C",
      ])
    // A rerun puts other rows in the place of some.
    let text = try String(contentsOfFile: place.file("pipeline.yaml"), encoding: .utf8)
    try place.write(
      text.replacing("ten <> 'cấm'", with: "ten <> 'Em'"), to: "pipeline.yaml")
    let rerun = try await place.sohoa("rerun", "--unit", "c.csv").run()
    #expect(rerun.status == 0, "\(rerun.errors)")
    let gone = ["3|removed|so|5|NULL", "3|removed|noi|Xã C|NULL"]
    #expect(try await shown("3", "5") == gone + ["1|changed|noi|Xã A|Xã D"])
    #expect(try await shown("5") == gone)
    #expect(try await shown("1", "2") == second)
    #expect(try await shown("2") == second)
    // Nothing can be told any more where a later run that is needed for it is pruned.
    #expect(try await place.ledger("prune", "--run", "3").run().status == 0)
    let pruned = try await place.ledger("diff", "1", "2").run()
    #expect(pruned.status == 66)
    #expect(
      pruned.errors.hasPrefix(
        "error SH6608: nothing is kept any more of what run 3 wrote\n"), "\(pruned.errors)")
  }
}
