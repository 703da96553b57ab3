internal import Columnar

/// The distinct values of one field, with what comparisons need of each worked out once.
public struct FieldValues: Sendable {
  /// What the field holds.
  public let kind: ComparisonKind
  /// The values.
  public internal(set) var table = ValueTable()
  /// For names, texts.
  var words: Words?
  /// For dates, by the value's number.
  var dates: [PartialDate] = []
  /// For dates, the solar day that the parts mean if they are lunar, or `Int32.min`.
  var lunarDays: [Int32] = []
  /// For places, the number in ``tokens`` of the unit above and of the one above that.
  var parents: [UInt32] = []
  var grandparents: [UInt32] = []
  /// For sets, where each value's members begin in ``members``; they are sorted.
  var memberStarts: [UInt32] = []
  var members: [UInt32] = []
  var tokens = ValueTable()
  /// For quantities.
  var amounts: [Double] = []

  /// Creates a field without values.
  public init(kind: ComparisonKind) { self.kind = kind }

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
    dates = [PartialDate(Span())]
    lunarDays = [.min]
    for number in 1..<UInt32(table.last + 1) {
      let date = PartialDate(table.bytes.span.extracting(table.range(of: number)))
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
    parents = [0]
    grandparents = [0]
    for number in 1..<UInt32(table.last + 1) {
      let range = table.range(of: number)
      let cut = table.bytes[range].lastIndex(of: 0x2F) ?? range.lowerBound
      parents.append(tokens.insert(table.bytes, in: range.lowerBound..<cut))
      let second = table.bytes[range.lowerBound..<cut].lastIndex(of: 0x2F) ?? range.lowerBound
      grandparents.append(tokens.insert(table.bytes, in: range.lowerBound..<second))
    }
  }

  private mutating func prepareSets() {
    memberStarts = [0, 0]
    var letters = FoldedText()
    for number in 1..<UInt32(table.last + 1) {
      var list: [UInt32] = []
      for part in table.bytes[table.range(of: number)].split(separator: 0x7C) {
        letters.read(table.bytes, part.startIndex..<part.endIndex)
        let token = tokens.insert(letters.bare, in: 0..<letters.bare.count)
        if token > 0, !list.contains(token) { list.append(token) }
      }
      members += list.sorted()
      memberStarts.append(UInt32(members.count))
    }
  }

  private mutating func prepareAmounts() {
    amounts = [.nan]
    for number in 1..<UInt32(table.last + 1) {
      let text = String(decoding: table.bytes[table.range(of: number)], as: UTF8.self)
      amounts.append(Double(text) ?? .nan)
    }
  }

  func members(of number: UInt32) -> Range<Int> {
    Int(memberStarts[Int(number)])..<Int(memberStarts[Int(number) + 1])
  }
}
