/// The communes of today in which those of every day lie.
///
/// Districts ended in July 2025, yet they tell which communes are neighbours: a commune of today has
/// the district in which most of those lay that became it.
public struct CommuneToday: Sendable {
  /// The mapping, made of the shipped tables at the first use.
  public static let shared = CommuneToday()

  /// By the code of a commune of today, the district before the reform, or -1.
  private var districts = [Int32](repeating: -1, count: 100_000)

  private init() {
    var shares: [Int64: Int] = [:]
    let index = PlaceIndex.shared
    // Part of a commune that was split counts where the commune as a whole does not.
    func add(_ news: ArraySlice<Int32>, of district: Int32) {
      for (place, now) in news.enumerated() {
        shares[Int64(now) << 32 | Int64(district), default: 0] += place == 0 ? 1000 : 1
      }
    }
    for unit in index.units where unit.days.end == Merge2025.day {
      switch unit.level {
      case .commune: add(Merge2025.shared.communes(ofCommune: unit.code), of: unit.parent)
      case .district: add(Merge2025.shared.communes(ofDistrict: unit.code), of: unit.code)
      case .province: break
      }
    }
    var most: [Int32: (district: Int32, share: Int)] = [:]
    for (pair, share) in shares {
      let (now, district) = (Int32(pair >> 32), Int32(truncatingIfNeeded: pair & 0xFFFF_FFFF))
      if let best = most[now], (best.share, -best.district) > (share, -district) { continue }
      most[now] = (district, share)
    }
    for (now, best) in most { districts[Int(now)] = best.district }
  }

  /// Writes where a commune lies today: the codes of province, district of before and commune, parted
  /// by slashes; of one that ended without a known successor its own code, with a `-` behind.
  ///
  /// - Parameters:
  ///   - text: the code of a commune and a day as `00376@1985-06-01`; of the day a part may be missing.
  ///   - path: is written to; nothing where no commune had that code.
  public func appendPath(of text: Span<UInt8>, to path: inout [UInt8]) {
    guard text.count >= 5, text.count == 5 || text[5] == UInt8(ascii: "@") else { return }
    var code: Int32 = 0
    for index in 0..<5 {
      guard text[index] &- 0x30 < 10 else { return }
      code = code * 10 + Int32(text[index] &- 0x30)
    }
    let days = (text.count > 6 ? DayRange(6..<text.count, of: text) : nil) ?? .always
    let periods = PlaceIndex.shared.periods(ofCommune: code)
    let (olds, news) = (periods.filter { !$0.isUnderProvince }, periods.filter(\.isUnderProvince))
    // A code that lives on may mean a larger commune from the reform on.
    if let new = news.last, days.first >= Merge2025.day || olds.isEmpty {
      return append(new.parent, districts[Int(code)], code, to: &path)
    }
    guard let old = olds.last(where: { !$0.days.intersection(days).isEmpty }) ?? olds.last else {
      return
    }
    if let now = Merge2025.shared.communes(ofCommune: code).first,
      let unit = PlaceIndex.shared.periods(ofCommune: now).last(where: \.isUnderProvince)
    {
      return append(unit.parent, districts[Int(now)], now, to: &path)
    }
    let above = PlaceIndex.shared.periods(of: old.parent, .district)
    let province = above.last.map { PlaceIndex.shared.units[$0].parent } ?? -1
    append(Merge2025.shared.province(of: province), old.parent, code, to: &path)
    path.append(UInt8(ascii: "-"))
  }

  private func append(
    _ province: Int32, _ district: Int32, _ commune: Int32, to path: inout [UInt8]
  ) {
    for (code, digits) in [(province, 2), (district, 3), (commune, 5)] {
      if digits > 2 { path.append(UInt8(ascii: "/")) }
      if code < 0 {
        path.append(UInt8(ascii: "-"))
      } else {
        var power: Int32 = digits == 2 ? 10 : digits == 3 ? 100 : 10_000
        while power > 0 {
          path.append(UInt8(ascii: "0") + UInt8(code / power % 10))
          power /= 10
        }
      }
    }
  }
}
