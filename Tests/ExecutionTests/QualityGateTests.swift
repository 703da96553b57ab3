import Dataflow
import Execution
import Foundation
import TestSupport
import Testing

/// A check that is missed ends the run with 65, whatever happened on the way.
@Suite(.temporaryDirectory) struct QualityGateTests {
  private func register(_ checks: String) throws -> Register {
    let register = try Register()
    let text = register.definition.text.replacing(
      "  - filter:", with: "  - validate: schema.json\n  - filter:")
    try Data(text.utf8).write(to: URL(fileURLWithPath: register.path + "/pipeline.yaml"))
    let schema = """
      {"fields": [{"name": "so", "type": "integer"}, {"name": "ten"},
                  {"name": "ngay", "type": "date"}, {"name": "noi"}],
       "fieldsMatch": "subset", "sohoa:checks": [\(checks)]}
      """
    try Data(schema.utf8).write(to: URL(fileURLWithPath: register.path + "/schema.json"))
    return register
  }

  private static let tooFew =
    #"{"id": "G1", "measure": "rowCount", "minimum": 100000, "message": {"en": "too few", "vi": "quá ít"}}"#

  @Test("A missed check stops the run, what was committed stays, and running again says the same")
  func stops() throws {
    let register = try register(Self.tooFew)
    let report = try register.run()
    #expect(report.exitStatus == .limit)
    #expect(report.stop?.code == "SH5403")
    #expect(report.stop?.message == "a quality check is missed: G1 on nguoi (too few)")
    #expect(
      report.stop?.messageVietnamese == "không đạt kiểm tra chất lượng: G1 ở nguoi (quá ít)")
    #expect(report.checks.map(\.missed) == [1])
    #expect(report.totals.loaded > 400)
    #expect(report.run?.status == .limit)
    let again = try register.run()
    #expect(again.exitStatus == .limit)
    #expect(again.checks == report.checks)
    #expect(again.totals == report.totals)
  }

  @Test("A run that was killed ends with the checks of an undisturbed one")
  func resumed() throws {
    let register = try register(
      #"{"id": "G1", "measure": "distinct", "field": "noi", "over": "unit", "minimum": 1},"#
        + #"{"id": "G2", "measure": "violationRate", "maximum": 0.5},"#
        + #"{"id": "G3", "measure": "rowCount", "by": "noi", "maximum": 1, "severity": "warn"}"#)
    let calm = try register.run("calm.sqlite")
    #expect(calm.exitStatus == .done)
    #expect(calm.checks.map(\.code) == ["G1", "G2", "G3"])
    // Seven places, each written with and without a line break.
    #expect(calm.checks.map(\.groups) == [2, 1, 14])
    #expect(calm.checks.map(\.missed) == [0, 0, 14])
    let clock = FakeClock()
    try register.abandon(clock, after: 3)
    clock.move(by: 60_001)
    #expect(try register.run("out.sqlite", clock.surroundings()).checks == calm.checks)
    #expect(try register.dump() == register.dump("calm.sqlite"))
  }
}
