import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct RejectsTests {
  private func numbers(_ delivery: Delivery, _ options: [String]) async throws -> [Int] {
    let result = try await delivery.command.run(["rejects", "list", "--json"] + options)
    #expect(result.status == 0)
    return objects(try JSONSerialization.jsonObject(with: Data(result.output.utf8)))
      .compactMap { $0["reject"] as? Int }
  }

  @Test("Pages and filters give the rejects that they name")
  func filters() async throws {
    let delivery = try await Delivery.loaded()
    let all = try await numbers(delivery, [])
    #expect(all == Array(1...28))
    #expect(try await numbers(delivery, ["--limit", "3"]) == [1, 2, 3])
    #expect(try await numbers(delivery, ["--limit", "3", "--after", "3"]) == [4, 5, 6])
    #expect(try await numbers(delivery, ["--rule", "E-DATE"]).count == 4)
    #expect(
      try await numbers(delivery, ["--field", "nks_ngay_sinh", "--rule", "E-DATE"]).count == 3)
    #expect(try await numbers(delivery, ["--unit", "1"]) == [1, 2, 3, 4, 5, 6])
    #expect(try await numbers(delivery, ["--unit", "2011.csv"]) == [1, 2, 3, 4, 5, 6])
    #expect(try await numbers(delivery, ["--run", "2"]).isEmpty)
    #expect(try await numbers(delivery, ["--status", "open"]) == all)
    #expect(try await numbers(delivery, ["--status", "fixed"]).isEmpty)
  }

  @Test("A page says how to read on")
  func paging() async throws {
    let delivery = try await Delivery.loaded()
    let result = try await delivery.command.run(["rejects", "list", "--limit", "2"])
    #expect(
      result.output == """
        reject  outcome   rule    field         record  line  status  unit
             1  rejected  E-DATE  ngay_dang_ky       7    17  open    SampleData/khai-sinh/thi-tran-cho-moi.zip!Sổ khai sinh 2011.csv
             2  rejected  E-REQ   ngay_dang_ky      15    26  open    SampleData/khai-sinh/thi-tran-cho-moi.zip!Sổ khai sinh 2011.csv

        """)
    #expect(
      delivery.masked(result.errors)
        == "there are more: add --after 2\none in full: sohoa rejects show 2\n")
  }

  @Test("A name that fits several units or none is refused with the units to choose from")
  func unitNames() async throws {
    let delivery = try await Delivery.loaded()
    let several = try await delivery.command.run(["rejects", "list", "--unit", "tan-lap"])
    #expect(several.status == 64)
    #expect(
      several.errors.hasPrefix("error SH7006: 'tan-lap' fits 4 units\n  → give the number of"))
    let none = try await delivery.command.run(["rejects", "list", "--unit", "zzz"])
    #expect(none.status == 64)
    #expect(none.errors.hasPrefix("error SH7006: no unit is named 'zzz'\n"))
  }

  @Test("A record of XML is shown with a caret under the field that is wrong")
  func show() async throws {
    let delivery = try await Delivery.loaded()
    let result = try await delivery.command.run(["rejects", "show", "22"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("reject 22: rejected, open, run 1, table khai_sinh\nunit 9: "))
    let lines = result.output.split(separator: "\n")
    let marked = lines.firstIndex { $0.contains("<nksGioiTinh>") }.map { lines[$0 + 1] }
    #expect(marked.map { Set($0) } == [" ", "^"])
    let none = try await delivery.command.run(["rejects", "show", "99"])
    #expect(none.status == 64)
  }

  @Test("The export is CSV for its owner only, with nothing that a spreadsheet would compute")
  func export() async throws {
    let delivery = try Delivery()
    let path = "\(delivery.command.directory)/so.csv"
    try Data("so,ten\n=1+1,x\n@a,y\n".utf8).write(to: URL(fileURLWithPath: path))
    try Data(
      """
      sohoa: 1
      name: thu
      database: sqlite:x.sqlite
      extract:
        so: { files: so.csv, csv: { header: 1 }, fields: { so: so, ten: ten } }
      transform:
        - check: { code: E-X, expression: 1 = 2, message: { vi: sai, en: wrong } }
      load:
        bang: { mode: append }

      """.utf8
    ).write(to: URL(fileURLWithPath: "\(delivery.command.directory)/p.yaml"))
    _ = try await delivery.command.run(["run", "p.yaml"])
    let result = try await delivery.command.run(
      ["rejects", "export", "--database", "sqlite:x.sqlite", "-o", "out.csv"])
    #expect(result.status == 0)
    #expect(result.errors == "export 1: 2 rejects → out.csv\n")
    let file = "\(delivery.command.directory)/out.csv"
    let text = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    #expect(
      text == "\u{FEFF}sohoa_export,sohoa_reject,sohoa_table,sohoa_unit,sohoa_record,sohoa_line,"
        + "sohoa_rule,sohoa_field,sohoa_message,sohoa_violations,sohoa_scan,so,ten,sohoa_raw\r\n"
        + "1,1,bang,so.csv,1,2,E-X,,wrong,E-X,,'=1+1,x,\"'=1+1,x\"\r\n"
        + "1,2,bang,so.csv,2,3,E-X,,wrong,E-X,,'@a,y,\"'@a,y\"\r\n")
    let facts = try FileManager.default.attributesOfItem(atPath: file)
    #expect(facts[.posixPermissions] as? Int == 0o600)
    let nowhere = try await delivery.command.run(
      ["rejects", "export", "--database", "sqlite:x.sqlite", "-o", "none/out.csv"])
    #expect(nowhere.status == 74)
  }
}
