internal import Columnar
internal import Linkage
internal import SQLite

/// Names clusters so that an entity keeps its name from linkage to linkage.
///
/// A new entity is named by the content of its records. One that was there before keeps the name that
/// most of its records had; the other names are noted as merged into it, and what was parted from an
/// entity as split.
struct ClusterNames {
  private let outcome: LinkRun.Outcome
  private let store: LinkStore
  /// The name of each cluster, by its root.
  private(set) var names: [String]
  /// The name that each record had before, by number in ``oldNames``; 0 for none.
  private var oldOf: [UInt32]
  private var oldNames = ValueTable()
  private var changes: [Change] = []

  /// How an entity changed.
  private struct Change {
    var kind, name: String
    var other: String?
    var records: Int
    var reason = "linkage"
    /// What tells why records came, and why others of their former entity did not.
    var join, split: ChangeReasons.Key?
  }

  /// The ids that are in the table, by number.
  private var isThere: [Bool]

  /// Looks up the names that records had.
  ///
  /// - Parameters:
  ///   - outcome: what was found.
  ///   - store: the tables of the linkage.
  ///   - renewals: which records have taken the places of others.
  /// - Throws: what the database refuses.
  init(
    _ outcome: LinkRun.Outcome, store: LinkStore, renewals: Renewals = Renewals()
  ) throws {
    self.outcome = outcome
    self.store = store
    names = Array(repeating: "", count: outcome.idOf.count)
    oldOf = Array(repeating: 0, count: outcome.ids.last + 1)
    isThere = Array(repeating: false, count: oldOf.count)
    var (bequests, kept): ([(heir: UInt32, name: UInt32)], Set<UInt32>) = ([], [])
    try visitFormer { id, name in
      let (own, name) = (outcome.ids.find(id), oldNames.insert(name, in: name.indices))
      if own > 0 {
        oldOf[Int(own)] = name
        isThere[Int(own)] = true
        kept.insert(name)
      } else if let successor = renewals.successor(of: id) {
        let heir = outcome.ids.find(successor)
        if heir > 0 { bequests.append((heir, name)) }
      }
    }
    // A name that another record still has is that one's.
    try bring(bequests.map(\.name))
    for (heir, name) in bequests where oldOf[Int(heir)] == 0 && !kept.contains(name) {
      if try !remains(oldNames.text(of: name)) { oldOf[Int(heir)] = name }
    }
  }

