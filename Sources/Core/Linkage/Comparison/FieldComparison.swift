internal import Columnar

/// Compares the values of one field, by their numbers.
extension FieldValues {
  /// The level of agreement of two values, from 1; 0 where one is missing.
  ///
  /// The order of the two makes no difference.
  func level(_ first: UInt32, _ second: UInt32) -> UInt8 {
    if first == 0 || second == 0 { return 0 }
    switch kind {
    case .name: return first == second ? 1 : nameLevel(Int(first), Int(second))
    case .text: return first == second ? 1 : textLevel(Int(first), Int(second))
    case .date: return dateLevel(Int(first), Int(second))
    case .number: return first == second ? 1 : numberLevel(first, second)
    case .code: return first == second ? 1 : 2
    case .place: return placeLevel(first, second)
    case .set: return setLevel(first, second)
    case .amount: return first == second ? 1 : amountLevel(Int(first), Int(second))
    }
  }

  /// Whether comparing two different values takes long enough to remember the outcome.
  var isCostly: Bool { kind == .name || kind == .text }

  private func nameLevel(_ first: Int, _ second: Int) -> UInt8 {
    guard let words else { return 9 }
    let (one, other) = (words.bareOf[first], words.bareOf[second])
    if one == other { return words.foldedOf[first] == words.foldedOf[second] ? 1 : 2 }
    if one == 0 || other == 0 { return 0 }
    if words.sortedOf[first] == words.sortedOf[second] { return 3 }
    let bytes = words.bare.bytes
    let (range, otherRange) = (words.bare.range(of: one), words.bare.range(of: other))
    if editDistance(bytes, range, bytes, otherRange, limit: 1) <= 1 { return 4 }
    let sameFirst = words.firstOf[first] == words.firstOf[second]
    let sameLast = words.lastOf[first] == words.lastOf[second]
    if sameFirst && sameLast {
      return isPart(range, of: otherRange, bytes) || isPart(otherRange, of: range, bytes) ? 5 : 6
    }
    return sameLast ? 7 : sameFirst ? 8 : 9
  }

  /// Whether all words of one text stand in the other, in the same order.
  private func isPart(_ part: Range<Int>, of whole: Range<Int>, _ bytes: SpillArray<UInt8>) -> Bool
  {
    if part.count >= whole.count { return false }
    var rest = bytes[whole].split(separator: 0x20)[...]
    for word in bytes[part].split(separator: 0x20) {
      guard let place = rest.firstIndex(where: { $0.elementsEqual(word) }) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  private func textLevel(_ first: Int, _ second: Int) -> UInt8 {
    guard let words else { return 7 }
    let (one, other) = (words.bareOf[first], words.bareOf[second])
    if one == other { return words.foldedOf[first] == words.foldedOf[second] ? 1 : 2 }
    if one == 0 || other == 0 { return 0 }
    let bytes = words.bare.bytes
    let (range, otherRange) = (words.bare.range(of: one), words.bare.range(of: other))
    if min(range.count, otherRange.count) > 2,
      editDistance(bytes, range, bytes, otherRange, limit: 1) <= 1
    {
      return 3
    }
    // Which letters are taken for one another depends on the text that is gone through first.
    let isInOrder = bytes[range].lexicographicallyPrecedes(bytes[otherRange])
    let (front, back) = isInOrder ? (range, otherRange) : (otherRange, range)
    let similarity = jaroWinkler(bytes, front, bytes, back)
    return similarity >= 0.92 ? 4 : similarity >= 0.85 ? 5 : similarity >= 0.7 ? 6 : 7
  }

  private func dateLevel(_ first: Int, _ second: Int) -> UInt8 {
    let (one, other) = (dates[first], dates[second])
    if one.isEmpty || other.isEmpty { return 0 }
    if one.year == other.year {
      if one.month == 0 || other.month == 0 { return 3 }
      if one.month == other.month {
        if one.day == 0 || other.day == 0 { return 2 }
        if one.day == other.day { return 1 }
      }
      if one.isComplete && other.isComplete {
        if one.day == other.month && one.month == other.day { return 4 }
        if isFirstOfYear(one) || isFirstOfYear(other) { return 6 }
        if isSlip(one, other) { return 5 }
      }
      if isLunar(first, second) { return 8 }
      return 9
    }
    let years = abs(Int(one.year) - Int(other.year))
    if one.isComplete && other.isComplete {
      let sameDay = one.month == other.month && one.day == other.day
      if sameDay && years == 1 { return 7 }
      if sameDay && isSlip(Int(one.year), Int(other.year)) { return 5 }
    }
    if isLunar(first, second) { return 8 }
    return years == 1 ? 10 : 11
  }

  private func isFirstOfYear(_ date: PartialDate) -> Bool { date.month == 1 && date.day == 1 }

  private func isLunar(_ first: Int, _ second: Int) -> Bool {
    (lunarDays[first] != .min && dates[second].isComplete
      && lunarDays[first] == dates[second].days.lowerBound)
      || (lunarDays[second] != .min && dates[first].isComplete
        && lunarDays[second] == dates[first].days.lowerBound)
  }

  /// Whether day or month, not both, differ in one digit or in the order of two.
  private func isSlip(_ one: PartialDate, _ other: PartialDate) -> Bool {
    if one.month == other.month { return isSlip(Int(one.day), Int(other.day)) }
    return one.day == other.day && isSlip(Int(one.month), Int(other.month))
  }

  private func isSlip(_ one: Int, _ other: Int) -> Bool {
    var (a, b) = (one, other)
    var differing: [(Int, Int)] = []
    while a > 0 || b > 0 {
      if a % 10 != b % 10 { differing.append((a % 10, b % 10)) }
      (a, b) = (a / 10, b / 10)
    }
    if differing.count == 1 { return true }
    return differing.count == 2 && differing[0].0 == differing[1].1
      && differing[0].1 == differing[1].0
  }

  private func numberLevel(_ first: UInt32, _ second: UInt32) -> UInt8 {
    let (range, other) = (table.range(of: first), table.range(of: second))
    // A number of another kind says nothing.
    guard range.count == other.count else { return 0 }
    return editDistance(table.bytes, range, table.bytes, other, limit: 1) <= 1 ? 2 : 3
  }

  private func placeLevel(_ first: UInt32, _ second: UInt32) -> UInt8 {
    if first == second { return 1 }
    let (one, other) = (parents[Int(first)], parents[Int(second)])
    if one != 0, one == other { return 2 }
    let (above, otherAbove) = (grandparents[Int(first)], grandparents[Int(second)])
    return above != 0 && above == otherAbove ? 3 : 4
  }

  private func setLevel(_ first: UInt32, _ second: UInt32) -> UInt8 {
    var (one, other) = (members(of: first), members(of: second))
    if one.isEmpty || other.isEmpty { return 0 }
    var common = 0
    while let a = one.first, let b = other.first {
      if members[a] == members[b] { common += 1 }
      if members[a] <= members[b] { one.removeFirst() }
      if members[b] <= members[a] { other.removeFirst() }
    }
    return common >= 2 ? 1 : common == 1 ? 2 : 3
  }

  private func amountLevel(_ first: Int, _ second: Int) -> UInt8 {
    let (one, other) = (amounts[first], amounts[second])
    guard one.isFinite, other.isFinite else { return 0 }
    let difference = (one - other).magnitude
    let size = max(one.magnitude, other.magnitude)
    return difference == 0 ? 1 : difference <= 0.01 * size ? 2 : difference <= 0.1 * size ? 3 : 4
  }
}
