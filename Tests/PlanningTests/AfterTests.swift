import Dataflow
import Planning
import Testing

/// Pipelines that run before another.
@Suite struct AfterTests {
  /// A definition that loads a table of its name from a folder that is a parameter.
  private static func loading(_ name: String, _ more: String = "") -> String {
    """
    sohoa: 1
    name: \(name)
    params: { folder: { default: here } }
    database: sqlite:own.sqlite
    extract:
      s: { files: "${param:folder}/*.csv", csv: {}, fields: { a: A } }
    load: { \(name): {} }
    \(more)
    """
  }

  private func compile(
    _ text: String, _ files: [String: String] = [:], settings: [String: String] = [:],
    database: String? = nil
  ) -> (plan: Plan?, report: String) {
    var definition = DefinitionFixture.read(text, files: files, settings: settings)
    let plan = PlanCompiler.compile(&definition, database: database)
    return (plan, DefinitionFixture.report(definition))
  }

  /// The predecessors of a plan with the files they read.
  private func order(_ plan: Plan?) -> [String] {
    (plan?.predecessors ?? []).map { "\($0.name) \($0.sources[0].files[0])" }
  }

  @Test("What runs before is found beside its definition, comes in order, into the same database")
  func order() {
    let text = Self.loading("p", "after: { pipelines: [d/a.yaml, b.yaml], set: { folder: in } }")
    let files = ["d/a.yaml": Self.loading("a"), "b.yaml": Self.loading("b")]
    let (plan, report) = compile(text, files)
    #expect(report == "")
    #expect(order(plan) == ["a d/in/*.csv", "b in/*.csv"])
    #expect(plan?.sources[0].files == ["here/*.csv"])
    #expect(plan?.predecessors.map(\.database) == ["sqlite:own.sqlite", "sqlite:own.sqlite"])
    let other = compile(text, files, database: "sqlite:other.sqlite").plan
    #expect(other?.predecessors.map(\.database) == ["sqlite:other.sqlite", "sqlite:other.sqlite"])
    // What runs before does not change what the rows are.
    #expect(plan?.definition == compile(Self.loading("p")).plan?.definition)
  }

  @Test("A value of the command line wins, for all that the definition hands on")
  func settings() {
    let files = [
      "a.yaml": Self.loading("a", "after: { pipelines: b.yaml, set: { folder: far } }"),
      "b.yaml": Self.loading("b"),
    ]
    let text = Self.loading("p", "after: { pipelines: a.yaml }")
    #expect(order(compile(text, files).plan) == ["b far/*.csv", "a here/*.csv"])
    let handed = Self.loading("p", "after: { pipelines: a.yaml, set: { folder: in } }")
    #expect(order(compile(handed, files).plan) == ["b in/*.csv", "a in/*.csv"])
    let (plan, report) = compile(handed, files, settings: ["folder": "new"])
    #expect(report == "")
    #expect(order(plan) == ["b new/*.csv", "a new/*.csv"])
    #expect(plan?.sources[0].files == ["new/*.csv"])
    // One that only what runs before has.
    let alone = DefinitionFixture.small(
      load: "  t: {}\ndatabase: sqlite:a\nafter: { pipelines: b.yaml, set: { folder: in } }")
    #expect(order(compile(alone, files, settings: ["folder": "new"]).plan) == ["b new/*.csv"])
    #expect(compile(alone, files, settings: ["fodler": "new"]).report.contains("'folder'?"))
  }

  @Test("A pipeline that two others name runs once; with other values it runs again")
  func once() {
    let files = [
      "a.yaml": Self.loading("a", "after: { pipelines: [c.yaml] }"),
      "b.yaml": Self.loading("b", "after: { pipelines: [./c.yaml] }"),
      "e.yaml": Self.loading("e", "after: { pipelines: [c.yaml], set: { folder: in } }"),
      "c.yaml": Self.loading("c"),
    ]
    let two = compile(Self.loading("p", "after: { pipelines: [a.yaml, b.yaml] }"), files)
    #expect(two.report == "")
    #expect(order(two.plan).map { $0.prefix(1) } == ["c", "a", "b"])
    let three = compile(Self.loading("p", "after: { pipelines: [a.yaml, e.yaml] }"), files)
    #expect(order(three.plan) == ["c here/*.csv", "a here/*.csv", "c in/*.csv", "e here/*.csv"])
  }

  @Test(
    "Pipelines that run before each other are told by line and column",
    arguments: [
      ("p.yaml", [:], "p.yaml:8:22: error SH1305: 'p.yaml' runs before itself"),
      (
        "a.yaml", ["a.yaml": "p.yaml"], "a.yaml:8:22: error SH1305: 'p.yaml' runs before itself"
      ),
      (
        "a.yaml", ["a.yaml": "b.yaml", "b.yaml": "./a.yaml"],
        "b.yaml:8:22: error SH1305: './a.yaml' runs before itself"
      ),
    ] as [(String, [String: String], String)])
  func cycles(first: String, next: [String: String], message: String) {
    let files = next.map { name, after in
      (name, Self.loading(String(name.prefix(1)), "after: { pipelines: [\(after)] }"))
    }
    let (plan, report) = compile(
      Self.loading("p", "after: { pipelines: [\(first)] }"), .init(uniqueKeysWithValues: files))
    #expect(plan == nil)
    #expect(report.contains(message + ", directly or by way of others\n"), "\(report)")
  }

  @Test("What cannot run before is told where it is named, and at its own line what is wrong")
  func broken() {
    let missing = compile(Self.loading("p", "after: { pipelines: [none.yaml] }"))
    #expect(missing.plan == nil)
    #expect(
      missing.report == """
        p.yaml:8:22: error SH1304: the file 'none.yaml' cannot be read
          8 | after: { pipelines: [none.yaml] }
            |                      ^^^^^^^^^ check the path and its permissions

        """)
    let files = ["a.yaml": Self.loading("a", "jobs: many"), "b.yaml": Self.loading("b")]
    let wrong = compile(Self.loading("p", "after: { pipelines: [a.yaml, b.yaml] }"), files)
    #expect(wrong.plan == nil)
    #expect(
      wrong.report == """
        p.yaml:8:22: error SH1304: what runs before this pipeline has errors
          8 | after: { pipelines: [a.yaml, b.yaml] }
            |                      ^^^^^^ mend what is said about it
        a.yaml:8:7: error SH1104: 'many' is not valid for jobs
          8 | jobs: many
            |       ^^^^ write a whole number from 1 to 256

        """)
  }

  @Test("A value for a parameter that is not there is told where it is given")
  func unknownParameter() {
    let report = compile(
      Self.loading("p", "after: { pipelines: [b.yaml], set: { fodler: in } }"),
      ["b.yaml": Self.loading("b")]
    ).report
    #expect(
      report.contains("p.yaml:8:38: error SH1202: b.yaml has no parameter 'fodler'\n"),
      "\(report)")
    #expect(report.contains("did you mean 'folder'?"))
  }
}
