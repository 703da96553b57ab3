import SQLite
import TestSupport
import Testing

/// A table that refuses some rows: exactly these become rejects, and their neighbours load.
@Suite struct RefusedByTableTests {
  @Test(
    "Exactly the rows that the database refuses are rejected", .temporaryDirectory,
    arguments: ["check", "trigger"], ["append", "append with key", "upsert"])
  func exactly(guardian: String, mode: String) async throws {
    let place = try Workplace()
    try place.write(
      People.Definition(
        mode: String(mode.prefix { $0 != " " }), key: mode == "append" ? nil : "so", chunkRows: 64
      ).text, to: "pipeline.yaml")
    var text = "so,ten,ngay,noi\n"
    for row in 1...300 { text += "\(row),An \(row),2001-02-15,Xã\n" }
    try place.write(text, to: "in/so.csv")
    // Alone, in a row, first and last of a chunk, and a whole chunk.
    let bad = [1, 2, 3, 64, 65, 100, 300] + Array(193...256)
    let list = bad.map(String.init).joined(separator: ", ")
    if guardian == "check" {
      try place.makeTable(check: "CHECK (so NOT IN (\(list)))")
    } else {
      try place.makeTable(check: "")
      try Connection(path: place.file("out.sqlite")).execute(
        """
        CREATE TRIGGER canh_gac BEFORE INSERT ON nguoi WHEN new.so IN (\(list))
        BEGIN SELECT raise(ABORT, 'không nhận'); END
        """)
    }
    let outcome = try await place.sohoa("run", "--quiet").run()
    #expect(outcome.status == 0, "\(outcome)")
    let rejected = try place.texts(
      "SELECT rule || ' ' || record FROM sohoa_reject ORDER BY record")
    #expect(rejected == bad.sorted().map { "E-DATABASE \($0)" })
    let loaded = try place.texts("SELECT so FROM nguoi ORDER BY so").compactMap { Int($0) }
    #expect(loaded == (1...300).filter { !bad.contains($0) })
    #expect(try place.integer("SELECT count(*) FROM nguoi WHERE so <> sohoa_record") == 0)
    try expectBalance(place)
  }
}

extension Workplace {
  /// Makes the table that the definition of ``People`` loads, with a condition of its own.
  func makeTable(check: String) throws {
    try Connection(path: file("out.sqlite")).execute(
      """
      CREATE TABLE nguoi (
        so INTEGER, ten TEXT, ngay TEXT, noi TEXT, sohoa_unit INTEGER NOT NULL,
        sohoa_record INTEGER NOT NULL, sohoa_run INTEGER NOT NULL
        \(check.isEmpty ? "" : ", " + check)
      ) STRICT
      """)
  }
}
