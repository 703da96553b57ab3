import Foundation
import TestSupport
import Testing

/// What people tell a link, and what they are told.
extension LinkTests {
  private func write(_ name: String, _ lines: String...) throws {
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: TemporaryDirectory.path + "/" + name, atomically: true, encoding: .utf8)
  }

  @Test("Known records that the link does not have are counted, and all of them are an error")
  func unknownTruth() async throws {
    let prompt = try shop()
    try write("none.csv", "record_id,cluster_id", "x1,1", "x2,1", "x3,2")
    let none = try await prompt.run(["link", "evaluate", "p.yaml", "none.csv", "--lang", "en"])
    #expect(none.status == 66 && none.output.isEmpty, "\(none)")
    #expect(none.errors.contains("SH5912: the link has none of the 3 records that the file names"))
    try write("some.csv", "record_id,cluster_id", "a0,1", "b0,1", "a4,2", "b4,2", "x,3")
    let some = try await prompt.run(["link", "evaluate", "p.yaml", "some.csv", "--lang", "en"])
    #expect(some.status == 0, "\(some)")
    #expect(some.errors.contains("1 of 5 ids of the file are not in the link and do not count"))
    let json = try await prompt.run(["link", "evaluate", "p.yaml", "some.csv", "--json"])
    #expect(json.output.contains("\"missing_ids\" : 1"), "\(json)")
    #expect(json.output.contains("\"ids\" : 5"))
  }

  @Test("An explanation ends with the verdict and what keeps the two apart")
  func verdict() async throws {
    let prompt = try shop()
    let text = try String(contentsOfFile: prompt.directory + "/p.yaml", encoding: .utf8)
    let guarded = text.replacing("match: 95%", with: "match: 60%") + "    guards: { one: [city] }\n"
    try guarded.write(
      toFile: prompt.directory + "/p.yaml", atomically: true, encoding: .utf8)
    try TestDatabase.execute("UPDATE shop SET city = 'c9' WHERE id = 'b4'")
    _ = try await prompt.run(["link", "run", "p.yaml"])
    let apart = try await prompt.run(["link", "explain", "p.yaml", "a4", "b4", "--lang", "en"])
    let last = apart.output.split(separator: "\n").last.map(String.init) ?? ""
    #expect(
      last.wholeMatch(of: /[0-9.]+ %: two entities \(two values of city\)/) != nil, "\(apart)")
    let vietnamese = try await prompt.run([
      "link", "explain", "p.yaml", "a4", "b4", "--lang", "vi",
    ])
    #expect(vietnamese.output.contains("hai đối tượng (hai giá trị của city)"), "\(vietnamese)")
    let json = try await prompt.run(["link", "explain", "p.yaml", "a4", "b4", "--json"])
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any], "\(json)")
    #expect(answer["verdict"] as? String == "apart")
    #expect(answer["guard"] as? String == "two values of city")
    #expect(try #require(answer["probability"] as? Double) > 0.9)
    let steps = try #require(answer["steps"] as? [[String: Any]])
    let sum = steps.reduce(0.0) { $0 + ($1["weight"] as? Double ?? 0) }
    #expect(abs(sum - (try #require(answer["weight"] as? Double))) < 1e-9)
    let together = try await prompt.run(["link", "explain", "p.yaml", "a8", "b8", "--json"])
    #expect(together.output.contains("\"verdict\" : \"together\""))
    #expect(!together.output.contains("\"guard\""))
    let far = try await prompt.run(["link", "explain", "p.yaml", "a1", "b8", "--lang", "en"])
    #expect(far.output.contains("two entities (the weight is under the one to match)"), "\(far)")
  }

  @Test("Decisions that contradict each other or name nobody are refused, and one can be withdrawn")
  func decisions() async throws {
    let prompt = try shop()
    func take(_ lines: String...) async throws -> Command.Outcome {
      try (["id_left,id_right,decision"] + lines).joined(separator: "\n").write(
        toFile: prompt.directory + "/d.csv", atomically: true, encoding: .utf8)
      return try await prompt.run([
        "link", "review", "import", "p.yaml", "d.csv", "--by", "an", "--lang", "en",
      ])
    }
    let early = try await take("a1,a2,together")
    #expect(early.status == 66 && early.errors.contains("SH5916"), "\(early)")
    _ = try await prompt.run(["link", "run", "p.yaml"])
    let own = try await take("a1,a2,apart", "a1,a1,together")
    #expect(own.status == 66 && own.errors.contains("d.csv:3 decides on a record with itself"))
    let partly = try await take(
      "a1,a2,together", "a3,zz,together", "a4,\"z\nz\",apart", "y,a5,none")
    #expect(partly.status == 0, "\(partly)")
    #expect(partly.errors.contains("left out 3 decisions"))
    #expect(partly.errors.contains("(lines 3, 4, 6)"))
    #expect(partly.errors.contains("1 decision noted"))
    let against = try await take("a2,a3,together", "a3,a1,apart")
    #expect(against.status == 66, "\(against)")
    #expect(
      against.errors.contains(
        "SH5915: d.csv:3: a1 and a3 are decided apart, but together by a1 ~ a2 ~ a3"))
    let twice = try await take("a2,a3,together", "a3,a2,apart")
    #expect(twice.errors.contains("SH5914: d.csv:3 and line 2 decide differently"), "\(twice)")
    func stored() throws -> [String] {
      try TestDatabase.query(
        "SELECT left_id, right_id, decision FROM customer_review WHERE decision IS NOT NULL "
          + "ORDER BY 1, 2")
    }
    #expect(try stored() == ["a1|a2|together"])
    let withdrawn = try await take("a2,a1,none", "a2,a3,together", "a3,a1,apart")
    #expect(withdrawn.status == 0, "\(withdrawn)")
    #expect(withdrawn.errors.contains("2 decisions noted"))
    #expect(withdrawn.errors.contains("1 decision withdrawn"))
    #expect(try stored() == ["a1|a3|apart", "a2|a3|together"])
  }

  @Test("A clerk gets both records side by side, for the owner's eyes only, and it is read again")
  func sideBySide() async throws {
    let prompt = try shop()
    try TestDatabase.execute("UPDATE shop SET given = 'Mary \"M\", =1' WHERE id = 'a1'")
    let run = try await prompt.run(["link", "run", "p.yaml"])
    try #require(run.status == 0, "\(run)")
    try write("d.csv", "id_left,id_right,decision", "a1,a9,apart")
    _ = try await prompt.run(["link", "review", "import", "p.yaml", "d.csv", "--by", "an"])
    let queue = try await prompt.run([
      "link", "review", "export", "p.yaml", "-o", "q.csv", "--lang", "vi",
    ])
    #expect(queue.status == 0 && queue.output.isEmpty, "\(queue)")
    let path = prompt.directory + "/q.csv"
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(
      text.hasPrefix(
        "id_left,id_right,probability,reason,given_left,given_right,family_left,family_right,"
          + "born_left,born_right,city_left,city_right,decision\n"), "\(text)")
    let given = ["Mary", "John", "Ann", "Peter", "Susan", "Paul", "Jane", "Mark"][9 % 8]
    #expect(
      text.contains(
        "a1,a9,,đã quyết định,\"Mary \"\"M\"\", =1\",\(given),Smith,Jones,"
          + "'1951-02-11,'1959-01-19,c1,c4,apart\n"), "\(text)")
    let again = try await prompt.run([
      "link", "review", "import", "p.yaml", "q.csv", "--by", "an", "--lang", "en",
    ])
    #expect(again.errors.contains("1 decision noted"), "\(again)")
    let bare = try await prompt.run(["link", "review", "export", "p.yaml", "--ids-only"])
    #expect(bare.output.hasPrefix("id_left,id_right,probability,reason,decision\n"))
    #expect(!bare.output.contains("Mary"))
  }

  @Test("Pairs and clusters of ids with commas and quotes are CSV")
  func quotedIDs() async throws {
    let prompt = try shop()
    try TestDatabase.execute("UPDATE shop SET id = 'a,\"4' WHERE id = 'a4'")
    let run = try await prompt.run([
      "link", "run", "p.yaml", "--clusters", "c.csv", "--pairs", "pairs.csv",
    ])
    #expect(run.status == 0, "\(run)")
    let clusters = try String(contentsOfFile: prompt.directory + "/c.csv", encoding: .utf8)
    #expect(clusters.contains("\n\"a,\"\"4\","))
    let pairs = try String(contentsOfFile: prompt.directory + "/pairs.csv", encoding: .utf8)
    #expect(pairs.contains("\"a,\"\"4\",b4,") || pairs.contains("b4,\"a,\"\"4\","), "\(pairs)")
  }

  @Test("Pairs that were decided apart teach how records of two agree")
  func learningFromApart() async throws {
    let prompt = try shop()
    let together = stride(from: 0, to: 200, by: 4).map { "a\($0),b\($0),together" }
    // Neighbours in the list of families bear the same one.
    let apart = (0..<120).map { "a\($0),a\($0 + 7),apart" }
    func learnt(_ lines: [String]) async throws -> (prior: Double, family: [[String: Any]]) {
      try (["id_left,id_right,decision"] + lines).joined(separator: "\n").write(
        toFile: prompt.directory + "/known.csv", atomically: true, encoding: .utf8)
      let outcome = try await prompt.run(["link", "learn", "p.yaml", "known.csv"])
      let model = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any],
        "\(outcome)")
      let fields = try #require(model["fields"] as? [[String: Any]])
      return (
        try #require(model["prior"] as? Double),
        try #require(fields[1]["levels"] as? [[String: Any]])
      )
    }
    let (few, more) = try await (learnt(together), learnt(together + apart))
    // 250 records give 10,000 random pairs, beside which the 120 of one family count.
    let random = try #require(few.family[0]["u"] as? Double)
    let both = try #require(more.family[0]["u"] as? Double)
    let wanted: Double = (random * 10_000 + 120) / 10_120
    #expect(abs(both - wanted) < 1e-4, "\(random) \(both)")
    #expect(few.family[0]["m"] as? Double == more.family[0]["m"] as? Double)
    #expect(few.prior == more.prior)
  }
}
