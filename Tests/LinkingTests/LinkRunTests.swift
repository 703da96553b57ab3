import Linkage
import Platform
import SQLite
import TestSupport
import Testing

@testable import Linking

@Suite(.temporaryDirectory) struct LinkRunTests {
  /// Some hundreds of people, each with two or three records that differ in what hands do.
  private func town(partialDates: Bool = true) throws -> TownFixture {
    let family = ["Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Bùi"]
    let middle = ["Văn", "Thị", "Đức", "Minh", "Ngọc"]
    let given = ["An", "Bình", "Châu", "Dũng", "Hoa", "Hùng", "Lan", "Mai", "Sơn", "Thủy", "Vy"]
    var rows: [[String]] = []
    for number in 0..<300 {
      let name =
        "\(family[number % 7]) \(middle[number / 7 % 5]) \(given[number / 3 % 11])"
      let born = "19\(40 + number % 50)-\(pad(1 + number % 12))-\(pad(1 + number * 7 % 28))"
      let sex = number % 2 == 0 ? "1" : "2"
      rows.append(["a\(number)", name, born, sex])
      rows.append(["b\(number)", name.uppercased(), born, sex])
      if partialDates, number % 3 == 0 {
        rows.append(["c\(number)", name, String(born.prefix(4)), sex])
      }
    }
    return try TownFixture(rows)
  }

  private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func pairs(_ outcome: LinkRun.Outcome) throws -> [LinkedPair] {
    var pairs: [LinkedPair] = []
    try outcome.pairs.visitInOrder {
      pairs.append($0)
      return true
    }
    return pairs
  }

  @Test("The outcome is the same for one thread and for several")
  func threads() throws {
    var town = try town()
    town.plan.model = nil
    let one = try town.outcome(threads: 1)
    let four = try town.outcome(threads: 4)
    #expect(try Self.pairs(one) == Self.pairs(four))
    #expect(one.clustering.roots == four.clustering.roots)
    #expect(one.scorer.model == four.scorer.model)
    #expect(one.scoredCount == four.scoredCount)
  }

  @Test("The outcome is the same where no column stays in memory")
  func spill() throws {
    var town = try town()
    town.plan.model = nil
    let wanted = try town.outcome()
    let file = SpillFile(in: [TemporaryDirectory.path], budget: 0, smallest: 256)
    do {
      let found = try town.outcome(in: file)
      #expect(try Self.pairs(found) == Self.pairs(wanted))
      #expect(found.clustering.roots == wanted.clustering.roots)
      #expect(found.scorer.model == wanted.scorer.model)
      #expect(TownFixture.clusters(found) == TownFixture.clusters(wanted))
    }
    #expect(file.usage.memoryPeak == 0 && file.usage.filePeak > 100_000)
    #expect(file.usage.file == 0)
  }

  @Test(
    "Scored pairs are taken up for the pieces that they are of, not for others of the same number")
  func otherPieces() throws {
    let town = try town()
    let scorer = try town.outcome().scorer
    let log = try PairLog(nil)
    func search(_ term: BlockTerm) throws -> (takenUp: Int, scored: Int) {
      let walk = PairWalk([
        BlockIndex(.init(parts: [.init(field: 1, term: term)]), of: scorer.store)
      ])
      let takenUp = try PairSearch(walk: walk, scorer: scorer, floor: 0, threads: 1)
        .run(0, into: log, key: 1)
      return (takenUp, try log.totals(0).scored)
    }
    let first = try search(.year)
    #expect(first.takenUp == 0 && first.scored > 0)
    #expect(try search(.year) == (first.scored, first.scored))
    // Of a year alone there is no day, so that the piece is shorter.
    let second = try search(.monthDay)
    #expect(second.takenUp == 0 && second.scored > 0 && second.scored != first.scored)
  }

  @Test("Learnt without any help, records of one person are found")
  func expectationMaximization() throws {
    var town = try town(partialDates: false)
    town.plan.model = nil
    let outcome = try town.outcome()
    let known = outcome.idOf.indices.map { record in
      (UInt32(outcome.id(of: UInt32(record)).dropFirst()) ?? 0) + 1
    }
    let result = LinkEvaluation(found: outcome.clustering.roots, known: known)
    #expect(result.pairPrecision > 0.95)
    #expect(result.pairRecall > 0.95)
  }

