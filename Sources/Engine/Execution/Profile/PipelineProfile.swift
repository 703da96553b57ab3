import Columnar
public import Dataflow
public import Planning
import Platform
public import Profiling

/// What the rows of a pipeline look like before and after its steps.
public struct PipelineProfile: Sendable {
  /// One table's rows.
  public struct Stage: Sendable {
    /// The table's name.
    public let name: String
    /// What people call its columns, by their names.
    public let titles: [String: String]
    /// The records as read.
    public internal(set) var before: TableProfile
    /// The rows that steps have not refused or left out.
    public internal(set) var after: TableProfile
    /// The rows that steps refused.
    public internal(set) var rejected = 0
    /// The refused rows by the code of their first rule.
    public internal(set) var rejects: [String: Int] = [:]
  }

  /// The pipeline's name.
  public let pipeline: String
  /// What it is for, if the definition says.
  public let title: String?
  /// The tables.
  public internal(set) var stages: [Stage]
  /// The rules, to say what a code means.
  public let rules: [Rule]

  init(_ plan: Plan) {
    pipeline = plan.name
    title = plan.title
    stages = plan.stages.map {
      Stage(
        name: $0.table.name, titles: $0.titles, before: TableProfile(), after: TableProfile())
    }
    rules = plan.rules.rules
  }

  /// A profile of no rows that goes on where this one is: of as many rows fewer values are looked at.
  var continuation: PipelineProfile {
    var next = self
    next.stages = stages.map {
      Stage(
        name: $0.name, titles: $0.titles, before: TableProfile(seen: $0.before.rows),
        after: TableProfile(seen: $0.after.rows))
    }
    return next
  }

  mutating func merge(_ other: PipelineProfile) {
    for index in stages.indices {
      stages[index].before.merge(other.stages[index].before)
      stages[index].after.merge(other.stages[index].after)
      stages[index].rejected += other.stages[index].rejected
      stages[index].rejects.merge(other.stages[index].rejects) { $0 + $1 }
    }
  }

  mutating func addBefore(_ chunk: Chunk, stage: Int) {
    stages[stage].before.add(chunk, onlyLive: false)
  }

  mutating func addAfter(_ chunk: Chunk, stage: Int, rules: RuleBook) {
    stages[stage].after.add(chunk, onlyLive: true)
    var first: [UInt32: Violation] = [:]
    for violation in chunk.violations
    where chunk.states[Int(violation.row)] == .rejected
      && rules[violation.rule].severity == .reject
    {
      let known = first[violation.row]
      if known.map({ ($0.column, $0.rule) > (violation.column, violation.rule) }) ?? true {
        first[violation.row] = violation
      }
    }
    stages[stage].rejected += chunk.count(.rejected)
    for violation in first.values {
      stages[stage].rejects[rules[violation.rule].code, default: 0] += 1
    }
  }
}

/// Where the threads of a run bring what they have profiled.
public final class ProfileCollector: Sendable {
  private let state: Monitor<PipelineProfile>

  /// Creates a collector for a plan.
  public init(plan: Plan) { state = Monitor(PipelineProfile(plan)) }

  /// An empty profile for a thread to fill.
  var beginning: PipelineProfile { state.withValue { $0.continuation } }

  /// Takes in a thread's profile.
  func take(_ profile: PipelineProfile) { state.withValue { $0.merge(profile) } }

  /// All that has been brought so far.
  public var profile: PipelineProfile { state.withValue { $0 } }
}
