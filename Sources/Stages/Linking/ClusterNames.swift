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
  /// The number of each cluster's name in ``names``, by its root; 0 for none.
  private var nameOf: SpillArray<UInt32>
  private var names: ValueTable
  /// The name that each id had before, by number in ``oldNames``; 0 for none.
  private var oldOf: SpillArray<UInt32>
  private var oldNames: ValueTable
  private var changes: [Change] = []
  /// How many entities of a first linkage there are, which are not noted one by one.
  private var firstCount = 0

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
  private var isThere: SpillArray<Bool>

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
    let space = outcome.idOf.space
    nameOf = SpillArray(repeating: 0, count: outcome.idOf.count, in: space)
    (names, oldNames) = (ValueTable(in: space), ValueTable(in: space))
    oldOf = SpillArray(repeating: 0, count: outcome.ids.last + 1, in: space)
    isThere = SpillArray(repeating: false, count: oldOf.count, in: space)
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
      || text(of: outcome.clustering.roots[record]) != oldNames.text(of: oldOf[id])
  }

  /// The name of a cluster, by its root.
  func text(of root: UInt32) -> [UInt8] { names.text(of: nameOf[Int(root)]) }

  private func name(of root: Int) -> String {
    String(decoding: text(of: UInt32(root)), as: UTF8.self)
  }

  private func oldName(_ number: UInt32) -> String {
    String(decoding: oldNames.text(of: number), as: UTF8.self)
  }

  /// Whether a record that was there has another name now.
  func isMoved(_ record: Int) -> Bool { isThere[Int(outcome.idOf[record])] && isChanged(record) }

  /// Names all clusters.
  mutating func assign() throws {
    let roots = outcome.clustering.roots
    var shares = shares(roots)
    var owner = SpillArray<UInt32>(repeating: .max, count: oldNames.last + 1, in: roots.space)
    // The number of the cluster's old name where it keeps one.
    var inherited = SpillArray<UInt32>(repeating: 0, count: roots.count, in: roots.space)
    shares.sort { $0.count != $1.count ? $0.count > $1.count : $0.isBefore($1) }
    for share in shares where inherited[Int(share.root)] == 0 && owner[Int(share.old)] == .max {
      inherited[Int(share.root)] = share.old
      let text = oldNames.text(of: share.old)
      nameOf[Int(share.root)] = names.insert(text, in: text.indices)
      owner[Int(share.old)] = share.root
    }
    try nameNew(roots)
    shares.sort { $0.isBefore($1) }
    for share in shares where owner[Int(share.old)] != share.root {
      let join = ChangeReasons.Key(root: share.root, other: share.old)
      var change = Change(
        kind: "merge", name: name(of: Int(share.root)), other: oldName(share.old),
        records: Int(share.count), join: join)
      if owner[Int(share.old)] == .max {
        changes.append(change)
        continue
      }
      change.kind = "split"
      change.split = ChangeReasons.key(share.root, owner[Int(share.old)])
      // What was parted from an entity went to one that was there, or is one by itself.
      let isMove = inherited[Int(share.root)] != 0
      if !isMove { change.join = nil }
      changes.append(change)
      if isMove {
        (change.kind, change.split) = ("join", nil)
        changes.append(change)
      }
    }
    if oldNames.last > 0 {
      var isSeen = SpillArray(repeating: false, count: oldNames.last + 1, in: roots.space)
      for share in shares { isSeen[Int(share.old)] = true }
      let unseen = (1...UInt32(oldNames.last)).filter { !isSeen[Int($0)] }
      try bring(unseen)
      for old in unseen {
        if try remains(oldNames.text(of: old)) { continue }
        changes.append(
          Change(
            kind: "gone", name: oldName(old), records: 0, reason: "its records are gone"))
      }
    }
  }

  /// How many records of a former entity a cluster has.
  private struct Share: BitwiseCopyable {
    var root, old, count: UInt32

    func isBefore(_ other: Share) -> Bool { (root, old) < (other.root, other.old) }
  }

  /// How many records of each former entity are in each cluster.
  private func shares(_ roots: SpillArray<UInt32>) -> SpillArray<Share> {
    var shares = SpillArray<Share>(in: roots.space)
    for record in roots.indices {
      let old = oldOf[Int(outcome.idOf[record])]
      if old > 0 { shares.append(Share(root: roots[record], old: old, count: 1)) }
    }
    shares.sort { $0.isBefore($1) }
    var sums = SpillArray<Share>(in: roots.space)
    for share in shares {
      if let last = sums.last, !last.isBefore(share) {
        sums[sums.count - 1].count += 1
      } else {
        sums.append(share)
      }
    }
    return sums
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
    var oldOfRecord = SpillArray<UInt32>(in: oldOf.space)
    for id in outcome.idOf { oldOfRecord.append(oldOf[Int(id)]) }
    var reasons = ChangeReasons(outcome, plan, oldOf: oldOfRecord)
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
  private mutating func nameNew(_ roots: SpillArray<UInt32>) throws {
    let contents = try UnitContents(store.connection)
    // The clusters without a name, each with a place in what is found of them.
    var placeOf = SpillArray<UInt32>(repeating: 0, count: roots.count, in: roots.space)
    var found = SpillArray<NewName>(in: roots.space)
    for record in roots.indices where nameOf[Int(roots[record])] == 0 {
      let root = roots[record]
      let text = contents.key(of: outcome.ids.text(of: outcome.idOf[record]))
      let name = NewName(
        root: root, first: contentHash(text, in: 0..<text.count),
        second: contentHash(text, in: 0..<text.count, seed: 1))
      // The root is the first record of its cluster.
      if root == record {
        placeOf[record] = UInt32(found.count)
        found.append(name)
      } else {
        found[Int(placeOf[Int(root)])].take(name)
      }
    }
    // Asked for at once: a server would be asked for each.
    if outcome.isPart {
      try store.bring("cluster", "cluster_id", found.map { $0.text(0) })
    }
    let isFirst = oldNames.last == 0 && !outcome.isPart
    for name in found {
      var (text, tries) = (name.text(0), UInt64(0))
      // What was parted from an entity may not take the name that the rest keeps.
      while try isTaken(text) {
        tries += 1
        text = name.text(tries)
        try store.bring("cluster", "cluster_id", [text])
      }
      nameOf[Int(name.root)] = names.insert(text, in: text.indices)
      if isFirst {
        firstCount += 1
      } else {
        changes.append(
          Change(
            kind: "new", name: String(decoding: text, as: UTF8.self), records: Int(name.records)))
      }
    }
  }

  /// The smallest hash of the records of a cluster, by which it is named.
  private struct NewName: BitwiseCopyable {
    var root: UInt32
    var records: UInt32 = 1
    var first, second: UInt64

    init(root: UInt32, first: UInt64, second: UInt64) {
      (self.root, self.first, self.second) = (root, first, second)
    }

    mutating func take(_ other: NewName) {
      records += 1
      if (other.first, other.second) < (first, second) {
        (first, second) = (other.first, other.second)
      }
    }

    /// The name; another one for each number of tries.
    func text(_ tries: UInt64) -> [UInt8] {
      Array((Self.hexadecimal(first, 16) + Self.hexadecimal(second >> 32 + tries, 8)).utf8)
    }

    private static func hexadecimal(_ value: UInt64, _ width: Int) -> String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
  }

  private func isTaken(_ name: [UInt8]) throws -> Bool {
    if oldNames.find(name) > 0 { return true }
    guard outcome.isPart else { return false }
    let statement = try store.connection.prepare(
      "SELECT 1 FROM \(store.table("cluster")) WHERE cluster_id = ?1 LIMIT 1")
    try statement.bind(text: name.span, at: 1)
    return try statement.step()
  }

  /// Notes what changed; the entities of a first linkage are not noted one by one.
  func writeChanges(at time: String) throws -> LinkChanges {
    var sum = LinkChanges()
    sum.new = firstCount
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
