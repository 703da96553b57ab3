import Linkage
import Linking
import SQLite
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct LinkStoreTests {
  private static let people = [
    ["1", "Trần Thị Hoa", "1975-03-02", "2"], ["2", "Trần Thị Hoa", "1975-03-02", "2"],
    ["3", "Đinh Văn Sơn", "1981-08-08", "1"],
  ]

  private func changes(_ town: TownFixture) throws -> [String] {
    let statement = try Connection(path: town.path).prepare(
      "SELECT kind || ' ' || records FROM people_change ORDER BY change")
    var found: [String] = []
    while try statement.step() { found.append(statement.string(at: 0) ?? "") }
    return found
  }

  @Test("Entities keep their names when records are added, and in another order")
  func stableNames() throws {
    let town = try TownFixture(Self.people)
    #expect(try town.store().new == 2)
    let before = try town.stored()
    #expect(before.values.sorted { $0[0] < $1[0] } == [["1", "2"], ["3"]])
    try town.add(["0", "Trần Thị Hoa", "1975-03-02", "2"])
    try town.add(["4", "Lâm Mỹ Lệ", "1999-09-09", "2"])
    #expect(try town.store().new == 1)
    let after = try town.stored()
    for (name, records) in before {
      #expect(Set(after[name] ?? []).isSuperset(of: records))
    }
    #expect(after.values.sorted { $0[0] < $1[0] } == [["0", "1", "2"], ["3"], ["4"]])
    // The name comes of the content: another database gives the same.
    #expect(before.keys.allSatisfy { $0.count == 24 })
  }

  @Test("A decision parts what was joined, another joins it again; both are noted as changes")
  func decisions() throws {
    let town = try TownFixture(Self.people)
    _ = try town.store()
    let before = try town.stored()
    func decide(_ isTogether: Bool) throws {
      try LinkStore("people", in: try Connection(path: town.path)).decide(
        [LinkDecision(left: "2", right: "1", isTogether: isTogether)], by: "an",
        at: "2026-01-02T00:00:00Z")
    }
    try decide(false)
    #expect(try town.store().split == 1)
    #expect(try town.stored().values.sorted { $0[0] < $1[0] } == [["1"], ["2"], ["3"]])
    try decide(true)
    #expect(try town.store().merged == 1)
    #expect(try town.stored() == before)
    #expect(try changes(town) == ["new 1", "split 1", "merge 1"])
  }

  @Test(
    "A record that a decision moves to another entity is noted as gone and as come, with the decision"
  )
  func move() throws {
    var town = try TownFixture([
      ["1", "Trần Thị Hoa", "1975-03-02", "1"], ["2", "Trần Thị Hoa", "1975-03-02", ""],
      ["3", "Đinh Văn Sơn", "1981-08-08", "2"], ["4", "Đinh Văn Sơn", "1981-08-08", "2"],
    ])
    town.plan.support = -20
    _ = try town.store()
    let names = try TownFixture.names(
      LinkStore("people", in: try Connection(path: town.path)))
    let (from, to) = (try #require(names["1"]), try #require(names["3"]))
    try LinkStore("people", in: try Connection(path: town.path)).decide(
      [LinkDecision(left: "2", right: "3", isTogether: true)], by: "an", at: "t")
    let changes = try town.store()
    #expect(changes.split == 1 && changes.merged == 0 && changes.new == 0 && changes.gone == 0)
    #expect(try town.stored() == [from: ["1"], to: ["2", "3", "4"]])
    let statement = try Connection(path: town.path).prepare(
      "SELECT kind, cluster_id, other_id, records, reason FROM people_change ORDER BY change")
    var rows: [[String]] = []
    while try statement.step() { rows.append((0..<5).map { statement.string(at: $0) ?? "-" }) }
    let reason = "decided together: 2 ~ 3"
    #expect(rows == [["split", to, from, "1", reason], ["join", to, from, "1", reason]])
  }

  @Test("Ids with commas, quotes and line ends stand in quotes in the table of clusters")
  func clusterTable() throws {
    let town = try TownFixture([
      ["a,b", "Trần Thị Hoa", "1975"], ["c\"d", "Lê Văn Sơn", "1981"], ["e\nf", "Võ Châu", "1990"],
      ["g", "Bùi Dũng", "2001"],
    ])
    _ = try town.store()
    let store = LinkStore("people", in: try Connection(path: town.path))
    let names = try TownFixture.names(store)
    func name(_ id: String) -> String { names[id] ?? "" }
    let lines = [
      "\"a,b\",\(name("a,b"))", "\"c\"\"d\",\(name("c\"d"))", "\"e\nf\",\(name("e\nf"))",
      "g,\(name("g"))",
    ]
    var text = ""
    try store.visitClusterLines { text += $0 }
    let wanted = (["record_id,cluster_id"] + lines + [""]).joined(separator: "\n")
    #expect(text == wanted)
  }

  @Test("A decision is withdrawn, and what it parted is one again")
  func withdrawal() throws {
    let town = try TownFixture(Self.people)
    _ = try town.store()
    let before = try town.stored()
    let store = LinkStore("people", in: try Connection(path: town.path))
    try store.decide([LinkDecision(left: "1", right: "2", isTogether: false)], by: "an", at: "t")
    #expect(try town.store().split == 1)
    try store.decide([], withdrawn: [["1", "2"]], by: "an", at: "t")
    #expect(try store.decisions().isEmpty)
    #expect(try town.store().merged == 1)
    #expect(try town.stored() == before)
  }

  @Test("A decision joins what guards keep apart")
  func decisionOverGuard() throws {
    let town = try TownFixture([
      ["1", "Lý Kim Ngân", "1990-09-09", "1"], ["2", "Lý Kim Ngân", "1990-09-09", "2"],
    ])
    #expect(try town.clusters() == [["1"], ["2"]])
    let decision = LinkDecision(left: "1", right: "2", isTogether: true)
    #expect(try town.clusters(decisions: [decision]) == [["1", "2"]])
  }

  @Test("A delivery is compared with what stands, and ends like a linkage of all")
  func delivery() throws {
    let town = try TownFixture(Self.people)
    _ = try town.store()
    let before = try town.stored()
    try town.add(["4", "Trần Thị Hoa", "1975-03-02", "2"])
    let store = LinkStore("people", in: try Connection(path: town.path))
    let path = town.path
    let outcome = try LinkRun.run(town.plan, threads: 2, standing: store) {
      try Connection(path: path, mode: .readOnly)
    }
    #expect(outcome.scoredCount == 2)
    #expect(try town.outcome().scoredCount == 3)
    #expect(TownFixture.clusters(outcome) == [["1", "2", "4"], ["3"]])
    #expect(try town.clusters() == TownFixture.clusters(outcome))
    _ = try store.write(
      outcome, of: town.plan, state: [.fingerprint: "2"], isWhole: false, at: "2026-01-03T00:00:00Z"
    )
    let after = try town.stored()
    #expect(Set(before.keys) == Set(after.keys))
  }

  @Test("What was learnt is kept and read again, number by number")
  func parameters() throws {
    let town = try TownFixture(Self.people)
    _ = try town.store()
    let store = LinkStore("people", in: try Connection(path: town.path))
    #expect(try store.model(of: town.plan) == town.plan.model)
    #expect(try store.state(.fingerprint) == "1")
  }
}
