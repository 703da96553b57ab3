import Foundation
import PostgreSQL
import TestSupport
import Testing

/// A table in parts holds what a table in one piece does.
@Suite(.needsServer, .temporaryDirectory) struct ServerPartitionTests {
  private func definition(_ mode: String, _ parts: Int) -> String {
    People.Definition(mode: mode, chunkRows: 70).text.replacing(
      "key: [so]", with: "key: [so], partitions: \(parts)")
  }

  @Test(
    "Rows, rejects and changes are the same in any number of parts",
    arguments: ["append", "upsert"])
  func sameRows(mode: String) async throws {
    let server = try PostgreSQLServer.shared.get()
    var dumps: [[String]] = []
    for parts in [1, 4] {
      let place = try Workplace(TemporaryDirectory.path + "/p")
      let database = try server.makeDatabase()
      try place.write(definition(mode, parts), to: "pipeline.yaml")
      let connection = try Connection(url: database)
      for register in 0..<2 {
        try place.write(People.csv(register: register, count: 300), to: "in/so\(register).csv")
        let outcome = try await Command(
          Product.sohoa,
          ["run", place.file("pipeline.yaml"), "--database", database, "--quiet"]
        ).run()
        #expect(outcome.status == 0, "\(outcome)")
      }
      #expect(
        try connection.integer(
          "SELECT count(*) FROM pg_inherits WHERE inhparent = 'public.nguoi'::regclass")
          == (parts == 1 ? 0 : 4))
      // The parts are tables of their own; the units name the definition's hash.
      let lines = try ServerDump(database).lines.filter { !$0.hasPrefix("nguoi_part_") }
      dumps.append(
        DumpComparison.prepared(lines.map { $0.replacing(/'[0-9a-f]{64}'/, with: "HASH") }))
      try FileManager.default.removeItem(atPath: place.path)
    }
    #expect(DumpComparison.difference(dumps[1], dumps[0]) == nil)
  }

  @Test("After a run the index of the rows' numbers knows all pages", arguments: [1, 4])
  func numbers(parts: Int) async throws {
    let server = try PostgreSQLServer.shared.get()
    let place = try Workplace()
    let database = try server.makeDatabase()
    try place.write(
      definition("append", parts).replacing("rows: 70", with: "rows: 5000"), to: "pipeline.yaml")
    // Some pages more in each part than the index has in one piece.
    try place.write(People.csv(count: 15_000), to: "in/a.csv")
    let outcome = try await place.sohoa("run", "--quiet", database: database).run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let connection = try Connection(url: database)
    let pages = try connection.integer(
      """
      SELECT min(pg_relation_size(c.oid)) / 8192 FROM pg_class c
      WHERE c.relkind = 'r' AND c.relname LIKE 'nguoi%'
      """)
    #expect(pages ?? 0 > 32)
    #expect(
      try connection.integer(
        """
        SELECT sum(brin_summarize_new_values(c.oid::regclass)) FROM pg_class c
          JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'brin' AND c.relkind = 'i'
        """) == 0)
  }

  @Test("A key that parts cannot hold is a mistake of the definition; SQLite keeps one table")
  func keys() async throws {
    let place = try Workplace()
    try place.write(People.csv(count: 20), to: "in/a.csv")
    try place.write(definition("append", 4), to: "pipeline.yaml")
    let local = try await place.sohoa("run", "--quiet").run()
    #expect(local.status == 0, "\(local)")
    let text = definition("append", 4).replacing(
      "  - filter: noi", with: "  - unique: { key: [ten, ngay] }\n  - filter: noi")
    try place.write(text, to: "pipeline.yaml")
    let wrong = try await Command(
      Product.sohoa, ["check", place.file("pipeline.yaml"), "--lang", "en"]
    ).run()
    #expect(wrong.status == 78)
    #expect((wrong.output + wrong.errors).contains("SH1526"))
  }
}
