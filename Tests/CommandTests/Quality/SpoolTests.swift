import Digests
import Foundation
import TestSupport
import Testing

/// With `spool: true` records are kept as they were read, so that a rerun does without their source.
@Suite(.temporaryDirectory, .onEachDatabase) struct SpoolTests {
  @Test(
    "Without its source a unit is loaded again from what was kept, and everything is as before",
    arguments: [
      ("append", false, "so0"), ("append", true, "so1@2..3"), ("upsert", true, "so1"),
      ("replace", false, "so1"),
    ] as [(String, Bool, String)])
  func same(mode: String, isXML: Bool, unit: String) async throws {
    let registers = try LoadedRegisters(mode: mode, isXML: isXML, isSpooled: true)
    try await registers.load(0)
    try await registers.load(1)
    let place = registers.place
    try registers.copy("before.sqlite")
    let before = try registers.content()
    try FileManager.default.removeItem(atPath: place.file("in"))
    let outcome = try await registers.rerun("--unit", unit).run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let chunks = unit.contains("@") ? 2 : 5
    #expect(outcome.output.contains("as they were kept, without the source: chunks \(chunks)\n"))
    expectSame(try registers.content(), before, "after a rerun of \(unit)")
    let again = try await registers.rerun(
      "--unit", unit, "--from-spool", "--dry-run", "--format", "json"
    ).run()
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output == "[]\n")
    #expect(try await registers.undo(3).status == 0)
    #expect(try place.differences(from: "before.sqlite").isEmpty)
  }

  @Test("Corrected steps and a corrected table need no source, and come to what a new load would")
  func corrected() async throws {
    let registers = try LoadedRegisters(mode: "append", isSpooled: true)
    try await registers.load(0)
    let place = registers.place
    try registers.copy("before.sqlite")
    let source = place.file("in/so0")
    try FileManager.default.moveItem(atPath: source, toPath: place.file("so0.away"))
    for definition in [
      ("append", "ten NOT IN ('Nguyễn Văn 3', 'Nguyễn Văn 80')"), ("upsert", "ten <> 'cấm'"),
    ] {
      try registers.define(mode: definition.0, check: definition.1)
      let bytes = place.databaseBytes()
      let shown = try await registers.rerun("--unit", "so0", "--dry-run").run()
      #expect(shown.status == 0, "\(shown.errors)")
      #expect(place.databaseBytes() == bytes)
      let outcome = try await registers.rerun("--unit", "so0", "--json").run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      #expect((report as? [String: Any])?["from_spool"] as? Int == 5)
      // The same as loading it so from the beginning.
      try FileManager.default.moveItem(atPath: place.file("so0.away"), toPath: source)
      let fresh = try await place.sohoa(
        "run", "--quiet", database: "fresh-\(definition.0).sqlite"
      ).run()
      #expect(fresh.status == 0, "\(fresh.errors)")
      try FileManager.default.moveItem(atPath: source, toPath: place.file("so0.away"))
      for query in [LoadedRegisters.rows, LoadedRegisters.findings, LoadedRegisters.balance] {
        expectSame(
          try place.rows(query),
          try place.rows(query, database: "fresh-\(definition.0).sqlite"), "loaded anew")
      }
    }
    #expect(try await registers.undo(3).status == 0)
    #expect(try await registers.undo(2).status == 0)
    #expect(try place.differences(from: "before.sqlite").isEmpty)
  }

  @Test("What a person corrected stays, whatever was kept")
  func corrections() async throws {
    let register = try RefusedRegister()
    let place = register.place
    try place.write(RefusedRegister.definition() + "spool: true\n", to: "pipeline.yaml")
    try await register.load()
    try await register.correctAndReplay()
    let rows = "SELECT so, ten, ngay, noi, sohoa_record FROM nguoi ORDER BY so"
    let before = try place.rows(rows)
    let rejects = try register.rejects()
    try FileManager.default.removeItem(atPath: place.file("in/so.csv"))
    let outcome = try await place.sohoa("rerun", "--unit", "so.csv").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try place.rows(rows) == before)
    #expect(try register.rejects() == rejects)
  }

  @Test("Nested records and legacy text come back as they were read")
  func nested() async throws {
    let place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    // In TCVN3; which encoding it is the unit's first rows tell, and the third chunk alone would not.
    let records = (1...30).map {
      let name = (15...21).contains($0) ? "Hµ" : "NguyÔn V¨n TrÇn ThÞ H­¬ng"
      return #"{"so": \#($0), "ten": "\#(name)", "con": [{"ten": "Tý \#($0)"}, {"ten": null}]}"#
    }
    try place.write(records.joined(separator: "\n") + "\nhỏng\n", to: "in/a.jsonl")
    try place.write(
      """
      sohoa: 1
      name: gia_dinh
      extract:
        ho:
          files: 'in/*'
          json: { children: { con: { record: con, parent: { so: so }, fields: { ten: ten } } } }
          fields: { so: so, ten: ten }
      transform:
        ho: { from: ho, steps: [ { decode: { columns: [ten] } } ] }
        con: { from: ho.con, steps: [ { cast: { so: integer } } ] }
      load:
        ho: { from: ho, key: [so] }
        con: { from: con }
      chunk: { rows: 7 }
      spool: true

      """, to: "pipeline.yaml")
    let loaded = try await place.sohoa("run", "--quiet").run()
    #expect(loaded.status == 0, "\(loaded.errors)")
    #expect(try place.integer("SELECT count(*) FROM con WHERE ten IS NULL") == 30)
    #expect(
      try place.texts("SELECT ten FROM ho GROUP BY ten ORDER BY count(*)")
        == ["Hà", "Nguyễn Văn Trần Thị Hương"])
    try FileManager.default.removeItem(atPath: place.file("in/a.jsonl"))
    for part in ["a.jsonl@3", "a.jsonl"] {
      let shown = try await place.sohoa("rerun", "--unit", part, "--dry-run", "--format", "json")
        .run()
      #expect(shown.status == 0, "\(shown.errors)")
      #expect(shown.output == "[]\n")
    }
  }

  @Test("What was not kept, is damaged, gone or read otherwise is named, and nothing is written")
  func refusals() async throws {
    let registers = try LoadedRegisters(mode: "append")
    let place = registers.place
    try await registers.load(0)
    func refused(_ code: String, _ more: String...) async throws -> String {
      let before = try place.dump()
      var command = registers.rerun("--unit", "so0")
      command.arguments += more
      let outcome = try await command.run()
      #expect(outcome.status == 66)
      #expect(outcome.errors.hasPrefix("error \(code): "), "\(outcome.errors)")
      #expect(try place.dump() == before)
      return outcome.errors
    }
    let none = try await refused("SH5521", "--from-spool")
    #expect(none.contains("the records of chunk 1 of \(place.file("in/so0")) were not kept"))
    // What is read again from its source is kept from then on.
    let text = try String(contentsOfFile: place.file("pipeline.yaml"), encoding: .utf8)
    try place.write(text + "spool: true\n", to: "pipeline.yaml")
    #expect(try await registers.rerun("--unit", "so0", "--dry-run").run().status == 0)
    #expect(try Self.files(place).isEmpty)
    #expect(try await registers.rerun("--unit", "so0@2..5").run().status == 0)
    _ = try await refused("SH5521", "--from-spool")
    #expect(try await registers.rerun("--unit", "so0@1").run().status == 0)
    #expect(try await registers.rerun("--unit", "so0", "--from-spool").run().status == 0)
    // Files are what their names say, for their owner only.
    let files = try Self.files(place)
    #expect(files.count == 5)
    for file in files {
      let content = try Data(contentsOf: URL(fileURLWithPath: file))
      #expect(SHA256.hash(Array(content)).hexadecimal == file.split(separator: "/").last ?? "")
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    let names = try place.texts("SELECT DISTINCT spool FROM sohoa_checkpoint WHERE spool <> ''")
    #expect(Set(names) == Set(files.map { String($0.split(separator: "/").last ?? "") }))
    // Read in another way.
    try place.write(
      (text + "spool: true\n").replacing("header: 1", with: "header: 1, delimiter: ','"),
      to: "pipeline.yaml")
    _ = try await refused("SH5523", "--from-spool")
    try place.write(text + "spool: true\n", to: "pipeline.yaml")
    // Of the last chunk any byte is damaged, or all of it gone: the first are not replaced either.
    let last = try #require(
      try place.texts(
        "SELECT spool FROM sohoa_checkpoint WHERE revises = 5 ORDER BY chunk LIMIT 1"
      ).first)
    let path = try #require(files.first { $0.hasSuffix(last) })
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for place in [0, whole.count / 2, whole.count - 1] {
      var damaged = whole
      damaged[place] ^= 0x20
      try damaged.write(to: URL(fileURLWithPath: path))
      #expect(try await refused("SH5522", "--from-spool").contains("\(path) is damaged"))
    }
    try whole.dropLast().write(to: URL(fileURLWithPath: path))
    _ = try await refused("SH5522", "--from-spool")
    try FileManager.default.removeItem(atPath: path)
    #expect(try await refused("SH5522", "--from-spool").contains("No such file"))
    // With the source everything can be done, and what was lost is kept again.
    #expect(try await registers.rerun("--unit", "so0").run().status == 0)
    #expect(try await registers.rerun("--unit", "so0", "--from-spool").run().status == 0)
  }

  @Test("A run that was killed leaves nothing but files that the next one needs or sweeps")
  func killed() async throws {
    let place = try LoadedRegisters().place
    try place.write(People.csv(register: 0, count: 300), to: "in/so0")
    let calm =
      TestDatabase.kind == .sqlite
      ? "calm.sqlite" : try PostgreSQLServer.shared.get().makeDatabase()
    #expect(try await place.sohoa("run", "--quiet", database: calm).run().status == 0)
    let text = try String(contentsOfFile: place.file("pipeline.yaml"), encoding: .utf8)
    try place.write(text + "spool: true\n", to: "pipeline.yaml")
    let killed = try await place.sohoa("run", "--quiet", "--die-at", "begun:4").run()
    #expect(killed.signal == SIGKILL)
    // The file comes before the commit that names it, so there are more than are named.
    let named = try place.integer("SELECT count(*) FROM sohoa_checkpoint WHERE spool <> ''") ?? 0
    let left = try Self.files(place)
    #expect(left.count > Int(named))
    let folder = try #require(left.first?.split(separator: "/").dropLast().joined(separator: "/"))
    try place.write("x", to: "stray")
    try FileManager.default.moveItem(
      atPath: place.file("stray"), toPath: "/\(folder)/.new-abcdef")
    #expect(try await place.sohoa("run", "--quiet").run().status == 0)
    for query in [LoadedRegisters.rows, LoadedRegisters.findings, LoadedRegisters.balance] {
      expectSame(try place.rows(query), try place.rows(query, database: calm), "after a kill")
    }
    let names = try place.texts("SELECT spool FROM sohoa_checkpoint WHERE spool <> ''")
    #expect(names.count == 5)
    #expect(
      try Self.files(place).map { String($0.split(separator: "/").last ?? "") }
        == Set(names).sorted())
  }

  @Test("Where records cannot be kept nothing is begun")
  func noFolder() async throws {
    guard TestDatabase.kind == .sqlite else { return }
    let registers = try LoadedRegisters(isSpooled: true)
    let place = registers.place
    try place.write(People.csv(register: 0, count: 10), to: "in/so0")
    try place.write("", to: "out.sqlite-spool")
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 74)
    #expect(
      outcome.errors.hasPrefix("error SH5524: the records as read cannot be kept: "),
      "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: place.file("out.sqlite")))
  }

  @Test("Pruning removes what was kept of the runs, and what nothing names")
  func prune() async throws {
    let registers = try LoadedRegisters(isSpooled: true)
    let place = registers.place
    try await registers.load(0)
    try await registers.load(1)
    #expect(try Self.files(place).count == 10)
    var prune = place.ledger("prune", "--pipeline", place.file("pipeline.yaml"))
    let common = prune.arguments
    func pruned(_ more: String...) async throws -> String {
      prune.arguments = common + more
      let outcome = try await prune.run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output
    }
    let shown = try await pruned("--run", "1", "--only-spool", "--dry-run")
    #expect(
      shown == "1 runs: 0 earlier states, 0 stream states, 0 settled records,"
        + " 5 chunks of kept records would be removed; nothing is written\n")
    #expect(try Self.files(place).count == 10)
    let done = try await pruned("--run", "1", "--only-spool")
    #expect(done.contains("\nfiles of kept records that nothing names: 5, "))
    #expect(try Self.files(place).count == 5)
    // What is taken back needs nothing that was kept of it.
    #expect(try await registers.undo(2).status == 0)
    let report = try JSONSerialization.jsonObject(
      with: Data(try await pruned("--run", "1", "--json").utf8))
    #expect((report as? [String: Any])?["spool_files"] as? Int == 5)
    #expect(try Self.files(place).isEmpty)
    let rerun = try await registers.rerun("--unit", "so0", "--from-spool").run()
    #expect(rerun.errors.hasPrefix("error SH5521: "))
  }

  /// The files with kept records of the workplace, by their paths in order.
  private static func files(_ place: Workplace) throws -> [String] {
    let all = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.contains("spool") }.map { place.file($0) }
      .filter { (try? FileManager.default.contentsOfDirectory(atPath: $0)) == nil }.sorted()
  }
}
