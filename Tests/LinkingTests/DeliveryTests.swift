import Foundation
import Linkage
import SQLite
import TestSupport
import Testing

@testable import Linking

/// A delivery that is linked with a book of what stands, held against reading all records.
@Suite(.temporaryDirectory) struct DeliveryTests {
  /// Numbers that are the same in every run.
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  /// Rows of people of whom some are there already, as hands write them.
  private struct Crowd {
    var dice: Dice
    private var people: [(name: String, born: String, sex: String, id: String, mother: Int?)] = []
    private var recordsOf: [Int: [String]] = [:]
    private var count = 0

    init(seed: UInt64) { dice = Dice(state: seed) }

    mutating func rows(_ wanted: Int) -> [[String]] {
      var rows: [[String]] = []
      for _ in 0..<wanted {
        let person = people.isEmpty || dice.roll(3) == 0 ? born() : dice.roll(people.count)
        let (name, day, sex, id, mother) = people[person]
        var row = [key(), name, day, sex, id]
        switch dice.roll(8) {
        case 0: row[1] = name.uppercased()
        case 1: row[2] = String(day.prefix(4))
        case 2: row[1] = String(name.split(separator: " ").last ?? "")
        case 3: row[4] = ""
        default: break
        }
        if dice.roll(2) == 0 { row[4] = "" }
        row += ["", people[person].name == "" ? "" : name.hasPrefix("Trần") ? "Lê Văn Sơn" : ""]
        row += ["", mother.flatMap { recordsOf[$0]?.first } ?? "", "\(count / 2)", "", ""]
        recordsOf[person, default: []].append(row[0])
        rows.append(row)
      }
      return rows
    }

    private mutating func key() -> String {
      count += 1
      return "person:1:\(count)"
    }

    private mutating func born() -> Int {
      let family = ["Nguyễn", "Trần", "Lê"]
      let middle = ["Văn", "Thị", "Đức", "Minh"]
      let given = ["An", "Bình", "Châu", "Hoa", "Lan", "Mai", "Sơn"]
      let name = "\(family[dice.roll(3)]) \(middle[dice.roll(4)]) \(given[dice.roll(7)])"
      let day = String(
        format: "19%02d-%02d-%02d", 40 + dice.roll(20), 1 + dice.roll(12), 1 + dice.roll(28))
      people.append(
        (
          name, day, "\(1 + dice.roll(2))", String(format: "%09d", dice.roll(900_000_000)),
          people.isEmpty ? nil : dice.roll(people.count)
        ))
      return people.count - 1
    }
  }

  private static let tables = ["cluster", "review", "parameter", "change"]

  private func content(_ path: String) throws -> [String] {
    let connection = try Connection(path: path, mode: .readOnly)
    var lines: [String] = []
    for table in Self.tables {
      let statement = try connection.prepare("SELECT * FROM people_\(table) ORDER BY 1, 2")
      while try statement.step() {
        lines.append(
          ([table] + (0..<statement.columnCount).map { statement.string(at: $0) ?? "-" })
            .joined(separator: "|"))
      }
    }
    return lines
  }

  /// A town with a relation, blocks over their limit, windows and frequencies.
  private func town(_ rows: [[String]]) throws -> TownFixture {
    var town = try TownFixture(rows)
    // The eighth field names the mother's record.
    town.plan.sources[0].table = "person"
    town.plan.fields[7] = .init(name: "mother_record", kind: .code)
    town.plan.fields[7].isRelation = true
    town.plan.single = [2, 3, 4]
    town.plan.rounds = 2
    town.plan.blocks = [
      .init(
        name: "name",
        rule: .init(
          parts: [.init(field: 0, term: .last)], splits: [.init(field: 1, term: .year)], limit: 12)),
      .init(
        name: "born",
        rule: .init(
          parts: [.init(field: 1, term: .year)],
          order: [.init(field: 0, term: .bare), .init(field: 1)], window: 4)),
      .init(name: "id9", rule: .init(parts: [.init(field: 3)])),
      .init(name: "mother", rule: .init(parts: [.init(field: 7), .init(field: 2)])),
    ]
    town.plan.comparisons[0].usesFrequency = true
    town.plan.comparisons[6].usesFrequency = true
    town.plan.comparisons.append(Comparison(field: 7, group: 0, groupLimit: 12))
    town.plan.model?.probabilities.append(LevelProbabilities(m: [0.9, 0.1], u: [0.01, 0.99]))
    return town
  }

