import Columnar
import Dataflow

/// What the line of a reject is to say once its record went through the pipeline again.
struct RejectVerdict {
  let entry: RejectEntry
  let fate: RecordFate
  /// How far QA has come with it now.
  let status: String
  /// What is wrong with the record now, in the order of columns.
  let violations: [Violation]
  private let broken: BrokenRules

  init(
    on entry: RejectEntry, as fate: RecordFate, row: Int, of chunk: borrowing Chunk,
    by rules: RuleBook
  ) {
    self.entry = entry
    self.fate = fate
    violations = chunk.violations.filter { Int($0.row) == row }
      .sorted { ($0.column, $0.rule) < ($1.column, $1.rule) }
    broken = chunk.broken(violations, by: rules)
    status =
      switch fate {
      case .loaded, .updated, .filtered: RejectStatus.replayed.rawValue
      case .unchanged: RejectStatus.superseded.rawValue
      case .duplicate:
        entry.outcome == fate.rawValue && entry.status == RejectStatus.open.rawValue
          ? entry.status : RejectStatus.superseded.rawValue
      case .rejected:
        entry.status == RejectStatus.discarded.rawValue
          ? entry.status : RejectStatus.open.rawValue
      }
  }

  /// Whether QA has come further, or the record was counted elsewhere.
  var hasMoved: Bool { status != entry.status || fate.rawValue != entry.outcome }

  /// Whether the line says it all already.
  var isAsBefore: Bool {
    !hasMoved && (refusal == nil || broken.list == entry.violations)
  }

  /// The note beside the status.
  func note(ofRun run: Int64) -> String {
    status == entry.status ? entry.note : "run \(run): \(fate.rawValue)"
  }

  /// What refuses the record now; `nil` where nothing does any more, and what refused it at first
  /// stays to be read.
  var refusal: (rule: Rule, field: String, violations: String)? {
    guard fate == .rejected || fate == .duplicate, let first = broken.first else { return nil }
    return (first.rule, first.field, broken.list.joined(separator: ";"))
  }

  /// What the audit says of it.
  var detail: String {
    "reject \(entry.number): \(entry.status) → \(status), \(fate.rawValue)"
  }

  /// The rules and fields of the findings that the line tells of until now.
  var findingsBefore: [(rule: String, field: String)] {
    entry.violations.map { violation in
      let parts = violation.split(separator: " ", maxSplits: 1).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
  }
}
