import Foundation
import TestSupport
import Testing

/// A small register of which half is refused, each record for another reason, and the verbs of QA on it.
struct RefusedRegister {
  let place: Workplace

  static let records = """
    so,ten,ngay,noi
    1,An,2001-01-15,Xã A
    2,,2001-02-15,Xã A
    3,Ba,31/02/2001,"Xã ""B"",
    huyện C"
    4,=1+1,32/01/2001,Xã A
    5,Lan,2001-05-15,Xã A
    5,Lan,2001-05-15,Xã A
    5,Lan khác,2001-05-15,Xã A
    6,0012,30/02/2001,Xã A
    7,Bảy
    8,Tám,2001-08-15,bỏ qua

    """

  init(mode: String = "append", records: String = Self.records) throws {
    place = try Workplace(TemporaryDirectory.path + "/\(TestDatabase.kind)")
    try place.write(Self.definition(mode: mode), to: "pipeline.yaml")
    try place.write(records, to: "in/so.csv")
  }

  static func definition(mode: String = "append", name: String = "ten IS NOT NULL AND ten <> ''")
    -> String
  {
    """
    sohoa: 1
    name: nguoi
    extract:
      so_nguoi:
        files: 'in/*.csv'
        csv: { header: 1, encoding: utf-8 }
        fields: { so: so, ten: ten, ngay: ngay, noi: noi }
    transform:
      - normalize: { trim: true }
      - cast: { so: integer, ngay: date }
      - check: { code: E-NAME, expression: "\(name)", field: ten, message: { vi: thiếu tên, en: no name } }
      - filter: noi <> 'bỏ qua'
    load:
      nguoi: { mode: \(mode), key: [so] }
    chunk: { rows: 4 }

    """
  }

  /// Loads the register.
  func load(database: String = "out.sqlite") async throws {
    let outcome = try await place.sohoa("run", "--quiet", database: database).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// Exports rejects as CSV.
  func export(_ more: String..., database: String = "out.sqlite") async throws -> ExportFile {
    var command = place.ledger("rejects", "export", "-o", place.file("r.csv"), database: database)
    command.arguments += more
    let outcome = try await command.run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try ExportFile(csv: place.file("r.csv"))
  }

  /// `rejects import` of a file in the folder.
  func importing(_ file: String, database: String = "out.sqlite") -> Command {
    place.ledger("rejects", "import", place.file(file), "--by", "Lan", database: database)
  }

  /// `rejects replay`.
  func replaying(_ more: String..., database: String = "out.sqlite") -> Command {
    Command(
      Product.sohoa,
      ["rejects", "replay", place.file("pipeline.yaml"), "--database"]
        + [place.url(database), "--by", "Minh"] + more)
  }

  /// Exports, corrects three records, takes them up and replays.
  func correctAndReplay() async throws {
    var file = try await export()
    Self.correct(&file)
    try place.write(file.csv(), to: "back.csv")
    #expect(try await importing("back.csv").run().status == 0)
    #expect(try await replaying().run().status == 0)
  }

  /// The rejects as `number outcome status violations`.
  func rejects(_ database: String = "out.sqlite") throws -> [String] {
    try place.rows(
      "SELECT reject || ' ' || outcome || ' ' || status || ' ' || violations FROM sohoa_reject"
        + " ORDER BY reject", database: database)
  }

  /// Corrects three records: a name, a date, and a key that is taken.
  static func correct(_ file: inout ExportFile) {
    file[1]["ten"] = "Hai"
    file[2]["ngay"] = "2001-02-28"
    file[7]["so"] = "55"
  }
}