  @Test("Communes of different days are one place where they lie in one today")
  func units() throws {
    var town = try TownFixture([
      ["a", "Trần An", "", "", "", "", "", "", "00400@2010-01-01"],
      ["b", "Lê Bình", "", "", "", "", "", "", "00376@2025-08-01"],
      ["c", "Võ Châu", "", "", "", "", "", "", "00433@2026"],
      ["d", "Bùi Dũng", "", "", "", "", "", "", "00004@2026"],
    ])
    town.plan.fields[7] = .init(name: "entry", kind: .place)
    town.plan.single = []
    town.plan.blocks = [.init(name: "entry", rule: .init(parts: [.init(field: 7)]))]
    #expect(try town.outcome().scoredCount == 0)
    town.plan.fields[7].isUnit = true
    #expect(try town.outcome().scoredCount == 1)
    town.plan.blocks[0].rule.parts[0].term = .parent
    #expect(try town.outcome().scoredCount == 3)
  }

  @Test("Records of related records find each other by the clusters of the round before")
  func relations() throws {
    var town = try TownFixture([
      ["c1", "Trần Minh Khôi", "2011-01-05", "1"], ["f1", "Trần Văn Hải", "1980"],
      ["c2", "Trần Minh Khôi", "2011-01-05", "1"], ["f2", "Trần Hải", ""],
      ["c3", "Trần Minh Đăng", "2014-02-07", "1"], ["f3", "Trần Hải", ""],
    ])
    var child = LinkPlan.Field(name: "child", kind: .code)
    child.isRelation = true
    town.plan.fields.append(child)
    let field = town.plan.fields.count - 1
    town.plan.sources[0].columns.append("CASE WHEN key LIKE 'f%' THEN 'c' || substr(key, 2) END")
    town.plan.blocks.append(.init(name: "child", rule: .init(parts: [.init(field: field)])))
    town.plan.comparisons.append(Comparison(field: field))
    town.plan.model?.probabilities.append(
      LevelProbabilities(m: [0.3, 0.7], u: [0.0001, 0.9999]))
    town.plan.rounds = 1
    #expect(try town.clusters() == [["c1", "c2"], ["c3"], ["f1"], ["f2"], ["f3"]])
    town.plan.rounds = 2
    #expect(try town.clusters() == [["c1", "c2"], ["c3"], ["f1", "f2"], ["f3"]])
  }

  /// People of two sets, told by the first letter of their ids.
  private func sets(_ rows: [[String]]) throws -> TownFixture {
    var town = try TownFixture(rows)
    let columns = town.plan.sources[0].columns
    town.plan.sources = ["a", "b"].enumerated().map { number, letter in
      var source = LinkPlan.Source(
        name: letter, columns: columns, from: "person WHERE key LIKE '\(letter)%'")
      source.set = UInt8(number)
      return source
    }
    town.plan.isAcrossSets = true
    return town
  }

  @Test("Two sets are linked one to one, and never within")
  func acrossSets() throws {
    var town = try sets([
      ["a1", "Mary Walker", "1961-05-02"], ["a2", "Mary Walker", "1961-05-02"],
      ["b1", "Mary Walker", "1961-05-02"], ["b2", "Mary Wolker", "1961-05-02"],
    ])
    town.plan.isOneToOne = true
    #expect(try town.clusters() == [["a1", "b1"], ["a2", "b2"]])
  }

