import Foundation
import TestSupport
import Testing

/// The consolidated model of a district, held against who everybody is.
extension LinkTests {
  private func table(_ name: String) throws -> [[String]] {
    try String(contentsOfFile: name, encoding: .utf8).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func rows(_ query: String) throws -> [[String]] {
    try TestDatabase.query(query, of: database, null: "").map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The row of the model that most records of each person have.
  private func entities(_ known: String) throws -> [String: String] {
    let clusters = Dictionary(
      try rows("SELECT record_id, cluster_id FROM nguoi_cluster").map { ($0[0], $0[1]) },
      uniquingKeysWith: { $1 })
    var counts: [String: [String: Int]] = [:]
    for line in try table(known) {
      if let cluster = clusters[line[0]] { counts[line[1], default: [:]][cluster, default: 0] += 1 }
    }
    return counts.compactMapValues { shares in
      shares.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }
  }

  @Test("The golden values of a district are those of the truth, and so is what a reference says")
  func golden() async throws {
    let known = try await load()
    let truth = try table(TemporaryDirectory.path + "/dan-cu/truth-clusters.csv")
    // The national extract: the truth without every tenth, and with another name for every ninth.
    var extract = "ho_ten,ngay_sinh,gioi_tinh,so_dinh_danh,so_cmnd\n"
    for (number, person) in truth.enumerated() where number % 10 != 3 {
      let length = ["day": 10, "month": 7, "year": 4][person[4]] ?? 10
      let name = number % 9 == 1 ? person[1] + " Khác" : person[1]
      extract += "\(name),\(person[3].prefix(length)),\(person[2]),,\n"
    }
    try extract.write(
      toFile: TemporaryDirectory.path + "/csdl.csv", atomically: true, encoding: .utf8)
    let definition = TemporaryDirectory.path + "/csdl.yaml"
    try """
    sohoa: 1
    name: csdl
    extract:
      csdl:
        files: csdl.csv
        csv: {}
        fields: { ho_ten: ho_ten, ngay_sinh: ngay_sinh, gioi_tinh: gioi_tinh, so_dinh_danh: so_dinh_danh, so_cmnd: so_cmnd }
    load: { csdl_dan_cu: {} }
    """.write(toFile: definition, atomically: true, encoding: .utf8)
    let loaded = try await sohoa("run", definition, "--database", database, "--quiet")
    try #require(loaded.status == 0, "\(loaded)")
    let path = Product.root.appendingPathComponent("Pipelines/hop-nhat.yaml").path
    let made = try await sohoa(
      "run", path, "--set", "du_lieu=\(Self.folder)", "--database", database)
    try #require(made.status == 0, "\(made)")
    let entity = try entities(known)
    let people = Dictionary(
      try rows("SELECT ma, ho_ten, ngay_sinh, gioi_tinh, ngay_chet FROM nguoi").map {
        ($0[0], $0)
      }, uniquingKeysWith: { $1 })
    let codes = Dictionary(
      try rows("SELECT id, code FROM sohoa_match WHERE known_to IS NULL").map { ($0[0], $0[1]) },
      uniquingKeysWith: { $1 })
    #expect(codes.count == people.count)
    var (names, days, sexes, all, agree, missed, falselyFound) = (0, 0, 0, 0, 0, 0, 0)
    for (number, person) in truth.enumerated() {
      guard let row = people[entity[person[0]] ?? ""] else { continue }
      all += 1
      let length = ["day": 10, "month": 7, "year": 4][person[4]] ?? 10
      let hasName = row[1].lowercased() == person[1].lowercased()
      let hasDay = row[2] == String(person[3].prefix(length))
      if hasName { names += 1 }
      if row[2].isEmpty || person[3].hasPrefix(row[2]) { days += 1 }
      if row[3].isEmpty || row[3] == person[2] { sexes += 1 }
      let code = codes[row[0]]
      if number % 10 == 3, code == "agree" { falselyFound += 1 }
      if number % 10 != 3, number % 9 != 1, hasName, hasDay, row[3] == person[2] {
        if code == "agree" { agree += 1 }
        if code != "agree" && code != "ambiguous" { missed += 1 }
      }
    }
    #expect(Double(names) / Double(all) > 0.98, "\(names) of \(all)")
    #expect(Double(days) / Double(all) > 0.98, "\(days) of \(all)")
    #expect(Double(sexes) / Double(all) > 0.99, "\(sexes) of \(all)")
    // Whose name and day stand in different records only is not found by either alone.
    #expect(agree > all * 7 / 10 && missed < all / 100, "\(agree), \(missed) of \(all)")
    #expect(falselyFound == 0)
    // Nobody is named otherwise than in some record.
    #expect(
      try rows(
        "SELECT count(*) FROM nguoi n WHERE ho_ten IS NOT NULL AND NOT EXISTS (SELECT 1 "
          + "FROM nguoi_claim c WHERE c.ma = n.ma AND c.ho_ten = n.ho_ten)") == [["0"]])
  }
}
