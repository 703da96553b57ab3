public import Linkage
public import SQLite

/// What was learnt.
extension LinkStore {
  func writeParameters(_ scorer: PairScorer, _ plan: LinkPlan) throws(SQLiteError) {
    try connection.execute("DELETE FROM \(table("parameter"))")
    let statement = try connection.prepare(
      "INSERT INTO \(table("parameter")) VALUES(?, ?, ?, ?, ?, ?)")
    try statement.bind("", at: 1)
    try statement.bind(0, at: 2)
    try statement.bind("prior", at: 3)
    try statement.bind(scorer.model.prior, at: 4)
    try statement.bindNull(at: 5)
    try statement.bind(scorer.model.priorWeight, at: 6)
    try statement.run()
    for (slot, probabilities) in scorer.model.probabilities.enumerated() {
      let field = plan.fields[scorer.comparisons[slot].field]
      for (index, level) in field.kind.levels.enumerated() {
        try statement.bind(field.name, at: 1)
        try statement.bind(index + 1, at: 2)
        try statement.bind(level.name, at: 3)
        try statement.bind(probabilities.m[index], at: 4)
        try statement.bind(probabilities.u[index], at: 5)
        try statement.bind(probabilities.weight(index + 1), at: 6)
        try statement.run()
      }
    }
  }

  /// What was learnt by the last linkage, or none where comparisons are others now.
  public func model(of plan: LinkPlan) throws(SQLiteError) -> LinkageModel? {
    guard try exists else { return nil }
    let statement = try connection.prepare(
      "SELECT comparison, level, m, u FROM \(table("parameter")) ORDER BY comparison, level")
    var prior: Double?
    var levels: [String: (m: [Double], u: [Double])] = [:]
    while try statement.step() {
      let comparison = statement.string(at: 0) ?? ""
      if comparison.isEmpty {
        prior = statement.double(at: 2)
      } else {
        levels[comparison, default: ([], [])].m.append(statement.double(at: 2))
        levels[comparison, default: ([], [])].u.append(statement.double(at: 3))
      }
    }
    guard let prior, prior > 0, prior < 1 else { return nil }
    var probabilities: [LevelProbabilities] = []
    for comparison in plan.comparisons {
      let field = plan.fields[comparison.field]
      guard let own = levels[field.name], own.m.count == field.kind.levels.count else { return nil }
      probabilities.append(LevelProbabilities(m: own.m, u: own.u))
    }
    return LinkageModel(prior: prior, probabilities: probabilities)
  }
}
