internal import Columnar
public import Dataflow
internal import Linkage
public import SQLite

/// The tables of a database that hold what a linkage found.
///
/// `NAME_cluster` tells each record's entity, `NAME_review` holds the pairs for people and what they
/// decided, `NAME_parameter` what was learnt, `NAME_change` how entities came, merged and split.
public struct LinkStore {
  let name: String
  let connection: Connection

  /// Opens the tables of a linkage.
  public init(_ name: String, in connection: Connection) {
    self.name = name
    self.connection = connection
  }

  /// The names of the tables of a linkage.
  public static func tables(_ name: String) -> [String] {
    ["cluster", "review", "parameter", "change", "state"].map { "\(name)_\($0)" }
  }

  /// The name of one of the tables, in quotes.
  func table(_ part: String) -> String { "\"\(name)_\(part)\"" }

  /// Makes the tables that are not there.
  public func prepare() throws(SQLiteError) {
    try connection.execute(
      """
      CREATE TABLE IF NOT EXISTS \(table("cluster"))(record_id TEXT PRIMARY KEY, \
      cluster_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS \(table("cluster_member")) ON \(table("cluster"))(cluster_id);
      CREATE TABLE IF NOT EXISTS \(table("review"))(left_id TEXT NOT NULL, right_id TEXT NOT NULL, \
      weight REAL, probability REAL, reason TEXT NOT NULL, decision TEXT, decided_by TEXT, \
      decided_at TEXT, PRIMARY KEY(left_id, right_id)) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS \(table("parameter"))(comparison TEXT NOT NULL, \
      level INTEGER NOT NULL, name TEXT NOT NULL, m REAL, u REAL, weight REAL, \
      PRIMARY KEY(comparison, level)) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS \(table("change"))(change INTEGER PRIMARY KEY, at TEXT NOT NULL, \
      kind TEXT NOT NULL, cluster_id TEXT NOT NULL, other_id TEXT, records INTEGER NOT NULL, \
      reason TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS \(table("state"))(key TEXT PRIMARY KEY, value TEXT NOT NULL) \
      STRICT, WITHOUT ROWID;
      """)
  }

  /// Whether the tables are there.
  public var exists: Bool {
    get throws(SQLiteError) {
      let statement = try connection.prepare(
        "SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = ?")
      try statement.bind("\(name)_state", at: 1)
      return try statement.step() && statement.int64(at: 0) == 1
    }
  }

  /// What the last linkage was made of, or none.
  public func fingerprint() throws(SQLiteError) -> String? {
    guard try exists else { return nil }
    return try connection.text("SELECT value FROM \(table("state")) WHERE key = 'fingerprint'")
  }

  /// What the last linkage was made of apart from what was loaded, or none.
  public func basis() throws(SQLiteError) -> String? {
    guard try exists else { return nil }
    return try connection.text("SELECT value FROM \(table("state")) WHERE key = 'basis'")
  }

  /// The entity of each record.
  public func clusters() throws(SQLiteError) -> [String: String] {
    var clusters: [String: String] = [:]
    let statement = try connection.prepare(
      "SELECT record_id, cluster_id FROM \(table("cluster"))")
    while try statement.step() {
      clusters[statement.string(at: 0) ?? ""] = statement.string(at: 1) ?? ""
    }
    return clusters
  }

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

