import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory, .onEachDatabase) struct LinkTests {
  static var definition: String {
    """
    sohoa: 1
    name: customers
    database: \(TestDatabase.url)
    link:
      customer:
        fields: { given: text, family: text, born: date, city: code }
        records:
          shop: { from: shop, id: id, fields: { given: given, family: family, born: born, city: city } }
        block: [[bare(family)], [born]]
        compare:
          given: { frequency: true, swaps_with: family }
          family: { frequency: true }
          born: {}
          city: {}
        match: 95%
        review: 10%

    """
  }

  /// A shop with two hundred customers, every fourth of them twice.
  func shop() throws -> Prompt {
    let prompt = Prompt(in: TemporaryDirectory.path)
    try Self.definition.write(
      toFile: prompt.directory + "/p.yaml", atomically: true, encoding: .utf8)
    var rows = "CREATE TABLE shop(id TEXT, given TEXT, family TEXT, born TEXT, city TEXT);"
    let given = ["Mary", "John", "Ann", "Peter", "Susan", "Paul", "Jane", "Mark"]
    let family = ["Walker", "Smith", "Jones", "Taylor", "Brown", "Evans", "Clark"]
    for number in 0..<200 {
      let born = "19\(50 + number % 40)-0\(1 + number % 9)-1\(number % 10)"
      let (one, other) = (given[number % 8], family[number % 7])
      rows +=
        "INSERT INTO shop VALUES('a\(number)', '\(one)', '\(other)', '\(born)', 'c\(number % 5)');"
      guard number % 4 == 0 else { continue }
      // A slip in one name, or both names in each other's place.
      let (slip, rest) = number % 8 == 0 ? (other, one) : (one + "e", other)
      rows +=
        "INSERT INTO shop VALUES('b\(number)', '\(slip)', '\(rest)', '\(born)', 'c\(number % 5)');"
    }
    try TestDatabase.execute(rows)
    return prompt
  }

  @Test("Tables of another country are linked, measured, explained and reviewed")
  func session() async throws {
    let prompt = try shop()
    let known = (0..<200).flatMap { number in
      ["a\(number),\(number)"] + (number % 4 == 0 ? ["b\(number),\(number)"] : [])
    }
    try ("record_id,cluster_id\n" + known.joined(separator: "\n")).write(
      toFile: prompt.directory + "/known.csv", atomically: true, encoding: .utf8)

    let blocks = try await prompt.run(["link", "blocks", "p.yaml"])
    #expect(blocks.output.contains("bare(family)"))
    let measured = try await prompt.run([
      "link", "evaluate", "p.yaml", "known.csv", "--json", "--svg", "curve.svg",
    ])
    let figures = try #require(
      try JSONSerialization.jsonObject(with: Data(measured.output.utf8)) as? [String: Any],
      "\(measured)")
    #expect(figures["known_pairs"] as? Int == 50)
    #expect(try #require(figures["pair_f1"] as? Double) > 0.95)
    let curve = try String(contentsOfFile: prompt.directory + "/curve.svg", encoding: .utf8)
    #expect(curve.contains("<polyline"))

    let run = try await prompt.run([
      "link", "run", "p.yaml", "--clusters", "clusters.csv", "--pairs", "pairs.csv",
    ])
    #expect(run.status == 0, "\(run)")
    let clusters = try String(contentsOfFile: prompt.directory + "/clusters.csv", encoding: .utf8)
    #expect(clusters.hasPrefix("record_id,cluster_id\na0,"))
    #expect(clusters.split(separator: "\n").count == 251)
    let pairs = try String(contentsOfFile: prompt.directory + "/pairs.csv", encoding: .utf8)
    #expect(pairs.hasPrefix("id_left,id_right,probability\n"))

    let why = try await prompt.run([
      "link", "explain", "p.yaml", "a4", "b4", "--svg", "why.svg", "--lang", "en",
    ])
    #expect(why.output.contains("one_letter"))
    #expect(why.output.contains("one entity"))
    let picture = try String(contentsOfFile: prompt.directory + "/why.svg", encoding: .utf8)
    #expect(picture.contains("<rect"))

    try "id_left,id_right,probability,reason,decision\na4,b4,,,apart\n".write(
      toFile: prompt.directory + "/decided.csv", atomically: true, encoding: .utf8)
    let taken = try await prompt.run([
      "link", "review", "import", "p.yaml", "decided.csv", "--by", "an",
    ])
    #expect(taken.status == 0, "\(taken)")
    let parted = try await prompt.run(["link", "run", "p.yaml", "--json"])
    #expect(parted.output.contains("\"split\" : 1"))
    try "id_left,id_right,probability,reason,decision\na4,b4,,,together\n".write(
      toFile: prompt.directory + "/decided.csv", atomically: true, encoding: .utf8)
    _ = try await prompt.run(["link", "review", "import", "p.yaml", "decided.csv", "--by", "an"])
    let joined = try await prompt.run(["link", "run", "p.yaml", "--json"])
    #expect(joined.output.contains("\"merged\" : 1"))
    #expect(
      try TestDatabase.query(
        "SELECT kind, reason FROM customer_change WHERE kind <> 'new' ORDER BY change") == [
          "split|decided apart: a4 | b4", "merge|decided together: a4 ~ b4",
        ])
    try "id_left,id_right,probability,reason,decision\na4,b4,,,apart\n".write(
      toFile: prompt.directory + "/decided.csv", atomically: true, encoding: .utf8)
    _ = try await prompt.run(["link", "review", "import", "p.yaml", "decided.csv", "--by", "an"])
    let queue = try await prompt.run(["link", "review", "export", "p.yaml"])
    #expect(queue.output.contains("a4,b4,"))
    #expect(queue.output.contains(",apart\n"))
  }

  @Test("Killed at any commit, a link takes up the pairs that were scored and ends with the same")
  func kills() async throws {
    let prompt = try shop()
    let blocks = "[[bare(family)], [born], [bare(given), city], [year(born), city]]"
    let text = Self.definition.replacing(
      "block: [[bare(family)], [born]]", with: "rounds: 2\n    block: \(blocks)")
    try text.write(toFile: prompt.directory + "/p.yaml", atomically: true, encoding: .utf8)
    let before = try TestDatabase.copy(
      of: TestDatabase.url, to: prompt.directory + "/before.sqlite")
    let whole = try await prompt.run(["link", "run", "p.yaml", "--json"])
    try #require(whole.status == 0, "\(whole)")
    func content(_ url: String) throws -> [String] {
      try [
        "SELECT * FROM customer_cluster ORDER BY 1",
        "SELECT left_id, right_id, weight, reason FROM customer_review ORDER BY 1, 2",
        "SELECT comparison, level, m, u, weight FROM customer_parameter ORDER BY 1, 2",
        "SELECT * FROM customer_state ORDER BY 1",
      ].flatMap { try TestDatabase.query($0, of: url, null: "-") }
    }
    let wanted = try content(TestDatabase.url)
    let pairs = try Self.figure("pairs", whole.output)
    #expect(try Self.figure("taken_up", whole.output) == 0)
    var last = 0
    // Four parts in each of two rounds, and the result.
    for transaction in [1, 2, 4, 5, 8, 9] {
      for (window, kept) in [("begun", 0), ("written", 0), ("committed", 1)] {
        let place = "\(window):\(transaction)"
        let url = try TestDatabase.copy(
          of: before, to: prompt.directory + "/\(transaction)\(window).sqlite")
        let killed = try await prompt.run([
          "link", "run", "p.yaml", "--database", url, "--threads", "1", "--die-at", place,
        ])
        #expect(killed.signal == 9, "\(place) \(killed)")
        let next = try await prompt.run(["link", "run", "p.yaml", "--database", url, "--json"])
        #expect(next.status == 0, "\(place) \(next)")
        #expect(try content(url) == wanted, "\(place)")
        if transaction + kept < 10 {
          let takenUp = try Self.figure("taken_up", next.output)
          let parts = transaction - 1 + kept
          #expect((takenUp == 0) == (parts == 0) && takenUp >= last, "\(place) \(takenUp)")
          if parts == 4 { #expect(takenUp == pairs) }
          if parts == 8 { #expect(takenUp == 2 * pairs) }
          last = takenUp
        }
        let left = try FileManager.default.subpathsOfDirectory(atPath: prompt.directory)
          .filter { $0.contains("link-") }
        #expect(left.isEmpty, "\(place) \(left)")
      }
    }
  }

  @Test("What is learnt from known records is written, may be corrected, and is used as it stands")
  func learning() async throws {
    let prompt = try shop()
    let known = (0..<200).flatMap { number in
      ["a\(number),\(number)"] + (number % 4 == 0 ? ["b\(number),\(number)"] : [])
    }
    try ("record_id,cluster_id\n" + known.joined(separator: "\n")).write(
      toFile: prompt.directory + "/known.csv", atomically: true, encoding: .utf8)
    let learnt = try await prompt.run(["link", "learn", "p.yaml", "known.csv", "-o", "m.json"])
    #expect(learnt.status == 0, "\(learnt)")
    let path = prompt.directory + "/m.json"
    var text = try String(contentsOfFile: path, encoding: .utf8)
    let model = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    // 50 pairs among 250 records.
    let prior = try #require(model["prior"] as? Double)
    #expect(abs(prior - 50 / (250 * 249 / 2)) < 1e-12)
    let fields = try #require(model["fields"] as? [[String: Any]])
    #expect(fields.compactMap { $0["field"] as? String } == ["given", "family", "born", "city"])
    let days = try #require(fields[2]["levels"] as? [[String: Any]])
    #expect(try #require(days[0]["m"] as? Double) > 0.99)
    // Somebody knows better of the prior.
    let line = try #require(text.firstMatch(of: /"prior" : [^,\n]*/)?.output)
    text = text.replacing(line, with: "\"prior\" : 0.01")
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try Self.definition.replacing("match: 95%", with: "model: m.json\n    match: 95%").write(
      toFile: prompt.directory + "/q.yaml", atomically: true, encoding: .utf8)
    let run = try await prompt.run(["link", "run", "q.yaml", "--json"])
    #expect(run.status == 0, "\(run)")
    #expect(try Self.figure("clusters", run.output) == 200)
    let stored = try TestDatabase.query(
      "SELECT m FROM customer_parameter WHERE comparison = '' "
        + "OR comparison = 'born' AND level = 1 ORDER BY level")
    #expect(stored.count == 2 && Double(stored[0]) == 0.01)
    let same = try #require(days[0]["m"] as? Double)
    #expect(abs(try #require(Double(stored[1])) - same) < 1e-12)
    // Another link's weights, and too few known pairs.
    try text.replacing("\"born\"", with: "\"burn\"").write(
      toFile: path, atomically: true, encoding: .utf8)
    let other = try await prompt.run(["link", "run", "q.yaml", "--lang", "en"])
    #expect(other.status == 78, "\(other)")
    #expect(other.errors.contains("SH1561: the file has not the levels of 'born'"), "\(other)")
    try "id_left,id_right,decision\na0,b0,together\na4,b4,apart\n".write(
      toFile: prompt.directory + "/few.csv", atomically: true, encoding: .utf8)
    let few = try await prompt.run(["link", "learn", "p.yaml", "few.csv", "--lang", "en"])
    #expect(few.status == 66)
    #expect(few.errors.contains("SH5911: link.customer cannot learn from 1 known pairs"), "\(few)")
  }

  @Test("Pairs of other records, and a file that is damaged, are not taken up")
  func otherPairs() async throws {
    let prompt = try shop()
    func killed() async throws {
      let outcome = try await prompt.run(["link", "run", "p.yaml", "--die-at", "begun:3"])
      #expect(outcome.signal == 9, "\(outcome)")
    }
    func file() throws -> String {
      let names = try FileManager.default.subpathsOfDirectory(atPath: folder(of: prompt))
      return folder(of: prompt) + "/"
        + (try #require(names.first { $0.contains("link-") && !$0.hasSuffix("-journal") }))
    }
    try await killed()
    try TestDatabase.execute("INSERT INTO shop VALUES('z', 'Mary', 'Walker', '1950-01-10', 'c0')")
    let other = try await prompt.run(["link", "run", "p.yaml", "--json"])
    #expect(try Self.figure("taken_up", other.output) == 0)
    #expect(try Self.figure("records", other.output) == 251)
    try TestDatabase.execute("DROP TABLE customer_state; DROP TABLE customer_cluster")
    try await killed()
    let path = try file()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for place in stride(from: 0, to: bytes.count, by: 64) { bytes[place] ^= 0x55 }
    try bytes.write(to: URL(fileURLWithPath: path))
    let again = try await prompt.run(["link", "run", "p.yaml", "--json"])
    #expect(again.status == 0, "\(again)")
    #expect(try Self.figure("taken_up", again.output) == 0)
  }

  /// Where a link of the running test keeps its pairs.
  private func folder(of prompt: Prompt) -> String {
    TestDatabase.kind == .sqlite ? TemporaryDirectory.path : prompt.directory + "/.sohoa"
  }

  private static func figure(_ name: String, _ json: String) throws -> Int {
    let reports = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    return try #require(reports?.first?[name] as? Int, "\(json)")
  }

  @Test(
    "What cannot be linked is said",
    arguments: [
      (["link", "run", "p.yaml", "--link", "x"], "SH7009", 64),
      (["link", "run", "p.yaml", "--database", "sqlite:none.sqlite"], "SH5902", 66),
      (["link", "explain", "p.yaml", "a1", "zz"], "SH5907", 64),
      (["link", "evaluate", "p.yaml", "p.yaml"], "SH5906", 66),
      (["link", "evaluate", "p.yaml", "none.csv"], "SH5905", 66),
      (["link", "review", "import", "p.yaml", "p.yaml"], "SH5908", 66),
    ])
  func mistakes(arguments: [String], code: String, status: Int32) async throws {
    let result = try await shop().run(arguments)
    #expect(result.status == status, "\(result)")
    #expect(result.errors.contains(code))
  }
}
