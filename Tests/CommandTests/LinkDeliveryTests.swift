import Foundation
import TestSupport
import Testing

/// Links of deliveries: how many records are read tells what they cost.
@Suite(.temporaryDirectory, .onEachDatabase) struct LinkDeliveryTests {
  private static let load = """
    sohoa: 1
    name: shop
    extract:
      customers: { files: "in/*.csv", csv: { header: 1 }, fields: { ma: ma, given: given, family: family, born: born } }
    load:
      shop: { from: customers, mode: upsert, key: [ma] }

    """
  private static let link = """
    sohoa: 1
    name: customers
    link:
      customer:
        fields: { given: text, family: text, born: date }
        records:
          shop: { from: shop, id: ma, fields: { given: given, family: family, born: born } }
        block: [[bare(family), year(born)], [born]]
        compare:
          given: { frequency: true, swaps_with: family }
          family: { frequency: true }
          born: {}
        match: 95%
        review: 10%

    """

  private let prompt = Prompt(in: TemporaryDirectory.path)

  private func start() throws {
    let folder = prompt.directory
    try? FileManager.default.removeItem(atPath: folder + "/in")
    try FileManager.default.createDirectory(
      atPath: folder + "/in", withIntermediateDirectories: true)
    let database = "database: \(TestDatabase.url)\n"
    try (Self.load + database).write(
      toFile: folder + "/p.yaml", atomically: true, encoding: .utf8)
    try (Self.link + database).write(
      toFile: folder + "/l.yaml", atomically: true, encoding: .utf8)
  }

  /// Loads customers of some numbers; of each fourth there are two.
  private func deliver(_ name: String, _ numbers: Range<Int>, slip: String = "") async throws {
    let given = ["Mary", "John", "Ann", "Peter", "Susan", "Paul", "Jane", "Mark"]
    let family = ["Walker", "Smith", "Jones", "Taylor", "Brown", "Evans", "Clark"]
    var rows = "ma,given,family,born\n"
    for number in numbers {
      let born = "19\(10 + number / 5 % 90)-0\(1 + number % 9)-1\(number % 10)"
      let (one, other) = (given[number % 8] + slip, family[number % 7])
      rows += "a\(number),\(one),\(other),\(born)\n"
      if number % 4 == 0 { rows += "b\(number),\(one)e,\(other),\(born)\n" }
    }
    try rows.write(
      toFile: prompt.directory + "/in/\(name).csv", atomically: true, encoding: .utf8)
    let loaded = try await prompt.run(["run", "p.yaml", "--quiet"])
    #expect(loaded.status == 0, "\(loaded)")
  }

  private func link(_ words: String...) async throws -> (records: Int, read: Int) {
    try await prompt.link(words)
  }

  /// Whether only what is needed was read.
  private func isSmall(_ read: Int, of records: Int) -> Bool { read < records / 10 }

  @Test("A delivery reads the new records and their candidates; what else happens, all of them")
  func read() async throws {
    try start()
    try await deliver("1", 0..<400)
    #expect(try await link() == (500, 500))
    try await deliver("2", 400..<404)
    let small = try await link()
    #expect(small.records == 505 && isSmall(small.read, of: 505), "\(small)")
    // What a run took back is no longer there.
    let undone = try await prompt.run(["undo", "2", "--database", TestDatabase.url, "--yes"])
    #expect(undone.status == 0, "\(undone)")
    try FileManager.default.removeItem(atPath: prompt.directory + "/in/2.csv")
    #expect(try await link() == (500, 500))
    try await deliver("3", 404..<408)
    let again = try await link()
    #expect(again.records == 505 && isSmall(again.read, of: 505), "\(again)")
    // Rows that were there before: with other values, and with the same.
    try await deliver("4", 404..<406, slip: "a")
    let replaced = try await link()
    #expect(replaced.records == 505 && isSmall(replaced.read, of: 505), "\(replaced)")
    try await deliver("4b", 396..<400)
    #expect(try await link() == (505, 0))
    // A decision on a pair.
    try "id_left,id_right,decision\na4,b4,apart\n".write(
      toFile: prompt.directory + "/decided.csv", atomically: true, encoding: .utf8)
    let decided = try await prompt.run([
      "link", "review", "import", "l.yaml", "decided.csv", "--by", "an",
    ])
    #expect(decided.status == 0, "\(decided)")
    #expect(try await link() == (505, 505))
    try await deliver("5", 408..<412)
    let last = try await link()
    #expect(last.records == 510 && isSmall(last.read, of: 510), "\(last)")
    let parted = try TestDatabase.query(
      "SELECT count(DISTINCT cluster_id) FROM customer_cluster WHERE record_id IN ('a4', 'b4')")
    #expect(parted == ["2"])
  }

