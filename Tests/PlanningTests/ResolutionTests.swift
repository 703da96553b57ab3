import Dataflow
import Planning
import Testing

@Suite struct ResolutionTests {
  private func database(_ value: String) -> String {
    DefinitionFixture.small(load: "  t: {}\ndatabase: \(value)")
  }

  @Test("Interpolations are replaced in values, and `$${` is left as `${`")
  func replaced() {
    let definition = DefinitionFixture.read(
      database("'${env:A}/${env:B:-b:c}/$${x}' # ${env:NOT_SET}"), environment: ["A": "đường dẫn"])
    #expect(DefinitionFixture.report(definition) == "")
    #expect(definition.spec?.database?.value == "đường dẫn/b:c/${x}")
  }

  @Test("A secret is in the value and nowhere else")
  func secrets() throws {
    let definition = DefinitionFixture.read(
      database("postgresql://u:${secret:mat_khau}@h/d") + "jobs: ${secret:mat_khau}\n",
      secrets: ["mat_khau": "s3cr3t"])
    let spec = try #require(definition.spec)
    #expect(spec.database?.value == "postgresql://u:s3cr3t@h/d")
    #expect(spec.database.map { "\($0)" } == "postgresql://u:${secret:mat_khau}@h/d")
    var dumped = ""
    dump(spec, to: &dumped)
    #expect(!dumped.contains("s3cr3t"))
    #expect(!DefinitionText(definition).text.contains("s3cr3t"))
    #expect(
      DefinitionFixture.report(definition) == """
        p.yaml:8:7: error SH1104: '${secret:mat_khau}' is not valid for jobs
          8 | jobs: ${secret:mat_khau}
            |       ^^^^^^^^^^^^^^^^^^ write a whole number from 1 to 256

        """)
  }

  @Test(
    "Settings are held against the parameters",
    arguments: [
      (
        ["dto": "1"],
        "--set dto: the definition has no such parameter", "did you mean 'dot'?", 64
      ),
      ([:], "the parameter 'ngay' has no value", "run with --set ngay=<date>", 64),
      (
        ["ngay": "2024-02-30"],
        "the value '2024-02-30' of the parameter 'ngay' is not a date as yyyy-mm-dd", nil, 64
      ),
      (
        ["ngay": "2024-02-29", "dot": "9"],
        "the value '9' of the parameter 'dot' does not match \\d{2}", nil, 64
      ),
    ] as [([String: String], String, String?, Int32)])
  func settings(given: [String: String], message: String, remedy: String?, status: Int32) {
    let text =
      DefinitionFixture.small()
      + "params: { dot: { pattern: '\\d{2}' }, ngay: { type: date, required: true } }\n"
    let found = DefinitionFixture.read(text, settings: given).diagnostics
    #expect(found.contains { $0.message == message && $0.remedy == remedy })
    #expect(found.allSatisfy { $0.status.rawValue == status })
  }

  @Test("Included files are merged under the definition, each with its own paths")
  func includes() throws {
    let definition = DefinitionFixture.read(
      """
      sohoa: 1
      name: p
      include: [chung/a.yaml]
      extract:
        s: { files: own.csv, csv: {} }
      load: { t: { from: x } }

      """,
      files: [
        "chung/a.yaml": """
        include: ../khac/b.yaml
        extract:
          s: { files: hidden.csv, csv: {} }
        transform: { x: { from: s, steps: [ { validate: luoc-do.json } ] } }

        """,
        "khac/b.yaml": "load: { u: { from: x } }\n",
      ])
    #expect(DefinitionFixture.report(definition) == "")
    let spec = try #require(definition.spec)
    #expect(spec.sources.map { $0.files.map(\.value) } == [["own.csv"]])
    #expect(spec.referencedFiles.map(\.path) == ["chung/luoc-do.json"])
    #expect(spec.targets.map(\.table.value) == ["t", "u"])
  }

  @Test("Cycles, clashes, strange content and missing files of includes are reported")
  func badIncludes() {
    let definition = DefinitionFixture.read(
      DefinitionFixture.small() + "include: [a.yaml, b.yaml, c.yaml]\n",
      files: [
        "a.yaml": "include: p.yaml\nload: { u: {} }\njobs: 2\n",
        "b.yaml": "load: { u: {} }\ntransform: []\nlaod: {}\n",
      ])
    #expect(
      DefinitionFixture.report(definition) == """
        p.yaml:7:27: error SH1001: the file 'c.yaml' cannot be read
          7 | include: [a.yaml, b.yaml, c.yaml]
            |                           ^^^^^^ check the path and its permissions
        a.yaml:1:10: error SH1301: 'p.yaml' includes itself, directly or by way of others
          1 | include: p.yaml
            |          ^^^^^^ move what both need to a third file
        a.yaml:3:1: error SH1302: 'jobs' cannot stand in an included file
          3 | jobs: 2
            | ^^^^ move it to the definition itself
        b.yaml:1:9: error SH1303: load.u is defined in 'a.yaml' too
          1 | load: { u: {} }
            |         ^ keep one, or define it in the definition itself
        b.yaml:2:1: error SH1302: 'transform' in an included file must be a map of named stages
          2 | transform: []
            | ^^^^^^^^^ write 'transform: { <name>: { steps: [...] } }'
        b.yaml:3:1: error SH1302: 'laod' cannot stand in an included file
          3 | laod: {}
            | ^^^^ did you mean 'load'?

        """)
  }
}
