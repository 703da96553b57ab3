import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory, .onEachDatabase) struct LinkTests {
  private static var definition: String {
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
  private func shop() throws -> Prompt {
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
    let queue = try await prompt.run(["link", "review", "export", "p.yaml"])
    #expect(queue.output.contains("a4,b4,"))
    #expect(queue.output.contains(",apart\n"))
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
