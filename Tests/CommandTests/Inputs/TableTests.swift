import Foundation
import TestSupport
import Testing

@Suite("Tables of dBase and FoxPro, from the file to the table", .temporaryDirectory)
struct TableTests {
  private let definition = """
    sohoa: 1
    name: so
    extract:
      so:
        files: 'in/*'
        dbf: {}
        fields: { so: SO, ten: TEN, ngay: NGAY, ghi: GHICHU }
    load:
      so: { mode: append }
    chunk: { rows: 2 }

    """

  private static let units =
    "SELECT member, status, sum(read), sum(loaded), sum(filtered) FROM sohoa_unit"
    + " LEFT JOIN sohoa_checkpoint USING (unit) GROUP BY unit ORDER BY unit"

  private func bytes(_ name: String) throws -> [UInt8] {
    let path = "Tests/ExtractionTests/Fixtures/\(name)"
    return Array(try Data(contentsOf: Product.root.appendingPathComponent(path)))
  }

  private func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.write(definition, to: "pipeline.yaml")
    return place
  }

  @Test("A table is read with the memo file of its name, in a folder and in archives")
  func units() async throws {
    let place = try workplace()
    try place.write(bytes("dbase3.dbf"), to: "in/A.DBF")
    try place.write(bytes("dbase3.dbt"), to: "in/a.dbt")
    let members = [
      Packed("x/so.dbf", try bytes("foxpro.dbf")), Packed("x/SO.FPT", try bytes("foxpro.fpt")),
      Packed("x/readme.txt", "x"),
    ]
    try place.write(Packed.zip(members), to: "in/b.zip")
    try place.write(Packed.gzip(Packed.tar(members)), to: "in/c.tar.gz")
    let report = try await place.sohoa("run").run()
    #expect(report.status == 0, "\(report)")
    // The tar holds what the ZIP archive does.
    #expect(
      try place.rows(Self.units) == [
        "|done|6|5|1", "x/so.dbf|done|6|5|1", "x/so.dbf|duplicate|NULL|NULL|NULL",
      ])
    #expect(
      try place.rows("SELECT so, ten, ngay, ghi FROM so WHERE sohoa_unit = 1 LIMIT 2") == [
        "0001|Nguyễn Thị ánh|1999-12-31|Sinh tại nhà, có người làm chứng.",
        "0002|Trần Văn Đức|NULL|Dòng một.\nDòng hai: ưỡ ươ ẩn, ghi đè sổ cũ.",
      ])
    #expect(try await place.sohoa("run").run().output.contains("nothing new"))
  }

  @Test("A memo file that is changed makes other content of the table")
  func changedMemo() async throws {
    let place = try workplace()
    try place.write(bytes("foxpro.dbf"), to: "in/a.dbf")
    try place.write(bytes("foxpro.fpt"), to: "in/a.fpt")
    #expect(try await place.sohoa("run").run().status == 0)
    var memo = try bytes("foxpro.fpt")
    memo[512 + 8] = UInt8(ascii: "X")
    try place.write(memo, to: "in/a.fpt")
    #expect(try await place.sohoa("run").run().status == 0)
    #expect(try place.rows(Self.units) == ["|done|6|5|1", "|done|6|5|1"])
    // The table and its memo file under other names are known.
    try place.write(bytes("foxpro.dbf"), to: "in/b.dbf")
    try place.write(memo, to: "in/B.FPT")
    #expect(try await place.sohoa("run").run().status == 0)
    #expect(try place.rows(Self.units).last == "|duplicate|NULL|NULL|NULL")
  }

  @Test("A missing memo file refuses the unit and says what to do")
  func missingMemo() async throws {
    let place = try workplace()
    try place.write(bytes("foxpro.dbf"), to: "in/a.dbf")
    let outcome = try await place.sohoa("run").run()
    #expect(outcome.output.contains("the field 'GHICHU' lies in a memo file, which is missing"))
    #expect(try place.rows(Self.units) == ["|rejected|NULL|NULL|NULL"])
    try place.write(bytes("foxpro.fpt"), to: "in/a.fpt")
    #expect(try await place.sohoa("run").run().status == 0)
    #expect(try place.integer("SELECT count(*) FROM so") == 5)
  }

  @Test("A run that is stopped anywhere ends with the same table", arguments: [1, 3, 5])
  func resume(limit: Int) async throws {
    let place = try workplace()
    try place.write(bytes("foxpro.dbf"), to: "in/a.dbf")
    try place.write(bytes("foxpro.fpt"), to: "in/a.fpt")
    #expect(try await place.sohoa("run", database: "whole.sqlite").run().status == 0)
    #expect(try await place.sohoa("run", "--limit", "\(limit)").run().status == 0)
    #expect(try await place.sohoa("run").run().status == 0)
    for query in [
      "SELECT so, ten, ghi, sohoa_record FROM so ORDER BY sohoa_record",
      "SELECT sha256, status FROM sohoa_unit",
    ] {
      #expect(try place.rows(query) == place.rows(query, database: "whole.sqlite"))
    }
  }

  @Test("A preview shows the values, the encoding and the code page that the file names")
  func preview() async throws {
    let place = try workplace()
    try place.write(bytes("visual.dbf"), to: "in/a.dbf")
    try place.write(bytes("visual.fpt"), to: "in/a.fpt")
    let outcome = try await Command(Product.sohoa, ["preview", place.file("pipeline.yaml")]).run()
    #expect(outcome.output.contains("Nguyễn Thị ánh"))
    #expect(outcome.output.contains("tcvn3 (code page byte 0x03, code page 1252)"))
  }
}
