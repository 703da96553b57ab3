internal import Columnar

/// Reads a date in words, or in words and figures, from the words of its text.
///
/// The markers ngày, tháng and năm are anchors: each says which part the number behind it is. `năm`
/// is the year where the month is told already, and five elsewhere.
struct WordDate {
  private enum Slot { case day, month, year }

  /// The last year of two figures that belongs to this century; `nil` refuses two figures.
  let pivot: Int?
  private var date = RegisterDate()
  private var words: [DateWord] = []
  private var index = 0
  private var slot = Slot.day
  /// Whether a part was told, if only as unknown.
  private var isTold = (day: false, month: false, year: false)
  private var cycle = 0
  private var isCalendarTold = false

  init(pivot: Int?) { self.pivot = pivot }

  /// What the words say; `isLunar` is the calendar where they do not tell.
  mutating func read(_ text: [DateWord], isLunar: Bool) -> DateReading {
    words = text
    date = RegisterDate()
    (index, slot, isTold, cycle, isCalendarTold) = (0, .day, (false, false, false), 0, false)
    if isUnknown { return .unknown }
    begin()
    while index < words.count {
      guard readPart() else { return .fault(.unreadable) }
    }
    if !isCalendarTold { date.isLunar = date.isLunar || isLunar }
    return checked()
  }

  /// Whether they say that nothing is known: "không rõ", "không", "chưa rõ ngày tháng năm".
  private var isUnknown: Bool {
    var says = false
    for word in words {
      switch word {
      case .digit(0), .unknown, .doubt: says = true
      case .dayMarker, .monthMarker, .yearOrFive, .filler: continue
      // "Không xác định": the last word has the letters of the stem Đinh.
      case .stem where says: continue
      default: return false
      }
    }
    return says
  }

  /// Passes over a time before the day, and finds which part comes first where no marker says it.
  private mutating func begin() {
    if let day = words.firstIndex(of: .dayMarker), words[..<day].contains(.hour) { index = day }
    if words.contains(.monthMarker) || words.contains(.dayMarker) { return }
    var counts: [UInt8] = []
    for case .figures(_, let count) in words { counts.append(count) }
    // "15/8 âm lịch" has no year, "8/1950" no day.
    let lacksYear = counts.count == 2 && counts[1] <= 2 && words.contains(.lunar)
    slot = counts.count >= 3 || lacksYear ? .day : counts.count == 2 ? .month : .year
  }

  private mutating func readPart() -> Bool {
    let word = words[index]
    index += 1
    switch word {
    case .dayMarker: slot = .day
    case .earlyDay: slot = .day
    case .monthMarker: slot = .month
    case .fullMoon:
      (date.day, isTold.day) = (15, true)
      tellLunar()
    case .monthName(let month):
      guard slot == .month else { return false }
      (date.month, isTold.month) = (Int(month), true)
    case .leap:
      date.isLeapMonth = true
      tellLunar()
    case .lunar: tellLunar()
    case .solar:
      guard !date.isLunar else { return false }
      isCalendarTold = true
    case .about: date.qualifier = 0x7E
    case .doubt: date.qualifier = 0x3F
    case .filler: break
    case .unknown: tell()
    case .digit(0) where index < words.count && words[index] == .unknown: break
    case .yearOrFive where isYear: slot = .year
    case .stem: return readCycle()
    case .fiveOrStem where isStem(at: index - 1): return readCycle()
    default:
      index -= 1
      return readNumber()
    }
    return true
  }

  private mutating func tellLunar() {
    date.isLunar = true
    isCalendarTold = true
  }

  private mutating func tell() {
    switch slot {
    case .day: isTold.day = true
    case .month: isTold.month = true
    case .year: isTold.year = true
    }
  }

  /// Whether the `năm` before ``index`` marks the year.
  private var isYear: Bool {
    switch slot {
    case .month: isTold.month
    case .year: !isTold.year && !(index >= words.count)
    case .day: !words[index...].contains(.monthMarker)
    }
  }

  /// Whether a branch stands behind a word.
  private func isStem(at place: Int) -> Bool {
    guard place + 1 < words.count, case .branch = words[place + 1] else { return false }
    return true
  }

  /// A stem and a branch: the year's name.
  private mutating func readCycle() -> Bool {
    guard index < words.count, case .branch(let branch) = words[index] else { return false }
    var stem = 8
    if case .stem(let value) = words[index - 1] { stem = Int(value) }
    // Tý and Tỵ are told apart by the stem.
    let place = branch == 0 && stem % 2 == 1 ? 5 : Int(branch)
    guard cycle == 0, let found = CyclicYear.index(stem: stem, branch: place) else { return false }
    index += 1
    cycle = found
    isTold.year = true
    return true
  }

