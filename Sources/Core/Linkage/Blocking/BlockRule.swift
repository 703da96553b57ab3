/// Which pairs of records are compared: those that agree on all terms.
public struct BlockRule: Sendable, Equatable {
  /// A part of a field that must agree.
  public struct Part: Sendable, Equatable {
    /// The position of the field in the store.
    public var field: Int
    /// What of its value must be equal.
    public var term: BlockTerm

    /// Creates a part.
    public init(field: Int, term: BlockTerm = .value) {
      self.field = field
      self.term = term
    }
  }

  /// What must agree; none where records are neighbours by ``order`` alone.
  public var parts: [Part]
  /// Blocks of more records than ``limit`` are split by these, one after the other.
  public var splits: [Part]
  /// The most records that are compared with one another without splitting.
  public var limit: Int
  /// Records of a block are compared with so many next ones in this order, and no others.
  public var order: [Part]
  /// How many next ones; of no meaning without an order.
  public var window: Int

  /// Creates a rule.
  public init(
    parts: [Part], splits: [Part] = [], limit: Int = 300, order: [Part] = [], window: Int = 10
  ) {
    self.parts = parts
    self.splits = splits
    self.limit = limit
    self.order = order
    self.window = window
  }
}

/// The blocks of one rule: its records in order, block after block.
public struct BlockIndex: Sendable {
  /// The records that are in a block of more than one, block by block.
  public private(set) var records: [UInt32] = []
  /// Where each block ends in ``records``.
  public private(set) var ends: [UInt32] = []
  /// For each record its place in ``records`` plus one, or 0.
  private(set) var places: [UInt32]
  /// For each record its block plus one, or 0.
  private(set) var blocks: [UInt32]
  /// In each block, how many next records each is compared with.
  private(set) var reaches: [UInt32] = []
  /// How many pairs the rule compares.
  public private(set) var pairCount = 0
  /// How many blocks were over the limit and split.
  public private(set) var splitCount = 0

  /// Puts the records of a store into blocks.
  public init(_ rule: BlockRule, of store: RecordStore) {
    let count = store.count
    places = Array(repeating: 0, count: count)
    blocks = Array(repeating: 0, count: count)
    let keys = Keys(rule.parts, store, nullIsKey: false)
    var order = (0..<UInt32(count)).filter { keys.values[Int($0)] != 0 }
    sortByKey(&order, keys.values)
    let sorting = rule.order.isEmpty ? nil : Keys.Order(rule.order, store)
    let splits = rule.splits.map { Keys([$0], store, nullIsKey: false) }
    var start = 0
    while start < order.count {
      var end = start + 1
      let key = keys.values[Int(order[start])]
      while end < order.count, keys.values[Int(order[end])] == key { end += 1 }
      if end - start > 1 {
        if let sorting {
          add(sorting.sorted(order[start..<end]), reach: rule.window)
        } else {
          if end - start > rule.limit { splitCount += 1 }
          split(Array(order[start..<end]), splits[...], rule.limit)
        }
      }
      start = end
    }
  }

  /// Splits a block that is too large; what lacks the value to split by keeps the company of the
  /// next split, and in the end each record is compared with its next ones only.
  private mutating func split(_ records: [UInt32], _ splits: ArraySlice<Keys>, _ limit: Int) {
    guard records.count > limit else {
      return add(records, reach: records.count)
    }
    guard let keys = splits.first else { return add(records, reach: limit) }
    var order = records
    sortByKey(&order, keys.values)
    var start = 0
    while start < order.count {
      var end = start + 1
      let key = keys.values[Int(order[start])]
      while end < order.count, keys.values[Int(order[end])] == key { end += 1 }
      if end - start > 1 { split(Array(order[start..<end]), splits.dropFirst(), limit) }
      start = end
    }
  }

