internal import Columnar
public import Dataflow
internal import Linkage
public import SQLite

/// The tables of a database that hold what a linkage found.
///
/// `NAME_cluster` tells each record's entity, `NAME_review` holds the pairs for people and what they
/// decided, `NAME_parameter` what was learnt, `NAME_change` how entities came, merged and split.
public struct LinkStore {
  /// Brings rows of a table with one of some texts in a column to where they are looked up.
  public typealias Bring = (_ table: String, _ column: String, _ values: [String]) throws -> Void

  let name: String
  let connection: Connection
  private let bring: Bring

  /// Opens the tables of a linkage.
  ///
  /// - Parameters:
  ///   - name: of the linkage.
  ///   - connection: the database.
  ///   - bring: brings rows that a delivery needs, where they are not all there.
  public init(
    _ name: String, in connection: Connection, bring: @escaping Bring = { _, _, _ in }
  ) {
    self.name = name
    self.connection = connection
    self.bring = bring
  }

  /// Brings the rows of one of the tables with one of some texts in a column.
  func bring(_ part: String, _ column: String, _ values: some Sequence<[UInt8]>) throws {
    try bring("\(name)_\(part)", column, values.map { String(decoding: $0, as: UTF8.self) })
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
      CREATE INDEX IF NOT EXISTS \(table("review_right")) ON \(table("review"))(right_id);
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

  /// What the last linkage noted under a key, or none.
  public func state(_ key: StateKey) throws(SQLiteError) -> String? {
    guard try exists else { return nil }
    return try connection.text(
      "SELECT value FROM \(table("state")) WHERE key = '\(key.rawValue)'")
  }

  /// What a linkage notes of itself.
  public enum StateKey: String, Sendable {
    /// What it was made of.
    case fingerprint
    /// What it was made of apart from what was loaded.
    case basis
    /// How far it had seen the tables.
    case seen
    /// How many entities and records there are.
    case entities, records
  }

  /// Hands over each record's id and the name of its entity, in the order of the ids.
  func visitClusters(_ body: (_ id: [UInt8], _ name: [UInt8]) -> Void) throws(SQLiteError) {
    guard try exists else { return }
    let statement = try connection.prepare(
      "SELECT record_id, cluster_id FROM \(table("cluster")) ORDER BY 1")
    var (id, name): ([UInt8], [UInt8]) = ([], [])
    while try statement.step() {
      id.removeAll(keepingCapacity: true)
      name.removeAll(keepingCapacity: true)
      statement.appendText(at: 0, to: &id)
      statement.appendText(at: 1, to: &name)
      body(id, name)
    }
  }

  /// Hands over the clusters as lines of CSV, the names of the columns first.
  public func visitClusterLines(_ body: (String) throws -> Void) throws {
    guard try exists else { return }
    let statement = try connection.prepare(
      "SELECT record_id, cluster_id FROM \(table("cluster")) ORDER BY 1")
    try body("record_id,cluster_id\n")
    while try statement.step() {
      try body("\(csvCell(statement.string(at: 0) ?? "")),\(statement.string(at: 1) ?? "")\n")
    }
  }

  /// Writes what a linkage found, in one transaction.
  ///
  /// - Parameters:
  ///   - outcome: what was found.
  ///   - plan: by which plan.
  ///   - state: what it was made of, and how far it had seen the tables.
  ///   - isWhole: whether all pairs were compared.
  ///   - renewals: which records have taken the places of others: these keep the names of their entities,
  ///     and the decisions on them.
  ///   - time: when.
  ///   - reach: told of every window of the transaction.
  /// - Returns: how entities changed.
  /// - Throws: what the database refuses; it is then as before.
  public func write(
    _ outcome: LinkRun.Outcome, of plan: LinkPlan, state: [StateKey: String] = [:],
    isWhole: Bool = true, renewals: Renewals = Renewals(), at time: String,
    reach: (CommitWindow) -> Void = { _ in }
  ) throws -> LinkChanges {
    try connection.execute("BEGIN IMMEDIATE")
    reach(.begun)
    do {
      try prepare()
      try renewDecisions(renewals)
      var names = try ClusterNames(outcome, store: self, renewals: renewals)
      try names.assign()
      try names.explain(plan)
      if let delivery = outcome.delivery {
        try writeChanged(outcome, names, delivery.goneIDs)
      } else {
        try writeClusters(outcome, names)
        try writeParameters(outcome.scorer, plan)
        try removeReviews(isWhole: isWhole)
      }
      try writeReviews(outcome, plan)
      var changes = try names.writeChanges(at: time)
      let former = try (count(.entities), count(.records))
      changes.entities =
        outcome.isPart
        ? former.0 + changes.new - changes.merged - changes.gone
        : outcome.clustering.clusterCount
      changes.records = outcome.recordCount + (outcome.isPart ? former.1 : 0)
      try note(
        state.merging([.entities: "\(changes.entities)", .records: "\(changes.records)"]) { $1 })
      reach(.written)
      try connection.execute("COMMIT")
      reach(.committed)
      return changes
    } catch {
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  /// A number that the last linkage noted; 0 for none.
  public func count(_ key: StateKey) throws(SQLiteError) -> Int {
    try state(key).flatMap { Int($0) } ?? 0
  }

  private func note(_ state: [StateKey: String]) throws(SQLiteError) {
    let statement = try connection.prepare(
      "INSERT OR REPLACE INTO \(table("state")) VALUES(?1, ?2)")
    for (key, value) in state {
      try statement.bind(key.rawValue, at: 1)
      try statement.bind(value, at: 2)
      try statement.run()
    }
  }

  private func writeClusters(
    _ outcome: LinkRun.Outcome, _ names: ClusterNames
  ) throws(SQLiteError) {
    try connection.execute(
      """
      DROP INDEX IF EXISTS \(table("cluster_member"));
      DELETE FROM \(table("cluster"))
      """)
    let statement = try connection.prepare(
      "INSERT OR IGNORE INTO \(table("cluster")) VALUES(?, ?)")
    for record in outcome.recordsInOrderOfID.lazy.map(Int.init) {
      try statement.bind(text: outcome.ids.text(of: outcome.idOf[record]).span, at: 1)
      try statement.bind(text: names.text(of: outcome.clustering.roots[record]).span, at: 2)
      try statement.run()
    }
    try connection.execute(
      "CREATE INDEX \(table("cluster_member")) ON \(table("cluster"))(cluster_id)")
  }

  /// Writes the entities of records that are new, or of which the entity has become another's part, and
  /// takes out what is gone.
  private func writeChanged(
    _ outcome: LinkRun.Outcome, _ names: ClusterNames, _ goneIDs: Set<[UInt8]>
  ) throws {
    let statement = try connection.prepare(
      "INSERT INTO \(table("cluster")) VALUES(?, ?) "
        + "ON CONFLICT DO UPDATE SET cluster_id = excluded.cluster_id")
    let remove = try connection.prepare("DELETE FROM \(table("cluster")) WHERE record_id = ?1")
    var touched = goneIDs.sorted { $0.lexicographicallyPrecedes($1) }
    for id in touched {
      try remove.bind(text: id.span, at: 1)
      try remove.run()
    }
    for record in outcome.recordsInOrderOfID.lazy.map(Int.init) where names.isChanged(record) {
      let id = outcome.ids.text(of: outcome.idOf[record])
      try statement.bind(text: id.span, at: 1)
      try statement.bind(text: names.text(of: outcome.clustering.roots[record]).span, at: 2)
      try statement.run()
      if names.isMoved(record) { touched.append(id) }
    }
    try removeReviews(of: touched)
  }

  private func writeReviews(_ outcome: LinkRun.Outcome, _ plan: LinkPlan) throws {
    let statement = try connection.prepare(
      """
      INSERT INTO \(table("review")) VALUES(?, ?, ?, ?, ?, NULL, NULL, NULL) \
      ON CONFLICT DO UPDATE SET weight = excluded.weight, probability = excluded.probability
      """)
    let reviews = try outcome.reviews(plan)
    if outcome.isPart {
      try bring(
        "review", "left_id",
        reviews.map { pair, _ in
          Array(min(outcome.id(of: pair.first), outcome.id(of: pair.second)).utf8)
        })
    }
    for review in reviews {
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