  @Test("A correction that QA lets take a row's place is linked like a delivery")
  func corrected() async throws {
    try start()
    let database = "database: \(TestDatabase.url)\n"
    let load = Self.load.replacing("upsert", with: "append") + database
    try load.write(
      toFile: prompt.directory + "/p.yaml", atomically: true, encoding: .utf8)
    try await deliver("1", 0..<400)
    #expect(try await link() == (500, 500))
    try await deliver("2", 8..<9, slip: "a")
    #expect(try await link() == (500, 0))
    let replayed = try await prompt.run([
      "rejects", "replay", "p.yaml", "--rule", "E-KEY-DUP", "--replace",
    ])
    #expect(replayed.status == 0, "\(replayed)")
    let small = try await link()
    #expect(small.records == 500 && small.read > 0 && isSmall(small.read, of: 500), "\(small)")
    #expect(
      try TestDatabase.query("SELECT given FROM shop WHERE ma IN ('a8', 'b8') ORDER BY ma")
        == ["Marya", "Maryae"])
  }

  @Test("What a killed load brings when it goes on is linked, although its run was seen before")
  func resumed() async throws {
    try start()
    try await deliver("1", 0..<40)
    try FileManager.default.removeItem(atPath: prompt.directory + "/in/1.csv")
    for (name, numbers) in [("2", 40..<44), ("3", 44..<48)] {
      let rows = numbers.map { "a\($0),Mary,Walker,1950-01-1\($0 % 10)\n" }
      try ("ma,given,family,born\n" + rows.joined()).write(
        toFile: prompt.directory + "/in/\(name).csv", atomically: true, encoding: .utf8)
    }
    let killed = try await prompt.run(["run", "p.yaml", "--quiet", "--die-at", "begun:4"])
    #expect(killed.signal == 9, "\(killed)")
    let half = try await link().records
    #expect(half == 54, "\(half)")
    let resumed = try await prompt.run(["run", "p.yaml", "--quiet"])
    #expect(resumed.status == 0, "\(resumed)")
    #expect(try TestDatabase.query("SELECT count(*), max(run) FROM sohoa_run") == ["2|2"])
    #expect(try await link().records == 58)
  }

  private var path: String { TestDatabase.url.replacing("sqlite:", with: "") }

  /// The file by which the link knows what stands.
  private func book() throws -> String {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return folder + "/" + (try #require(names.first { $0.contains("-standing-") }, "\(names)"))
  }

  private func content() throws -> [String] {
    try [
      "SELECT * FROM customer_cluster ORDER BY 1",
      "SELECT left_id, right_id, weight, reason FROM customer_review ORDER BY 1, 2",
      "SELECT comparison, level, m, u, weight FROM customer_parameter ORDER BY 1, 2",
      "SELECT change, kind, cluster_id, other_id, records, reason FROM customer_change ORDER BY 1",
      "SELECT * FROM customer_state ORDER BY 1",
    ].flatMap { try TestDatabase.query($0, of: TestDatabase.url, null: "-") }
  }

  @Test("Without the file, with a damaged one, and killed at any commit, it comes out the same")
  func kills() async throws {
    guard TestDatabase.kind == .sqlite else { return }
    try start()
    try await deliver("1", 0..<400)
    _ = try await link()
    try await deliver("2", 396..<397, slip: "e")
    _ = try await link()
    try await deliver("3", 400..<420)
    let (book, saved) = (try book(), prompt.directory + "/saved")
    let rights = try FileManager.default.attributesOfItem(atPath: book)[.posixPermissions]
    #expect(rights as? Int == 0o600)
    for name in ["", "-book"] {
      try FileManager.default.copyItem(
        atPath: name.isEmpty ? path : book, toPath: saved + name)
    }
    func restore() throws {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
      try? FileManager.default.removeItem(atPath: book)
      try FileManager.default.copyItem(atPath: saved, toPath: path)
      try FileManager.default.copyItem(atPath: saved + "-book", toPath: book)
    }
    let small = try await link("--threads", "1")
    #expect(small.records == 525 && small.read < 200, "\(small)")
    let wanted = try content()
    try restore()
    try FileManager.default.removeItem(atPath: book)
    #expect(try await link() == (525, 525))
    #expect(try content() == wanted)
    for part in 0..<3 {
      try restore()
      var bytes = try Data(contentsOf: URL(fileURLWithPath: book))
      for place in stride(from: bytes.count * part / 3, to: bytes.count * (part + 1) / 3, by: 61) {
        bytes[place] ^= 0x55
      }
      try bytes.write(to: URL(fileURLWithPath: book))
      #expect(try await link().records == 525)
      #expect(try content() == wanted, "damaged in part \(part)")
    }
    for window in ["begun", "written", "committed"] {
      try restore()
      let killed = try await prompt.run([
        "link", "run", "l.yaml", "--die-at", "\(window):1",
      ])
      #expect(killed.signal == 9, "\(window) \(killed)")
      let next = try await prompt.run(["link", "run", "l.yaml", "--json"])
      #expect(next.status == 0, "\(window) \(next)")
      #expect(try content() == wanted, "\(window)")
      // What the file lacks then is read.
      try await deliver("4", 420..<421)
      #expect(try await link().records == 527)
      try FileManager.default.removeItem(atPath: prompt.directory + "/in/4.csv")
    }
  }
}

extension Prompt {
  /// Runs the link of `l.yaml`, and tells how many records there are and how many were read.
  func link(_ words: [String]) async throws -> (records: Int, read: Int) {
    let outcome = try await run(["link", "run", "l.yaml", "--json"] + words)
    #expect(outcome.status == 0, "\(outcome)")
    let reports =
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
    let report = try #require(reports?.first, "\(outcome)")
    return (
      try #require(report["records"] as? Int), try #require(report["read"] as? Int)
    )
  }
}
