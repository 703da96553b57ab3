import Foundation
import FoundationXML
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct ProfileTests {
  /// The profile of the sample delivery's only table.
  private func stage(_ delivery: Delivery) async throws -> [String: Any] {
    let profile = try await delivery.json("profile", Delivery.pipeline, "--json")
    let stages = objects((profile as? [String: Any])?["stages"])
    return try #require(stages.first)
  }

  private func column(_ name: String, _ place: String, _ stage: [String: Any]) -> [String: Any] {
    objects(stage[place]).first { $0["name"] as? String == name } ?? [:]
  }

  @Test("The figures are those of the delivery, before and after the steps; nothing is written")
  func figures() async throws {
    let delivery = try Delivery()
    let before = try delivery.snapshot()
    let stage = try await stage(delivery)
    #expect(try delivery.snapshot() == before)
    // What only the table can tell, two other records with the key of a record, is not known here.
    #expect(stage["read"] as? Int == 320)
    #expect(stage["rejected"] as? Int == 24 - 2)
    let rejects = try #require(stage["rejects"] as? [String: Int])
    #expect(rejects["E-DATE"] == 4)
    #expect(rejects["E-STRUCT"] == 4)
    let sexRead = column("nks_gioi_tinh", "before", stage)
    let sex = column("nks_gioi_tinh", "after", stage)
    #expect(sexRead["distinct"] as? Int ?? 0 >= 4)
    #expect(sex["distinct"] as? Int == 4)
    #expect(column("nks_ma_gioi_tinh", "after", stage)["distinct"] as? Int == 2)
    #expect(sex["filled"] as? Int == sex["rows"] as? Int)
    let registered = column("ngay_dang_ky", "after", stage)
    #expect(registered["least"] as? String == "1996-01-02")
    #expect(registered["greatest"] as? String == "2018-03-27")
    let years = try #require(registered["years"] as? [String: Int])
    #expect(years.values.reduce(0, +) == registered["filled"] as? Int)
    #expect(years["2018"] == 50 - 2)
  }

  @Test("No value that may tell a person is shown")
  func personalValues() async throws {
    let delivery = try Delivery()
    let stage = try await stage(delivery)
    for name in ["nks_ho_ten", "me_ho_ten", "me_so_giay_to"] {
      #expect(objects(column(name, "after", stage)["top"]).isEmpty, "\(name)")
    }
  }

  @Test("The page needs nothing from elsewhere and is the same with 'run --profile'")
  func page() async throws {
    let delivery = try Delivery()
    let folder = delivery.command.directory
    let result = try await delivery.command.run(
      ["run", Delivery.pipeline, "--quiet", "--profile", "page.html"])
    #expect(result.status == 0, "\(result.errors)")
    let page = try String(contentsOfFile: folder + "/page.html", encoding: .utf8)
    #expect(page.contains("Vì sao bị loại <em>Why records are rejected</em>"))
    for title in ["Ngày đăng ký", "Ngày, tháng, năm sinh (người được khai sinh)"] {
      #expect(page.contains("\(title) theo năm <em>by year</em>"), "\(title)")
    }
    for foreign in ["http", "src=", "url(", "<script"] {
      #expect(!page.contains(foreign), "\(foreign)")
    }
    #expect(page.utf8.count < 400_000)
  }

  @Test("Files are profiled without a definition, as they would be guessed")
  func files() async throws {
    let delivery = try Delivery()
    let before = try delivery.snapshot()
    let file = "SampleData/khai-sinh/phuong-an-khanh.csv.gz"
    let profile = try await delivery.json("profile", file, "--json") as? [String: Any]
    let stages = objects(profile?["stages"])
    let stage = try #require(stages.first)
    #expect(stage["read"] as? Int == 40)
    #expect(column("so", "after", stage)["distinct"] as? Int == 38)
    #expect(column("quyen_so", "after", stage)["distinct"] as? Int == 1)
    #expect(column("ngay_dang_ky", "after", stage)["least"] as? String == "2009-01-02")
    #expect(try delivery.snapshot() == before)
    let mixed = try await delivery.command.run(["profile", Delivery.pipeline, file])
    #expect(mixed.status == 64)
    #expect(mixed.errors.contains("cannot be profiled together"))
  }
}
