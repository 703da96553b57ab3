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
      #expect(table["step"] as? String == "check")
      #expect(objects(table["rows"]).map { $0["record"] as? Int } == [1, 2])
    }
  }

  @Test(
    "A step is named by number, by name or by its verb",
    arguments: [
      ("0", "", "Nam"), ("1", "normalize", "Nam"), ("normalize", "normalize", "Nam"),
      ("values", "values nks_gioi_tinh", "1"),
      ("values nks_gioi_tinh", "values nks_gioi_tinh", "1"),
      ("3", "validate", "1"),
    ])
  func steps(at: String, step: String, sex: String) async throws {
    let delivery = try Delivery()
    let units = objects(
      try await delivery.json(
        "preview", Delivery.pipeline, "--at", at, "--unit", "2011.csv", "--rows", "50", "--json"))
    let table = objects(units.first?["tables"]).first ?? [:]
    #expect(table["step"] as? String == step)
    let values = objects(table["rows"]).compactMap { $0["values"] as? [String: Any] }
    #expect(values.contains { $0["nks_gioi_tinh"] as? String == sex })
    #expect(sex == "1" ? !values.contains { $0["nks_gioi_tinh"] as? String == "Nam" } : true)
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
        ["--at", "9"],
        "error SH5012: there is no step '9'\n  → the steps are: 1 normalize, 2 values nks_gioi_tinh,"
          + " 3 validate, 4 lookup nks_dan_toc, 5 lookup me_dan_toc, 6 lookup cha_dan_toc, 7 check\n"
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
