import Foundation
import TestSupport
import Testing

/// A damaged unit is refused as a whole while the others load.
@Suite struct DamagedInputTests {
  private struct Report: Decodable {
    struct Unit: Decodable {
      var path, member, status, reason: String
      var read, loaded, updated, unchanged, filtered, duplicate, rejected: Int
    }
    var status: String
    var units: [Unit]
  }

  private func report(_ outcome: Command.Outcome) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
  }

  @Test(
    "A wrong checksum at the end of a unit takes all of it out again", .temporaryDirectory,
    arguments: ["append", "append without key", "append, later", "upsert", "replace"])
  func wrongChecksum(mode: String) async throws {
    let definition = People.Definition(
      mode: String(mode.prefix { $0.isLetter }), key: mode == "append without key" ? nil : "so",
      chunkRows: 30)
    let first = Packed("a.csv", People.csv(count: 300))
    let bad = Packed("b.csv", People.csv(register: 1, count: 300), isDamaged: true)
    let last = Packed("c.csv", People.csv(register: 2, count: 300))
    // What is there when the damaged unit is not.
    let calm = try Workplace(TemporaryDirectory.path + "/calm")
    let place = try Workplace()
    for work in [calm, place] {
      try work.write(definition.text, to: "pipeline.yaml")
      if mode == "upsert" || mode == "append, later" {
        try work.write(Packed.zip([first]), to: "in/a.zip")
        let outcome = try await work.sohoa("run", "--quiet").run()
        #expect(outcome.status == 0, "\(outcome.errors)")
      } else {
        try work.write(Packed.zip([first]), to: "in/a.zip")
      }
    }
    try calm.write(Packed.zip([last]), to: "in/b.zip")
    try place.write(Packed.zip([bad, last]), to: "in/b.zip")
    #expect(try await calm.sohoa("run", "--quiet").run().status == 0)
    let outcome = try await place.sohoa("run", "--json", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let unit = try #require(try report(outcome).units.first { $0.member == "b.csv" })
    #expect(unit.status == "rejected")
    #expect(unit.reason == "the checksum of the content does not agree")
    #expect(unit.read == 0 && unit.loaded == 0)
    let tables = "SELECT so || ten || ngay || noi FROM nguoi ORDER BY so, ten"
    #expect(try place.texts(tables) == calm.texts(tables))
    for table in ["sohoa_reject", "sohoa_finding", "sohoa_checkpoint", "sohoa_change"] {
      let left = "SELECT count(*) FROM \(table) WHERE unit = 2"
      #expect(try place.integer(left) == 0, "\(table)")
    }
    try expectBalance(place)
    let again = try await place.sohoa("run").run()
    #expect(again.status == 0 && again.output.contains("nothing new"), "\(again)")
  }

  @Test("An encrypted member is refused with its reason", .temporaryDirectory)
  func encrypted() async throws {
    let place = try Workplace()
    try place.write(People.Definition().text, to: "pipeline.yaml")
    try place.write(
      Packed.zip([
        Packed("a.csv", People.csv(count: 50), isEncrypted: true),
        Packed("b.csv", People.csv(register: 1, count: 50)),
      ]), to: "in/a.zip")
    let outcome = try await place.sohoa("run", "--json", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let units = try report(outcome).units
    #expect(units.map(\.status) == ["rejected", "done"])
    #expect(units.first?.reason.contains("encrypted") == true, "\(units)")
    try expectBalance(place)
  }

  @Test(
    "A damaged archive is one refused unit, and the others load", .temporaryDirectory,
    arguments: ["truncated zip", "truncated gzip", "flipped", "empty", "no zip at all"])
  func damaged(form: String) async throws {
    let place = try Workplace()
    try place.write(People.Definition().text, to: "pipeline.yaml")
    try place.write(People.csv(count: 100), to: "in/good.csv")
    let content = People.csv(register: 1, count: 400)
    let zip = try Packed.zip([Packed("b.csv", content)])
    let gzip = try Packed.gzip(content)
    switch form {
    case "truncated zip": try place.write(Array(zip[..<(zip.count / 2)]), to: "in/bad.zip")
    case "truncated gzip": try place.write(Array(gzip[..<(gzip.count / 2)]), to: "in/bad.csv.gz")
    case "flipped":
      var bytes = zip
      bytes[bytes.count / 2] ^= 0x55
      try place.write(bytes, to: "in/bad.zip")
    case "empty": try place.write([] as [UInt8], to: "in/bad.zip")
    default: try place.write("PK\u{3}\u{4} không phải ZIP", to: "in/bad.zip")
    }
    let outcome = try await place.sohoa("run", "--json", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome)")
    let units = try report(outcome).units
    #expect(Set(units.map(\.status)) == ["rejected", "done"], "\(units)")
    #expect(units.first { $0.status == "rejected" }?.reason.isEmpty == false)
    #expect(try place.integer("SELECT count(DISTINCT sohoa_unit) FROM nguoi") == 1)
    try expectBalance(place)
    let again = try await place.sohoa("run").run()
    #expect(again.status == 0 && again.output.contains("nothing new"), "\(again)")
  }

  @Test(
    "A document that breaks off loads what came before", .temporaryDirectory,
    arguments: ["cut", "garbled", "wrong end tag"])
  func broken(form: String) async throws {
    let place = try Workplace()
    try place.write(
      People.Definition(isXML: true, key: nil, chunkRows: 30).text, to: "pipeline.yaml")
    var document = String(decoding: People.xml(count: 200), as: UTF8.self)
    let breakPoint = try #require(document.range(of: "<nguoi so=\"151\">")).lowerBound
    let before = document[..<breakPoint].split(separator: "<nguoi ").count - 1
    let line = document[..<breakPoint].count { $0 == "\n" } + 1
    switch form {
    case "cut": document = String(document[..<breakPoint]) + "<nguoi so=\"151\"><ten>Ng"
    case "garbled": document.insert(contentsOf: "<<&>", at: breakPoint)
    default: document.insert(contentsOf: "</khac>", at: breakPoint)
    }
    try place.write(document, to: "in/so.xml")
    let outcome = try await place.sohoa("run", "--json", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome)")
    let unit = try #require(try report(outcome).units.first)
    #expect(unit.status == "broken")
    #expect(unit.reason.contains("\(line)"), "\(unit.reason), line \(line)")
    let read = try #require(try place.integer("SELECT sum(read) FROM sohoa_checkpoint"))
    #expect(read == Int64(before), "\(read) of \(before) records before the break")
    try expectBalance(place)
    let again = try await place.sohoa("run").run()
    #expect(again.status == 0 && again.output.contains("nothing new"), "\(again)")
  }
}

/// Promise 2, computed here from the tables themselves: for every unit everything read is somewhere.
func expectBalance(
  _ place: Workplace, table: String = "nguoi", database: String = "out.sqlite",
  at location: SourceLocation = #_sourceLocation
) throws {
  let open = try place.texts(
    """
    WITH parts AS (
      SELECT c.unit, sum(c.read) AS read, sum(c.filtered) AS filtered, sum(c.updated) AS updated,
        sum(c.unchanged) AS unchanged, sum(c.loaded) AS loaded, sum(c.duplicate) AS duplicate,
        sum(c.rejected) AS rejected, sum(c.deferred) AS deferred
      FROM sohoa_checkpoint c WHERE c.stage = '\(table)' GROUP BY c.unit
    ), stored AS (
      SELECT p.*,
        (SELECT count(*) FROM sohoa_reject r WHERE r.unit = p.unit AND r.outcome = 'rejected'
          AND r.stage = '\(table)') AS rejects,
        (SELECT count(*) FROM sohoa_reject r WHERE r.unit = p.unit AND r.outcome = 'duplicate'
          AND r.stage = '\(table)') AS duplicates,
        (SELECT count(*) FROM \(table) t WHERE t.sohoa_unit = p.unit) AS rows,
        (SELECT count(*) FROM sohoa_change h WHERE h.unit = p.unit) AS changes,
        (SELECT count(*) FROM sohoa_change h WHERE h."table" = '\(table)'
          AND json_extract(h.before, '$.sohoa_unit') = p.unit) AS overwritten
      FROM parts p
    )
    SELECT 'unit ' || unit || ': read ' || read || ', loaded ' || loaded || ', updated ' || updated
      || ', unchanged ' || unchanged || ', filtered ' || filtered || ', duplicate ' || duplicate
      || ', rejected ' || rejected || ', deferred ' || deferred || '; rows ' || rows || ', changes '
      || changes || ', overwritten ' || overwritten || ', rejects ' || rejects || ', duplicates '
      || duplicates
    FROM stored
    WHERE read <> loaded + updated + unchanged + filtered + duplicate + rejected OR deferred <> 0
      OR rejects <> rejected OR duplicates <> duplicate OR changes <> updated
      OR rows <> loaded + updated - overwritten
    """, database: database)
  for line in open {
    Issue.record("the balance does not close: \(line)", sourceLocation: location)
  }
}
