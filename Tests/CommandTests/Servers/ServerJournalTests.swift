import Foundation
import TestSupport
import Testing

/// Rows that a rerun takes out are kept by PostgreSQL in a form of its own, and told and put back like those
/// of SQLite; so are those of ledgers that kept them as JSON.
@Suite(.needsServer, .temporaryDirectory) struct ServerJournalTests {
  private static func define(_ step: String, in place: Workplace) throws {
    try place.write(
      """
      sohoa: 1
      name: nguoi
      extract:
        so_nguoi:
          files: 'in/*.csv'
          csv: { header: 1, encoding: utf-8 }
          fields: { so: so, ten: ten, ngay: ngay, cao: cao, tien: tien, con: con, luc: luc }
      transform:
        - derive: { ten: "nullif(ten, '')", ngay: "nullif(ngay, '')", tien: "nullif(tien, '')" }
        - derive: { con: "nullif(con, '')", luc: "nullif(luc, '')" }
        - cast: { so: integer, ngay: date, cao: number, tien: decimal, con: boolean, luc: datetime }
        - \(step)
      load:
        nguoi: { mode: append, key: [so] }
      chunk: { rows: 3 }

      """, to: "pipeline.yaml")
  }

  @Test("What a rerun changed is told and taken back, whichever form rows are kept in")
  func forms() async throws {
    let place = try Workplace()
    try place.write(
      #"""
      so,ten,ngay,cao,tien,con,luc
      1,"An ""Bé"", (con) \ 'cả'",2001-01-15,1.5,12345678901234567890.50,true,2001-01-15T10:20:30
      2,"hai
      dòng",,0.1,,false,
      3,,0999-12-31,1e300,-0.5,,2001-01-15T10:20:30.25
      4,"{""a"": 1}",2001-02-28,-7,0,true,

      """#, to: "in/so.csv")
    let server = try PostgreSQLServer.shared.get()
    let databases = ["out.sqlite", try server.makeDatabase(), try server.makeDatabase()]
    try Self.define(#"derive: { ten: "ten" }"#, in: place)
    var before: [[String]] = []
    for database in databases {
      let outcome = try await place.sohoa("run", "--quiet", database: database).run()
      try #require(outcome.status == 0, "\(outcome.errors)")
      before.append(try place.dump(database))
    }
    try Self.define(#"derive: { ten: "coalesce(ten, '') || '.'" }"#, in: place)
    var told: [String] = []
    for (index, database) in databases.enumerated() {
      let outcome = try await place.sohoa(
        "rerun", "--stage", "nguoi", "--by", "Lan", database: database
      ).run()
      try #require(outcome.status == 0, "\(outcome.errors)")
      if index == 2 {
        try TestDatabase.$kind.withValue(.postgreSQL) {
          try TestDatabase.$url.withValue(database) {
            try TestDatabase.execute(
              """
              UPDATE sohoa.change SET before = row_to_json(before::nguoi)::text
              WHERE "table" = 'nguoi'
              """)
          }
        }
      }
      let difference = try await place.ledger("diff", "2", "--json", database: database)
        .run()
      #expect(difference.status == 0, "\(difference.errors)")
      told.append(difference.output)
      let undone = try await place.ledger("undo", "2", "--by", "Lan", database: database).run()
      #expect(undone.status == 0, "\(undone.errors)")
      let rows = { (lines: [String]) in lines.filter { $0.hasPrefix("nguoi|") } }
      #expect(rows(try place.dump(database)) == rows(before[index]), "\(database)")
      #expect(rows(before[index]).count == 4)
    }
    #expect(told[1] == told[2])
    #expect(told[0].contains("hai\\ndòng."), "\(told[0])")
    #expect(told[1].contains("hai\\ndòng."), "\(told[1])")
  }
}