  /// Writes what a linkage found, in one transaction.
  ///
  /// - Parameters:
  ///   - outcome: what was found.
  ///   - plan: by which plan.
  ///   - fingerprint: what it was made of.
  ///   - basis: the same apart from what was loaded.
  ///   - isWhole: whether all pairs were compared.
  ///   - time: when.
  ///   - reach: told of every window of the transaction.
  /// - Returns: how entities changed.
  /// - Throws: ``SQLiteError``; the database is then as before.
  public func write(
    _ outcome: LinkRun.Outcome, of plan: LinkPlan, fingerprint: String, basis: String = "",
    isWhole: Bool = true, at time: String, reach: (CommitWindow) -> Void = { _ in }
  ) throws(SQLiteError) -> LinkChanges {
    try connection.execute("BEGIN IMMEDIATE")
    reach(.begun)
    do {
      try prepare()
      var names = try ClusterNames(outcome, store: self)
      try names.assign()
      try names.explain(plan)
      if outcome.isPart {
        try writeChanged(outcome, names)
      } else {
        try writeClusters(outcome, names.names)
        try writeParameters(outcome.scorer, plan)
      }
      // Where no two entities became one, no pair is settled.
      let settles = !outcome.isPart || names.hasMerged
      try writeReviews(outcome, plan, isWhole: isWhole, settles: settles)
      let changes = try names.writeChanges(at: time)
      let statement = try connection.prepare(
        "INSERT OR REPLACE INTO \(table("state")) VALUES('fingerprint', ?1), ('basis', ?2)")
      try statement.bind(fingerprint, at: 1)
      try statement.bind(basis, at: 2)
      try statement.run()
      reach(.written)
      try connection.execute("COMMIT")
      reach(.committed)
      return changes
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  private func writeClusters(_ outcome: LinkRun.Outcome, _ names: [String]) throws(SQLiteError) {
    try connection.execute(
      """
      DROP INDEX IF EXISTS \(table("cluster_member"));
      DELETE FROM \(table("cluster"))
      """)
    let statement = try connection.prepare(
      "INSERT OR IGNORE INTO \(table("cluster")) VALUES(?, ?)")
    for record in outcome.recordsInOrderOfID {
      try statement.bind(text: outcome.ids.text(of: outcome.idOf[record]).span, at: 1)
      try statement.bind(names[Int(outcome.clustering.roots[record])], at: 2)
      try statement.run()
    }
    try connection.execute(
      "CREATE INDEX \(table("cluster_member")) ON \(table("cluster"))(cluster_id)")
  }

  /// Writes the entities of records that are new, or of which the entity has become another's part.
  private func writeChanged(
    _ outcome: LinkRun.Outcome, _ names: ClusterNames
  ) throws(SQLiteError) {
    let statement = try connection.prepare(
      "INSERT INTO \(table("cluster")) VALUES(?, ?) "
        + "ON CONFLICT DO UPDATE SET cluster_id = excluded.cluster_id")
    for record in outcome.recordsInOrderOfID where names.isChanged(record) {
      try statement.bind(text: outcome.ids.text(of: outcome.idOf[record]).span, at: 1)
      try statement.bind(names.names[Int(outcome.clustering.roots[record])], at: 2)
      try statement.run()
    }
  }

  private func writeReviews(
    _ outcome: LinkRun.Outcome, _ plan: LinkPlan, isWhole: Bool, settles: Bool
  ) throws(SQLiteError) {
    // Of pairs that were not compared again those stay that are still of two entities.
    let one = "SELECT cluster_id FROM \(table("cluster")) WHERE record_id ="
    let settled = isWhole ? "" : " AND (\(one) left_id) IS (\(one) right_id)"
    if settles {
      try connection.execute("DELETE FROM \(table("review")) WHERE decision IS NULL\(settled)")
    }
    let statement = try connection.prepare(
      """
      INSERT INTO \(table("review")) VALUES(?, ?, ?, ?, ?, NULL, NULL, NULL) \
      ON CONFLICT DO UPDATE SET weight = excluded.weight, probability = excluded.probability
      """)
    for review in try outcome.reviews(plan) {
      var (left, right) = (outcome.id(of: review.pair.first), outcome.id(of: review.pair.second))
      if left > right { (left, right) = (right, left) }
      try statement.bind(left, at: 1)
      try statement.bind(right, at: 2)
      try statement.bind(Double(review.pair.weight), at: 3)
      try statement.bind(probability(ofWeight: Double(review.pair.weight)), at: 4)
      try statement.bind(review.reason, at: 5)
      try statement.run()
    }
  }
}
