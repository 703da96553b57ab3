/// Bars and histograms as SVG inside a page.
enum ProfileChart {
  /// A bar whose length is a share of its room.
  static func bar(_ part: Int, of whole: Int, kind: String) -> String {
    let width = whole == 0 ? 0 : part * 1000 / whole
    return "<svg class=\"b\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\">"
      + "<rect class=\"\(kind)\" width=\"\(part > 0 ? max(width, 4) : 0)\" height=\"10\"/></svg>"
  }

  /// A histogram with labels below and the scale at the left.
  static func columns(_ series: [(label: String, count: Int)]) -> String {
    let (width, height, left, bottom) = (560, 170, 48, 24)
    let most = max(1, series.map(\.count).max() ?? 1)
    let top = niceCeiling(most)
    let room = Double(width - left - 10) / Double(max(1, series.count))
    func y(_ count: Int) -> Double {
      Double(height - bottom) - Double(count) / Double(top) * Double(height - bottom - 14)
    }
    var text = "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\">"
    for tick in [0, top / 2, top] {
      text +=
        "<line class=\"grid\" x1=\"\(left)\" x2=\"\(width - 8)\" y1=\"\(short(y(tick)))\""
        + " y2=\"\(short(y(tick)))\"/>"
        + "<text class=\"axis\" x=\"\(left - 6)\" y=\"\(short(y(tick) + 4))\" text-anchor=\"end\">"
        + "\(grouped(tick))</text>"
    }
    let step = max(1, (series.count + 7) / 8)
    for (index, item) in series.enumerated() {
      let x = Double(left) + room * Double(index)
      let gap = min(2, room * 0.15)
      text +=
        "<rect class=\"column\" x=\"\(short(x + gap / 2))\" y=\"\(short(y(item.count)))\""
        + " width=\"\(short(min(48, room - gap)))\""
        + " height=\"\(short(Double(height - bottom) - y(item.count)))\">"
        + "<title>\(item.label): \(grouped(item.count))</title></rect>"
      if index % step == 0 {
        text +=
          "<text class=\"axis\" x=\"\(short(x + min(48, room) / 2))\" y=\"\(height - 8)\""
          + " text-anchor=\"middle\">\(item.label)</text>"
      }
    }
    return text + "</svg>"
  }

  /// Every year between the first and the last, also those without rows.
  static func yearSeries(_ years: [String: Int]) -> [(label: String, count: Int)] {
    let numbers = years.keys.compactMap { Int($0) }
    guard let first = numbers.min(), let last = numbers.max() else { return [] }
    return (first...last).map { ("\($0)", years["\($0)"] ?? 0) }
  }

  /// Every month between the first and the last, or over many years the twelve months of a year.
  static func monthSeries(_ months: [String: Int]) -> [(label: String, count: Int)] {
    let keys = months.keys.sorted()
    guard let first = keys.first.map(number), let last = keys.last.map(number) else { return [] }
    guard last - first < seriesLimit else {
      return (0..<12).map { month in
        ("\(month + 1)", keys.reduce(0) { number($1) % 12 == month ? $0 + (months[$1] ?? 0) : $0 })
      }
    }
    return (first...last).map { month in
      let key = "\(month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
      return (label(key), months[key] ?? 0)
    }
  }

  /// The most months that are shown one by one.
  private static let seriesLimit = 48

  /// The months from year 0 to a month written `yyyy-mm`.
  private static func number(_ key: String) -> Int {
    (Int(key.prefix(4)) ?? 0) * 12 + (Int(key.suffix(2)) ?? 1) - 1
  }

  private static func label(_ key: String) -> String { "\(key.suffix(2))/\(key.prefix(4))" }

  private static func niceCeiling(_ count: Int) -> Int {
    var scale = 1
    while true {
      for factor in [2, 4, 6, 8, 10] where scale * factor >= count { return scale * factor }
      scale *= 10
    }
  }

  private static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  /// A share in percent, with one digit behind the comma where it is not whole.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let tenths = Int((Double(part) * 1000 / Double(whole)).rounded())
    if part > 0 && tenths == 0 { return "<0,1 %".replacing("<", with: "&lt;") }
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10),\(tenths % 10) %"
  }

  /// A number with dots between groups of three digits, as it is written in Vietnam.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0 && index % 3 == 0 { text.append(".") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
