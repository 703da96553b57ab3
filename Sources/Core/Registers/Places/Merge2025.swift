internal import Tables

/// What the units of 30 June 2025 became the day after, when 63 provinces became 34 and districts ended.
public struct Merge2025: Sendable {
  /// The day of the reform.
  static let day: Int32 = 2025_07_01

  /// The mapping, made of the shipped table at the first use.
  public static let shared = Merge2025()

  /// The old units, ascending; a level's codes stand behind those of the level above.
  private var olds: [Int32] = []
  /// Behind the new units of each.
  private var ends: [Int32] = []
  private var news: [Int32] = []

  private init() {
    for row in Table.merge2025.rows {
      olds.append(Self.key(PlaceIndex.number(row[0]) ?? -1, digits: row[0].count))
      for code in row[1].split(separator: UInt8(ascii: "|")) {
        news.append(PlaceIndex.number(code) ?? -1)
      }
      ends.append(Int32(news.count))
    }
  }

  private static func key(_ code: Int32, digits: Int) -> Int32 {
    digits == 5 ? code + 10_000 : digits == 3 ? code + 1_000 : code
  }

  /// The communes that took over a commune, the one that holds most of it first; more than one where it was split.
  ///
  /// - Returns: nothing for a code that no commune had on 30 June 2025.
  public func communes(ofCommune code: Int32) -> ArraySlice<Int32> { news(code, digits: 5) }

  /// The commune that an island district without communes became.
  public func communes(ofDistrict code: Int32) -> ArraySlice<Int32> { news(code, digits: 3) }

  /// The province that a province became part of, or -1.
  public func province(of code: Int32) -> Int32 { news(code, digits: 2).first ?? -1 }

  private func news(_ code: Int32, digits: Int) -> ArraySlice<Int32> {
    guard code >= 0, code < 100_000 else { return [] }
    let key = Self.key(code, digits: digits)
    var (low, high) = (0, olds.count)
    while low < high {
      let middle = (low + high) / 2
      if olds[middle] < key { low = middle + 1 } else { high = middle }
    }
    guard low < olds.count, olds[low] == key else { return [] }
    return news[(low == 0 ? 0 : Int(ends[low - 1]))..<Int(ends[low])]
  }

  /// The units of July 2025 that a place of the day before is in, or `nil` where there was none.
  func renewed(_ old: Place) -> Place? {
    guard old.candidates == 1 else { return nil }
    var place = old
    place.units = PlaceUnits(province: province(of: old.units.province))
    place.evidence = .partial
    place.isOutdated = true
    place.isBeforeReform = false
    place.score = max(0, old.score - PlaceCost.outdated)
    let communes =
      old.units.commune >= 0
      ? communes(ofCommune: old.units.commune) : communes(ofDistrict: old.units.district)
    if communes.count == 1, let commune = communes.first { place.units.commune = commune }
    if communes.count > 1 {
      place.evidence = .ambiguous
      place.candidates = communes.count
    }
    return place
  }
}

extension Place {
  /// The province from July 2025 on, or -1.
  public var province2025: Int32 {
    guard let isBeforeReform else { return -1 }
    return isBeforeReform ? Merge2025.shared.province(of: units.province) : units.province
  }

  /// The communes from July 2025 on, the likeliest first; more than one where an old one was split.
  public var communes2025: ArraySlice<Int32> {
    guard isBeforeReform == true else { return units.commune < 0 ? [] : [units.commune] }
    return units.commune >= 0
      ? Merge2025.shared.communes(ofCommune: units.commune)
      : Merge2025.shared.communes(ofDistrict: units.district)
  }
}
