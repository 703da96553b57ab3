import Foundation
import SQLite
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct GuessTests {
  private let prompt = Prompt(in: TemporaryDirectory.path)

  private static let deliveries = [
    "huyen-ba-vi.zip", "phuong-an-khanh.csv.gz", "so-cu-tcvn3.csv", "thi-tran-cho-moi.zip",
    "xa-tan-lap.zip", "xa-yen-son.zip",
  ]

  @Test("What is guessed from a sample delivery runs unedited", arguments: deliveries)
  func runsUnedited(file: String) async throws {
    try prompt.copy("SampleData")
    let guess = try await prompt.run(["guess", "SampleData/khai-sinh/\(file)", "-o", "so.yaml"])
    #expect(guess.status == 0, "\(guess.errors)")
    let check = try await prompt.run(["check", "so.yaml"])
    #expect(check.status == 0, "\(check.output)")
    let run = try await prompt.run(["run", "so.yaml", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let totals = try #require(report?["totals"] as? [String: Int])
    // Nearly all records pass: what is planted are defects of single records.
    #expect((totals["loaded"] ?? 0) * 10 >= (totals["read"] ?? 0) * 8, "\(totals)")
  }

  @Test("What is guessed from the whole delivery loads every format into one table")
  func wholeDelivery() async throws {
    try prompt.copy("SampleData")
    let files = Self.deliveries.map { "SampleData/khai-sinh/\($0)" }
    let guess = try await prompt.run(["guess"] + files + ["-o", "so.yaml"])
    #expect(guess.status == 0, "\(guess.errors)")
    let run = try await prompt.run(["run", "so.yaml", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let connection = try Connection(path: prompt.directory + "/so.sqlite", mode: .readOnly)
    // One file names its column otherwise, which only a person can know to be the same.
    let places = "SELECT count(DISTINCT coalesce(noi_dang_ky, noi_dang_ky_ubnd)) FROM so"
    #expect(try connection.integer(places) == 6)
  }

  private static let folders: [String] = {
    let root = Product.root.path + "/SampleData/dan-cu"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.filter { !$0.contains(".") }.sorted()
  }()

  @Test("What is guessed from a register's delivery runs unedited", arguments: folders)
  func register(folder: String) async throws {
    try prompt.copy("SampleData")
    let place = "SampleData/dan-cu/\(folder)"
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(prompt.directory)/\(place)")
    // The first file may hold no record: a book without entries is delivered too; scans lie in a folder.
    let files = names.sorted().map { "\(place)/\($0)" }
    let guess = try await prompt.run(["guess"] + files + ["-o", "so.yaml"])
    #expect(guess.status == 0, "\(guess.errors)")
    let run = try await prompt.run(["run", "so.yaml", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let totals = try #require(report?["totals"] as? [String: Int])
    #expect((totals["read"] ?? 0) > 0)
    #expect((totals["loaded"] ?? 0) * 10 >= (totals["read"] ?? 0) * 8, "\(totals)")
  }

  @Test(
    "Every format is told by what is in the file",
    arguments: [
      (
        "a.txt", "001An   2001\n002Bình 1999\n003Cúc  1987\n004Dung 2000\n005Hà   2001\n",
        "fixed: { widths: { cot_1: 8, cot_2: 4 }, encoding: auto }", 5
      ),
      (
        "a.dat",
        #"{"so":"01","cha":{"hoTen":"An"},"con":[{"ten":"x"}]}"# + "\n"
          + #"{"so":"02","cha":{"hoTen":"Ba"}}"#,
        "    json: {}\n    # lists inside a record, left out: con\n", 2
      ),
      (
        "a.json", #"{"n":[1],"goi":{"ds":[{"so":"1"},{"so":"2","ten":"x"}]}}"#,
        "json: { record: '/goi/ds' }", 2
      ),
      ("b.json", #"[{"so":"1"},{"so":"2"}]"#, "json: { record: '/' }", 2),
    ] as [(String, String, String, Int)])
  func formats(file: String, text: String, line: String, rows: Int) async throws {
    try text.write(
      toFile: prompt.directory + "/" + file, atomically: true, encoding: .utf8)
    let guess = try await prompt.run(["guess", file, "-o", "so.yaml"])
    #expect(guess.status == 0, "\(guess.errors)")
    let definition = try String(contentsOfFile: prompt.directory + "/so.yaml", encoding: .utf8)
    #expect(definition.contains(line), "\(definition)")
    let run = try await prompt.run(["run", "so.yaml", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let connection = try Connection(path: prompt.directory + "/so.sqlite", mode: .readOnly)
    #expect(try connection.integer("SELECT count(*) FROM so") == Int64(rows))
  }

  @Test("A workbook's header row is found below its title, a table with its memos by its bytes")
  func binary() async throws {
    let book = try Spreadsheet(
      [
        .init(
          "Sổ 1",
          rows: ["SỔ ĐĂNG KÝ", "", "Số|Họ tên|Năm"].enumerated().map { index, line in
            "<row r=\"\(index + 1)\">" + Self.cells(line, row: index + 1) + "</row>"
          }.joined()
            + (4...9).map {
              "<row r=\"\($0)\">\(Self.cells("0\($0)|An \($0)|20\($0)", row: $0))</row>"
            }
            .joined())
      ], strings: []
    ).bytes()
    try Data(book).write(to: URL(filePath: prompt.directory + "/a.xlsx"))
    let fixtures = Product.root.path + "/Tests/ExtractionTests/Fixtures/"
    for name in ["foxpro.dbf", "foxpro.fpt"] {
      try FileManager.default.copyItem(
        atPath: fixtures + name, toPath: prompt.directory + "/" + name)
    }
    for (files, line, rows) in [
      (["a.xlsx"], "xlsx: { header: 3 }", 6),
      (["foxpro.dbf", "foxpro.fpt"], "dbf: { encoding: tcvn3 }", 5),
    ] {
      let guess = try await prompt.run(["guess"] + files + ["-o", "\(rows).yaml"])
      #expect(guess.status == 0, "\(guess.errors)")
      let definition = try String(
        contentsOfFile: prompt.directory + "/\(rows).yaml", encoding: .utf8)
      #expect(definition.contains(line), "\(definition)")
      let run = try await prompt.run(["run", "\(rows).yaml", "--json"])
      #expect(run.status == 0, "\(run.errors)")
      let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      #expect((report?["totals"] as? [String: Int])?["loaded"] == rows, "\(run.output)")
    }
  }

  private static func cells(_ line: String, row: Int) -> String {
    line.split(separator: "|").enumerated().map { column, text in
      "<c r=\"\(["A", "B", "C"][column])\(row)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }.joined()
  }

  @Test("Identifiers stay text, dates get formats, codes are listed, a key is found")
  func evidence() async throws {
    var lines = ["Số,Quyển số,Số CCCD,Họ tên,Giới tính,Ngày sinh,Năm"]
    for index in 1...40 {
      lines.append(
        "0\(index),\(index % 2 + 1)/2009,0\(10_000_000_000 + index),Người \(index),"
          + "\(index % 2 == 0 ? "Nam" : "Nữ"),\(index % 28 + 1)/2/2009,2009")
    }
    try lines.joined(separator: "\n").write(
      toFile: prompt.directory + "/s.csv", atomically: true, encoding: .utf8)
    let guess = try await prompt.run(["guess", "s.csv"])
    #expect(guess.status == 0, "\(guess.errors)")
    for part in [
      "      # 100 % filled, 40 different, 12 characters, text like 999999999999\n"
        + "      so_cccd: 'Số CCCD'\n",
      "code table? ", "Nam", "      gioi_tinh: 'Giới tính'\n",
      "      ngay_sinh: { type: date, formats: [dd/MM/yyyy] }\n", "    key: [so]\n",
      "      ho_ten: 'Họ tên'\n",
    ] {
      #expect(guess.output.contains(part), "\(part) in \(guess.output)")
    }
    // Neither figures nor persons: years stay text, and no name is shown.
    #expect(!guess.output.contains("integer"))
    #expect(!guess.output.contains("Người"))
  }

  @Test("A definition that is there is not overwritten; what holds no rows is refused")
  func refusals() async throws {
    try "a,b\n1,2\n".write(
      toFile: prompt.directory + "/s.csv", atomically: true, encoding: .utf8)
    try "mine".write(toFile: prompt.directory + "/p.yaml", atomically: true, encoding: .utf8)
    let taken = try await prompt.run(["guess", "s.csv", "-o", "p.yaml"])
    #expect(taken.status == 64)
    #expect(taken.errors.hasPrefix("error SH7011: p.yaml is there already"))
    try "<a/>".write(toFile: prompt.directory + "/s.xml", atomically: true, encoding: .utf8)
    let empty = try await prompt.run(["guess", "s.xml"])
    #expect(empty.status == 66)
    #expect(empty.errors.contains("error SH5701: "))
    let missing = try await prompt.run(["guess", "none.csv"])
    #expect(missing.status == 66)
  }
}
