import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct CheckTests {
  private var command: Prompt { Prompt(in: TemporaryDirectory.path) }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(command.directory)/\(name)"))
  }

  private func writeBroken() throws {
    try write(
      """
      sohoa: 1
      name: thu
      database: sqlite:x.sqlite
      extract:
        so: { files: '*.csv', csv: { header: 1 }, fields: { so: so, ngay: ngay } }
      transform:
        - normalize: { trimm: true }
        - validate: s.json
        - check: { code: E-X, expression: ngai > so, message: { vi: sai, en: wrong } }
      load:
        bang: { mode: append }

      """, to: "p.yaml")
    try write(
      """
      {
        "fields": [
          { "name": "so", "type": "strin" }
        ]
      }
      """, to: "s.json")
  }

  @Test("Everything wrong is told at once, in the definition and in its schema")
  func broken() async throws {
    try writeBroken()
    let result = try await command.run(["check", "p.yaml"])
    #expect(result.status == 78)
    #expect(
      result.output == """
        p.yaml:7:18: error SH1101: unknown key 'trimm' in transform[1].normalize
          7 |   - normalize: { trimm: true }
            |                  ^^^^^ did you mean 'trim'?
        p.yaml:9:37: error SH1520: no such column: ngai
          9 |   - check: { code: E-X, expression: ngai > so, message: { vi: sai, en: wrong } }
            |                                     ^^^^^^^^^ did you mean 'ngay'?
        s.json:3:29: error SH2005: 'type' cannot be 'strin'
          3 |     { "name": "so", "type": "strin" }
            |                             ^^^^^^^ did you mean 'string'?

        """)
    #expect(result.errors == "p.yaml: 3 errors\n")
  }

  @Test("JSON and SARIF hold the same findings, and nothing else is on stdout")
  func formats() async throws {
    try writeBroken()
    let json = try await command.run(["check", "--format", "json", "p.yaml"])
    let sarif = try await command.run(["check", "--format", "sarif", "p.yaml"])
    #expect([json.status, sarif.status] == [78, 78])
    #expect(json.errors.isEmpty && sarif.errors.isEmpty)
    let list = objects(try JSONSerialization.jsonObject(with: Data(json.output.utf8)))
    #expect(list.compactMap { $0["code"] as? String } == ["SH1101", "SH1520", "SH2005"])
    #expect(
      keys(list.first) == ["code", "column", "file", "line", "message", "remedy", "severity"])
    let log = try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
    let results = objects(objects(log?["runs"]).first?["results"])
    #expect(results.compactMap { $0["ruleId"] as? String } == ["SH1101", "SH1520", "SH2005"])
  }

  @Test("Several definitions are checked in one go")
  func several() async throws {
    try writeBroken()
    try command.copy("Pipelines")
    let good = try await command.run(["check", "Pipelines/khai-sinh.yaml"])
    #expect(good.status == 0)
    #expect(good.output.isEmpty)
    #expect(good.errors == "Pipelines/khai-sinh.yaml: good\n")
    let both = try await command.run(["check", "Pipelines/khai-sinh.yaml", "p.yaml"])
    #expect(both.status == 78)
    #expect(both.errors == "2 definitions: 3 errors\n")
  }
}