  /// How a delivery changes rows that were there.
  private struct Changes {
    /// How many of them get other values, the same id or another one, or are gone.
    var count = 0
    var dice = Dice(state: 5)
  }

  /// The statements of a delivery, the rows of the table that it touches, and the ids that were renewed.
  private struct Script {
    var statements: [String] = []
    var rows: Set<Int> = []
    /// The records of the rows that were replaced, and those in their places.
    var replaced: [RowOrigin: RowOrigin] = [:]

    var renewals: Renewals {
      var renewals = Renewals()
      renewals.add(replaced, to: "person")
      return renewals
    }
  }

  /// Writes what a delivery does to a town: new rows, and changes of rows that were there.
  private func script(
    _ new: [[String]], _ changes: inout Changes, _ town: TownFixture, _ crowd: inout Crowd
  ) throws -> Script {
    func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
    var script = Script()
    for row in new {
      let values = (0...TownFixture.fields.count).map { $0 < row.count ? row[$0] : "" }
      script.statements.append(
        "INSERT INTO person VALUES(\(values.map(quoted).joined(separator: ", ")))")
    }
    let connection = try Connection(path: town.path)
    let last = Int(try connection.integer("SELECT max(rowid) FROM person") ?? 0)
    for _ in 0..<changes.count {
      let row = 1 + changes.dice.roll(last)
      guard let key = try connection.text("SELECT key FROM person WHERE rowid = \(row)"),
        script.rows.insert(row).inserted
      else { continue }
      let values = crowd.rows(1)[0]
      let kind = changes.dice.roll(5)
      if kind == 0 {
        script.statements.append("DELETE FROM person WHERE rowid = \(row)")
        continue
      }
      var columns = zip(TownFixture.fields.map(\.0), values.dropFirst()).map {
        "\"\($0)\" = \(quoted($1))"
      }
      if kind > 2 {
        columns.append("key = \(quoted(values[0]))")
        script.replaced[Self.origin(key)] = Self.origin(values[0])
      }
      script.statements.append(
        "UPDATE person SET \(columns.joined(separator: ", ")) WHERE rowid = \(row)")
    }
    return script
  }

  private static func origin(_ key: String) -> RowOrigin {
    RowOrigin(unit: 1, record: key.split(separator: ":").last.flatMap { Int64($0) } ?? 0)
  }

  /// The records that a delivery touches, by rows or by the households of these.
  private func parts(
    _ plan: LinkPlan, _ rows: Set<Int>, after last: Int, before: String, now: String
  ) throws -> [DeliveryPart] {
    let list = rows.sorted().map { "\($0)" }
    var condition = "rowid > \(last) OR rowid IN (\(list.joined(separator: ", ")))"
    var partitions = list
    if plan.sources[0].table == nil {
      var values: Set<String> = []
      for path in [before, now] {
        let statement = try Connection(path: path, mode: .readOnly).prepare(
          "SELECT DISTINCT \"row\" FROM person WHERE \(condition)")
        while try statement.step() { values.insert(statement.string(at: 0) ?? "") }
      }
      partitions = values.sorted()
      condition = "\"row\" IN (\(partitions.map { "'\($0)'" }.joined(separator: ", ")))"
    }
    return [
      DeliveryPart(sources: [0], partitions: partitions) { [condition] in
        let connection = try Connection(path: now, mode: .readOnly)
        try connection.execute(
          "CREATE TEMP VIEW person AS SELECT rowid, * FROM main.person WHERE \(condition)")
        return connection
      }
    ]
  }

