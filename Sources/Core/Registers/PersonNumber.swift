internal import Tables

/// A personal number: 12 digits (CCCD) that tell province, sex and year of birth, or 9 (CMND) that
/// tell nothing.
///
/// The 12 digits are those of the circular on the citizen identity card: three for the province or
/// country where the birth was registered, one for century and sex, two for the year of birth, six
/// others. There is no check digit.
public struct PersonNumber: BitwiseCopyable, Sendable, Equatable {
  /// The digits as a number; leading zeros are told by ``digitCount``.
  public var value: UInt64
  /// 9 or 12.
  public var digitCount: Int
  /// Whether leading zeros that a spreadsheet dropped were put back.
  public var isPadded: Bool

  /// The first three digits of a number of 12; `nil` for one of 9.
  public var province: Int? { digitCount == 12 ? Int(value / 1_000_000_000) : nil }

  /// The sex of a number of 12.
  public var sex: Sex? {
    digitCount == 12 ? (value / 100_000_000 % 2 == 0 ? .male : .female) : nil
  }

  /// The year of birth of a number of 12.
  public var birthYear: Int? {
    guard digitCount == 12 else { return nil }
    return 1900 + Int(value / 100_000_000 % 10) / 2 * 100 + Int(value / 1_000_000 % 100)
  }

  /// Writes the digits and returns how many there are.
  public func write(to room: inout MutableSpan<UInt8>, at position: Int) -> Int {
    writeFigures(Int(value), width: digitCount, to: &room, at: position)
    return digitCount
  }
}

/// What a personal number tells of sex.
public enum Sex: UInt8, Sendable {
  /// Nam, code 1.
  case male = 1
  /// Nữ, code 2.
  case female = 2

  /// Reads `Nam`, `nữ`, `1`, `2`, `M`, `F`; anything else tells nothing.
  public init?(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) {
    guard !range.isEmpty, range.count <= 4 else { return nil }
    let first = bytes[range.lowerBound] | 0x20
    switch (range.count, first) {
    case (1, 0x31), (1, UInt8(ascii: "m")): self = .male
    case (1, 0x32), (1, UInt8(ascii: "f")): self = .female
    case (3, UInt8(ascii: "n"))
    where bytes[range.lowerBound + 1] | 0x20 == UInt8(ascii: "a")
      && bytes[range.lowerBound + 2] | 0x20 == UInt8(ascii: "m"):
      self = .male
    // U+1EEE and U+1EEF behind the n, or a plain u.
    case (4, UInt8(ascii: "n"))
    where bytes[range.lowerBound + 1] == 0xE1 && bytes[range.lowerBound + 2] == 0xBB
      && bytes[range.lowerBound + 3] | 1 == 0xAF:
      self = .female
    case (2, UInt8(ascii: "n")) where bytes[range.lowerBound + 1] | 0x20 == UInt8(ascii: "u"):
      self = .female
    default: return nil
    }
  }
}

/// Reads personal numbers.
public struct PersonNumberReader: Sendable {
  /// Whether a prefix below 100 is that of a province.
  private var isProvince = [Bool](repeating: false, count: 1000)

  /// Creates a reader that knows the provinces.
  public init() {
    for row in Table.birthProvinces.rows {
      isProvince[row[0].reduce(0) { $0 * 10 + digit($1) }] = true
    }
  }

  /// Whether three digits are the code of a province of 2004 to 2025.
  public func isKnown(province: Int) -> Bool { isProvince[province] }

  /// Reads a number; blanks, dots and hyphens between digits are passed over.
  ///
  /// Eleven digits, or ten, that would begin with the code of a province lost its zeros, and eight
  /// lost that of a number of nine.
  ///
  /// - Returns: `nil` for a text of another shape.
  public func read(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> PersonNumber? {
    guard let (value, count) = digits(range, bytes, atMost: 12) else { return nil }
    switch count {
    case 9, 12: return PersonNumber(value: value, digitCount: count, isPadded: false)
    case 8: return PersonNumber(value: value, digitCount: 9, isPadded: true)
    case 10, 11:
      let number = PersonNumber(value: value, digitCount: 12, isPadded: true)
      return number.province.map { isProvince[$0] } == true ? number : nil
    default: return nil
    }
  }
}

/// The number that digits make, with signs between them passed over, and how many they are.
func digits(
  _ range: Range<Int>, _ bytes: borrowing Span<UInt8>, atMost limit: Int
) -> (value: UInt64, count: Int)? {
  var value: UInt64 = 0
  var count = 0
  var isGap = true
  for index in range {
    let figure = digit(bytes[index])
    if figure <= 9 {
      guard count < limit else { return nil }
      value = value * 10 + UInt64(figure)
      count += 1
      isGap = false
    } else {
      // One sign at a time, and only between digits.
      guard !isGap, bytes[index] == 0x20 || bytes[index] == 0x2E || bytes[index] == 0x2D else {
        return nil
      }
      isGap = true
    }
  }
  return isGap ? nil : (value, count)
}
