internal import Columnar

/// A date whose parts may be missing: 0 stands for what is not known.
struct PartialDate: BitwiseCopyable, Sendable, Equatable {
  var year: Int16 = 0
  var month: UInt8 = 0
  var day: UInt8 = 0

  var isComplete: Bool { day > 0 && month > 0 && year > 0 }
  var isEmpty: Bool { year == 0 }

  /// Reads `1950`, `1950-05`, `1950-05-12`, with `XX` or `00` for parts, a time or `~`, `?`, `%`
  /// behind.
  ///
  /// What is written in another way, or is no date, is empty.
  init(_ text: Span<UInt8>) {
    var index = 0
    guard let year = Self.part(of: text, at: &index, width: 4), year > 0 else { return }
    var parts = (month: 0, day: 0)
    if index < text.count, text[index] == 0x2D {
      index += 1
      guard let month = Self.part(of: text, at: &index, width: 2), month <= 12 else { return }
      parts.month = month
      if index < text.count, text[index] == 0x2D {
        index += 1
        guard let day = Self.part(of: text, at: &index, width: 2), day <= 31 else { return }
        parts.day = day
      }
    }
    if index < text.count {
      switch text[index] {
      case 0x20, 0x54, 0x7E, 0x3F, 0x25: break
      default: return
      }
    }
    self.year = Int16(year)
    month = UInt8(parts.month)
    day = parts.month > 0 ? UInt8(parts.day) : 0
  }

  /// The figures of a part, 0 where it is written as unknown, and none where it is no part.
  private static func part(of text: Span<UInt8>, at index: inout Int, width: Int) -> Int? {
    guard index + width <= text.count else { return nil }
    var value = 0
    var isUnknown = false
    for _ in 0..<width {
      let byte = text[index]
      if byte | 0x20 == 0x78 {
        isUnknown = true
      } else if byte &- 0x30 < 10 {
        value = value * 10 + Int(byte - 0x30)
      } else {
        return nil
      }
      index += 1
    }
    return isUnknown ? 0 : value
  }

  /// The first and last day that is meant, counted from 1970-01-01.
  var days: ClosedRange<Int32> {
    let (year, month, day) = (Int(self.year), Int(self.month), Int(self.day))
    if month == 0 {
      return self.day(year, 1, 1)...self.day(year, 12, 31)
    }
    let length = dayCount(year: year, month: month)
    if day == 0 { return self.day(year, month, 1)...self.day(year, month, length) }
    let only = self.day(year, month, min(day, length))
    return only...only
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    Int32(epochDays(year: year, month: month, day: day))
  }
}
