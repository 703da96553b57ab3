import Foundation
import Generation
import TestSupport
import Testing

/// The people of all registers, linked by `Pipelines/hop-nhat.yaml` and held against the truth.
@Suite(.temporaryDirectory, .onEachDatabase) struct LinkTests {
  static let registers = [
    "khai-sinh", "ket-hon", "khai-tu", "nhan-cha-me-con", "giam-ho", "nuoi-con-nuoi", "cai-chinh",
    "tinh-trang-hon-nhan", "so-ho-khau", "giay-chung-sinh", "giay-bao-tu",
  ]

  /// The names of records for folder and role as the truth has them.
  static let names = [
    "khai-sinh nks": "con", "khai-sinh me": "me", "khai-sinh cha": "cha",
    "khai-sinh nyc": "nguoi_khai", "ket-hon chong": "chong", "ket-hon vo": "vo",
    "khai-tu nkt": "nguoi_chet", "khai-tu nyc": "nguoi_bao_tu", "nhan-cha-me-con cm": "nguoi_nhan",
    "nhan-cha-me-con nc": "nguoi_duoc_nhan", "nhan-cha-me-con nyc": "nguoi_xin_nhan",
    "giam-ho ngh": "nguoi_giam_ho", "giam-ho ndgh": "nguoi_duoc_giam_ho",
    "giam-ho nyc": "nguoi_xin_giam_ho", "nuoi-con-nuoi ccn": "cha_nuoi",
    "nuoi-con-nuoi mcn": "me_nuoi", "nuoi-con-nuoi cn": "con_nuoi",
    "cai-chinh ntd": "nguoi_cai_chinh", "cai-chinh nyc": "nguoi_xin_cai_chinh",
    "tinh-trang-hon-nhan nxn": "nguoi_xac_nhan", "tinh-trang-hon-nhan nyc": "nguoi_xin_xac_nhan",
    "ho-khau chu_ho": "chu_ho", "nhan-khau ": "nhan_khau", "bien-dong ": "bien_dong",
    "tam-tru-tam-vang ": "tam_tru_tam_vang", "giay-chung-sinh me": "me_sinh",
    "giay-chung-sinh cha": "cha_sinh", "giay-chung-sinh con": "con_sinh",
    "giay-bao-tu ": "bao_tu", "giay-bao-tu nguoi_than": "nguoi_than",
  ]

  static var folder: String { TemporaryDirectory.path + "/dan-cu" }
  var database: String { TestDatabase.url }

  func sohoa(_ arguments: String...) async throws -> Command.Outcome {
    try await Command(Product.sohoa, arguments).run(timeout: 300)
  }

  /// Loads every register of a district, and writes who is who as ids of the link.
  func load() async throws -> String {
    let folder = Self.folder
    try? FileManager.default.removeItem(atPath: folder)
    var delivery = PopulationDelivery(persons: 1)
    delivery.couples = 16
    delivery.seed = 7
    _ = try delivery.write(into: folder)
    for name in Self.registers {
      let path = Product.root.appendingPathComponent("Pipelines/\(name).yaml").path
      let outcome = try await sohoa(
        "run", path, "--set", "du_lieu=\(folder)", "--database", database, "--quiet")
      try #require(outcome.status == 0, "\(outcome)")
    }
    var units: [String: Int64] = [:]
    let rows = try TestDatabase.query(
      "SELECT unit, path, coalesce(member, '') FROM sohoa_unit ORDER BY unit DESC")
    for row in rows.map({ $0.split(separator: "|", omittingEmptySubsequences: false) }) {
      units[row[1].replacing(folder + "/", with: "") + " " + row[2]] = Int64(row[0])
    }
    var known = "record_id,cluster_id\n"
    let truth = try String(contentsOfFile: folder + "/truth-persons.csv", encoding: .utf8)
    for line in truth.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let register = String(cells[0].prefix { $0 != "/" })
      guard let unit = units[cells[0] + " " + cells[1]] ?? units[cells[0] + " "],
        let name = Self.names["\(register) \(cells[3])"]
      else { continue }
      known += "\(name):\(unit):\(cells[2]),\(cells[4])\n"
    }
    let file = TemporaryDirectory.path + "/known.csv"
    try known.write(toFile: file, atomically: true, encoding: .utf8)
    return file
  }

  @Test("The people of a district are found as the truth has them, and stay who they are")
  func district() async throws {
    let known = try await load()
    let path = Product.root.appendingPathComponent("Pipelines/hop-nhat.yaml").path
    let measured = try await sohoa(
      "link", "evaluate", path, known, "--database", database, "--json")
    try #require(measured.status == 0, "\(measured)")
    let figures = try #require(
      try JSONSerialization.jsonObject(with: Data(measured.output.utf8)) as? [String: Any])
    #expect(try #require(figures["pair_precision"] as? Double) > 0.995)
    #expect(try #require(figures["pair_recall"] as? Double) > 0.95)
    #expect(try #require(figures["cluster_f1"] as? Double) > 0.93)
    let first = try await sohoa(
      "run", path, "--set", "du_lieu=\(Self.folder)", "--database", database)
    #expect(first.status == 0, "\(first)")
    #expect(first.output.contains("link.nguoi: "))
    func clusters() throws -> [String] {
      try TestDatabase.query("SELECT record_id, cluster_id FROM nguoi_cluster ORDER BY 1")
    }
    let before = try clusters()
    // Nothing is new, so nothing is done; done all the same, it comes out the same.
    let idle = try await sohoa("link", "run", path, "--database", database)
    #expect(idle.errors.contains("nothing new"))
    let again = try await sohoa(
      "link", "run", path, "--database", database, "--always", "--threads", "1")
    #expect(again.status == 0, "\(again)")
    #expect(again.output.contains("new 0, merged 0, split 0, gone 0"))
    #expect(try clusters() == before)
  }
}
