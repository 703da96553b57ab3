/// Bars and histograms as SVG inside a page.
enum ProfileChart {
  /// A column of a histogram.
  struct Item {
    /// What it stands for.
    var label: String
    var count: Int
    /// What stands under it; `nil` where others leave no room.
    var mark: String?
  }

  /// The most labels under a histogram.
  private static let markLimit = 9

  /// A bar whose length is a share of its room.
  static func bar(_ part: Int, of whole: Int, kind: String) -> String {
    let width = whole == 0 ? 0 : part * 1000 / whole
    return "<svg class=\"b\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\">"
      + "<rect class=\"\(kind)\" width=\"\(part > 0 ? max(width, 6) : 0)\" height=\"10\"/></svg>"
  }

  /// A histogram with labels below and the scale at the left.
  static func columns(_ series: [Item], _ language: PageLanguage) -> String {
    let (width, height, left, bottom) = (560, 180, 52, 24)
    let top = niceCeiling(max(1, series.map(\.count).max() ?? 1))
    let room = Double(width - left - 10) / Double(max(1, series.count))
    let thickness = min(48, room - min(2, room * 0.15))
    func y(_ count: Int) -> Double {
      Double(height - bottom) - Double(count) / Double(top) * Double(height - bottom - 14)
    }
    var text = "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\">"
    for tick in [0, top / 2, top] {
      text +=
        "<line class=\"grid\" x1=\"\(left)\" x2=\"\(width - 8)\" y1=\"\(short(y(tick)))\""
        + " y2=\"\(short(y(tick)))\"/>"
        + "<text class=\"axis\" x=\"\(left - 6)\" y=\"\(short(y(tick) + 4))\" text-anchor=\"end\">"
        + "\(grouped(tick, language))</text>"
    }
    for (index, item) in series.enumerated() {
      let middle = Double(left) + room * (Double(index) + 0.5)
      // A column that is there must be seen, however small.
      let size = item.count == 0 ? 0 : max(1, Double(height - bottom) - y(item.count))
      text +=
        "<rect class=\"column\" x=\"\(short(middle - thickness / 2))\""
        + " y=\"\(short(Double(height - bottom) - size))\" width=\"\(short(thickness))\""
        + " height=\"\(short(size))\"><title>\(item.label): \(grouped(item.count, language))"
        + "</title></rect>"
      if let mark = item.mark {
        text +=
          "<text class=\"axis\" x=\"\(short(middle))\" y=\"\(height - 8)\""
          + " text-anchor=\"middle\">\(mark)</text>"
      }
    }
    return text + "</svg>"
  }

  /// Every year between the first and the last, also those without rows.
  static func yearSeries(_ years: [String: Int]) -> [Item] {
    let numbers = years.keys.compactMap { Int($0) }
    guard let first = numbers.min(), let last = numbers.max() else { return [] }
    let step = [1, 2, 5, 10, 20, 25, 50].first { (last - first) / $0 < markLimit } ?? 50
    return (first...last).map { year in
      Item(
        label: "\(year)", count: years["\(year)"] ?? 0,
        mark: year % step == 0 || first == last ? "\(year)" : nil)
    }
  }

  /// Every month between the first and the last, or over very many years the twelve months of a year.
  static func monthSeries(_ months: [String: Int]) -> (items: [Item], isOfAllYears: Bool) {
    let keys = months.keys.sorted()
    guard let first = keys.first.map(number), let last = keys.last.map(number) else {
      return ([], false)
    }
    guard last - first < monthLimit else {
      let items = (0..<12).map { month in
        let count = keys.reduce(0) { number($1) % 12 == month ? $0 + (months[$1] ?? 0) : $0 }
        return Item(label: "\(month + 1)", count: count, mark: "\(month + 1)")
      }
      return (items, true)
    }
    let count = last - first + 1
    let items = (first...last).map { month in
      let key = "\(month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
      let label = "\(key.suffix(2))/\(key.prefix(4))"
      var item = Item(label: label, count: months[key] ?? 0)
      if count <= 2 * markLimit {
        item.mark = (month - first) % 2 == 0 ? label : nil
      } else if month % 12 == 0 {
        let step = [1, 2, 5, 10, 20].first { count / 12 / $0 < markLimit } ?? 20
        item.mark = month / 12 % step == 0 ? "\(month / 12)" : nil
      }
      return item
    }
    return (items, false)
  }

  /// The most months that are shown one by one.
  private static let monthLimit = 480

  /// The months from year 0 to a month written `yyyy-mm`.
  private static func number(_ key: String) -> Int {
    (Int(key.prefix(4)) ?? 0) * 12 + (Int(key.suffix(2)) ?? 1) - 1
  }

  private static func niceCeiling(_ count: Int) -> Int {
    var scale = 1
    while true {
      for factor in [2, 4, 6, 8, 10] where scale * factor >= count { return scale * factor }
      scale *= 10
    }
  }

  private static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  /// A share in percent, with one digit behind the comma where it is not whole.
  static func percent(_ part: Int, of whole: Int, _ language: PageLanguage) -> String {
    guard whole > 0 else { return "–" }
    let comma = language == .english ? "." : ","
    let tenths = Int((Double(part) * 1000 / Double(whole)).rounded())
    if part > 0 && tenths == 0 { return "&lt;0\(comma)1&nbsp;%" }
    // What is not all is not called all.
    if part < whole && tenths == 1000 { return "&gt;99\(comma)9&nbsp;%" }
    let rest = tenths % 10 == 0 ? "" : "\(comma)\(tenths % 10)"
    return "\(tenths / 10)\(rest)&nbsp;%"
  }

  /// A number in groups of three digits, as it is written in Vietnam or in English.
  static func grouped(_ number: Int, _ language: PageLanguage) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0 && index % 3 == 0 { text.append(language == .english ? "," : ".") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  /// A day written `yyyy-mm-dd` as it is written in Vietnam, or as it stands.
  static func day(_ text: String, _ language: PageLanguage) -> String {
    let parts = text.split(separator: "-")
    guard language != .english, parts.count == 3 else { return text }
    return "\(parts[2])/\(parts[1])/\(parts[0])"
  }
}
