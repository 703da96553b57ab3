public import Columnar

/// The distinct values of one field, with what comparisons need of each worked out once.
public struct FieldValues: Sendable {
  /// What the field holds.
  public let kind: ComparisonKind
  /// The values.
  public internal(set) var table: ValueTable
  /// For names, texts.
  var words: Words?
  /// For dates, by the value's number.
  var dates: SpillArray<PartialDate>
  /// For dates, the solar day that the parts mean if they are lunar, or `Int32.min`.
  var lunarDays: SpillArray<Int32>
  /// For places, the number in ``tokens`` of the unit above and of the one above that.
  var parents: SpillArray<UInt32>
  var grandparents: SpillArray<UInt32>
  /// For sets, where each value's members begin in ``members``; they are sorted.
  var memberStarts: SpillArray<UInt32>
  var members: SpillArray<UInt32>
  var tokens: ValueTable
  /// For quantities.
  var amounts: SpillArray<Double>

  /// Creates a field without values.
  public init(kind: ComparisonKind, in space: any SpillSpace = MemorySpace.shared) {
    self.kind = kind
    (table, tokens) = (ValueTable(in: space), ValueTable(in: space))
    (dates, lunarDays) = (SpillArray(in: space), SpillArray(in: space))
    (parents, grandparents) = (SpillArray(in: space), SpillArray(in: space))
    (memberStarts, members) = (SpillArray(in: space), SpillArray(in: space))
    amounts = SpillArray(in: space)
  }

  /// Works out what comparisons need, once all values are there.
  ///
  /// - Parameter lunarDay: the solar day, from 1970-01-01, of a lunar year, month and day; none
  ///   where dates of the lunar calendar are not looked for.
  public mutating func prepare(lunarDay: ((Int, Int, Int) -> Int?)? = nil) {
    switch kind {
    case .name, .text: words = Words(table)
    case .date: prepareDates(lunarDay)
    case .place: preparePlaces()
    case .set: prepareSets()
    case .amount: prepareAmounts()
    case .number, .code: break
    }
    table.close()
    tokens.close()
  }

  private mutating func prepareDates(_ lunarDay: ((Int, Int, Int) -> Int?)?) {
    dates.append(PartialDate(Span()))
    lunarDays.append(.min)
    for number in 1..<UInt32(table.last + 1) {
      let date = table.bytes.withSpan(table.range(of: number)) { PartialDate($0) }
      dates.append(date)
      var day: Int32 = .min
      if let lunarDay, date.isComplete,
        let solar = lunarDay(Int(date.year), Int(date.month), Int(date.day))
      {
        day = Int32(solar)
      }
      lunarDays.append(day)
    }
  }

  private mutating func preparePlaces() {
    parents.append(0)
    grandparents.append(0)
    for number in 1..<UInt32(table.last + 1) {
      let path = table.text(of: number)
      let cut = path.lastIndex(of: 0x2F) ?? 0
      parents.append(tokens.insert(path, in: 0..<cut))
      grandparents.append(tokens.insert(path, in: 0..<(path[..<cut].lastIndex(of: 0x2F) ?? 0)))
    }
  }

  private mutating func prepareSets() {
    memberStarts.append(contentsOf: [0, 0])
    var letters = FoldedText()
    for number in 1..<UInt32(table.last + 1) {
      var list: [UInt32] = []
      for part in table.text(of: number).split(separator: 0x7C) {
        letters.read(Array(part))
        let token = tokens.insert(letters.bare, in: 0..<letters.bare.count)
        if token > 0, !list.contains(token) { list.append(token) }
      }
      members.append(contentsOf: list.sorted())
      memberStarts.append(UInt32(members.count))
    }
  }

  private mutating func prepareAmounts() {
    amounts.append(.nan)
    for number in 1..<UInt32(table.last + 1) {
      let text = String(decoding: table.text(of: number), as: UTF8.self)
      amounts.append(Double(text) ?? .nan)
    }
  }

  func members(of number: UInt32) -> Range<Int> {
    Int(memberStarts[Int(number)])..<Int(memberStarts[Int(number) + 1])
  }
}