  /// Hands over the ids and names of the last linkage, in the order of the ids: all, or those of the
  /// records at hand and of those that are gone.
  private func visitFormer(
    _ body: (_ id: [UInt8], _ name: [UInt8]) -> Void
  ) throws {
    guard let delivery = outcome.delivery else { return try store.visitClusters(body) }
    let statement = try store.connection.prepare(
      "SELECT cluster_id FROM \(store.table("cluster")) WHERE record_id = ?1")
    let ids = Set(outcome.idOf.map { outcome.ids.text(of: $0) }).union(delivery.goneIDs)
    var name: [UInt8] = []
    for id in ids.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      try statement.bind(text: id.span, at: 1)
      if try statement.step() {
        name.removeAll(keepingCapacity: true)
        statement.appendText(at: 0, to: &name)
        body(id, name)
      }
      statement.reset()
    }
  }

  /// Whether a record had another name before, or none.
  func isChanged(_ record: Int) -> Bool {
    let id = Int(outcome.idOf[record])
    return !isThere[id]
      || !names[Int(outcome.clustering.roots[record])].utf8.elementsEqual(
        oldNames.text(of: oldOf[id]))
  }

  /// Whether a record that was there has another name now.
  func isMoved(_ record: Int) -> Bool { isThere[Int(outcome.idOf[record])] && isChanged(record) }

  /// Names all clusters.
  mutating func assign() throws {
    let roots = outcome.clustering.roots
    // How many records of each old name are in each cluster.
    var shares: [UInt64: Int] = [:]
    for record in roots.indices {
      let old = oldOf[Int(outcome.idOf[record])]
      if old > 0 { shares[UInt64(roots[record]) << 32 | UInt64(old), default: 0] += 1 }
    }
    let order = shares.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    var owner = [UInt32](repeating: .max, count: oldNames.last + 1)
    for (key, _) in order {
      let (root, old) = (Int(key >> 32), Int(key & 0xFFFF_FFFF))
      if names[root].isEmpty, owner[old] == .max {
        names[root] = String(decoding: oldNames.text(of: UInt32(old)), as: UTF8.self)
        owner[old] = UInt32(root)
      }
    }
    let inherited = Set(owner)
    try nameNew(roots)
    for (key, count) in order.sorted(by: { $0.key < $1.key }) {
      let (root, old) = (Int(key >> 32), Int(key & 0xFFFF_FFFF))
      if owner[old] == UInt32(root) { continue }
      let name = String(decoding: oldNames.text(of: UInt32(old)), as: UTF8.self)
      let join = ChangeReasons.Key(root: UInt32(root), other: UInt32(old))
      var change = Change(
        kind: "merge", name: names[root], other: name, records: count, join: join)
      if owner[old] == .max {
        changes.append(change)
        continue
      }
      change.kind = "split"
      change.split = ChangeReasons.key(UInt32(root), owner[old])
      // What was parted from an entity went to one that was there, or is one by itself.
      let isMove = inherited.contains(UInt32(root))
      if !isMove { change.join = nil }
      changes.append(change)
      if isMove {
        (change.kind, change.split) = ("join", nil)
        changes.append(change)
      }
    }
    if oldNames.last > 0 {
      let seen = Set(shares.keys.map { UInt32(truncatingIfNeeded: $0) })
      let unseen = (1...UInt32(oldNames.last)).filter { !seen.contains($0) }
      try bring(unseen)
      for old in unseen {
        if try remains(oldNames.text(of: old)) { continue }
        changes.append(
          Change(
            kind: "gone", name: String(decoding: oldNames.text(of: old), as: UTF8.self), records: 0,
            reason: "its records are gone"))
      }
    }
  }

  /// Brings the records of some former names to where they are looked up.
  private func bring(_ names: [UInt32]) throws {
    guard outcome.isPart else { return }
    try store.bring("cluster", "cluster_id", names.map { oldNames.text(of: $0) })
  }

  /// Whether an entity has records that are not at hand.
  private func remains(_ name: [UInt8]) throws -> Bool {
    guard let delivery = outcome.delivery else { return false }
    let statement = try store.connection.prepare(
      "SELECT record_id FROM \(store.table("cluster")) WHERE cluster_id = ?1")
    try statement.bind(text: name.span, at: 1)
    var id: [UInt8] = []
    while try statement.step() {
      id.removeAll(keepingCapacity: true)
      statement.appendText(at: 0, to: &id)
      if !delivery.goneIDs.contains(id) { return true }
    }
    return false
  }

  /// Finds out why entities have merged or were split.
  mutating func explain(_ plan: LinkPlan) throws {
    let (joins, splits) = (Set(changes.compactMap(\.join)), Set(changes.compactMap(\.split)))
    if joins.isEmpty && splits.isEmpty { return }
    var reasons = ChangeReasons(outcome, plan, oldOf: outcome.idOf.map { oldOf[Int($0)] })
    let decisions = try store.decisions()
    let parted = reasons.partings(splits, decisions)
    let joined = try reasons.joins(joins, decisions)
    let guarded = reasons.guards(splits)
    for index in changes.indices {
      let (join, split) = (changes[index].join, changes[index].split)
      if join == nil && split == nil { continue }
      // What drew records elsewhere says more than what then kept them from those they left.
      changes[index].reason =
        split.flatMap { parted[$0] } ?? join.flatMap { joined[$0] } ?? split.flatMap { guarded[$0] }
        ?? (split == nil ? "linkage" : "no pair is sure enough any more")
    }
  }

  /// Names those without a name by the smallest hash of what their records are.
  private mutating func nameNew(_ roots: [UInt32]) throws {
    let contents = try UnitContents(store.connection)
    var smallest: [UInt32: (UInt64, UInt64)] = [:]
    var sizes: [UInt32: Int] = [:]
    for record in roots.indices where names[Int(roots[record])].isEmpty {
      let text = contents.key(of: outcome.ids.text(of: outcome.idOf[record]))
      let hash = (
        contentHash(text, in: 0..<text.count), contentHash(text, in: 0..<text.count, seed: 1)
      )
      sizes[roots[record], default: 0] += 1
      if let other = smallest[roots[record]], other <= hash { continue }
      smallest[roots[record]] = hash
    }
    // Asked for at once: a server would be asked for each.
    if outcome.isPart {
      try store.bring(
        "cluster", "cluster_id", smallest.values.map { Array(Self.name($0.0, $0.1 >> 32).utf8) })
    }
    for root in smallest.keys.sorted() {
      guard let hash = smallest[root] else { continue }
      var second = hash.1 >> 32
      // What was parted from an entity may not take the name that the rest keeps.
      while try isTaken(Self.name(hash.0, second)) {
        second += 1
        try store.bring("cluster", "cluster_id", [Array(Self.name(hash.0, second).utf8)])
      }
      names[Int(root)] = Self.name(hash.0, second)
      changes.append(Change(kind: "new", name: names[Int(root)], records: sizes[root] ?? 0))
    }
  }

  private func isTaken(_ name: String) throws -> Bool {
    if oldNames.find(Array(name.utf8)) > 0 { return true }
    guard outcome.isPart else { return false }
    let statement = try store.connection.prepare(
      "SELECT 1 FROM \(store.table("cluster")) WHERE cluster_id = ?1 LIMIT 1")
    try statement.bind(name, at: 1)
    return try statement.step()
  }

  private static func name(_ first: UInt64, _ second: UInt64) -> String {
    hexadecimal(first, 16) + hexadecimal(second, 8)
  }

  private static func hexadecimal(_ value: UInt64, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Notes what changed; the entities of a first linkage are not noted one by one.
  func writeChanges(at time: String) throws -> LinkChanges {
    let isFirst = oldNames.last == 0 && !outcome.isPart
    var sum = LinkChanges()
    let statement = try store.connection.prepare(
      "INSERT INTO \(store.table("change"))(at, kind, cluster_id, other_id, records, reason) "
        + "VALUES(?, ?, ?, ?, ?, ?)")
    for change in changes {
      switch change.kind {
      case "new": sum.new += 1
      case "merge": sum.merged += 1
      case "split": sum.split += 1
      case "join": break
      default: sum.gone += 1
      }
      if isFirst { continue }
      try statement.bind(time, at: 1)
      try statement.bind(change.kind, at: 2)
      try statement.bind(change.name, at: 3)
      try statement.bind(change.other, at: 4)
      try statement.bind(change.records, at: 5)
      try statement.bind(change.reason, at: 6)
      try statement.run()
    }
    return sum
  }
}

/// The content of units, so that records are named alike whatever numbers their units have.
private struct UnitContents {
  private var hashes: [Int: [UInt8]] = [:]

  init(_ connection: Connection) throws {
    let found = try connection.integer(
      "SELECT count(*) FROM sqlite_schema WHERE name = 'sohoa_unit'")
    guard found == 1 else { return }
    let statement = try connection.prepare("SELECT unit, sha256 FROM sohoa_unit")
    while try statement.step() {
      hashes[Int(statement.int64(at: 0))] = Array((statement.string(at: 1) ?? "").utf8)
    }
  }

  /// The id with the content's hash in place of the unit's number, where it is `role:unit:record`.
  func key(of id: [UInt8]) -> [UInt8] {
    let parts = id.split(separator: 0x3A)
    guard parts.count == 3, let unit = Int(String(decoding: parts[1], as: UTF8.self)),
      let hash = hashes[unit]
    else { return id }
    return Array([Array(parts[0]), hash, Array(parts[2])].joined(separator: [0x3A]))
  }
}
