/// What a written place was found to be.
public struct Place: Sendable, Equatable {
  /// How far the text proves the units.
  public enum Evidence: String, Sendable, CaseIterable, BitwiseCopyable {
    /// Every level is named as the list spells it, letter case and place of the tone apart.
    case exact
    /// Every level is named, some by a short name, without marks or with another kind of unit.
    case folded
    /// A level is missing or was not found, and one unit only fits what is there.
    case partial
    /// Several units fit equally well.
    case ambiguous
    /// No unit fits.
    case unresolved
  }

  /// The codes of the units; those that several candidates do not share are missing.
  public var units = PlaceUnits()
  /// How far the text proves them.
  public var evidence = Evidence.unresolved
  /// From 0 to 100: what is missing, differs or contradicts takes points off.
  public var score = 0
  /// The number of units that fit equally well.
  public var candidates = 0
  /// Whether the text names a unit that is not among ``units``.
  public var hasUnknownName = false
  /// Whether the text names units of before July 2025 for a later day.
  public var isOutdated = false
  /// Whether ``units`` are those of before July 2025, or of after; `nil` where the day does not tell.
  public var isBeforeReform: Bool?

  /// Creates a place that nothing is known of.
  public init() {}

  /// Whether the place is as good as the text: one candidate, and nothing named that is not found.
  public func isCertain(threshold: Int) -> Bool {
    candidates == 1 && score >= threshold && !hasUnknownName
  }
}

/// The codes of a province, a district and a commune; -1 where there is none.
public struct PlaceUnits: Sendable, Equatable, BitwiseCopyable {
  /// Two digits.
  public var province: Int32 = -1
  /// Three digits; there are none from July 2025 on.
  public var district: Int32 = -1
  /// Five digits.
  public var commune: Int32 = -1

  /// Creates codes.
  public init(province: Int32 = -1, district: Int32 = -1, commune: Int32 = -1) {
    (self.province, self.district, self.commune) = (province, district, commune)
  }

  /// The codes that both have, from the province down.
  func shared(with other: PlaceUnits) -> PlaceUnits {
    guard province == other.province else { return PlaceUnits() }
    guard district == other.district else { return PlaceUnits(province: province) }
    return PlaceUnits(
      province: province, district: district, commune: commune == other.commune ? commune : -1)
  }
}

/// The days on which an entry may have been made, as year × 10,000 + month × 100 + day.
public struct DayRange: Sendable, Equatable, BitwiseCopyable {
  /// The first day.
  public var first: Int32
  /// The first day after the range.
  public var end: Int32

  /// Any day.
  public static let always = DayRange(first: 0, end: .max)

  /// Creates a range of days.
  public init(first: Int32, end: Int32) { (self.first, self.end) = (first, end) }

  /// One day.
  public init(day: Int32) { self.init(first: day, end: day + 1) }

  /// Reads `yyyy`, `yyyy-mm` or `yyyy-mm-dd`, with `X` for a digit that is not known and `~`, `?` or
  /// `%` behind (EDTF level 1); anything else is no range of days.
  public init?(_ range: Range<Int>, of text: Span<UInt8>) {
    var (low, high): (Int32, Int32) = (0, 0)
    var digits = 0
    for index in range {
      let byte = text[index]
      if byte == UInt8(ascii: "-") { continue }
      if byte == UInt8(ascii: "~") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "%") {
        break
      }
      let isUnknown = byte == UInt8(ascii: "X")
      guard isUnknown || byte &- 0x30 < 10, digits < 8 else { return nil }
      let digit = Int32(byte &- 0x30)
      low = low * 10 + (isUnknown ? 0 : digit)
      high = high * 10 + (isUnknown ? 9 : digit)
      digits += 1
    }
    switch digits {
    case 4: self.init(first: low * 10_000, end: high * 10_000 + 1232)
    case 6: self.init(first: low * 100, end: high * 100 + 32)
    case 8: self.init(first: low, end: high + 1)
    default: return nil
    }
  }

  /// The days that are in both; empty where `end` is not after `first`.
  @inline(__always) func intersection(_ other: DayRange) -> DayRange {
    DayRange(first: max(first, other.first), end: min(end, other.end))
  }

  @inline(__always) var isEmpty: Bool { first >= end }
}
