import Columnar
import Testing

@testable import Linkage

@Suite struct BlockingTests {
  private func store(_ rows: [(String, String)]) -> RecordStore {
    var store = RecordStore(fields: [
      .init(name: "name", kind: .name), .init(name: "born", kind: .date),
    ])
    for (name, born) in rows {
      let bytes = Array(name.utf8) + Array(born.utf8)
      store.append(bytes, [0..<name.utf8.count, name.utf8.count..<bytes.count])
    }
    store.prepare()
    return store
  }

  private func pairs(_ rules: [BlockRule], _ store: RecordStore) -> [[UInt32]] {
    let walk = PairWalk(rules.map { BlockIndex($0, of: store) })
    var found: [[UInt32]] = []
    var batch = PairBatch()
    for piece in walk.pieces(pairs: 2) {
      walk.visit(
        piece, rows: walk.rows(of: piece.rule), batch: &batch, batchSize: 3
      ) { batch in
        for pair in 0..<batch.count {
          let (one, other) = batch.records(of: pair)
          found.append([one, other])
        }
        batch.removeAll()
      }
    }
    return found.sorted { $0[0] != $1[0] ? $0[0] < $1[0] : $0[1] < $1[1] }
  }

  private static let rows = [
    ("Lê Văn An", "1950"), ("LE VAN AN", "1951"), ("Trần An", "1950-05"), ("Lê Văn Ba", "1950"),
    ("", "1950"),
  ]

