import Digests
import Linking
import Planning
import SQLite

/// How far a link has seen the tables that it reads, by the ledger.
struct LinkWatermark: Codable, Equatable {
  /// The last run, and a hash of all that the ledger says of it and those before.
  var run: Int64
  var runs: String
  /// The last before-image of a row.
  var change: Int64
  /// The last row of each table.
  var rows: [String: Int64]
  /// How many entities and records there are.
  var entities = 0
  var records = 0

  /// Looks where the ledger stands; `nil` where something is read of which the ledger does not tell.
  ///
  /// - Parameters:
  ///   - link: the link.
  ///   - connection: the database.
  /// - Throws: `SQLiteError`.
  init?(of link: LinkPlan, in connection: Connection) throws(SQLiteError) {
    guard let tables = try Self.tables(of: link, in: connection) else { return nil }
    run = try connection.integer("SELECT max(run) FROM sohoa_run") ?? 0
    runs = try Self.runs(upTo: run, in: connection)
    change = try connection.integer("SELECT max(change) FROM sohoa_change") ?? 0
    rows = [:]
    for table in tables {
      rows[table] = try connection.integer("SELECT max(rowid) FROM \(Self.quoted(table))") ?? 0
    }
  }

  /// The tables that a link reads; `nil` where one of them is not the ledger's.
  private static func tables(
    of link: LinkPlan, in connection: Connection
  ) throws(SQLiteError) -> Set<String>? {
    var ours: Set<String> = []
    let there = try connection.integer(
      "SELECT count(*) FROM sqlite_schema WHERE name IN ('sohoa_table', 'sohoa_change')")
    guard there == 2 else { return nil }
    let known = try connection.prepare("SELECT name FROM sohoa_table")
    while try known.step() { ours.insert(known.string(at: 0) ?? "") }
    let all = try connection.prepare(
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    var found: Set<String> = []
    let words = link.sources.reduce(into: Set<String>()) { $0.formUnion(link.words(of: $1)) }
    while try all.step() {
      let name = all.string(at: 0) ?? ""
      guard words.contains(name.lowercased()) else { continue }
      // Columns of every table have these names, too.
      if ["sohoa_unit", "sohoa_run"].contains(name), !link.readsLedger { continue }
      guard ours.contains(name) else { return nil }
      found.insert(name)
    }
    return found
  }

  private static func runs(
    upTo run: Int64, in connection: Connection
  ) throws(SQLiteError) -> String {
    let statement = try connection.prepare(
      """
      SELECT run, status, attempts, kind, scope, started, finished, pruned FROM sohoa_run
      WHERE run <= \(run) ORDER BY run
      """)
    var text = ""
    while try statement.step() {
      for column in 0..<8 { text += (statement.string(at: column) ?? "") + "\t" }
    }
    return SHA256.hash(Array(text.utf8)).hexadecimal
  }

  /// Which rows are new since another one, by table.
  ///
  /// - Returns: `nil` where more has happened than that rows were added.
  func newRows(
    since former: LinkWatermark, in connection: Connection
  ) throws(SQLiteError) -> [String: ClosedRange<Int64>]? {
    guard Set(rows.keys) == Set(former.rows.keys), former.run <= run,
      try Self.runs(upTo: former.run, in: connection) == former.runs
    else { return nil }
    let others = try connection.integer(
      """
      SELECT count(*) FROM sohoa_run
      WHERE run > \(former.run) AND kind NOT IN ('load', 'consolidate')
      """)
    guard others == 0 else { return nil }
    var new: [String: ClosedRange<Int64>] = [:]
    for (table, last) in rows {
      let before = former.rows[table] ?? 0
      let name = Self.literal(table)
      let checkpoints = try connection.prepare(
        """
        SELECT coalesce(sum(loaded), 0), coalesce(sum(updated), 0),
          coalesce(min(first_row) FILTER (WHERE loaded > 0), 0),
          EXISTS (SELECT 1 FROM sohoa_change WHERE change > \(former.change) AND "table" = \(name))
        FROM sohoa_checkpoint WHERE run > \(former.run) AND stage = \(name)
        """)
      guard try checkpoints.step() else { return nil }
      let loaded = checkpoints.int64(at: 0)
      guard checkpoints.int64(at: 1) == 0, checkpoints.int64(at: 3) == 0, last >= before else {
        return nil
      }
      let added = try connection.integer(
        "SELECT count(*) FROM \(Self.quoted(table)) WHERE rowid > \(before) AND rowid <= \(last)")
      guard added == loaded else { return nil }
      if loaded == 0 { continue }
      guard checkpoints.int64(at: 2) > before else { return nil }
      new[table] = before + 1...last
    }
    return new
  }

  static func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }

  private static func literal(_ text: String) -> String {
    "'\(text.replacing("'", with: "''"))'"
  }
}

extension LinkPlan {
  /// Whether records come of the ledger itself.
  fileprivate var readsLedger: Bool {
    (sources.filter { $0.table == nil }.map(\.query) + helpers.map(\.query)).contains {
      $0.firstMatch(of: /(?i)(from|join|,)\s*(main\.)?sohoa_(unit|run)\b(?!\s*\|\|)/) != nil
    }
  }

  /// The words of all SQL that a source's records come of.
  func words(of source: Source) -> Set<String> {
    if let table = source.table { return [table.lowercased()] }
    var words = SQLWords.words(of: source.query)
    var rest = helpers
    while let index = rest.firstIndex(where: { words.contains($0.name.lowercased()) }) {
      words.formUnion(SQLWords.words(of: rest.remove(at: index).query))
    }
    return words
  }

  /// The sources with records of new rows: those of which these rows are all that is new, and those
  /// of which records may be others by them.
  func sources(of new: [String: ClosedRange<Int64>]) -> (added: [Int], grown: [Int]) {
    let tables = Set(new.keys.map { $0.lowercased() })
    var (added, grown): ([Int], [Int]) = ([], [])
    for (index, source) in sources.enumerated() where !words(of: source).isDisjoint(with: tables) {
      if source.table == nil { grown.append(index) } else { added.append(index) }
    }
    return (added, grown)
  }
}
