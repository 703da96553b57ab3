public import SQLite

/// What people decided on pairs.
extension LinkStore {
  /// What people decided on pairs.
  public func decisions() throws(SQLiteError) -> [LinkDecision] {
    guard try exists else { return [] }
    let statement = try connection.prepare(
      "SELECT left_id, right_id, decision = 'together' FROM \(table("review")) "
        + "WHERE decision IS NOT NULL ORDER BY 1, 2")
    var decisions: [LinkDecision] = []
    while try statement.step() {
      decisions.append(
        LinkDecision(
          left: statement.string(at: 0) ?? "", right: statement.string(at: 1) ?? "",
          isTogether: statement.int64(at: 2) == 1))
    }
    return decisions
  }

  /// Those of some ids that are records of the last linkage.
  public func known(_ ids: Set<String>) throws(SQLiteError) -> Set<String> {
    let statement = try connection.prepare(
      "SELECT 1 FROM \(table("cluster")) WHERE record_id = ?1")
    var known: Set<String> = []
    for id in ids {
      try statement.bind(id, at: 1)
      if try statement.step() { known.insert(id) }
      statement.reset()
    }
    return known
  }

  /// Notes what somebody decided on pairs, in one transaction.
  ///
  /// - Parameters:
  ///   - decisions: what was decided.
  ///   - withdrawn: pairs of ids, the smaller first, on which nothing is decided any more.
  ///   - person: who did.
  ///   - time: when.
  /// - Throws: what the database refuses; nothing is noted then.
  public func decide(
    _ decisions: [LinkDecision], withdrawn: [[String]] = [], by person: String, at time: String
  ) throws(SQLiteError) {
    try connection.execute("BEGIN IMMEDIATE")
    do {
      let statement = try connection.prepare(
        """
        INSERT INTO \(table("review")) VALUES(?, ?, NULL, NULL, 'decided', ?, ?, ?) \
        ON CONFLICT DO UPDATE SET decision = excluded.decision, \
        decided_by = excluded.decided_by, decided_at = excluded.decided_at
        """)
      for decision in decisions {
        try statement.bind(min(decision.left, decision.right), at: 1)
        try statement.bind(max(decision.left, decision.right), at: 2)
        try statement.bind(decision.isTogether ? "together" : "apart", at: 3)
        try statement.bind(person, at: 4)
        try statement.bind(time, at: 5)
        try statement.run()
      }
      // What waits for people again is found by the next linkage.
      let removal = try connection.prepare(
        "DELETE FROM \(table("review")) WHERE left_id = ? AND right_id = ?")
      for pair in withdrawn {
        try removal.bind(pair[0], at: 1)
        try removal.bind(pair[1], at: 2)
        try removal.run()
      }
      try connection.execute("COMMIT")
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  /// Lets decisions on records of changed rows count for the records that took their place.
  func renewDecisions(_ renewals: Renewals) throws(SQLiteError) {
    if renewals.isEmpty { return }
    // A pair that two decisions would name keeps the first; there is none where ids are told apart.
    let statement = try connection.prepare(
      """
      UPDATE OR IGNORE \(table("review")) SET left_id = ?3, right_id = ?4
      WHERE left_id = ?1 AND right_id = ?2
      """)
    for decision in try decisions() {
      let ids = [decision.left, decision.right].map(renewals.current)
      if ids == [decision.left, decision.right] { continue }
      try statement.bind(decision.left, at: 1)
      try statement.bind(decision.right, at: 2)
      try statement.bind(min(ids[0], ids[1]), at: 3)
      try statement.bind(max(ids[0], ids[1]), at: 4)
      try statement.run()
    }
  }
}

extension LinkDecision {
  /// Decisions by the ids that records have now, in the order in which a store has them.
  ///
  /// - Parameters:
  ///   - decisions: by the ids of the last linkage.
  ///   - renewals: which records have taken the places of others.
  /// - Returns: the decisions.
  public static func renewed(
    _ decisions: [LinkDecision], _ renewals: Renewals
  ) -> [LinkDecision] {
    if renewals.isEmpty { return decisions }
    return decisions.map { decision in
      let ids = [decision.left, decision.right].map(renewals.current)
      return LinkDecision(
        left: min(ids[0], ids[1]), right: max(ids[0], ids[1]), isTogether: decision.isTogether)
    }.sorted { $0.left != $1.left ? $0.left < $1.left : $0.right < $1.right }
  }
}
