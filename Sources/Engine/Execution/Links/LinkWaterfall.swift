import Columnar
import Dataflow
import Foundation
import Linkage
public import Linking

/// How the match weight of two records comes about.
public struct LinkWaterfall: Sendable {
  /// One step: the prior, a comparison, or what a group takes away because it is full.
  public struct Step: Sendable, Equatable {
    /// The field, `prior`, or the group's limit.
    public var name: String
    /// The level of agreement, or empty.
    public var level: String
    /// The level in Vietnamese, or empty.
    public var vietnamese: String
    /// The bits that it adds.
    public var weight: Double
  }

  /// The steps in order; their weights add up to ``weight``.
  public private(set) var steps: [Step] = []
  /// The match weight.
  public private(set) var weight = 0.0
  /// Whether both records are in one cluster.
  public private(set) var isTogether = false
  /// What keeps the records apart: a guard or a decision, or that the weight is too small; `nil` where
  /// they are of one entity.
  public private(set) var obstacle: String?

  /// Explains a pair.
  ///
  /// - Throws: `Diagnostic` where there is no such record.
  public init(_ left: String, _ right: String, in outcome: LinkRun.Outcome, of plan: LinkPlan)
    throws
  {
    let (one, other) = (try Self.record(left, outcome), try Self.record(right, outcome))
    let scorer = outcome.scorer
    steps.append(
      Step(name: "prior", level: "", vietnamese: "", weight: scorer.model.priorWeight))
    var sums: [Int: Double] = [:]
    for (slot, part) in scorer.contributions(one, other).enumerated() {
      let comparison = scorer.comparisons[slot]
      let field = plan.fields[comparison.field]
      let level = part.level == 0 ? nil : field.kind.levels[part.level - 1]
      steps.append(
        Step(
          name: field.name, level: level?.name ?? "missing",
          vietnamese: level?.vietnamese ?? "thiếu", weight: part.weight))
      if let group = comparison.group, part.weight > 0 { sums[group, default: 0] += part.weight }
    }
    for (group, sum) in sums.sorted(by: { $0.key < $1.key }) {
      let limit = scorer.comparisons.first { $0.group == group }?.groupLimit ?? .infinity
      if sum > limit {
        steps.append(
          Step(
            name: "group limit", level: "", vietnamese: "giới hạn nhóm", weight: limit - sum))
      }
    }
    weight = steps.reduce(0) { $0 + $1.weight }
    let roots = (outcome.clustering.roots[one], outcome.clustering.roots[other])
    isTogether = roots.0 == roots.1
    if isTogether { return }
    let conflict = outcome.clustering.conflicts.first { conflict in
      let (a, b) = (
        outcome.clustering.roots[Int(conflict.pair.first)],
        outcome.clustering.roots[Int(conflict.pair.second)]
      )
      return (a, b) == roots || (b, a) == roots
    }
    // Of two entities the surest pair was refused; it need not be this one.
    if let conflict {
      obstacle = plan.reason(conflict.obstacle)
    } else {
      obstacle =
        weight < plan.matchWeight
        ? "the weight is under the one to match" : "no block compares the two"
    }
  }

  private static func record(_ id: String, _ outcome: LinkRun.Outcome) throws -> Int {
    let number = outcome.ids.find(Array(id.utf8))
    guard number > 0, let record = outcome.idOf.firstIndex(of: number) else {
      throw Diagnostic(
        "SH5907", "there is no record '\(id)' in the link", status: .usage,
        remedy:
          "an id is role:unit:record unless 'records' says otherwise; see the table of clusters")
    }
    return record
  }

  /// The waterfall as a picture.
  public var svg: String {
    var running = 0.0
    var bounds = (low: 0.0, high: 0.0)
    for step in steps {
      running += step.weight
      bounds = (min(bounds.low, running), max(bounds.high, running))
    }
    let shown = steps.filter { $0.weight != 0 }
    let scale = 380 / max(1, bounds.high - bounds.low)
    func x(_ weight: Double) -> Double { 240 + (weight - bounds.low) * scale }
    let height = 70 + 24 * (shown.count + 1)
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 \(height)" font-family="sans-serif" font-size="12">
      <rect width="700" height="\(height)" fill="#fff"/>
      <text x="16" y="24" font-size="15">Vì sao · why: \(Self.text(weight)) bit, \(Self.percent(weight))</text>
      <line x1="\(Self.text(x(0)))" x2="\(Self.text(x(0)))" y1="40" y2="\(height - 16)" stroke="#bbb"/>

      """
    running = 0
    for (index, step) in shown.enumerated() {
      let y = 46 + 24 * index
      let (start, end) = (
        x(min(running, running + step.weight)), x(max(running, running + step.weight))
      )
      let color = step.weight > 0 ? "#1b6e3c" : "#a32020"
      let label = step.level.isEmpty ? step.name : "\(step.name): \(step.level)"
      svg += """
        <text x="16" y="\(y + 13)">\(label)</text>
        <rect x="\(Self.text(start))" y="\(y)" width="\(Self.text(max(1, end - start)))" height="16" fill="\(color)"/>
        <text x="\(Self.text(min(end + 4, 650)))" y="\(y + 13)">\(Self.signed(step.weight))</text>

        """
      running += step.weight
    }
    return svg + "</svg>\n"
  }

  static func text(_ value: Double) -> String { String(format: "%.1f", value) }

  /// A weight with its sign.
  public static func signed(_ value: Double) -> String { String(format: "%+.1f", value) }

  /// The probability of a weight, in percent.
  public static func percent(_ weight: Double) -> String {
    String(format: "%.2f %%", probability(ofWeight: weight) * 100)
  }
}
