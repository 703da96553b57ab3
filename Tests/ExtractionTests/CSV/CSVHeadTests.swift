import Columnar
import Dataflow
import Testing

@testable import Extraction

@Suite struct CSVHeadTests {
  private func head(
    _ text: String, _ fields: [SourceField] = [], _ dialect: CSVDialect = CSVDialect()
  ) throws -> CSVHead {
    try CSVHead.read(from: StepStream([UInt8](text), step: 3), fields: fields, dialect: dialect)
  }

  private func failure(
    _ text: String, _ fields: [SourceField] = [], _ dialect: CSVDialect = CSVDialect()
  ) -> Diagnostic? {
    do {
      _ = try head(text, fields, dialect)
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  @Test("Noise in the names of the official import sheet does not matter")
  func noise() throws {
    let text =
      "so ,\"loaiDangKy\r\n=[1,2,3,4,5,6]\", nksHoTen  ,\" nks  Ngay\u{00A0}Sinh\",NOIDANGKY,x\n"
      + "01/2020,1,Cao Kim Phượng,02.02.1984,Đại Đồng,\n"
    let fields = [
      SourceField(name: "hoTen", headers: ["nksHoTen"]), SourceField(name: "so", headers: ["so"]),
      SourceField(name: "loai", headers: ["loaiDangKy"]),
      SourceField(name: "noi", headers: ["noiDangKy UBND", "noiDangKyUBND", "noiDangKy"]),
      SourceField(name: "ngaySinh", headers: ["nks Ngay Sinh"]),
      SourceField(name: "soDinhDanh", headers: ["nksSoDinhDanh"], isRequired: false),
    ]
    let head = try head(text, fields)
    #expect(head.headers == ["so", "loaiDangKy", "nksHoTen", "nks Ngay Sinh", "NOIDANGKY", "x"])
    #expect(head.unused == ["x"])
    #expect(head.delimiter == UInt8(ascii: ","))
    let reading = try Reading([UInt8](text), fields: fields)
    #expect(
      reading.texts == [["Cao Kim Phượng", "01/2020", "1", "Đại Đồng", "02.02.1984", ""]])
  }

  @Test("The spelling that comes first in the field wins")
  func alternatives() throws {
    let fields = [SourceField(name: "noi", headers: ["b", "a"])]
    #expect(try Reading([UInt8]("a,b\n1,2\n"), fields: fields).texts == [["2"]])
  }

  @Test("A missing column names what is there and what was meant")
  func missing() {
    let fields = [
      SourceField(name: "hoTen", headers: ["nksHoTen"]),
      SourceField(name: "so", headers: ["soDangKy"]),
    ]
    let diagnostic = failure("nksHotem,quyenSo\n", fields)
    #expect(diagnostic?.code == "SH3104")
    #expect(
      diagnostic?.message
        == "the unit has no column for 'hoTen' (nksHoTen, did you mean 'nksHotem'?), 'so' (soDangKy)"
    )
    #expect(diagnostic?.remedy == "its columns are: nksHotem, quyenSo")
  }

  @Test("Two columns of a wanted name are refused, of another name not")
  func duplicates() throws {
    let fields = [SourceField(name: "x", headers: ["a"])]
    #expect(failure("a,b,a \n", fields)?.code == "SH3105")
    #expect(try head("a,b,b\n", fields).unused == ["b", "b"])
    #expect(try head("a,A\n", fields).unused == ["A"])
  }

  @Test(
    "The delimiter is the one that splits evenly",
    arguments: [
      ("a,b\n1,2\n", ","), ("a;b\n1,5;2,5\n", ";"), ("a\tb c\n1\t2\n", "\t"),
      ("a|b|c\n1|2|3\n", "|"),
      ("a\n1\n", ","), ("\"a,b\";c\n\"1,2\";3\n", ";"), ("a;b,c\n1,2\n3,4\n", ","),
      ("a;x [1,2]\n1;2\n3;4\n", ";"),
    ])
  func delimiters(text: String, expected: String) throws {
    #expect(try head(text).delimiter == expected.utf8.first)
  }

  @Test("The names may stand below titles and blank rows")
  func laterRow() throws {
    let text = "\"SỔ, KHAI\nSINH\";;\n\n;;2020\na;b;c\n1;2;3\n"
    let reading = try Reading([UInt8](text), CSVDialect(headerRow: 4))
    #expect(reading.head.headers == ["a", "b", "c"])
    #expect(reading.texts == [["1", "2", "3"]])
    #expect(reading.rows[0].line == 6)
  }

  @Test("Without names the columns are numbered and the first row is a record")
  func numbered() throws {
    let reading = try Reading([UInt8]("\n1;2\n3;4\n"), CSVDialect(headerRow: nil))
    #expect(reading.head.headers == ["1", "2"])
    #expect(reading.texts == [["1", "2"], ["3", "4"]])
    #expect(reading.rows.map(\.line) == [2, 3])
    let fields = [SourceField(name: "x", headers: ["2"])]
    #expect(try Reading([], CSVDialect(headerRow: nil), fields: fields).rows == [])
  }

  @Test("What cannot be a head is refused")
  func refused() {
    #expect(failure("")?.code == "SH3102")
    #expect(failure("a,b\n", [], CSVDialect(headerRow: 2))?.code == "SH3102")
    #expect(failure("\na,b\n")?.code == "SH3102")
    let open = "\"open\n" + String(repeating: "x", count: 1 << 20)
    let wide = String(repeating: ",", count: 10_000)
    #expect(failure(wide + "\n")?.code == "SH3103")
    #expect(failure(open, [], CSVDialect(delimiter: UInt8(ascii: ",")))?.code == "SH3102")
  }

  @Test("A checkpoint that lies beyond the content is refused")
  func beyond() {
    #expect(throws: Diagnostic.self) {
      try Reading([UInt8]("a\n1\n"), resumingAt: Position(offset: 99), streamFrom: 0)
    }
    #expect(throws: Diagnostic.self) {
      try Reading([UInt8]("a\n1\n"), resumingAt: Position(offset: 2), streamFrom: 3)
    }
    #expect(throws: Diagnostic.self) {
      try Reading([UInt8]("a\n1\n"), resumingAt: Position(offset: -1))
    }
  }
}
