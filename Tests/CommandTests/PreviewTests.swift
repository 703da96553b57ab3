import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct PreviewTests {
  @Test(
    "Nothing is written, whatever is shown",
    arguments: [[], ["--rejects"], ["--at", "0"], ["--json"], ["--unit", "xml"]] as [[String]])
  func writesNothing(options: [String]) async throws {
    let delivery = try Delivery()
    let before = try delivery.snapshot()
    let result = try await delivery.command.run(["preview", Delivery.pipeline] + options)
    #expect(result.status == 0)
    #expect(try delivery.snapshot() == before)
  }

  @Test(
    "No file is opened for writing, made, renamed or removed, and no database is opened",
    .needsTracer)
  func opensNothingForWriting() async throws {
    let delivery = try await Delivery.loaded()
    let trace = TemporaryDirectory.path + "/trace"
    var command = Command(
      "strace",
      [
        "-f", "-o", trace, "-e", "trace=open,openat,creat,mkdir,mkdirat,rename,unlink,unlinkat",
        Product.sohoa, "preview", Delivery.pipeline, "--rejects",
      ])
    command.directory = delivery.command.directory
    let outcome = try await command.run()
    #expect(outcome.status == 0)
    let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
    #expect(calls.contains { $0.contains("xa-tan-lap.zip") })
    let marks = [
      "O_WRONLY", "O_RDWR", "O_CREAT", "creat(", "mkdir", "rename", "unlink", ".sqlite",
    ]
    let writes = calls.filter { call in
      marks.contains { call.contains($0) } && !call.contains("\"/dev/")
    }
    #expect(writes.isEmpty)
  }

  @Test("The first unit of every source shows its form and its rows")
  func forms() async throws {
    let delivery = try Delivery()
    let units = objects(
      try await delivery.json("preview", Delivery.pipeline, "--rows", "2", "--json"))
    #expect(units.map { $0["source"] as? String } == ["so_zip", "so_gzip", "so_tcvn3", "so_xml"])
    #expect(units.map { $0["encoding"] as? String } == ["utf-8", "utf-8", "tcvn3", nil])
    #expect(units.map { $0["delimiter"] as? String } == [";", "\t", ",", nil])
    #expect(units[0]["unused_headers"] as? [String] == ["STT"])
    let fields = objects(units[0]["fields"])
    #expect(fields[0]["field"] as? String == "so_dang_ky")
    #expect(fields[0]["header"] as? String == "so")
    for unit in units {
      let table = objects(unit["tables"]).first ?? [:]
      #expect(table["step"] as? String == "id_number nks_so_dinh_danh")
      #expect(objects(table["rows"]).map { $0["record"] as? Int } == [1, 2])
    }
  }

  @Test(
    "A step is named by number, by name or by its verb",
    arguments: [
      ("0", "", "Nam"), ("1", "normalize", "Nam"), ("normalize", "normalize", "Nam"),
      ("code", "code cha_quoc_tich", "1"),
      ("code nks_gioi_tinh", "code nks_gioi_tinh", "1"),
      ("2", "validate", "2"),
    ])
  func steps(at: String, step: String, sex: String) async throws {
    let delivery = try Delivery()
    let units = objects(
      try await delivery.json(
        "preview", Delivery.pipeline, "--at", at, "--unit", "2011.csv", "--rows", "50", "--json"))
    let table = objects(units.first?["tables"]).first ?? [:]
    #expect(table["step"] as? String == step)
    let values = objects(table["rows"]).compactMap { $0["values"] as? [String: Any] }
    let column = sex == "1" ? "nks_ma_gioi_tinh" : "nks_gioi_tinh"
    #expect(values.contains { $0[column] as? String == sex })
    #expect(sex == "1" ? !values.contains { $0[column] as? String == "Nam" } : true)
  }

  @Test("Refused rows come with every rule they break")
  func rejects() async throws {
    let delivery = try Delivery()
    let units = objects(
      try await delivery.json(
        "preview", Delivery.pipeline, "--rejects", "--unit", "2011.csv", "--rows", "9", "--json"))
    let table = objects(units.first?["tables"]).first ?? [:]
    let rows = objects(table["rows"])
    #expect(rows.map { $0["record"] as? Int } == [7, 15, 22, 30, 33, 41])
    let rules = objects(rows.first?["findings"]).compactMap { $0["rule"] as? String }
    #expect(rules.sorted() == ["E-DATE", "E-ID-SHAPE", "E-REQ"])
    #expect(table["looked_at"] as? Int == 50)
  }

  @Test(
    "An unknown step or unit ends with 64 and the nearest name",
    arguments: [
      (
        ["--at", "normalise"],
        "error SH5012: there is no step 'normalise'\n  → did you mean 'normalize'?\n"
      ),
      (
        ["--at", "99"],
        "error SH5012: there is no step '99'\n  → the steps are: 1 normalize, 2 validate,"
          + " 3 date nks_ngay_sinh, 4 name nks_ho_ten, 5 name me_ho_ten, 6 name cha_ho_ten,"
          + " 7 code nks_gioi_tinh, 8 code nks_dan_toc, 9 code nks_quoc_tich, 10 code me_dan_toc,"
          + " 11 code me_quoc_tich, 12 code cha_dan_toc, 13 code cha_quoc_tich,"
          + " 14 derive me_ma_gioi_tinh, 15 derive cha_ma_gioi_tinh,"
          + " 16 id_number me_so_dinh_danh, 17 id_number me_so_giay_to,"
          + " 18 id_number cha_so_dinh_danh, 19 id_number cha_so_giay_to,"
          + " 20 place nks_noi_sinh_dvhc, 21 place nks_que_quan, 22 check, 23 check,"
          + " 24 place noi_dang_ky, 25 check, 26 derive ma_tinh_khai_sinh,"
          + " 27 id_number nks_so_dinh_danh\n"
      ),
    ])
  func unknown(options: [String], message: String) async throws {
    let delivery = try Delivery()
    let result = try await delivery.command.run(["preview", Delivery.pipeline] + options)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors == message)
  }

  @Test("A damaged member is told and the others are shown")
  func damaged() async throws {
    let delivery = try Delivery()
    let result = try await delivery.command.run(
      ["preview", Delivery.pipeline, "--unit", "xa-tan-lap", "--rows", "100"])
    #expect(result.status == 0)
    #expect(result.output.contains("the checksum of the content does not agree"))
    #expect(result.output.contains("== SampleData/khai-sinh/xa-tan-lap.zip!so-khai-sinh-2004.csv"))
    #expect(
      result.errors == "a unit that cannot be read is refused by 'run'; the others are loaded\n")
  }
}
