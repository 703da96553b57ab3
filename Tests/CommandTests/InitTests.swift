import Foundation
import SQLite
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct InitTests {
  private let prompt = Prompt(in: TemporaryDirectory.path)

  @Test("The new pipeline is good, its cases pass, and it runs unedited")
  func runs() async throws {
    let made = try await prompt.run(["init", "so-moi"])
    #expect(made.status == 0)
    #expect(
      made.output == """
        so-moi/khai-sinh.yaml
        so-moi/khai-sinh.schema.json
        so-moi/tests/khai-sinh.yaml
        so-moi/giao-nop/so-khai-sinh-2009.csv

        """)
    let check = try await prompt.run(["check", "so-moi/khai-sinh.yaml"])
    #expect(check.status == 0, "\(check.output)")
    let test = try await prompt.run(["test", "so-moi/khai-sinh.yaml"])
    #expect(test.status == 0, "\(test.output)")
    let run = try await prompt.run(["run", "so-moi/khai-sinh.yaml", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(report?["rejects"] as? [String: Int] == ["E-DATE": 1])
    let connection = try Connection(
      path: prompt.directory + "/so-moi/khai-sinh.sqlite", mode: .readOnly)
    #expect(try connection.integer("SELECT count(*) FROM khai_sinh") == 3)
  }

  @Test("What is there already is not overwritten")
  func overwritesNothing() async throws {
    try FileManager.default.createDirectory(
      atPath: prompt.directory + "/da-co", withIntermediateDirectories: true)
    try "của tôi".write(
      toFile: prompt.directory + "/da-co/khai-sinh.yaml", atomically: true, encoding: .utf8)
    let result = try await prompt.run(["init", "da-co"])
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("error SH7011: da-co is there already\n  → "))
    let kept = try String(
      contentsOfFile: prompt.directory + "/da-co/khai-sinh.yaml", encoding: .utf8)
    #expect(kept == "của tôi")
  }
}
