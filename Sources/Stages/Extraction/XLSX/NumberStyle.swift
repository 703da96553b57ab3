/// What a number format makes of a number: its text as it is, a zero-padded one, a date or a time.
struct NumberStyle: BitwiseCopyable, Sendable, Equatable {
  /// The parts of a date or time that the format shows.
  var parts: UInt8 = 0
  /// The digits that an identifier is padded to with zeros; 0 for no padding.
  var width: UInt8 = 0

  static let year: UInt8 = 1
  static let month: UInt8 = 2
  static let day: UInt8 = 4
  static let time: UInt8 = 8
  /// Hours (or minutes, seconds) that go on counting: `[h]:mm`.
  static let elapsed: UInt8 = 16

  var isPlain: Bool { parts == 0 && width == 0 }

  init() {}

  /// Reads a built-in format (ECMA-376 part 1, 18.8.30); those from 27 on depend on the language of
  /// the program, and are dates in all of them.
  init(builtIn number: Int) {
    switch number {
    case 14, 15, 27...31, 36, 50...54, 57, 58: parts = Self.year | Self.month | Self.day
    case 16: parts = Self.month | Self.day
    case 17: parts = Self.year | Self.month
    case 18...21, 32...35, 45, 47, 55, 56: parts = Self.time
    case 22: parts = Self.year | Self.month | Self.day | Self.time
    case 46: parts = Self.time | Self.elapsed
    default: break
    }
  }

  /// Reads the first section of a format's code.
  init(code: String) {
    var letters: [Character] = []
    var zeros = 0
    var isOnlyZeros = true
    var characters = Array(code)[...]
    while let next = characters.popFirst() {
      switch next {
      case "\"":
        while let quoted = characters.popFirst(), quoted != "\"" {}
        isOnlyZeros = false
      case "\\", "_", "*":
        _ = characters.popFirst()
        isOnlyZeros = false
      case "[":
        var inside = ""
        while let bracketed = characters.popFirst(), bracketed != "]" { inside.append(bracketed) }
        let lower = inside.lowercased()
        if let first = lower.first, "hms".contains(first), lower.allSatisfy({ $0 == first }) {
          parts |= Self.time | Self.elapsed
          letters.append(first)
        }
        isOnlyZeros = false
      case ";":
        characters = []
      case "0": zeros += 1
      default:
        isOnlyZeros = false
        let lower = Character(next.lowercased())
        if "ymdhseb".contains(lower) {
          // "General" and "E+00" are not dates.
          if lower == "e", characters.first == "+" || characters.first == "-" { continue }
          letters.append(lower)
        } else if lower == "g", code.lowercased().hasPrefix("general") {
          return
        }
      }
    }
    read(letters)
    if parts == 0 && isOnlyZeros && zeros > 1 { width = UInt8(min(zeros, 64)) }
  }

  private mutating func read(_ letters: [Character]) {
    for (index, letter) in letters.enumerated() {
      switch letter {
      case "y", "e", "b": parts |= Self.year
      case "d": parts |= Self.day
      case "h", "s": parts |= Self.time
      case "m":
        // Minutes stand behind hours or before seconds, months elsewhere.
        let before = letters[..<index].last { $0 != "m" }
        let after = letters[index...].first { $0 != "m" }
        parts |= before == "h" || after == "s" ? Self.time : Self.month
      default: break
      }
    }
  }
}
