import Foundation
import TestSupport
import Testing

/// Rejects leave the database, are corrected in a spreadsheet, come back and are loaded.
@Suite(.temporaryDirectory, .onEachDatabase) struct RejectLoopTests {
  private static let refused = [
    "1 rejected open E-NAME ten", "2 rejected open E-DATE ngay", "3 rejected open E-DATE ngay",
    "4 rejected open E-DATE ngay", "5 rejected open E-STRUCT", "6 duplicate open I-KEY-SAME so",
    "7 rejected open E-KEY-DUP so",
  ]

  @Test(
    "What was corrected is loaded, what was not stays refused, and every record is accounted for")
  func loop() async throws {
    let register = try RefusedRegister()
    try await register.load()
    #expect(try register.rejects() == Self.refused)
    var file = try await register.export()
    RefusedRegister.correct(&file)
    try register.place.write(file.csv(), to: "back.csv")
    let taken = try await register.importing("back.csv").run()
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(
      taken.output == "export 1, run 2: 3 of 7 rejects corrected\n  1: ten\n  2: ngay\n  7: so\n")
    let replayed = try await register.replaying("--json").run()
    #expect(replayed.status == 0, "\(replayed.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(replayed.output.utf8))
    #expect((report as? [String: Any])?["run"] as? Int == 3)
    #expect(
      (report as? [String: Any])?["total"] as? [String: Int]
        == ["replayed": 6, "fixed": 3, "rejected": 3, "superseded": 0, "filtered": 0])
    #expect(
      try register.rejects() == [
        "1 loaded replayed E-NAME ten", "2 loaded replayed E-DATE ngay",
      ] + Self.refused[2..<6] + ["7 loaded replayed E-KEY-DUP so"])
    #expect(
      try register.place.rows(
        "SELECT so, ten, ngay, noi, sohoa_unit, sohoa_record, sohoa_run FROM nguoi ORDER BY so")
        == [
          "1|An|2001-01-15|Xã A|1|1|1", "2|Hai|2001-02-15|Xã A|1|2|3",
          "3|Ba|2001-02-28|Xã \"B\",\nhuyện C|1|3|3", "5|Lan|2001-05-15|Xã A|1|5|1",
          "55|Lan khác|2001-05-15|Xã A|1|7|3",
        ])
    let balance = try await register.place.ledger("reconcile", "3", "--json").run()
    #expect(balance.status == 0, "\(balance.output)")
    #expect(
      try register.place.rows(
        """
        SELECT sum(read), sum(loaded), sum(filtered), sum(duplicate), sum(rejected)
        FROM sohoa_checkpoint
        """) == ["10|5|1|1|3"])
    #expect(
      try register.place.rows(
        "SELECT who, verb, run, detail FROM sohoa_audit WHERE verb IN ('import', 'replay')"
          + " ORDER BY entry") == [
          "Lan|import|2|reject 1: open → fixed; export 1; ten",
          "Lan|import|2|reject 2: open → fixed; export 1; ngay",
          "Lan|import|2|reject 7: open → fixed; export 1; so",
          "Minh|replay|3|attempt 1", "Minh|replay|3|reject 1: fixed → replayed, loaded",
          "Minh|replay|3|reject 2: fixed → replayed, loaded",
          "Minh|replay|3|reject 7: fixed → replayed, loaded",
        ])
    // Nothing is left to do for what nobody has touched, and nothing is written for it.
    #expect(try register.place.integer("SELECT count(*) FROM sohoa_finding WHERE run = 3") == 0)
  }

  @Test("A spreadsheet neither computes nor changes anything of an export")
  func marks() async throws {
    let register = try RefusedRegister()
    try await register.load()
    let file = try await register.export()
    #expect(
      file.names == [
        "sohoa_export", "sohoa_reject", "sohoa_table", "sohoa_unit", "sohoa_record", "sohoa_line",
        "sohoa_rule", "sohoa_field", "sohoa_message", "sohoa_violations", "sohoa_scan", "so", "ten",
        "ngay", "noi", "sohoa_raw",
      ])
    #expect(file[3]["ten"] == "'=1+1")
    #expect(file[3]["ngay"] == "'32/01/2001")
    #expect(file[4]["ten"] == "'0012")
    #expect(file[2]["noi"] == "Xã \"B\",\nhuyện C")
    #expect(file[1]["sohoa_message"] == "no name")
    #expect(file[5]["sohoa_raw"] == "7,Bảy")
    // Saved by a spreadsheet as it is, it says that nothing was changed, in each format.
    try register.place.write(file.csv(delimiter: "\t", lineEnd: "\r\n"), to: "back.csv")
    let unchanged = try await register.importing("back.csv").run()
    #expect(unchanged.status == 66)
    #expect(
      unchanged.errors == """
        error SH5513: nothing was changed in \(register.place.file("back.csv"))
          → correct the fields to the right of sohoa_scan, save, and import again

        """)
    let path = register.place.file("r.csv")
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    #expect(facts[.posixPermissions] as? Int == 0o600)
  }

  @Test("A workbook comes back as a spreadsheet program saves it")
  func workbook() async throws {
    let register = try RefusedRegister()
    try await register.load()
    let out = try await register.place.ledger(
      "rejects", "export", "-o", register.place.file("r.xlsx")
    ).run()
    #expect(out.status == 0, "\(out.errors)")
    // A program that shows texts: what CSV marks is plain in the workbook.
    var file = try await register.export()
    for index in file.rows.indices {
      file.rows[index]["sohoa_export"] = "1"
      for (name, text) in file.rows[index] where text.hasPrefix("'") {
        file.rows[index][name] = String(text.dropFirst())
      }
    }
    let same = try file.workbook()
    try register.place.write(same, to: "same.xlsx")
    #expect(try await register.importing("same.xlsx").run().status == 66)
    file[3]["ngay"] = "2001-01-31"
    file[4]["ngay"] = ""
    try register.place.write(try file.workbook(), to: "back.xlsx")
    let taken = try await register.importing("back.xlsx").run()
    #expect(taken.status == 0, "\(taken.errors)")
    let replayed = try await register.replaying("--status", "fixed").run()
    #expect(replayed.status == 0, "\(replayed.errors)")
    #expect(
      try register.place.rows(
        "SELECT so, ten, ngay FROM nguoi WHERE sohoa_run = 3 ORDER BY so") == [
          "4|=1+1|2001-01-31", "6|0012|NULL",
        ])
  }

  @Test("A file that does not fit the ledger is refused whole, with everything that is wrong")
  func validation() async throws {
    let register = try RefusedRegister()
    try await register.load()
    var file = try await register.export()
    file[1]["ten"] = "Hai"
    file[2]["sohoa_unit"] = "in/other.csv"
    file[2]["ngay"] = "2001-02-28"
    file[3]["sohoa_reject"] = "99"
    file[5]["sohoa_export"] = "7"
    file.names.append("ghi_chu")
    file[6]["ghi_chu"] = "đã hỏi xã"
    try register.place.write(file.csv(), to: "back.csv")
    let outcome = try await register.importing("back.csv").run()
    #expect(outcome.status == 66)
    #expect(
      outcome.errors == """
        error SH5511: \(register.place.file("back.csv")) cannot be taken up:
            row 3: sohoa_unit is not that of reject 2 any more
            row 4: reject 99 is not in export 1
            row 6: it is of export 7, not of export 1
            row 7: the record of reject 6 has no field 'ghi_chu'
          → nothing has been written; put right what is listed, save, and import again

        """)
    #expect(try register.rejects() == Self.refused)
    #expect(try register.place.integer("SELECT count(*) FROM sohoa_correction") == 0)
  }

  @Test("An export is taken up once; the same file again is no mistake, another one is")
  func once() async throws {
    let register = try RefusedRegister()
    try await register.load()
    var file = try await register.export()
    file[1]["ten"] = "Hai"
    try register.place.write(file.csv(), to: "back.csv")
    #expect(try await register.importing("back.csv").run().status == 0)
    let same = try await register.importing("back.csv").run()
    #expect(same.status == 0)
    #expect(same.output.hasPrefix("this very file was taken up on "))
    file[2]["ngay"] = "2001-02-28"
    try register.place.write(file.csv(), to: "again.csv")
    let again = try await register.importing("again.csv").run()
    #expect(again.status == 66)
    #expect(again.errors.hasPrefix("error SH5512: export 1 was taken up on "))
    #expect(try register.place.integer("SELECT count(*) FROM sohoa_correction") == 1)
  }

  @Test("What two people export and correct does not overwrite one another")
  func stale() async throws {
    let register = try RefusedRegister()
    try await register.load()
    var first = try await register.export()
    var second = try await register.export()
    first[1]["ten"] = "Hai"
    try register.place.write(first.csv(), to: "first.csv")
    #expect(try await register.importing("first.csv").run().status == 0)
    // The second file shows the record as it was: untouched, it says nothing about it.
    second[2]["ngay"] = "2001-02-28"
    try register.place.write(second.csv(), to: "second.csv")
    let good = try await register.importing("second.csv").run()
    #expect(good.output.hasPrefix("export 2, run 3: 1 of 7 rejects corrected\n  2: ngay\n"))
    var third = try await register.export()
    var fourth = try await register.export()
    third[1]["ten"] = "Hai ba"
    fourth[1]["ten"] = "Hai bốn"
    try register.place.write(third.csv(), to: "third.csv")
    try register.place.write(fourth.csv(), to: "fourth.csv")
    #expect(try await register.importing("third.csv").run().status == 0)
    let late = try await register.importing("fourth.csv").run()
    #expect(late.status == 66)
    #expect(late.errors.contains("row 2: reject 1 was corrected since by export 3 (Lan, "))
  }

  @Test("A record that is there already when it is replayed is superseded")
  func superseded() async throws {
    let register = try RefusedRegister()
    try await register.load()
    var file = try await register.export()
    file[7]["ten"] = "Lan"
    file[4]["noi"] = "bỏ qua"
    file[4]["ngay"] = "2001-06-15"
    try register.place.write(file.csv(), to: "back.csv")
    #expect(try await register.importing("back.csv").run().status == 0)
    let replayed = try await register.replaying().run()
    #expect(
      replayed.output == """
        nguoi, run 3: 6 rejects replayed
        table  fixed  still rejected  superseded  filtered
        nguoi      0               4           1         1

        """)
    #expect(
      try register.rejects() == Self.refused[0..<3] + ["4 filtered replayed E-DATE ngay"]
        + Self.refused[4..<6] + ["7 duplicate superseded I-KEY-SAME so"])
    #expect(try await register.place.ledger("reconcile").run().status == 0)
    let again = try await register.replaying("--status", "fixed").run()
    #expect(again.output == "nguoi: nothing to replay\n")
  }

  @Test("In a table that is updated, a replay updates; what it replaced is kept")
  func upsert() async throws {
    let register = try RefusedRegister(mode: "upsert")
    try await register.load()
    #expect(
      try register.rejects().map { $0.split(separator: " ")[1...2].joined(separator: " ") }
        == [String](repeating: "rejected open", count: 5))
    var file = try await register.export()
    // A record that brings a row up to date, and one whose row is as it says.
    file[1]["so"] = "1"
    file[1]["ten"] = "An sửa"
    file[2]["so"] = "5"
    file[2]["ten"] = "Lan khác"
    file[2]["ngay"] = "2001-05-15"
    file[2]["noi"] = "Xã A"
    try register.place.write(file.csv(), to: "back.csv")
    #expect(try await register.importing("back.csv").run().status == 0)
    #expect(try await register.replaying("--status", "fixed").run().status == 0)
    #expect(
      Array(try register.rejects().prefix(2)) == [
        "1 updated replayed E-NAME ten", "2 unchanged superseded E-DATE ngay",
      ])
    #expect(
      try register.place.rows("SELECT so, ten FROM nguoi ORDER BY so") == [
        "1|An sửa", "5|Lan khác",
      ])
    #expect(
      try register.place.texts(
        "SELECT before FROM sohoa_change WHERE \"table\" = 'nguoi' AND run = 3"
      )
      .count == 1)
    #expect(try await register.place.ledger("reconcile", "3").run().status == 0)
  }

  @Test("What is given up stays counted, is not replayed, and can be opened again")
  func discard() async throws {
    let register = try RefusedRegister()
    try await register.load()
    let place = register.place
    let gone = try await place.ledger(
      "rejects", "discard", "1", "5", "--reason", "không đọc được", "--by", "Lan"
    ).run()
    #expect(gone.status == 0 && gone.errors == "2 discarded\n")
    let twice = try await place.ledger(
      "rejects", "discard", "2", "1", "--reason", "x", "--by", "Lan"
    ).run()
    #expect(twice.status == 66)
    #expect(twice.errors.hasPrefix("error SH6402: reject 1 is discarded\n"))
    #expect(
      try register.rejects()[1] == "2 rejected open E-DATE ngay",
      "nothing is written of a refused call")
    let none = try await place.ledger(
      "rejects", "discard", "50", "--reason", "x", "--by", "Lan"
    ).run()
    #expect(none.status == 66 && none.errors.hasPrefix("error SH6401: there is no reject 50\n"))
    let replayed = try await register.replaying().run()
    #expect(replayed.output.hasPrefix("nguoi, run 2: 4 rejects replayed\n"))
    #expect(try await place.ledger("reconcile", "1").run().status == 0)
    let shown = try await place.ledger("rejects", "show", "1").run()
    #expect(shown.output.contains("\nnote: không đọc được\n"))
    #expect(
      try await place.ledger("rejects", "reopen", "1", "--reason", "xã gửi lại", "--by", "Lan")
        .run()
        .status == 0)
    #expect(
      try place.rows(
        "SELECT who, verb, detail FROM sohoa_audit WHERE verb IN ('discard', 'reopen')")
        == [
          "Lan|discard|reject 1: open → discarded: không đọc được",
          "Lan|discard|reject 5: open → discarded: không đọc được",
          "Lan|reopen|reject 1: discarded → open: xã gửi lại",
        ])
  }

  @Test("With a corrected definition the rejects pass as they were read, once that is meant")
  func correctedDefinition() async throws {
    let register = try RefusedRegister()
    try await register.load()
    try register.place.write(RefusedRegister.definition(name: "1"), to: "pipeline.yaml")
    let refused = try await register.replaying().run()
    #expect(refused.status == 66)
    #expect(refused.errors.hasPrefix("error SH5202: the definition has changed since "))
    let replayed = try await register.replaying("--accept-definition").run()
    #expect(replayed.status == 0, "\(replayed.errors)")
    #expect(try register.rejects()[0] == "1 loaded replayed E-NAME ten")
    #expect(try register.place.rows("SELECT ten FROM nguoi WHERE so = 2") == [""])
  }

  @Test(
    "A reject is shown field by field, with what is wrong marked and what was corrected beside it")
  func show() async throws {
    let register = try RefusedRegister()
    try await register.load()
    var file = try await register.export()
    file[2]["ngay"] = "2001-02-28"
    try register.place.write(file.csv(), to: "back.csv")
    #expect(try await register.importing("back.csv").run().status == 0)
    let shown = try await register.place.ledger("rejects", "show", "2").run()
    let time = /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/
    #expect(
      shown.output.replacing(time, with: "TIME") == """
        reject 2: rejected, fixed, run 1, table nguoi
        unit 1: \(register.place.file("in/so.csv"))
        record 3, line 4, byte 58
        breaks:
          E-DATE ngay: the value is not of the type wanted
        field by field:
           so    3
           ten   Ba
        >  ngay  31/02/2001 → 2001-02-28 (Lan, TIME)
           noi   Xã "B",⏎huyện C
        as read:
        3,Ba,31/02/2001,"Xã ""B"",
        huyện C"

        """)
  }

  @Test("Rejects are found by the day of their run, and by how far QA has come")
  func filters() async throws {
    let register = try RefusedRegister()
    try await register.load()
    func count(_ options: String...) async throws -> Int {
      var command = register.place.ledger("rejects", "list", "--json")
      command.arguments += options
      let outcome = try await command.run()
      return objects(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))).count
    }
    let formatter = DateFormatter()
    formatter.dateFormat = "yyyy-MM-dd"
    let today = formatter.string(from: Date())
    let yesterday = formatter.string(from: Date().addingTimeInterval(-86_400))
    // A run around midnight belongs to one of the two days.
    #expect(try await count("--day", today) + count("--day", yesterday) == 7)
    #expect(try await count("--day", "2001-01-01") == 0)
    #expect(try await count("--status", "open", "--rule", "E-DATE") == 3)
    let wrong = try await register.place.ledger("rejects", "list", "--day", "hôm qua").run()
    #expect(wrong.status == 64 && wrong.errors.contains("--day takes a day as 2026-05-31"))
  }
}
