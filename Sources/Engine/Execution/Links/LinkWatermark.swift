import Digests
import Linking
import Loading
import Planning

/// How far a link has seen the tables that it reads, by the ledger.
struct LinkWatermark: Codable, Equatable {
  /// The last run, and a hash of all that the ledger says of it and those before.
  var run: Int64
  var runs: String
  /// The last before-image of a row.
  var change: Int64
  /// The last row of each table.
  var rows: [String: Int64]

  /// Looks where the ledger stands; `nil` where something is read of which the ledger does not tell.
  ///
  /// - Parameters:
  ///   - link: the link.
  ///   - bench: the database.
  /// - Throws: `Diagnostic`, `SQLiteError`.
  init?(of link: LinkPlan, in bench: Workbench) throws {
    guard let tables = try Self.tables(of: link, in: bench) else { return nil }
    run = try bench.integer("SELECT max(run) FROM \(bench.name(of: "sohoa_run"))") ?? 0
    runs = try Self.runs(upTo: run, in: bench)
    change = try bench.integer("SELECT max(change) FROM \(bench.name(of: "sohoa_change"))") ?? 0
    rows = [:]
    for table in tables {
      rows[table] =
        try bench.integer("SELECT max(\(bench.rowColumn)) FROM \(bench.name(of: table))") ?? 0
    }
  }

  /// The tables that a link reads; `nil` where one of them is not the ledger's.
  private static func tables(of link: LinkPlan, in bench: Workbench) throws -> Set<String>? {
    let all = try bench.tables()
    guard all.isSuperset(of: ["sohoa_table", "sohoa_change"]) else { return nil }
    let ours = Set(
      try bench.rows("SELECT name FROM \(bench.name(of: "sohoa_table"))").compactMap { $0[0] })
    var found: Set<String> = []
    let words = link.sources.reduce(into: Set<String>()) { $0.formUnion(link.words(of: $1)) }
    for name in all where words.contains(name.lowercased()) {
      // Columns of every table have these names, too.
      if ["sohoa_unit", "sohoa_run"].contains(name), !link.readsLedger { continue }
      guard ours.contains(name) else { return nil }
      found.insert(name)
    }
    return found
  }

  private static func runs(upTo run: Int64, in bench: Workbench) throws -> String {
    let lines = try bench.rows(
      """
      SELECT run, status, attempts, kind, scope, started, finished
      FROM \(bench.name(of: "sohoa_run")) WHERE run <= \(run) ORDER BY run
      """)
    let text = lines.joined().map { ($0 ?? "") + "\t" }.joined()
    return SHA256.hash(Array(text.utf8)).hexadecimal
  }

  /// What is new in the tables since another one.
  ///
  /// - Returns: `nil` where more has happened than that rows were added or replaced.
  func touched(since former: LinkWatermark, in bench: Workbench) throws -> [String: TouchedRows]? {
    guard Set(rows.keys) == Set(former.rows.keys), former.run <= run,
      try Self.runs(upTo: former.run, in: bench) == former.runs
    else { return nil }
    let others = try bench.integer(
      """
      SELECT count(*) FROM \(bench.name(of: "sohoa_run")) WHERE run > \(former.run)
        AND (kind NOT IN ('load', 'replay', 'consolidate') OR pruned <> '')
      """)
    guard others == 0 else { return nil }
    var touched: [String: TouchedRows] = [:]
    for (table, last) in rows {
      let before = former.rows[table] ?? 0
      let checkpoints = try bench.rows(
        """
        SELECT coalesce(sum(loaded), 0), coalesce(sum(updated), 0),
          coalesce(min(CASE WHEN loaded > 0 THEN first_row END), 0)
        FROM \(bench.name(of: "sohoa_checkpoint"))
        WHERE run > \(former.run) AND stage = \(Self.literal(table))
        """
      ).first?.compactMap { $0.flatMap { Int64($0) } }
      let own =
        "\(changes(since: former, in: bench)) AND \"table\" = \(Self.literal(table))"
      let changed = try bench.rows(
        "SELECT count(*), coalesce(sum(deleted), 0) FROM \(own)"
      ).first?.compactMap { $0.flatMap { Int64($0) } }
      guard let checkpoints, checkpoints.count == 3, last >= before, let changed,
        changed[0] >= checkpoints[1], changed[1] == 0
      else { return nil }
      let row = bench.rowColumn
      let added = try bench.integer(
        """
        SELECT count(*) FROM \(bench.name(of: table)) WHERE \(row) > \(before) AND \(row) <= \(last)
        """)
      guard added == checkpoints[0], added == 0 || checkpoints[2] > before else { return nil }
      let replaced = try bench.rows(
        "SELECT DISTINCT \"row\" FROM \(own) AND \"row\" <= \(before) ORDER BY 1")
      let rows = TouchedRows(
        new: added == 0 ? nil : before + 1...last,
        replaced: replaced.compactMap { $0[0].flatMap { Int64($0) } })
      if rows.count > 0 { touched[table] = rows }
    }
    return touched
  }

