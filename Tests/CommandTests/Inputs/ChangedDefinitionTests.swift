import Foundation
import TestSupport
import Testing

/// A checkpoint belongs to the definition it was made with.
@Suite struct ChangedDefinitionTests {
  private func loaded(_ rejects: String?) async throws -> Workplace {
    let place = try Workplace()
    try place.write(Packed.zip([Packed("so.csv", People.csv(count: 400))]), to: "in/a.zip")
    try place.write(
      People.Definition(chunkRows: 40, rejects: rejects).text, to: "pipeline.yaml")
    let outcome = try await place.sohoa("run", "--quiet").run()
    try #require(outcome.status == (rejects == nil ? 0 : 65), "\(outcome)")
    return place
  }

  @Test(
    "A unit that was interrupted is finished with its own definition only", .temporaryDirectory,
    arguments: [[], ["--accept-definition"]])
  func interrupted(options: [String]) async throws {
    let place = try await loaded("3")
    try place.write(
      People.Definition(chunkRows: 40, check: "ten <> 'khác'").text, to: "pipeline.yaml")
    let before = try place.dump()
    var command = place.sohoa("run", "--quiet")
    command.arguments += options
    let refused = try await command.run()
    #expect(refused.status == 66, "\(refused)")
    #expect(refused.errors.contains("SH5201: the definition has changed since"))
    #expect(refused.errors.contains("in/a.zip!so.csv"))
    // It says exactly what changed: the line before and the line after.
    let lines = refused.errors.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.contains { $0.hasPrefix("-") && $0.contains("cấm") }, "\(refused.errors)")
    #expect(lines.contains { $0.hasPrefix("+") && $0.contains("khác") }, "\(refused.errors)")
    expectSame(try place.dump(), before, "refused")
    try place.write(People.Definition(chunkRows: 40).text, to: "pipeline.yaml")
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
  }

  @Test("What is loaded stays when the new definition is accepted", .temporaryDirectory)
  func accepted() async throws {
    let place = try await loaded(nil)
    try place.write(
      People.Definition(chunkRows: 40, check: "ten <> 'khác'").text, to: "pipeline.yaml")
    let before = try place.dump()
    let refused = try await place.sohoa("run", "--quiet").run()
    #expect(refused.status == 66, "\(refused)")
    #expect(refused.errors.contains("--accept-definition"))
    expectSame(try place.dump(), before, "refused")
    try place.write(People.csv(register: 5, count: 100), to: "in/b.csv")
    let rows = "SELECT group_concat(ten) FROM nguoi WHERE sohoa_unit = 1"
    let loaded = try place.texts(rows)
    let outcome = try await place.sohoa("run", "--quiet", "--accept-definition").run()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try place.texts(rows) == loaded)
    #expect(try place.integer("SELECT count(DISTINCT definition) FROM sohoa_unit") == 2)
    let again = try await place.sohoa("run", "--quiet", "--accept-definition").run()
    #expect(again.status == 0 && again.output.contains("nothing new"), "\(again)")
  }

  @Test(
    "What does not change the rows does not touch a checkpoint", .temporaryDirectory,
    arguments: ["chunk", "comment", "jobs"])
  func harmless(change: String) async throws {
    let place = try await loaded("3")
    let definition =
      switch change {
      case "chunk": People.Definition(chunkRows: 55).text
      case "jobs": People.Definition(chunkRows: 40, jobs: 1).text
      default: "# Một ghi chú.\n" + People.Definition(chunkRows: 40).text
      }
    try place.write(definition, to: "pipeline.yaml")
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test("A changed reference file is a changed definition", .temporaryDirectory)
  func reference() async throws {
    let place = try Workplace()
    try place.write("so,ten\n1,An\n2,Bình\n", to: "in/a.csv")
    try place.write("ten,ma\nAn,1\nBình,2\n", to: "ma.csv")
    try place.write(
      """
      sohoa: 1
      name: tra
      extract: { so: { files: 'in/*', csv: {}, fields: { so: so, ten: ten } } }
      transform: [{ lookup: { column: ten, in: ma.csv, key: ten, take: { ma: ma } } }]
      load: { tra: {} }
      """, to: "pipeline.yaml")
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    try place.write("ten,ma\nAn,1\nBình,3\n", to: "ma.csv")
    let refused = try await place.sohoa("run", "--quiet").run()
    #expect(refused.status == 66, "\(refused)")
    #expect(refused.errors.contains("SH5201"))
  }
}
