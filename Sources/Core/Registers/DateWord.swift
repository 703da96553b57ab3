/// What a word of a written date means.
enum DateWord: Sendable, Equatable {
  /// A digit in words, from 0 to 9; `năm`, which is also the year, has a meaning of its own.
  case digit(UInt8)
  /// `năm`: five, or the year.
  case yearOrFive
  /// `mười`, `mươi`, `chục`: ten.
  case ten
  case hundred
  case thousand
  /// `linh`, `lẻ`: no tens.
  case noTens
  /// `nhăm`, which is five, or `Nhâm`, the ninth stem.
  case fiveOrStem
  case dayMarker
  case monthMarker
  /// `mồng`, `mùng`: a day from 1 to 10.
  case earlyDay
  /// `rằm`: the 15th of a lunar month.
  case fullMoon
  /// `giêng`, `chạp`: the first and the last month.
  case monthName(UInt8)
  case stem(UInt8)
  case branch(UInt8)
  /// `âm`, and `dương`, before `lịch`, and their initials before `l`.
  case lunar, solar
  /// `lịch`, `và`, `là`: adds nothing.
  case filler
  /// `nhuận`: of a leap month.
  case leap
  /// `khoảng`, `chừng`, `độ`: about.
  case about
  /// `chưa`, and `rõ`, `biết`, `nhớ`, `xác` behind `không`; or a gap in a form.
  case unknown
  /// A sign of doubt.
  case doubt
  /// `giờ`: what stands before is a time.
  case hour
  /// A number in figures, and how many figures it has as far as the text keeps them.
  case figures(value: Int, count: UInt8)
  /// Anything else.
  case other

  /// The words by their letters without marks, `y` written `i`, as ``key(_:_:)`` packs them.
  static let lexicon: [UInt64: DateWord] = {
    var words: [UInt64: DateWord] = [:]
    func add(_ text: String, _ word: DateWord) {
      for spelling in text.split(separator: " ") {
        words[spelling.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = word
      }
    }
    let digits = ["khong", "mot", "hai", "ba", "bon tu", "lam", "sau", "bai", "tam", "chin"]
    for (value, text) in digits.enumerated() { add(text, .digit(UInt8(value))) }
    let stems = ["giap", "at", "binh", "dinh", "mau", "ki", "canh", "tan", "", "qui"]
    for (value, text) in stems.enumerated() { add(text, .stem(UInt8(value))) }
    // Tý and Tỵ have the same letters; their stems tell them apart.
    let branches = [
      "ti", "suu", "dan", "mao meo", "thin", "", "ngo", "mui", "than", "dau", "tuat", "hoi",
    ]
    for (value, text) in branches.enumerated() { add(text, .branch(UInt8(value))) }
    add("nam", .yearOrFive)
    add("muoi chuc", .ten)
    add("tram", .hundred)
    add("nghin ngan", .thousand)
    add("linh le", .noTens)
    add("nham", .fiveOrStem)
    add("ngai", .dayMarker)
    add("thang", .monthMarker)
    add("mong mung", .earlyDay)
    add("ram", .fullMoon)
    add("gieng", .monthName(1))
    add("chap", .monthName(12))
    add("am al", .lunar)
    add("duong dl", .solar)
    add("lich va la sinh", .filler)
    add("nhuan n", .leap)
    add("khoang chung do", .about)
    add("chua ro biet nho xac", .unknown)
    add("gio", .hour)
    return words
  }()
}

/// The words of one text, in room that is used again.
struct DateWords {
  private(set) var words: [DateWord] = []
  private let lexicon = DateWord.lexicon

  /// The most words that a date has.
  static let limit = 40

  /// Parts a folded text into words.
  ///
  /// - Returns: `false` where it has too many, or something that is no word of a date.
  mutating func read(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    words.removeAll(keepingCapacity: true)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      guard words.count < Self.limit else { return false }
      if byte &- 0x61 < 26 {
        guard let word = readWord(&index, range.upperBound, bytes) else { return false }
        words.append(word)
      } else if digit(byte) <= 9 {
        guard let number = readFigures(&index, range.upperBound, bytes) else { return false }
        words.append(number)
      } else {
        guard readSign(&index, range.upperBound, bytes) else { return false }
      }
    }
    return !words.isEmpty
  }

  private func readWord(
    _ index: inout Int, _ end: Int, _ bytes: borrowing Span<UInt8>
  ) -> DateWord? {
    var key: UInt64 = 0
    var length = 0
    while index < end, bytes[index] &- 0x61 < 26 {
      key = key << 8 | UInt64(bytes[index])
      length += 1
      index += 1
    }
    return length <= 8 ? lexicon[key] : nil
  }

  private func readFigures(
    _ index: inout Int, _ end: Int, _ bytes: borrowing Span<UInt8>
  ) -> DateWord? {
    var value = 0
    var count: UInt8 = 0
    while index < end, digit(bytes[index]) <= 9 {
      guard count < 4 else { return nil }
      value = value * 10 + digit(bytes[index])
      count += 1
      index += 1
    }
    return .figures(value: value, count: count)
  }

  /// Reads punctuation; a run of dots or lines is a gap that nobody filled.
  private mutating func readSign(
    _ index: inout Int, _ end: Int, _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    let byte = bytes[index]
    var count = 0
    while index < end, bytes[index] == byte {
      count += 1
      index += 1
    }
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "_"):
      if count > 1 || byte == UInt8(ascii: "_") { words.append(.unknown) }
    case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"):
      break
    case UInt8(ascii: "?"): words.append(.doubt)
    case UInt8(ascii: "~"): words.append(.about)
    case 0xE2:
      // The sign for three dots.
      guard end - index >= 2, bytes[index] == 0x80, bytes[index + 1] == 0xA6 else { return false }
      index += 2
      words.append(.unknown)
    default: return false
    }
    return true
  }
}