  @Test("Records pair where all parts agree, what is missing agrees with nothing")
  func parts() {
    let store = store(Self.rows)
    #expect(pairs([.init(parts: [.init(field: 0, term: .bare)])], store) == [[0, 1]])
    #expect(
      pairs([.init(parts: [.init(field: 0, term: .last)])], store) == [[0, 1], [0, 2], [1, 2]])
    #expect(
      pairs(
        [.init(parts: [.init(field: 0, term: .last), .init(field: 1, term: .year)])], store)
        == [[0, 2]])
  }

  @Test("Places pair by the unit above, and by what they are rewritten to")
  func places() {
    var store = RecordStore(fields: [.init(name: "place", kind: .place)])
    for text in ["01/016/a", "01/016/b", "02/016/a", "", "x"] {
      store.append(Array(text.utf8), [0..<text.utf8.count])
    }
    var other = store
    store.prepare()
    #expect(pairs([.init(parts: [.init(field: 0, term: .parent)])], store) == [[0, 1]])
    // The letters between the second and the last: three become one value, the last one becomes none.
    other.rewrite(0) { text, result in
      for index in text.indices.dropLast() where index > 1 { result.append(text[index]) }
    }
    other.prepare()
    #expect(pairs([.init(parts: [.init(field: 0)])], other) == [[0, 1], [0, 2], [1, 2]])
    #expect(other.fields[0].values.table.counts.elementsEqual([2, 3]))
  }

  @Test("A pair of several rules comes once")
  func once() {
    let store = store(Self.rows)
    let last = BlockRule(parts: [.init(field: 0, term: .last)])
    let year = BlockRule(parts: [.init(field: 1, term: .year)])
    let found = pairs([last, year], store)
    #expect(Set(found).count == found.count)
    #expect(Set(found) == Set(pairs([last], store) + pairs([year], store)))
  }

  @Test("A block over the limit is split, and what cannot be split is compared with its next ones")
  func splits() {
    let rows = (0..<40).map { ("An", "19\(50 + $0 / 10)") }
    let store = store(rows)
    let rule = BlockRule(
      parts: [.init(field: 0)], splits: [.init(field: 1, term: .year)], limit: 10)
    let index = BlockIndex(rule, of: store)
    #expect(index.splitCount == 1)
    #expect(index.blockCount == 4)
    #expect(index.pairCount == 4 * 45)
    let narrow = BlockIndex(BlockRule(parts: [.init(field: 0)], limit: 10), of: store)
    #expect(narrow.blockCount == 1)
    #expect(narrow.pairCount == 30 * 10 + 45)
    #expect(narrow.holds(3, 13))
    #expect(!narrow.holds(3, 14))
  }

  @Test(
    "Records that lack the value to split by meet those of every part, and no others come twice")
  func lacking() {
    // Forty of one name: every tenth without a year, the others of nine years.
    let rows = (0..<40).map { ("An", $0 % 10 == 9 ? "" : "19\(50 + $0 % 10)") } + [("Ba", "")]
    let store = store(rows)
    let split = BlockRule.Part(field: 1, term: .year)
    func found(_ rule: BlockRule) -> [[UInt32]] {
      let indexes = [BlockIndex(rule, of: store)] + BlockIndex.lacking(rule, of: store)
      var pairs: [[UInt32]] = []
      var batch = PairBatch()
      let walk = PairWalk(indexes)
      for piece in walk.pieces(pairs: 7) {
        walk.visit(piece, rows: walk.rows(of: piece.rule), batch: &batch, batchSize: 5) { batch in
          for pair in 0..<batch.count {
            let (one, other) = batch.records(of: pair)
            pairs.append([one, other])
          }
          batch.removeAll()
        }
      }
      return pairs
    }
    let all = found(.init(parts: [.init(field: 0)], splits: [split], limit: 10))
    var wanted: Set<[UInt32]> = []
    for one in 0..<UInt32(40) {
      for other in one + 1..<40 where one % 10 == other % 10 || one % 10 == 9 || other % 10 == 9 {
        wanted.insert([one, other])
      }
    }
    #expect(all.count == Set(all).count)
    #expect(Set(all) == wanted)
    // Two at most meet all others of their stretch, so that the pairs do not grow with the square.
    let few = found(.init(parts: [.init(field: 0)], splits: [split], limit: 2))
    #expect(few.count == Set(few).count)
    #expect(few.count <= 2 * 40 + 2 * 40)
    #expect(few.contains([5, 9]) && few.contains([9, 19]))
    // A block within the limit is whole anyway.
    #expect(BlockIndex.lacking(.init(parts: [.init(field: 0)], splits: [split]), of: store).isEmpty)
  }

  @Test("Two records of which each lacks another value to split by meet")
  func lackingOthers() {
    var rows = (0..<40).map { ("An Văn \($0 % 5)", "19\(50 + $0 % 7)-01-0\(1 + $0 % 3)") }
    // One lacks the year, another the last word.
    rows.append(("An Văn 1", ""))
    rows.append(("", "1951-01-02"))
    let records = rows.map { [$0.0, $0.1, "x"] }
    var store = RecordStore(
      fields: [
        .init(name: "name", kind: .name), .init(name: "born", kind: .date),
        .init(name: "place", kind: .code),
      ])
    for record in records {
      var (bytes, ranges): ([UInt8], [Range<Int>]) = ([], [])
      for text in record {
        ranges.append(bytes.count..<bytes.count + text.utf8.count)
        bytes += Array(text.utf8)
      }
      store.append(bytes, ranges)
    }
    store.prepare()
    let rule = BlockRule(
      parts: [.init(field: 2)],
      splits: [.init(field: 0, term: .last), .init(field: 1, term: .year)], limit: 10)
    let lacking = BlockIndex.lacking(rule, of: store)
    #expect(lacking.count == 3)
    #expect(!lacking[..<2].contains { $0.holds(40, 41) })
    #expect(lacking[2].holds(40, 41))
  }

  @Test("Neighbours in the order of a text are compared, others not")
  func neighbourhood() {
    let store = store([("Cúc", ""), ("An", ""), ("Bình", ""), ("Dung", "")])
    let rule = BlockRule(parts: [], order: [.init(field: 0, term: .bare)], window: 1)
    #expect(pairs([rule], store) == [[0, 2], [0, 3], [1, 2]])
  }

  @Test(
    "A block with many pairs is cut into pieces, which need the rows of what follows and no others")
  func cutBlocks() {
    let rows = (0..<500).map { ("Tên \($0 * 37 % 500)", "1950") }
    let store = store(rows)
    let rule = BlockRule(parts: [], order: [.init(field: 0, term: .bare)], window: 4)
    let index = BlockIndex(rule, of: store)
    let walk = PairWalk([index])
    let pieces = walk.pieces(pairs: 100)
    #expect(index.blockCount == 1 && pieces.count == 19)
    #expect(pieces.allSatisfy { walk.places(of: $0).count <= $0.places.count + 4 })
    var found: Set<[UInt32]> = []
    var (batch, count) = (PairBatch(), 0)
    // Two pieces a stretch: the stretches overlap.
    let stretches = stride(from: 0, to: 19, by: 2).map {
      walk.places(of: pieces[$0]).lowerBound..<walk.places(of: pieces[min($0 + 1, 18)]).upperBound
    }
    let sections = walk.sections(of: 0, stretches).map { BlockRows($0) }
    for (number, piece) in pieces.enumerated() {
      walk.visit(piece, rows: sections[number / 2], batch: &batch, batchSize: 7) { batch in
        for pair in 0..<batch.count {
          let (one, other) = batch.records(of: pair)
          found.insert([one, other])
          count += 1
        }
        batch.removeAll()
      }
    }
    #expect(count == index.pairCount && found.count == count)
    for one in 0..<UInt32(500) {
      for other in one + 1..<500 {
        #expect(found.contains([one, other]) == index.holds(one, other))
      }
    }
  }

  @Test("A forecast of pairs is what the walk then hands over")
  func counts() {
    let rows = (0..<200).map { ("Tên \($0 % 17)", "19\(50 + $0 % 9)") }
    let store = store(rows)
    for limit in [5, 20, 300] {
      let rule = BlockRule(parts: [.init(field: 0)], limit: limit)
      #expect(pairs([rule], store).count == BlockIndex(rule, of: store).pairCount)
    }
  }

  @Test("A rule holds for the pairs that its walk hands over and for no others")
  func holding() {
    var random = RandomPairs()
    let rows = (0..<300).map { _ in
      ("Tên \(random.next(below: 40))", "19\(50 + random.next(below: 9))")
    }
    let store = store(rows)
    let year = BlockRule.Part(field: 1, term: .year)
    let name = BlockRule.Part(field: 0)
    for rule in [
      BlockRule(parts: [name]), BlockRule(parts: [name], limit: 3),
      BlockRule(parts: [year], splits: [name], limit: 20),
      BlockRule(parts: [year], splits: [name], limit: 4),
      BlockRule(parts: [], order: [name], window: 70), BlockRule(parts: [year], order: [name]),
    ] {
      let index = BlockIndex(rule, of: store)
      var holding: [[UInt32]] = []
      for one in 0..<UInt32(rows.count) {
        for other in one + 1..<UInt32(rows.count) {
          #expect(index.holds(one, other) == index.holds(other, one))
          if index.holds(one, other) { holding.append([one, other]) }
        }
      }
      #expect(pairs([rule], store) == holding)
      #expect(holding.count == index.pairCount)
    }
  }

  @Test("A table that was closed has its values and takes more")
  func closedTable() {
    var table = ValueTable()
    let texts = (0..<500).map { Array("mã số \($0 * 7)".utf8) }
    for text in texts { _ = table.insert(text, in: text.indices) }
    let hashes = (1...500).map { table.hash(of: UInt32($0)) }
    table.close()
    #expect((1...500).map { table.text(of: UInt32($0)) } == texts)
    #expect((1...500).map { table.hash(of: UInt32($0)) } == hashes)
    #expect(table.insert(texts[3], in: texts[3].indices) == 4)
    #expect(table.insert([65], in: 0..<1) == 501)
    #expect(table.find(texts[499]) == 500)
    #expect(table.precedes(501, 1))
    #expect(!table.precedes(1, 501))
  }

  @Test(
    "A column has the codes that were added, whatever records have none",
    arguments: [0, 1, 1023, 1024, 1025, 9000])
  func column(count: Int) {
    var random = RandomPairs()
    // Runs without a code of every length, and such with a few.
    let codes = (0..<count).map { record in
      record / 1500 % 2 == 0 || random.next(below: 9) > 0 ? 0 : UInt32(random.next(below: 70_000))
    }
    var column = CodeColumn(codes.prefix(700))
    column.append(contentsOf: codes.dropFirst(700))
    #expect(Array(column) == codes)
    #expect(column.count == count)
    for code in codes { column.append(code) }
    #expect(Array(column) == codes + codes)
    #expect(Array(CodeColumn(codes.map { $0 | 1 })) == codes.map { $0 | 1 })
  }
}