  /// The before-images since another watermark, as SQL behind FROM that ends in conditions.
  private func changes(since former: LinkWatermark, in bench: Workbench) -> String {
    "\(bench.name(of: "sohoa_change")) WHERE change > \(former.change) AND change <= \(change)"
  }

  /// The texts that a column had in rows of a table before they were replaced; `nil` for none.
  ///
  /// - Throws: `Diagnostic`, `SQLiteError`.
  func formerValues(
    _ column: String, of table: String, since former: LinkWatermark, in bench: Workbench
  ) throws -> [String?] {
    try bench.rows(
      """
      SELECT DISTINCT \(bench.field(column, of: "before")) FROM \(changes(since: former, in: bench))
        AND "table" = \(Self.literal(table))
      """
    ).map { $0[0] }
  }

  /// Hands over where the rows of a table that were replaced had come from, and where those in their
  /// places come from.
  ///
  /// - Throws: `Diagnostic`, `SQLiteError`.
  func visitReplaced(
    of table: String, since former: LinkWatermark, in bench: Workbench,
    _ body: (_ former: RowOrigin, _ now: RowOrigin) -> Void
  ) throws {
    let changes = bench.name(of: "sohoa_change")
    let (unit, record) = (
      bench.field("sohoa_unit", of: "c.before"), bench.field("sohoa_record", of: "c.before")
    )
    try bench.visit(
      """
      SELECT \(unit), \(record), t.sohoa_unit, t.sohoa_record
      FROM (SELECT "row" AS place, min(change) AS first
        FROM \(self.changes(since: former, in: bench)) AND "table" = \(Self.literal(table))
        AND deleted = 0 AND "row" <= \(former.rows[table] ?? 0) GROUP BY "row") f
      JOIN \(changes) c ON c.change = f.first
      JOIN \(bench.name(of: table)) t ON t.\(bench.rowColumn) = f.place
      """
    ) { line in
      let numbers = line.compactMap { $0.flatMap { Int64($0) } }
      guard numbers.count == 4 else { return }
      body(
        RowOrigin(unit: numbers[0], record: numbers[1]),
        RowOrigin(unit: numbers[2], record: numbers[3]))
    }
  }

  static func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }

  static func literal(_ text: String) -> String {
    "'\(text.replacing("'", with: "''"))'"
  }
}

extension LinkPlan {
  /// Whether records come of the ledger itself.
  fileprivate var readsLedger: Bool {
    (sources.filter { $0.table == nil }.map { $0.query() } + helpers.map(\.query)).contains {
      $0.firstMatch(of: /(?i)(from|join|,)\s*(main\.)?sohoa_(unit|run)\b(?!\s*\|\|)/) != nil
    }
  }

  /// The words of all SQL that a source's records come of.
  func words(of source: Source) -> Set<String> {
    if let table = source.table { return [table.lowercased()] }
    var words = SQLWords.words(of: source.query())
    var rest = helpers
    while let index = rest.firstIndex(where: { words.contains($0.name.lowercased()) }) {
      words.formUnion(SQLWords.words(of: rest.remove(at: index).query))
    }
    return words
  }
}
