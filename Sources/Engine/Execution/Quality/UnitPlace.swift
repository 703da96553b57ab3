import Archives
import Dataflow
import Planning

/// Finds a unit of the ledger in the sources again, if it is still there.
struct UnitPlace {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// The unit where it lies now, or `nil` when its file is gone or holds something else.
  func find(_ unit: UnitEntry) -> FoundUnit? {
    guard let index = plan.sources.firstIndex(where: { $0.name == unit.identity.source }) else {
      return nil
    }
    var alone = plan
    for other in alone.sources.indices {
      alone.sources[other].files = other == index ? [Self.literal(unit.identity.path)] : []
    }
    var discovery = Discovery(plan: alone, known: [unit], comparesContent: true)
    return (try? discovery.units())?.first { $0.number == unit.number }
  }

  /// The unit's first rows for the steps that make out encodings; `nil` where no step wants them or the
  /// unit is gone.
  func sample(of unit: UnitEntry) throws -> EncodingSample? {
    guard let found = find(unit) else { return nil }
    return try EncodingSample.read(UnitInput(plan: plan, unit: found))
  }

  /// A pattern that only this path matches.
  private static func literal(_ path: String) -> String {
    path.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
