import Foundation
import TestSupport
import Testing

/// A reject limit stops the run; what was committed stays, and the limit holds when it is run again.
@Suite(.needsTracer) struct RejectLimitTests {
  /// Records of which every tenth has a bad date and every twentieth a banned name.
  private func prepare(_ limit: String, rows: Int = 400, units: Int = 1) throws -> Workplace {
    let place = try Workplace()
    for unit in 0..<units {
      var text = "so,ten,ngay,noi\n"
      for row in 1...rows {
        let date = row % 10 == 0 ? "x" : "2001-02-15"
        let name = row % 20 == 5 ? "cấm" : "An"
        text += "\(unit * rows + row),\(name),\(date),Xã\n"
      }
      try place.write(text, to: "in/so\(unit).csv")
    }
    try place.write(
      People.Definition(chunkRows: 50, rejects: limit).text, to: "pipeline.yaml")
    return place
  }

  @Test(
    "The run stops at the first chunk over the limit", .temporaryDirectory,
    arguments: [
      // 7 or 8 of 50 records are bad: 5 dates, and a name in rows 5, 25 and 45 of every 60.
      ("20", 150, "records rejected, 20 allowed"),
      ("{ count: 7 }", 50, "records rejected, 7 allowed"),
      ("{ percent: 10%, after_rows: 200 }", 200, "10.0 % allowed"),
      ("{ rules: { E-BANNED: 4 } }", 100, "5 records rejected by E-BANNED, 4 allowed"),
    ])
  func stops(limit: String, read: Int64, message: String) async throws {
    let place = try prepare(limit)
    let outcome = try await place.sohoa("run", "--json", "--quiet").run()
    #expect(outcome.status == 65, "\(outcome)")
    #expect(outcome.errors.contains("SH5402: the reject limit is hit: "), "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(try place.integer("SELECT sum(read) FROM sohoa_checkpoint") == read)
    let stored = "SELECT count(*) FROM nguoi"
    let waiting = "SELECT sum(deferred) FROM sohoa_checkpoint"
    #expect(try place.integer(stored) ?? 0 > 0)
    #expect(try place.integer(waiting) == 0)
  }

  @Test(
    "A limit that was hit holds when the run is started again", .temporaryDirectory,
    arguments: ["20", "{ percent: 10%, after_rows: 200 }", "{ rules: { E-BANNED: 4 } }"])
  func holds(limit: String) async throws {
    let place = try prepare(limit, units: 2)
    #expect(try await place.sohoa("run", "--quiet").run().status == 65)
    let before = try place.dump()
    for _ in 0..<2 {
      let again = try await place.sohoa("run", "--quiet").run()
      #expect(again.status == 65, "\(again)")
      expectSame(try place.dump(), before, "started again with \(limit)")
    }
    // Raised, as the message says, the run goes on to the end.
    try place.write(People.Definition(chunkRows: 50, rejects: "90%").text, to: "pipeline.yaml")
    let raised = try await place.sohoa("run", "--quiet").run()
    #expect(raised.status == 0, "\(raised)")
    let calm = try await place.sohoa("run", "--quiet", database: "calm.sqlite").run()
    #expect(calm.status == 0)
    expectSame(try place.dump(), try place.dump("calm.sqlite"), "raised after \(limit)")
    try expectBalance(place)
  }

  @Test("Rejects before a kill count after it", .temporaryDirectory)
  func acrossKill() async throws {
    let place = try prepare("40")
    let calm = try await place.sohoa("run", "--quiet", database: "calm.sqlite").run()
    #expect(calm.status == 65)
    let killed = try await place.sohoa("run", "--quiet").traced(
      ["-e", "inject=fdatasync:signal=KILL:when=9"]
    ).run()
    #expect(killed.status != 0 && killed.status != 65, "\(killed)")
    let resumed = try await place.sohoa("run", "--quiet").run()
    #expect(resumed.status == 65, "\(resumed)")
    expectSame(try place.dump(), try place.dump("calm.sqlite"), "limit across a kill")
  }

  @Test("Records refused for their key count when the keys are built", .temporaryDirectory)
  func keys() async throws {
    let place = try Workplace()
    var text = "so,ten,ngay,noi\n"
    for row in 1...200 { text += "\(row % 100),An \(row),2001-02-15,Xã\n" }
    try place.write(text, to: "in/so.csv")
    try place.write(
      People.Definition(chunkRows: 50, rejects: "{ rules: { E-KEY-DUP: 10 } }").text,
      to: "pipeline.yaml")
    for _ in 0..<2 {
      let outcome = try await place.sohoa("run", "--quiet").run()
      #expect(outcome.status == 65, "\(outcome)")
      #expect(
        outcome.errors.contains("100 records rejected by E-KEY-DUP, 10 allowed"),
        "\(outcome.errors)")
    }
  }

  @Test("Rejects of a unit that is refused as a whole do not count", .temporaryDirectory)
  func refusedUnit() async throws {
    let place = try Workplace()
    var text = "so,ten,ngay,noi\n"
    for row in 1...200 { text += "\(row),An,\(row % 10 == 0 ? "x" : "2001-02-15"),Xã\n" }
    let other = text.replacing("An", with: "Bình")
    try place.write(
      Packed.zip([Packed("a.csv", text, isDamaged: true), Packed("b.csv", other)]), to: "in/a.zip")
    try place.write(People.Definition(chunkRows: 50, rejects: "25").text, to: "pipeline.yaml")
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try place.integer("SELECT count(*) FROM sohoa_reject") == 20)
  }
}
