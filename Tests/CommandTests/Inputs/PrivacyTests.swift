import Foundation
import TestSupport
import Testing

/// No value of a person ever comes out in a message.
@Suite struct PrivacyTests {
  /// Values that occur nowhere else, one in each field of bad records of every kind.
  private static let canaries = (0..<24).map { "HoangYen\($0)x" }

  private static var csv: String {
    let canary = canaries
    return """
      so,ten,ngay,noi
      \(canary[0]),\(canary[1]),\(canary[2]),\(canary[3])
      1,\(canary[4]),2001-01-01,\(canary[5])
      1,\(canary[6]),2001-01-01,\(canary[7])
      1,\(canary[6]),2001-01-01,\(canary[7])
      2,\(canary[8]),2001-01-01
      3,\(canary[9]),2001-01-01,\(canary[10]),\(canary[11])
      4,"\(canary[12])"\(canary[13]),2001-01-01,\(canary[14])
      5,cấm \(canary[15]),2001-01-01,\(canary[16])
      6,\(canary[17]),\(canary[18]),"\(canary[19])

      """
  }

  private static let definition = People.Definition(check: "ten NOT LIKE 'cấm%'")

  private func expectSilent(_ outcome: Command.Outcome, _ what: String) {
    for canary in Self.canaries {
      #expect(!outcome.output.contains(canary), "\(what) prints a value: \(outcome.output)")
      #expect(!outcome.errors.contains(canary), "\(what) prints a value: \(outcome.errors)")
    }
  }

  @Test("No value of a bad record is printed but where it is asked for", .temporaryDirectory)
  func badRecords() async throws {
    let place = try Workplace()
    try place.write(Self.definition.text, to: "pipeline.yaml")
    try place.write(Self.csv, to: "in/so.csv")
    let report = place.file("report.json")
    expectSilent(try await place.sohoa("plan").run(), "plan")
    let run = try await place.sohoa("run", "--report", report).run()
    #expect(run.status == 0, "\(run)")
    expectSilent(run, "run")
    let written = FileManager.default.contents(atPath: report) ?? Data()
    for canary in Self.canaries {
      #expect(!String(decoding: written, as: UTF8.self).contains(canary))
    }
    expectSilent(try await place.sohoa("run", "--json").run(), "run --json")
    expectSilent(try await place.sohoa("plan", "--json").run(), "plan --json")
    for verb in ["runs", "status", "checkpoints", "reconcile"] {
      let needsRun = verb == "checkpoints" || verb == "reconcile"
      for more in [[], ["--json"]] {
        var command = place.ledger(verb)
        command.arguments += (needsRun ? ["1"] : []) + more
        let outcome = try await command.run()
        #expect(outcome.status == 0, "\(verb): \(outcome)")
        expectSilent(outcome, verb)
      }
    }
    let list = try await place.ledger("rejects", "list").run()
    #expect(list.output.contains("E-DATE") || list.output.contains("E-TYPE"), "\(list)")
    expectSilent(list, "rejects list")
    expectSilent(try await place.ledger("rejects", "list", "--json").run(), "rejects list --json")
    // The record itself is there for who asks for it.
    let show = try await place.ledger("rejects", "show", "1").run()
    #expect(show.output.contains(Self.canaries[1]), "\(show)")
    let export = try await place.ledger("rejects", "export").run()
    #expect(export.output.contains(Self.canaries[9]), "\(export)")
  }

  @Test("No value is printed when the run fails", .temporaryDirectory)
  func failures() async throws {
    let place = try Workplace()
    var definition = Self.definition
    definition.rejects = "1"
    try place.write(definition.text, to: "pipeline.yaml")
    try place.write(Self.csv, to: "in/so.csv")
    let limit = try await place.sohoa("run").run()
    #expect(limit.status == 65)
    expectSilent(limit, "a run over its limit")
    // A table that refuses rows: the database's own message must not quote them.
    let other = try Workplace(place.path + "/other")
    try other.write(Self.definition.text, to: "pipeline.yaml")
    try other.write(Self.csv, to: "in/so.csv")
    try other.makeTable(check: "CHECK (noi NOT LIKE '%\(Self.canaries[5])%')")
    let refused = try await other.sohoa("run").run()
    #expect(refused.status == 0, "\(refused)")
    #expect(try other.integer("SELECT count(*) FROM sohoa_reject WHERE rule = 'E-DATABASE'") == 1)
    expectSilent(refused, "a run whose rows the table refuses")
  }

  @Test("The database and the report are for their owner only", .temporaryDirectory)
  func permissions() async throws {
    let place = try Workplace()
    try place.write(Self.definition.text, to: "pipeline.yaml")
    try place.write(Self.csv, to: "in/so.csv")
    _ = try await place.sohoa(
      "run", "--report", place.file("report.json"), database: "new/out.sqlite"
    ).run()
    let expected = ["new": 0o700, "new/out.sqlite": 0o600, "report.json": 0o600]
    for (name, mode) in expected {
      let attributes = try FileManager.default.attributesOfItem(atPath: place.file(name))
      let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue
      #expect(permissions == mode, "\(name): \(String(permissions ?? 0, radix: 8))")
    }
  }
}
