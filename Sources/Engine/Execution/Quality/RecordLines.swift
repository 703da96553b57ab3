import Columnar
public import Dataflow
public import Planning

/// Finds the lines on which records stand in their files, by reading these again.
public struct RecordLines {
  private let plan: Plan
  private let ledger: any LineageLedger
  /// The units that were looked for, each with the plan that loaded it, or without.
  private var places: [Int64: (plan: Plan, unit: FoundUnit)?] = [:]

  /// Prepares to look for what a plan has loaded, or one that runs before it.
  public init(_ plan: Plan, _ ledger: any LineageLedger) {
    self.plan = plan
    self.ledger = ledger
  }

  /// The line of a record of a table, from 1.
  ///
  /// - Returns: `nil` where the plan does not load the table, the file is gone or holds something else,
  ///   or its format has no lines.
  /// - Throws: `Diagnostic` where the file cannot be read.
  mutating func line(ofRecord record: Int64, unit: Int64, table: String) throws -> Int64? {
    if places[unit] == nil { places[unit] = .some(try place(of: unit, table)) }
    guard let place = places[unit] ?? nil,
      let chunk = try RowHistory.read(record, of: place.unit, in: ledger, by: place.plan),
      let line = chunk.origins.first?.line, line > 0
    else { return nil }
    return line
  }

  private func place(of number: Int64, _ table: String) throws -> (plan: Plan, unit: FoundUnit)? {
    guard let unit = try ledger.unit(number),
      let plan = plan.loading(table, from: unit.identity.source),
      let found = UnitPlace(plan).find(unit)
    else { return nil }
    return (plan, found)
  }
}

extension Plan {
  /// This plan or the one before it that loads a source's own records into a table.
  func loading(_ table: String, from source: String) -> Plan? {
    ([self] + predecessors).first { plan in
      guard let source = plan.sources.first(where: { $0.name == source }),
        let stage = source.stages.first
      else { return false }
      return plan.stages[stage].table.name == table
    }
  }
}
