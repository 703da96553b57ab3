import Foundation
import TestSupport
import Testing

/// From a row to every coordinate of its source, and back.
@Suite(.temporaryDirectory, .onEachDatabase) struct TraceTests {
  private func trace(_ register: RefusedRegister, _ arguments: String...) async throws
    -> Command.Outcome
  {
    var command = register.place.ledger("trace")
    command.arguments += arguments
    return try await command.run()
  }

  private func masked(_ text: String) -> String {
    text.replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/, with: "TIME")
      .replacing(/[0-9a-f]{64}/, with: "HASH")
  }

  @Test("A row leads to its line, its steps and its runs; without its source, to all but the steps")
  func row() async throws {
    let register = try RefusedRegister(mode: "upsert")
    try await register.load()
    try register.place.write("so,ten,ngay,noi\n5, Lan  mới,2001-05-16,Xã A\n", to: "in/them.csv")
    try await register.load()
    let pipeline = register.place.file("pipeline.yaml")
    let shown = try await trace(register, "nguoi", "so=5", "--pipeline", pipeline)
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(
      masked(shown.output) == """
        nguoi row 2
        unit 2: \(register.place.file("in/them.csv"))
        sha256 HASH
        record 1, line 2, byte 16
        runs:
          1 load TIME: loaded (unit 1, record 5)
          1 load TIME: updated (unit 1, record 7)
          2 load TIME: updated (unit 2, record 1)
        field by field:
          so    5
          ten    Lan  mới → [normalize] Lan  mới
          ngay  2001-05-16
          noi   Xã A

        """)
    try FileManager.default.removeItem(atPath: register.place.file("in/them.csv"))
    let gone = try await trace(register, "nguoi", "5", "--pipeline", pipeline)
    #expect(gone.output.contains("\nrecord 1, its source is not there any more\n"))
    #expect(gone.output.contains("\n  ten   Lan  mới\n"))
  }

  @Test("A corrected row shows what a person typed, and a file leads to its rows")
  func correctedAndBack() async throws {
    let register = try RefusedRegister()
    try await register.load()
    var file = try await register.export()
    RefusedRegister.correct(&file)
    try register.place.write(file.csv(), to: "back.csv")
    #expect(try await register.importing("back.csv").run().status == 0)
    #expect(try await register.replaying().run().status == 0)
    let shown = try await trace(
      register, "nguoi", "so=3", "--json", "--pipeline", register.place.file("pipeline.yaml"))
    let json = objects(try JSONSerialization.jsonObject(with: Data(shown.output.utf8)))
    #expect(json.first?["source"] as? String == "correction")
    #expect(
      objects(json.first?["runs"]).compactMap { $0["what"] as? String }
        == ["refused", "corrected", "loaded"])
    let all = try await trace(register, "--file", register.place.file("in/so.csv"), "--json")
    #expect(
      objects(try JSONSerialization.jsonObject(with: Data(all.output.utf8)))
        .compactMap { $0["record"] as? Int } == [1, 2, 3, 5, 7])
    let one = try await trace(register, "--file", register.place.file("in/so.csv") + "@5", "--json")
    #expect(
      objects(try JSONSerialization.jsonObject(with: Data(one.output.utf8)))
        .compactMap { $0["record"] as? Int } == [5])
  }

  @Test(
    "What is not there is said with what is",
    arguments: [
      (["ngoui", "so=1"], "SH6501", "did you mean 'nguoi'?"),
      (["nguoi", "soo=1"], "SH6502", "did you mean 'so'?"),
      (["nguoi", "1", "2"], "SH7016", "its keys: (so)"),
      (["ngoui", "1"], "SH7016", "no table 'ngoui' with a key is there"),
      (["--file", "x.csv"], "SH7022", "the ledger knows no unit 'x.csv'"),
      (["--scan", "x.png"], "SH7022", "the ledger knows no scan 'x.png'"),
    ] as [([String], String, String)])
  func unknown(arguments: [String], code: String, part: String) async throws {
    let register = try RefusedRegister()
    try await register.load()
    var command = register.place.ledger("trace")
    command.arguments += arguments
    let outcome = try await command.run()
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("error \(code): ") && outcome.errors.contains(part))
  }

  @Test(
    "A record in the middle of a unit is found from the checkpoint before it, in each format",
    arguments: [false, true])
  func middle(isXML: Bool) async throws {
    let place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    try place.write(
      People.Definition(isXML: isXML, key: nil, chunkRows: 30).text, to: "pipeline.yaml")
    let bytes = isXML ? People.xml(count: 400) : People.csv(count: 400)
    try place.write(
      try Packed.zip([Packed(isXML ? "so.xml" : "so.csv", bytes)]), to: "in/a.zip")
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    for record in [1, 30, 31, 200, 399] {
      let name = try place.texts("SELECT ten FROM nguoi WHERE sohoa_record = \(record)").first
      let outcome = try await place.ledger(
        "trace", "--file", place.file("in/a.zip") + "!so.\(isXML ? "xml" : "csv")@\(record)",
        "--json", "--pipeline", place.file("pipeline.yaml")
      ).run()
      let json = objects(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)))
      guard let name else {
        #expect(json.isEmpty)
        continue
      }
      #expect(json.first?["source"] as? String == "unit")
      let field = objects(json.first?["fields"]).first { $0["name"] as? String == "ten" }
      #expect(field?["read"] as? String == name, "\(isXML) \(record)")
    }
  }
}
