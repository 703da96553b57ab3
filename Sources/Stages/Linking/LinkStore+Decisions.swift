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

  /// Notes what somebody decided on pairs, in one transaction.
  public func decide(_ decisions: [LinkDecision], by person: String, at time: String)
    throws(SQLiteError)
  {
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
      try connection.execute("COMMIT")
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  /// Lets decisions on records of changed rows count for the records that took their place.
  func renewDecisions(_ renewals: [String: String]) throws(SQLiteError) {
    let former = try decisions()
    let renewed = LinkDecision.renewed(former, renewals)
    if former == renewed { return }
    // A pair that two decisions would name keeps the first; there is none where ids are told apart.
    let statement = try connection.prepare(
      """
      UPDATE OR IGNORE \(table("review")) SET left_id = ?3, right_id = ?4
      WHERE left_id = ?1 AND right_id = ?2
      """)
    let new = Dictionary(renewals.map { ($0.value, $0.key) }) { first, _ in first }
    for decision in former {
      let ids = [decision.left, decision.right].map { new[$0] ?? $0 }
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
  ///   - renewals: by the id of a record of a changed row, the id that it had before.
  /// - Returns: the decisions.
  public static func renewed(
    _ decisions: [LinkDecision], _ renewals: [String: String]
  ) -> [LinkDecision] {
    if renewals.isEmpty { return decisions }
    let new = Dictionary(renewals.map { ($0.value, $0.key) }) { first, _ in first }
    return decisions.map { decision in
      let ids = [decision.left, decision.right].map { new[$0] ?? $0 }
      return LinkDecision(
        left: min(ids[0], ids[1]), right: max(ids[0], ids[1]), isTogether: decision.isTogether)
    }.sorted { $0.left != $1.left ? $0.left < $1.left : $0.right < $1.right }
  }
}
