internal import Columnar

/// What of a field's value must be equal for two records to be compared.
public enum BlockTerm: String, Sendable, CaseIterable {
  /// The value as it is.
  case value
  /// The text without marks and capitals.
  case bare
  /// The first word without marks.
  case first
  /// The last word without marks.
  case last
  /// How the text without marks sounds, so that spellings of one sound agree.
  case sound
  /// The year of a date.
  case year
  /// The month and day of a date, in either order.
  case monthDay = "month_day"
  /// The first three letters without marks.
  case prefix
  /// The unit above a place.
  case parent
}

extension FieldValues {
  /// The number of each value's part, 0 for none; equal parts have equal numbers.
  func tokens(_ term: BlockTerm) -> SpillArray<UInt32> {
    let space = table.space
    switch term {
    case .value: return SpillArray(0..<UInt32(table.last + 1), in: space)
    case .bare: return words?.bareOf ?? SpillArray(0..<UInt32(table.last + 1), in: space)
    case .first: return words?.firstOf ?? SpillArray()
    case .last: return words?.lastOf ?? SpillArray()
    case .parent: return parents
    case .year: return SpillArray(dates.lazy.map { UInt32(max(0, $0.year)) }, in: space)
    case .monthDay:
      return SpillArray(
        dates.lazy.map { date in
          guard date.isComplete else { return 0 }
          return UInt32(min(date.month, date.day)) << 8 | UInt32(max(date.month, date.day))
        }, in: space)
    case .sound, .prefix:
      guard let words else { return SpillArray() }
      var parts = ValueTable(in: space)
      var ofBare = SpillArray<UInt32>(in: space)
      for number in 0...UInt32(words.bare.last) {
        var part = words.bare.text(of: number)
        if term == .sound { part = soundKey(part) } else { part = Array(part.prefix(3)) }
        ofBare.append(parts.insert(part, in: 0..<part.count))
      }
      return SpillArray(words.bareOf.lazy.map { ofBare[Int($0)] }, in: space)
    }
  }
}
