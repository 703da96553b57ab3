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
  func tokens(_ term: BlockTerm) -> [UInt32] {
    switch term {
    case .value: return Array(0..<UInt32(table.last + 1))
    case .bare: return words?.bareOf ?? Array(0..<UInt32(table.last + 1))
    case .first: return words?.firstOf ?? []
    case .last: return words?.lastOf ?? []
    case .parent: return parents
    case .year: return dates.map { UInt32(max(0, $0.year)) }
    case .monthDay:
      return dates.map { date in
        guard date.isComplete else { return 0 }
        return UInt32(min(date.month, date.day)) << 8 | UInt32(max(date.month, date.day))
      }
    case .sound, .prefix:
      guard let words else { return [] }
      var parts = ValueTable()
      let ofBare: [UInt32] = (0...UInt32(words.bare.last)).map { number in
        let range = words.bare.range(of: number)
        var part = Array(words.bare.bytes[range])
        if term == .sound { part = soundKey(part) } else { part = Array(part.prefix(3)) }
        return parts.insert(part, in: 0..<part.count)
      }
      return words.bareOf.map { ofBare[Int($0)] }
    }
  }
}