  private mutating func add(_ block: [UInt32], reach: Int) {
    guard block.count > 1 else { return }
    let number = UInt32(ends.count + 1)
    for record in block {
      records.append(record)
      places[Int(record)] = UInt32(records.count)
      blocks[Int(record)] = number
    }
    ends.append(UInt32(records.count))
    let reach = max(1, min(reach, block.count - 1))
    reaches.append(UInt32(reach))
    pairCount += reach * block.count - reach * (reach + 1) / 2
  }

  /// The number of blocks.
  public var blockCount: Int { ends.count }

  /// The size of the largest block.
  public var largestBlock: Int {
    var largest = 0
    var start: UInt32 = 0
    for end in ends {
      largest = max(largest, Int(end - start))
      start = end
    }
    return largest
  }

  /// Whether the rule compares two records.
  @inline(__always) public func holds(_ first: UInt32, _ second: UInt32) -> Bool {
    let block = blocks[Int(first)]
    guard block != 0, block == blocks[Int(second)] else { return false }
    let (one, other) = (places[Int(first)], places[Int(second)])
    return (one > other ? one - other : other - one) <= reaches[Int(block) - 1]
  }
}

/// Sorts record numbers by their keys, equal keys by the number.
private func sortByKey(_ records: inout [UInt32], _ keys: [UInt64]) {
  records.sort {
    let (one, other) = (keys[Int($0)], keys[Int($1)])
    return one == other ? $0 < $1 : one < other
  }
}

/// One number a record for the parts of its fields.
private struct Keys {
  var values: [UInt64]

  /// A record that lacks a part has key 0.
  init(_ parts: [BlockRule.Part], _ store: RecordStore, nullIsKey: Bool) {
    values = Array(repeating: 0x9E37_79B9_7F4A_7C15, count: store.count)
    for part in parts {
      let field = store.fields[part.field]
      let codes = field.codes
      let tokens = part.term == .value ? [] : field.values.tokens(part.term)
      for record in values.indices where values[record] != 0 {
        let code = codes[record]
        let token = tokens.isEmpty ? code : tokens[Int(code)]
        if token == 0 {
          values[record] = 0
        } else {
          var mixed = (values[record] ^ UInt64(token)) &* 0xBF58_476D_1CE4_E5B9
          mixed ^= mixed >> 29
          values[record] = mixed | 1
        }
      }
    }
    if parts.isEmpty { for record in values.indices { values[record] = 1 } }
  }

  /// The order of records by the texts of some fields.
  struct Order {
    private var ranks: [[UInt32]] = []
    private var codes: [[UInt32]] = []

    init(_ parts: [BlockRule.Part], _ store: RecordStore) {
      for part in parts {
        let field = store.fields[part.field]
        codes.append(field.codes)
        ranks.append(field.values.ranks(part.term))
      }
    }

    func sorted(_ records: ArraySlice<UInt32>) -> [UInt32] {
      records.sorted { one, other in
        for index in ranks.indices {
          let a = ranks[index][Int(codes[index][Int(one)])]
          let b = ranks[index][Int(codes[index][Int(other)])]
          if a != b { return a < b }
        }
        return one < other
      }
    }
  }
}

extension FieldValues {
  /// The rank of each value by its text, or by its part's number where the part is no text.
  func ranks(_ term: BlockTerm) -> [UInt32] {
    switch term {
    case .value:
      return Self.ranks(of: table)
    case .bare:
      guard let words else { return Self.ranks(of: table) }
      let ranks = Self.ranks(of: words.bare)
      return words.bareOf.map { ranks[Int($0)] }
    default: return tokens(term)
    }
  }

  private static func ranks(of table: ValueTable) -> [UInt32] {
    let order = (0...UInt32(table.last)).sorted {
      table.bytes[table.range(of: $0)].lexicographicallyPrecedes(table.bytes[table.range(of: $1)])
    }
    var ranks = [UInt32](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[Int(number)] = UInt32(rank) }
    return ranks
  }
}