  @Test("What is left over by links one to one is put before people, what was linked is not")
  func leftovers() throws {
    var town = try sets([
      ["a1", "Mary Walker", "1961-05-02"], ["b1", "Mary Walker", "1961-05-02"],
      ["b2", "Mary Walker", "1961-05-02"], ["b3", "Mary Walker", "1961-05-02"],
      ["a4", "John Smith", "1955-01-09"], ["b4", "John Smith", "1955-01-09"],
      ["a5", "John Smitt", "1955-01-09"], ["b5", "John Smitt", "1955-01-09"],
    ])
    town.plan.isOneToOne = true
    let outcome = try town.outcome()
    #expect(
      TownFixture.clusters(outcome) == [
        ["a1", "b1"], ["a4", "b4"], ["a5", "b5"], ["b2"], ["b3"],
      ])
    let reviews = try outcome.reviews(town.plan)
    #expect(
      reviews.map(\.reason) == ["linked with another already", "linked with another already"])
    #expect(
      reviews.map { [outcome.id(of: $0.pair.first), outcome.id(of: $0.pair.second)] }
        == [["a1", "b2"], ["a1", "b3"]])
  }

  @Test("Each record takes its best one of the first set, which several may take")
  func bestLink() throws {
    var town = try sets([
      ["a1", "Mary Walker", "1961-05-02"], ["a2", "Mary Wolker", "1961-05-02"],
      ["a3", "Mary Walker", "1961-05"], ["b1", "Mary Walker", "1961-05-02"],
      ["b2", "Mary Wolker", "1961-05-02"], ["b3", "Mary Walker", "1961-05-02"],
    ])
    // Without the option they chain: b1 is sure enough of all.
    #expect(try town.clusters() == [["a1", "a2", "a3", "b1", "b2", "b3"]])
    town.plan.isBestLink = true
    let outcome = try town.outcome()
    #expect(TownFixture.clusters(outcome) == [["a1", "b1", "b3"], ["a2", "b2"], ["a3"]])
    // Nobody took the third, although some are sure enough of it.
    #expect(try outcome.reviewReasons(town.plan).first == "linked with another already")
  }

  @Test("A forecast counts the pairs that are then compared")
  func forecast() throws {
    var town = try town()
    town.plan.blocks = [town.plan.blocks[1]]
    let path = town.path
    let forecast = try LinkRun.forecast(town.plan, threads: 2) {
      try Connection(path: path, mode: .readOnly)
    }
    let scored = try town.outcome().scoredCount
    #expect(forecast.blocks.map(\.pairs) == [scored])
    #expect(forecast.all.pairs == scored)
  }

  private func forecast(_ town: TownFixture) throws -> LinkForecast {
    let path = town.path
    return try LinkRun.forecast(town.plan, threads: 2) {
      try Connection(path: path, mode: .readOnly)
    }
  }

  /// Five people with two records each: by which blocks they find each other is told by the comments.
  private func fivePeople() throws -> TownFixture {
    try TownFixture([
      // Name, day and the number of nine digits.
      ["a1", "Trần An", "1950-02-03", "", "111111111"],
      ["a2", "Trần An", "1950-02-03", "", "111111111"],
      // Day and number.
      ["b1", "Trần Bình", "1951-02-03", "", "222222222"],
      ["b2", "Trần Cúc", "1951-02-03", "", "222222222"],
      // Name and number.
      ["c1", "Lê Dung", "1952-02-03", "", "333333333"],
      ["c2", "Lê Dung", "1953-02-03", "", "333333333"],
      // The number of twelve digits alone.
      ["d1", "Võ Em", "1954-05-05", "", "", "001154000004"],
      ["d2", "Lý Giang", "1959-11-20", "", "", "001154000004"],
      // All.
      ["e1", "Bùi Hoa", "1956-02-03", "", "555555555", "001156000005"],
      ["e2", "Bùi Hoa", "1956-02-03", "", "555555555", "001156000005"],
    ])
  }

  @Test("A block is measured by pairs with an identifier that it does not use itself")
  func recall() throws {
    var town = try fivePeople()
    town.plan.identifiers = [3, 4]
    let forecast = try forecast(town)
    #expect(forecast.blocks.map(\.name) == ["name", "born", "id9", "id12"])
    #expect(forecast.blocks.map(\.pairs) == [3, 3, 4, 2])
    // Four pairs have nine digits in common, two have twelve.
    let wanted: [Double?] = [4.0 / 6, 4.0 / 6, 0.5, 0.25]
    #expect(forecast.blocks.map(\.recall) == wanted)
    #expect(forecast.all.pairs == 5)
    #expect(forecast.all.recall == 5.0 / 6)
    town.plan.identifiers = [3]
    let others: [Double?] = [0.75, 0.75, nil, 0.25]
    #expect(try self.forecast(town).blocks.map(\.recall) == others)
  }

  @Test("Without identifiers a block is measured by the likely pairs of the others")
  func recallByModel() throws {
    let forecast = try forecast(fivePeople())
    let wanted = [0.75, 0.75, 1, 0.25]
    for (block, recall) in zip(forecast.blocks, wanted) {
      #expect(abs(try #require(block.recall) - recall) < 0.01, "\(block)")
    }
    #expect(abs(try #require(forecast.all.recall) - 1) < 0.01)
  }

  @Test("Without identifiers and weights a block is measured by what its samples teach")
  func recallByLearning() throws {
    var town = try self.town()
    town.plan.model = nil
    let learnt = try self.forecast(town)
    // Both find each pair that is of one person; what else they share is unlikely.
    let recalls = try learnt.blocks.prefix(2).map { try #require($0.recall) }
    #expect(recalls.allSatisfy { $0 > 0.5 && $0 <= 1 }, "\(recalls)")
    #expect(learnt.blocks[2].recall == 0 && learnt.blocks[3].recall == 0)
  }

  @Test("Between sets no pair within a set is counted")
  func forecastOfSets() throws {
    let town = try sets([
      ["a1", "Mary Walker", "1961-05-02"], ["a2", "Mary Walker", "1961-05-02"],
      ["b1", "Mary Walker", "1961-05-02"], ["b2", "Mary Walker", "1962-05-02"],
    ])
    let forecast = try forecast(town)
    #expect(forecast.blocks.map(\.pairs) == [4, 2, 0, 0])
    #expect(forecast.all.pairs == 4)
    #expect(try town.outcome().scoredCount == 4)
  }
}
