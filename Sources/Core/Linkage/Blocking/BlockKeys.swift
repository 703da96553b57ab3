internal import Columnar

/// One number a record for the parts of its fields, 0 where it lacks one.
struct BlockKeys {
  private(set) var values: SpillArray<UInt64>

  init(_ parts: [BlockRule.Part], _ store: RecordStore) {
    values = SpillArray(repeating: 0x9E37_79B9_7F4A_7C15, count: store.count, in: store.space)
    for part in parts {
      let field = store.fields[part.field]
      let codes = field.codes
      let tokens = part.term == .value ? SpillArray() : field.values.tokens(part.term)
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

  /// Records by their keys, those of one key by their number, and where each key begins.
  func ordered(
    _ records: some Sequence<UInt32>, null isKey: Bool
  ) -> (order: SpillArray<UInt32>, runs: PlaceSet) {
    var order = SpillArray<UInt32>(in: values.space)
    for record in records where isKey || values[Int(record)] != 0 { order.append(record) }
    order.sort {
      let (one, other) = (values[Int($0)], values[Int($1)])
      return one == other ? $0 < $1 : one < other
    }
    var runs = PlaceSet()
    var last: UInt64 = 0
    for (place, record) in order.enumerated() {
      let key = values[Int(record)]
      if place == 0 || key != last { runs.insert(place) }
      last = key
    }
    return (order, runs)
  }

  /// The order of records by the texts of some fields.
  struct Order {
    private var ranks: [SpillArray<UInt32>] = []
    private var codes: [CodeColumn] = []

    init(_ parts: [BlockRule.Part], _ store: RecordStore) {
      for part in parts {
        let field = store.fields[part.field]
        codes.append(field.codes)
        ranks.append(field.values.ranks(part.term))
      }
    }

    func sort(_ records: inout SpillArray<UInt32>) {
      records.sort { one, other in
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
  func ranks(_ term: BlockTerm) -> SpillArray<UInt32> {
    switch term {
    case .value:
      return Self.ranks(of: table)
    case .bare:
      guard let words else { return Self.ranks(of: table) }
      let ranks = Self.ranks(of: words.bare)
      return SpillArray(words.bareOf.lazy.map { ranks[Int($0)] }, in: table.space)
    default: return tokens(term)
    }
  }

  private static func ranks(of table: ValueTable) -> SpillArray<UInt32> {
    var order = SpillArray(0...UInt32(table.last), in: table.space)
    order.sort { table.precedes($0, $1) }
    var ranks = SpillArray<UInt32>(repeating: 0, count: order.count, in: table.space)
    for (rank, number) in order.enumerated() { ranks[Int(number)] = UInt32(rank) }
    return ranks
  }
}
