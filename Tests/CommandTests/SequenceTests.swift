import Foundation
import TestSupport
import Testing

/// Pipelines that run before another, by one command.
@Suite(.temporaryDirectory) struct SequenceTests {
  private let prompt = Prompt(in: TemporaryDirectory.path)

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(prompt.directory)/\(name)", atomically: true, encoding: .utf8)
  }

  /// Definitions `a` and `b` that load a table each, and `p` that links what they loaded.
  private func province(rejects: Int = 0, after: String = "pipelines: [a.yaml, b.yaml]") throws {
    for name in ["a", "b"] {
      try write(
        "\(name).yaml",
        """
        sohoa: 1
        name: \(name)
        database: sqlite:elsewhere.sqlite
        extract: { s: { files: \(name).csv, csv: {}, fields: { name: name, born: born } } }
        transform: [{ cast: { born: { type: integer } } }]
        load: { \(name): {} }
        rejects: { limit: \(rejects) }
        """)
      try write("\(name).csv", "name,born\nAn \(name),1950\nBình,1960\n")
    }
    try write(
      "p.yaml",
      """
      sohoa: 1
      name: p
      database: sqlite:all.sqlite
      after: { \(after) }
      link:
        person:
          fields: { name: name, born: code }
          records:
            one: { from: a, fields: { name: name, born: born } }
            other: { from: b, fields: { name: name, born: born } }
          block: [[name]]
          compare: { name: {}, born: {} }
      """)
  }

  private func run(_ arguments: String...) async throws -> Command.Outcome {
    try await prompt.run(arguments + ["--lang", "en"])
  }

  private func report(_ outcome: Command.Outcome) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test("One command runs all in order into one database, and then has nothing to do")
  func sequence() async throws {
    try province()
    let first = try await run("run", "p.yaml", "--quiet")
    #expect(first.status == 0, "\(first)")
    #expect(
      first.output.hasPrefix(
        """
        before  run  status  read  loaded  repeated  rejected
        a         1  done       2       2         0         0
        b         2  done       2       2         0         0

        p: works on what is loaded
        link.person: 4 records → 
        """), "\(first)")
    #expect(!FileManager.default.fileExists(atPath: prompt.directory + "/elsewhere.sqlite"))
    let again = try await run("run", "p.yaml")
    #expect(
      again.output.hasPrefix(
        """
        before  run  status       read  loaded  repeated  rejected
        a         –  nothing new     0       0         0         0
        b         –  nothing new     0       0         0         0
        """), "\(again)")
    #expect(
      again.status == 0 && again.output.hasSuffix("p: works on what is loaded\nnothing new\n"))
    let other = try await run("run", "p.yaml", "--database", "sqlite:other.sqlite", "--limit", "1")
    #expect(other.output.contains("a         1  paused     1       1"), "\(other)")
  }

  @Test("The report has a report of each, and the plan says what each would read")
  func json() async throws {
    try province()
    let planned = try await run("plan", "p.yaml")
    #expect(
      planned.output == """
        pipeline  state  unit   why
        a         new    a.csv  not in the ledger
        b         new    b.csv  not in the ledger

        """)
    #expect(planned.errors.contains("2 of 2 units to read"))
    let first = try report(try await run("run", "p.yaml", "--json", "--report", "r.json"))
    let before = objects(first["predecessors"])
    #expect(before.map { $0["pipeline"] as? String } == ["a", "b"])
    #expect(before.map { $0["status"] as? String } == ["done", "done"])
    #expect(before.map { ($0["totals"] as? [String: Int])?["loaded"] } == [2, 2])
    #expect(first["exit_code"] as? Int == 0 && first["pipeline"] as? String == "p")
    let file = try Data(contentsOf: URL(fileURLWithPath: prompt.directory + "/r.json"))
    let written = try JSONSerialization.jsonObject(with: file) as? [String: Any]
    #expect(objects(written?["predecessors"]).count == 2)
    let checked = try await run("check", "p.yaml")
    #expect(checked.errors.contains("p.yaml and 2 that run before: good"))
  }

  @Test("Too many rejects do not keep the others from running, and are the exit status")
  func rejects() async throws {
    try province()
    try write("a.csv", "name,born\nAn,x\nBình,1960\n")
    let outcome = try await run("run", "p.yaml", "--json")
    #expect(outcome.status == 65, "\(outcome)")
    let report = try report(outcome)
    let before = objects(report["predecessors"])
    #expect(before.map { $0["exit_code"] as? Int } == [65, 0])
    #expect(report["exit_code"] as? Int == 65)
    #expect(outcome.errors.contains("raise rejects.limit in a.yaml"))
    let told = try await run("run", "p.yaml", "--database", "sqlite:b.sqlite")
    #expect(told.output.contains("sohoa rejects list --database sqlite:b.sqlite"), "\(told)")
    let rows = try await run("rejects", "list", "--database", "sqlite:all.sqlite")
    #expect(rows.output.contains("E-INTEGER") || rows.output.contains("a.csv"), "\(rows)")
  }

  @Test(
    "What cannot be read stops the sequence with its own exit status, and says what was not run")
  func stops() async throws {
    try province()
    try FileManager.default.removeItem(atPath: prompt.directory + "/a.csv")
    let outcome = try await run("run", "p.yaml", "--json")
    #expect(outcome.status == 66, "\(outcome)")
    let report = try report(outcome)
    #expect(report["status"] as? String == "not run" && report["exit_code"] as? Int == 66)
    let before = objects(report["predecessors"])
    #expect(before.map { $0["status"] as? String } == ["failed"])
    #expect(outcome.errors.contains("error SH5001"))
    #expect(
      outcome.errors.contains("error SH7023: p was not run, because a stopped"), "\(outcome)")
    let text = try await run("run", "p.yaml")
    #expect(text.output.contains("a         –  stopped") && text.output.contains("p: not run"))
    // What is mended goes on with the same command.
    try write("a.csv", "name,born\nAn a,1950\n")
    #expect(try await run("run", "p.yaml").status == 0)
  }

  @Test("A definition that has changed is told with the command that was typed")
  func changed() async throws {
    try province()
    _ = try await run("run", "p.yaml", "--database", "sqlite:one.sqlite")
    try write(
      "b.yaml",
      try String(contentsOfFile: prompt.directory + "/b.yaml", encoding: .utf8)
        .replacing("[{ cast", with: "[{ derive: { more: born } }, { cast"))
    let outcome = try await run("run", "p.yaml", "--database", "sqlite:one.sqlite")
    #expect(outcome.status == 66, "\(outcome)")
    #expect(
      outcome.errors.contains(
        "run p.yaml --database sqlite:one.sqlite --accept-definition"), "\(outcome)")
  }

  @Test("The graph and the page show what runs before and what it loads")
  func portrait() async throws {
    try province()
    let graph = try await run("graph", "p.yaml")
    #expect(
      graph.output == """
        flowchart LR
          source0[/"a<br/>runs before<br/>a.yaml"/]
          table1[("a<br/>loaded before")]
          source2[/"b<br/>runs before<br/>b.yaml"/]
          table3[("b<br/>loaded before")]
          stage4["link person<br/>2 roles, 1 blocks<br/>2 comparisons"]
          source0 --> table1
          source2 --> table3
          table1 --> stage4
          table3 --> stage4

        """, "\(graph)")
    let page = try await run("docs", "p.yaml")
    #expect(page.output.contains("## Chạy trước · Runs before\n"))
    #expect(page.output.contains("| `a` | `a.yaml` |  |"), "\(page.output)")
  }

  @Test("A drill of a pipeline leaves out what runs before it")
  func drill() async throws {
    try province()
    try write(
      "p.yaml",
      try String(contentsOfFile: prompt.directory + "/a.yaml", encoding: .utf8)
        .replacing("name: a", with: "name: p") + "\nafter: { pipelines: [b.yaml] }\n")
    let outcome = try await run("drill", "p.yaml", "--windows", "2", "--instants", "0")
    #expect(outcome.status == 0, "\(outcome)")
  }
}
