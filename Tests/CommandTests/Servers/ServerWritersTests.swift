import Foundation
import PostgreSQL
import TestSupport
import Testing

/// Several processes load one database at once.
@Suite(.needsServer, .temporaryDirectory) struct ServerWritersTests {
  private let server: PostgreSQLServer

  init() throws { server = try PostgreSQLServer.shared.get() }

  /// A pipeline of its own name in a folder of its own, with rows numbered from `first` on.
  private func place(_ name: String, table: String, from first: Int, count: Int) throws
    -> Workplace
  {
    let place = try Workplace(TemporaryDirectory.path + "/" + name)
    let rows = (first..<first + count).map { "\($0),người \($0)\n" }.joined()
    try place.write("so,ten\n" + rows, to: "in/a.csv")
    try place.write(
      """
      sohoa: 1
      name: \(name)
      extract: { so: { files: in/a.csv, csv: {}, fields: { so: so, ten: ten } } }
      transform: [ { cast: { so: integer } } ]
      load: { \(table): { mode: upsert, key: [so] } }
      chunk: { rows: 50 }
      """, to: "pipeline.yaml")
    return place
  }

  private func start(_ place: Workplace, _ database: String) throws -> RunningCommand {
    try Command(
      Product.sohoa, ["run", place.file("pipeline.yaml"), "--database", database, "--quiet"]
    ).start()
  }

  private func rows(_ table: String, _ database: String) throws -> [String] {
    let connection = try Connection(url: database)
    try connection.execute("SET search_path = public")
    return try connection.query("SELECT so || ' ' || ten FROM \(table) ORDER BY so").rows.map {
      $0.string(at: 0) ?? ""
    }
  }

  @Test("Two pipelines at once leave what they leave one after the other")
  func twoPipelines() async throws {
    let places = try [
      place("mot", table: "mot", from: 1, count: 3000),
      place("hai", table: "hai", from: 1, count: 3000),
    ]
    let (together, apart) = (try server.makeDatabase(), try server.makeDatabase())
    let running = try places.map { try start($0, together) }
    for one in running { #expect(try await one.wait().status == 0) }
    for place in places { #expect(try await start(place, apart).wait().status == 0) }
    for table in ["mot", "hai"] {
      #expect(try rows(table, together) == rows(table, apart))
      #expect(try rows(table, together).count == 3000)
    }
    let ledger = try Connection(url: together)
    #expect(
      try ledger.integer("SELECT count(*) FROM sohoa.run WHERE status = 'done' AND attempts = 1")
        == 2)
    #expect(try ledger.integer("SELECT count(DISTINCT unit) FROM sohoa.checkpoint") == 2)
  }

  @Test("Two pipelines that merge into one table take turns: no row is lost or doubled")
  func oneTable() async throws {
    let database = try server.makeDatabase()
    let seed = try place("mam", table: "chung", from: 1, count: 500)
    #expect(try await start(seed, database).wait().status == 0)
    // Their rows overlap, and overlap those that are there.
    let places = try [
      place("mot", table: "chung", from: 300, count: 2000),
      place("hai", table: "chung", from: 1800, count: 2000),
    ]
    let running = try places.map { try start($0, database) }
    for one in running {
      let outcome = try await one.wait()
      #expect(outcome.status == 0, "\(outcome)")
    }
    #expect(try rows("chung", database) == (1...3799).map { "\($0) người \($0)" })
    let connection = try Connection(url: database)
    #expect(
      try connection.integer(
        "SELECT count(DISTINCT sohoa_row) = 3799 AND max(sohoa_row) = 3799 FROM public.chung") == 1)
    for run in ["1", "2", "3"] {
      let balance = try await Command(Product.sohoa, ["reconcile", run, "--database", database])
        .run()
      #expect(balance.status == 0, "\(balance)")
    }
  }

  @Test("A second process on one pipeline is sent away, and the first is not disturbed")
  func onePipeline() async throws {
    let database = try server.makeDatabase()
    let place = try place("mot", table: "mot", from: 1, count: 3000)
    let running = try (0..<2).map { _ in try start(place, database) }
    var codes: [Int32] = []
    for one in running { codes.append(try await one.wait().status) }
    // The second finds the lease taken, or, being late, nothing new.
    #expect(codes.contains(0) && codes.allSatisfy { [0, 11].contains($0) }, "\(codes)")
    #expect(try rows("mot", database) == (1...3000).map { "\($0) người \($0)" })
  }
}
