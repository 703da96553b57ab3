import Foundation
import Linkage
public import Linking

/// Precision and recall of single pairs at every match weight.
public struct LinkCurve: Sendable {
  /// How pairs come out if those from a weight on are joined.
  public struct Point: Sendable, Equatable {
    /// The weight in bits.
    public var weight: Double
    /// Right among the joined.
    public var precision: Double
    /// Joined among the right ones.
    public var recall: Double
  }

  /// From the lowest weight to the highest.
  public private(set) var points: [Point] = []
  private let matchWeight: Double

  /// Measures the scored pairs of an outcome; recall counts pairs that no block reached as missed.
  public init(
    _ outcome: LinkRun.Outcome, known: [UInt32], knownPairs: Int, matchWeight: Double
  ) throws {
    self.matchWeight = matchWeight
    var (right, count) = (0, 0)
    var level: Double?
    var points: [Point] = []
    func close(_ level: Double) {
      points.append(
        Point(
          weight: level, precision: count == 0 ? 1 : Double(right) / Double(count),
          recall: knownPairs == 0 ? 1 : Double(right) / Double(knownPairs)))
    }
    try outcome.pairs.visitInOrder { pair in
      let (one, other) = (known[Int(pair.first)], known[Int(pair.second)])
      if one == 0 || other == 0 { return true }
      var current = level ?? Double(pair.weight.rounded(.down))
      while Double(pair.weight) < current {
        close(current)
        current -= 1
      }
      level = current
      count += 1
      if one == other { right += 1 }
      return true
    }
    var last = level ?? 0
    repeat {
      if level != nil || last >= matchWeight { close(last) }
      last -= 1
    } while last >= matchWeight
    self.points = points.reversed()
  }

  /// The curve as a picture.
  public var svg: String {
    let (left, top, width, height) = (60.0, 40.0, 560.0, 300.0)
    let low = points.first?.weight ?? 0
    let high = max(low + 1, points.last?.weight ?? 1)
    func x(_ weight: Double) -> Double { left + (weight - low) / (high - low) * width }
    func y(_ share: Double) -> Double { top + (1 - share) * height }
    func line(_ value: (Point) -> Double, _ color: String) -> String {
      let places = points.map { "\(Self.text(x($0.weight))),\(Self.text(y(value($0))))" }
      return "<polyline fill=\"none\" stroke=\"\(color)\" stroke-width=\"2\" "
        + "points=\"\(places.joined(separator: " "))\"/>\n"
    }
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 400" font-family="sans-serif" font-size="12">
      <rect width="660" height="400" fill="#fff"/>
      <text x="60" y="22" font-size="15">Độ chính xác và độ phủ theo trọng số · precision and recall by weight</text>

      """
    for step in 0...10 {
      let share = Double(step) / 10
      svg +=
        "<line x1=\"\(left)\" x2=\"\(left + width)\" y1=\"\(Self.text(y(share)))\" "
        + "y2=\"\(Self.text(y(share)))\" stroke=\"#ddd\"/>"
        + "<text x=\"52\" y=\"\(Self.text(y(share) + 4))\" text-anchor=\"end\">\(share)</text>\n"
    }
    for step in stride(from: (low / 10).rounded(.up) * 10, through: high, by: 10) {
      svg +=
        "<text x=\"\(Self.text(x(step)))\" y=\"358\" text-anchor=\"middle\">\(Int(step))</text>\n"
    }
    if matchWeight >= low, matchWeight <= high {
      svg +=
        "<line x1=\"\(Self.text(x(matchWeight)))\" x2=\"\(Self.text(x(matchWeight)))\" "
        + "y1=\"\(top)\" y2=\"\(top + height)\" stroke=\"#888\" stroke-dasharray=\"4 3\"/>\n"
    }
    svg += line(\.precision, "#1b6e3c") + line(\.recall, "#b3541e")
    svg += """
      <text x="80" y="385" fill="#1b6e3c">chính xác · precision</text>
      <text x="250" y="385" fill="#b3541e">phủ · recall</text>
      <text x="400" y="385" fill="#555">bit; ngưỡng · threshold: nét đứt</text>
      </svg>

      """
    return svg
  }

  private static func text(_ value: Double) -> String { String(format: "%.1f", value) }
}