  private mutating func readNumber() -> Bool {
    if slot == .day && isTold.day {
      slot = .month
    } else if slot == .month && isTold.month {
      slot = .year
    }
    switch slot {
    case .day:
      guard let day = readSmall(isDay: true) else { return false }
      date.day = day
    case .month:
      guard let month = readSmall(isDay: false) else { return false }
      date.month = month
    case .year:
      guard !isTold.year, let year = readYear() else { return false }
      date.year = year
    }
    tell()
    return true
  }

  private func checked() -> DateReading {
    var date = date
    if cycle > 0 {
      if date.year == 0 {
        date.cyclicYear = cycle
      } else if cycle != CyclicYear.index(ofYear: date.year) {
        // The lunar year begins up to seven weeks after the solar one.
        let isEarly = !date.isLunar && date.month <= 2
        guard isEarly, cycle == CyclicYear.index(ofYear: date.year - 1) else {
          return .fault(.contradictory)
        }
      }
    }
    guard date.month > 0 || date.day == 0, date.month <= 12, date.day <= 31 else {
      return .fault(.impossible)
    }
    guard date.year > 0 || date.cyclicYear > 0 else {
      if date.month == 0 { return isTold.year ? .unknown : .fault(.unreadable) }
      return date.isLunar ? .date(date) : .fault(.unreadable)
    }
    if date.isLunar { return date.day <= 30 ? .date(date) : .fault(.impossible) }
    guard
      date.day == 0 || date.year == 0
        || isDay(year: date.year, month: date.month, day: date.day)
    else { return .fault(.impossible) }
    return .date(date)
  }
}

extension WordDate {
  /// The digit that a word is, if it is one.
  private func digit(at place: Int) -> Int? {
    guard place < words.count else { return nil }
    switch words[place] {
    case .digit(let value): return Int(value)
    case .yearOrFive, .fiveOrStem: return 5
    default: return nil
    }
  }

  private func isAt(_ place: Int, _ word: DateWord) -> Bool {
    place < words.count && words[place] == word
  }

  /// A day or a month.
  private mutating func readSmall(isDay: Bool) -> Int? {
    if case .figures(let value, let count) = words[index] {
      index += 1
      return count <= 2 ? value : nil
    }
    if isAt(index, .noTens) || (isAt(index, .digit(0)) && digit(at: index + 1) != nil) {
      index += 1
    }
    var value = 0
    if isAt(index, .ten) {
      index += 1
      value = 10
    } else {
      guard let first = digit(at: index) else { return nil }
      index += 1
      if isAt(index, .ten) {
        index += 1
        value = first * 10
      } else if isDay, let second = digit(at: index) {
        index += 1
        return first * 10 + second
      } else {
        return first
      }
    }
    // In a month, "năm" behind the number marks the year.
    if let ones = digit(at: index), isDay || (ones <= 2 && ones > 0) {
      index += 1
      value += ones
    }
    return value
  }

  private mutating func readYear() -> Int? {
    if case .figures(let value, let count) = words[index] {
      index += 1
      return count == 4 ? value : count <= 2 ? century(value) : nil
    }
    if let first = digit(at: index), isAt(index + 1, .thousand) {
      index += 2
      var value = first * 1000
      if let hundreds = digit(at: index), isAt(index + 1, .hundred) {
        index += 2
        value += hundreds * 100
      } else if let hundreds = digit(at: index), digit(at: index + 1) != nil,
        digit(at: index + 2) != nil || isAt(index + 2, .ten)
      {
        index += 1
        value += hundreds * 100
      }
      return readTail().map { value + $0.value }
    }
    // Digit by digit: "một chín bảy mươi".
    if let first = digit(at: index), let second = digit(at: index + 1),
      digit(at: index + 2) != nil || isAt(index + 2, .ten)
    {
      index += 2
      guard let tail = readTail(), tail.isTwoDigits else { return nil }
      return first * 1000 + second * 100 + tail.value
    }
    guard let tail = readTail(), tail.isTwoDigits else { return nil }
    return century(tail.value)
  }

  /// The last two digits of a year, which may be missing.
  private mutating func readTail() -> (value: Int, isTwoDigits: Bool)? {
    if isAt(index, .noTens) {
      guard let ones = digit(at: index + 1) else { return nil }
      index += 2
      return (ones, true)
    }
    var tens = 1
    if !isAt(index, .ten) {
      guard let first = digit(at: index) else { return (0, false) }
      index += 1
      if let second = digit(at: index) {
        index += 1
        return (first * 10 + second, true)
      }
      guard isAt(index, .ten) else { return (first, false) }
      tens = first
    }
    index += 1
    guard let ones = digit(at: index) else { return (tens * 10, true) }
    index += 1
    return (tens * 10 + ones, true)
  }

  private func century(_ year: Int) -> Int? {
    pivot.map { year + (year <= $0 ? 2000 : 1900) }
  }
}
