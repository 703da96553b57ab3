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
