import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct RunTests {
  @Test("The summary of the sample delivery fits 80 columns and says all that an officer asks")
  func summary() async throws {
    let delivery = try Delivery()
    let result = try await delivery.command.run(["run", Delivery.pipeline])
    #expect(result.status == 0)
    // On a busy machine the run lasts long enough to tell how far it is.
    #expect(
      result.errors.split(separator: "\n").allSatisfy {
        $0.contains(" rows/s  unit ") || $0.contains(" rejected  unit ")
      })
    let text = delivery.masked(result.output)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(
      text == """
        khai_sinh, lượt chạy 1: xong · done
          0,0 s, bộ nhớ (memory) 00 MB

        Thư mục · folder SampleData/khai-sinh/
        Tệp                                            đọc     nạp     trùng      loại
        Unit                                          read  loaded  repeated  rejected
        ✓ thi-tran-cho-moi.zip!Sổ khai sinh 2011.csv    50      44         0         6
        ✓ xa-tan-lap.zip!so-khai-sinh-2003.csv          60      48         1        11
        ✓ xa-tan-lap.zip!so-khai-sinh-2004.csv          40      40         0         0
        ✗ xa-tan-lap.zip!so-khai-sinh-2005.csv           –       –         –         –
        ✓ xa-yen-son.zip!so-khai-sinh-1999.csv          40      38         1         1
        = xa-yen-son.zip!tan-lap-2004-gui-lai.csv        –       –         –         –
        ✓ phuong-an-khanh.csv.gz                        40      38         1         1
        ✓ so-cu-tcvn3.csv                               40      38         0         2
        ✓ huyen-ba-vi.zip!khai-sinh.xml                 50      46         1         3
        Tổng · total                                   320     292         4        24

        Đối chiếu: 320 đọc = 292 nạp + 4 trùng + 24 loại ✓ khớp · balanced

        ✗ xa-tan-lap.zip!so-khai-sinh-2005.csv
            không nạp cả tệp · refused as a whole
            the checksum of the content does not agree
        = xa-yen-son.zip!tan-lap-2004-gui-lai.csv
            đã có · known already
            the same content as xa-tan-lap.zip!so-khai-sinh-2004.csv

        Lý do loại · why rejected
          4  E-DATE        ngày không hợp lệ · no possible date
          4  E-STRUCT      bản ghi sai cấu trúc · the record's structure is broken
          3  E-CODE        giá trị không có trong danh mục
                           the value is not in its list
          3  E-REQ         thiếu giá trị bắt buộc · a required value is missing
          2  E-ID-SHAPE    … không phải là số gồm 9 hoặc 12 chữ số
                           … is not a number of 9 or 12 digits
          2  E-KEY-DUP     trùng khoá với bản ghi khác nội dung
                           another record has the same key and other content
          1  E-DATE-ORDER  ngày sinh sau ngày đăng ký
                           the birth is after its registration
          1  E-ENC         chữ không đúng bảng mã của tệp
                           the text is not in the unit's encoding
          1  E-LENGTH      ghi_chu dài hơn 500 ký tự
                           ghi_chu has more than 500 characters
          1  E-PATTERN     không đúng mẫu · not of the wanted pattern
          1  E-RANGE       giá trị ngoài phạm vi · out of range
          1  E-TYPE        trang_so không phải là số nguyên
                           trang_so is not a whole number

        Cảnh báo, vẫn nạp · warnings, loaded all the same
          12  W-CODE-ALIAS  giá trị có thể ứng với nhiều mã
                            the value could mean several codes
           2  W-DATE-WORDS  ngày bằng chữ sai hoặc khác ngày bằng số
                            the date in words is wrong or differs

        Kiểm tra chất lượng · quality checks
          cảnh báo · missed  W-GAP  khai_sinh: gaps(so_dang_ky) = 0 … 9, 6/7
              số đăng ký trong quyển bị thiếu · numbers of the book are missing
              UBND phường An Khánh, quận Ninh Kiều, thành phố Cần Thơ, 01/2009
                1: 10
              UBND thị trấn Đồng Tâm, huyện Chợ Mới, tỉnh Bắc Kạn, 01/2011
                6: 7, 15, 22, 30, 33, 41
              UBND xã Châu Quang, huyện Quỳ Hợp, tỉnh Nghệ An, 01/1996
                2: 13, 29
              UBND xã Tân Lập, huyện Lục Yên, tỉnh Yên Bái, 01/2003
                9: 5, 9, 19, 24, 29, 33, 36, 40, 44
              UBND xã Tản Lĩnh, huyện Ba Vì, thành phố Hà Nội, 01/2018
                2: 8, 19
              … + 1

        Cơ sở dữ liệu · database
          .sohoa/hop-nhat.sqlite

        Gõ tiếp · type next
          # xem các dòng bị loại · see what was rejected
          sohoa rejects list --run 1
          # xem dữ liệu · see the data
          sqlite3 -box .sohoa/hop-nhat.sqlite 'SELECT * FROM khai_sinh LIMIT 5'
          # có tệp mới thì chạy lại · when new files arrive
          sohoa run Pipelines/khai-sinh.yaml

        """)
  }

  @Test("A second run says that nothing is new, ends with 0 and writes nothing")
  func nothingNew() async throws {
    let delivery = try await Delivery.loaded()
    let result = try await delivery.command.run(["run", Delivery.pipeline])
    #expect(result.status == 0)
    #expect(
      result.output == """
        khai_sinh: không có gì mới · nothing new
          9 tệp đã xử lý trước đây · files were settled before
          .sohoa/hop-nhat.sqlite

        """)
  }

  @Test("A database named with --database is named in the commands to type next")
  func database() async throws {
    let delivery = try Delivery()
    let result = try await delivery.command.run(
      ["run", Delivery.pipeline, "--database", "sqlite:x.sqlite"])
    let text = delivery.masked(result.output)
    #expect(text.contains("sohoa rejects list --run 1 --database sqlite:x.sqlite\n"))
    #expect(text.contains("sohoa run Pipelines/khai-sinh.yaml --database sqlite:x.sqlite\n"))
  }

  @Test("With --json there is nothing but the report on stdout, and --report writes the same")
  func report() async throws {
    let delivery = try Delivery()
    let result = try await delivery.command.run(
      ["run", Delivery.pipeline, "--json", "--report", "report.json"])
    #expect(result.status == 0)
    let report =
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any] ?? [:]
    let wanted: Set = [
      "run", "pipeline", "status", "started", "finished", "database", "units", "stages", "totals",
      "rejects", "peak_memory_bytes", "seconds",
    ]
    #expect(wanted.isSubset(of: keys(report)))
    let parts: Set = [
      "path", "member", "sha256", "status", "read", "loaded", "updated", "unchanged", "filtered",
      "duplicate", "rejected", "checkpoints",
    ]
    #expect(objects(report["units"]).count == 9)
    #expect(objects(report["units"]).allSatisfy { parts.isSubset(of: $0.keys) })
    let totals = report["totals"] as? [String: Int]
    #expect(totals?["read"] == 320 && totals?["loaded"] == 292 && totals?["rejected"] == 24)
    let written = try Data(
      contentsOf: URL(fileURLWithPath: delivery.command.directory + "/report.json"))
    #expect(String(decoding: written, as: UTF8.self) + "\n" == result.output)
  }

  @Test("A report that cannot be written ends with 74, and the run stays")
  func unwritableReport() async throws {
    let delivery = try Delivery()
    let result = try await delivery.command.run(
      ["run", Delivery.pipeline, "--report", "none/report.json"])
    #expect(result.status == 74)
    #expect(result.errors.contains("error SH7104: cannot write the report to none/report.json\n"))
    #expect(
      objects(try await delivery.json("runs", "--json")).first?["status"] as? String == "done")
  }

  @Test("A definition that is wrong ends with 78 and writes nothing")
  func broken() async throws {
    let delivery = try Delivery()
    let path = "\(delivery.command.directory)/Pipelines/x.yaml"
    try Data("sohoa: 1\nname: x\n".utf8).write(to: URL(fileURLWithPath: path))
    let before = try delivery.snapshot()
    let result = try await delivery.command.run(["run", "Pipelines/x.yaml"])
    #expect(result.status == 78)
    #expect(result.output.isEmpty)
    #expect(try delivery.snapshot() == before)
  }
}