  /// Links a delivery both ways, and tells how many records were read with the book.
  private func compare(
    seed: UInt64, standing: Int, deliveries: [Int], threads: Int, changed: Int = 0,
    _ change: (inout TownFixture) throws -> Void = { _ in }
  ) throws -> [Int] {
    let folder = TemporaryDirectory.path
    let (book, other, was) = (folder + "/book", folder + "/other.sqlite", folder + "/was.sqlite")
    for path in [book, other, folder + "/town.sqlite"] {
      try? FileManager.default.removeItem(atPath: path)
    }
    var crowd = Crowd(seed: seed)
    var changes = Changes(count: changed, dice: Dice(state: seed + 1000))
    var town = try town(crowd.rows(standing))
    try change(&town)
    let plan = town.plan
    var store = LinkStore("people", in: try Connection(path: town.path))
    let first = try LinkRun.run(
      plan, threads: threads, withPartitions: true, decisions: store.decisions()
    ) { [path = town.path] in try Connection(path: path, mode: .readOnly) }
    _ = try store.write(first, of: plan, at: "t0")
    #expect(try StandingBook.make(book, of: first, plan, state: "0"))
    try FileManager.default.copyItem(atPath: town.path, toPath: other)
    var read: [Int] = []
    for (number, count) in deliveries.enumerated() {
      try? FileManager.default.removeItem(atPath: was)
      try FileManager.default.copyItem(atPath: other, toPath: was)
      let last = Int(
        try Connection(path: other).integer("SELECT max(rowid) FROM person") ?? 0)
      let script = try script(crowd.rows(count), &changes, town, &crowd)
      for path in [town.path, other] {
        let connection = try Connection(path: path)
        for statement in script.statements { try connection.execute(statement) }
      }
      // All records.
      store = LinkStore("people", in: try Connection(path: town.path))
      let decisions = LinkDecision.renewed(try store.decisions(), script.renewals)
      let whole = try LinkRun.run(
        plan, threads: threads, standing: store, decisions: decisions
      ) { [path = town.path] in try Connection(path: path, mode: .readOnly) }
      let changes = try store.write(
        whole, of: plan, isWhole: false, renewals: script.renewals, at: "t\(number + 1)")
      // Those that are needed.
      let part = LinkStore("people", in: try Connection(path: other))
      let opened = try #require(StandingBook(path: book, plan: plan, state: "\(number)"))
      let linked = try LinkRun.run(
        plan, book: opened, entities: StandingEntities(part),
        parts: parts(plan, script.rows, after: last, before: was, now: other), threads: threads,
        decisions: decisions)
      let outcome = try #require(linked)
      let changed = try part.write(
        outcome, of: plan, isWhole: false, renewals: script.renewals, at: "t\(number + 1)")
      try opened.add(outcome, plan, state: "\(number + 1)")
      #expect(changes == changed, "seed \(seed), delivery \(number)")
      #expect(whole.scoredCount == outcome.scoredCount, "seed \(seed), delivery \(number)")
      let (wanted, found) = (try content(town.path), try content(other))
      #expect(
        wanted == found,
        "seed \(seed), delivery \(number): \(Set(wanted).symmetricDifference(found).sorted())")
      read.append(outcome.readCount)
    }
    return read
  }

  @Test("A delivery gives the same entities, reviews and changes as reading all records does")
  func same() throws {
    for seed in UInt64(6)...8 {
      for threads in seed == 6 ? [1, 3] : [2] {
        _ = try compare(
          seed: seed, standing: 400, deliveries: [30, 1, 60, 0], threads: threads)
      }
    }
  }

  @Test("Other links: one record of each set, no support, and decisions on records that come")
  func variants() throws {
    _ = try compare(seed: 11, standing: 300, deliveries: [40, 40], threads: 2) {
      $0.plan.isOneToOne = true
    }
    _ = try compare(seed: 12, standing: 300, deliveries: [40, 40], threads: 2) {
      $0.plan.support = -30
      $0.plan.apart = []
    }
    _ = try compare(seed: 13, standing: 300, deliveries: [40, 40], threads: 2) { town in
      let store = LinkStore("people", in: try Connection(path: town.path))
      try store.prepare()
      try store.decide(
        [
          .init(left: "person:1:10", right: "person:1:305", isTogether: true),
          .init(left: "person:1:305", right: "person:1:200", isTogether: true),
          .init(left: "person:1:310", right: "person:1:350", isTogether: true),
          .init(left: "person:1:311", right: "person:1:12", isTogether: false),
        ], by: "an", at: "t")
    }
  }

  @Test("Rows that are replaced or gone give the same as reading all records does")
  func replaced() throws {
    for seed in UInt64(41)...44 {
      _ = try compare(
        seed: seed, standing: 300, deliveries: [20, 0, 5, 30], threads: 2, changed: 25)
    }
  }

  @Test("Records that hang together by a column are read with those that a delivery touches")
  func partitions() throws {
    for (seed, changed) in [(UInt64(31), 0), (32, 12), (33, 12)] {
      _ = try compare(
        seed: seed, standing: 300, deliveries: [20, 20, 0], threads: 2, changed: changed
      ) {
        $0.plan.sources[0].table = nil
        $0.plan.sources[0].partition = "\"row\""
      }
    }
  }

  private func names(_ store: LinkStore) throws -> [String: String] {
    var names: [String: String] = [:]
    try store.visitClusters {
      names[String(decoding: $0, as: UTF8.self)] = String(decoding: $1, as: UTF8.self)
    }
    return names
  }

  @Test("An entity of which the only record was replaced keeps its name, decisions its records")
  func renewed() throws {
    let town = try town([])
    for (key, name, day) in [
      ("person:1:1", "Trần Văn An", "1950-02-03"), ("person:1:2", "Lê Thị Hoa", "1951-04-05"),
      ("person:1:3", "Trần Văn An", "1950-02-03"),
    ] { try town.add([key, name, day, "1"]) }
    let store = LinkStore("people", in: try Connection(path: town.path))
    try store.prepare()
    try store.decide(
      [.init(left: "person:1:1", right: "person:1:3", isTogether: false)], by: "an", at: "t")
    _ = try town.store()
    let former = try names(store)
    #expect(Set(former.values).count == 3)
    try Connection(path: town.path).execute(
      """
      UPDATE person SET key = 'person:2:9', name = 'Lê Thị Hoa Lan' WHERE key = 'person:1:2';
      UPDATE person SET key = 'person:2:8' WHERE key = 'person:1:1'
      """)
    var renewals = Renewals()
    renewals.add(
      [
        RowOrigin(unit: 1, record: 2): RowOrigin(unit: 2, record: 9),
        RowOrigin(unit: 1, record: 1): RowOrigin(unit: 2, record: 8),
      ], to: "person")
    let outcome = try town.outcome(
      decisions: LinkDecision.renewed(try store.decisions(), renewals))
    let changes = try store.write(outcome, of: town.plan, renewals: renewals, at: "t2")
    #expect(changes.new == 0 && changes.gone == 0 && changes.merged == 0 && changes.split == 0)
    #expect(
      try names(store) == [
        "person:1:3": former["person:1:3"], "person:2:9": former["person:1:2"],
        "person:2:8": former["person:1:1"],
      ])
    #expect(
      try store.decisions()
        == [LinkDecision(left: "person:1:3", right: "person:2:8", isTogether: false)])
  }

  @Test("Many small deliveries make the book's pages one again")
  func manyDeliveries() throws {
    _ = try compare(
      seed: 21, standing: 200, deliveries: Array(repeating: 5, count: 20), threads: 2)
  }
}
