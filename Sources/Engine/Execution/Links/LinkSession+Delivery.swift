import Linking
import Loading
import Planning
import SQLite

/// Links of which a delivery is all that is new.
extension LinkSession {
  /// Which sources have something new, and how to read it.
  ///
  /// - Parameters:
  ///   - link: the link.
  ///   - former: how far the last linkage had seen the tables.
  ///   - seen: where they stand now.
  ///   - standing: how many records there were.
  ///   - bench: the database.
  /// - Returns: `nil` where all records must be read: something else has happened than that rows were added
  ///   or replaced, or what hangs together with them is not told, or too much is new for it to be worth it.
  /// - Throws: what the database refuses.
  func parts(
    _ link: LinkPlan, since former: LinkWatermark, _ seen: LinkWatermark, standing: Int,
    in bench: Workbench
  ) throws -> [DeliveryPart]? {
    guard let touched = try seen.touched(since: former, in: bench),
      touched.values.reduce(0, { $0 + $1.count }) <= max(1000, standing / 4)
    else { return nil }
    var (plain, joined): ([Int], [String: [Int]]) = ([], [:])
    for (index, source) in link.sources.enumerated() {
      let words = link.words(of: source)
      guard touched.keys.contains(where: { words.contains($0.lowercased()) }) else { continue }
      if source.table != nil {
        plain.append(index)
      } else if let column = source.partition {
        joined[column, default: []].append(index)
      } else {
        return nil
      }
    }
    // Rows of one table give records of several sources; each table is a part.
    var parts: [DeliveryPart] = []
    for (table, rows) in touched.sorted(by: { $0.key < $1.key }) {
      let sources = plain.filter { link.sources[$0].table?.lowercased() == table.lowercased() }
      if sources.isEmpty { continue }
      parts.append(
        DeliveryPart(
          sources: sources, partitions: rows.replaced.map { "\($0)" },
          open: reader([table: rows.selection], others: "")))
    }
    for (column, sources) in joined.sorted(by: { $0.key < $1.key }) {
      guard
        let part = try part(
          link, sources, column, touched, since: former, seen, in: bench)
      else { return nil }
      parts.append(part)
    }
    return parts
  }

  /// The records that hang together by a column; `nil` where a table that has it not is new in something.
  private func part(
    _ link: LinkPlan, _ sources: [Int], _ column: String, _ touched: [String: TouchedRows],
    since former: LinkWatermark, _ seen: LinkWatermark, in bench: Workbench
  ) throws -> DeliveryPart? {
    var words: Set<String> = []
    for source in sources { words.formUnion(link.words(of: link.sources[source])) }
    var (values, selections): (Set<String>, [String: TableRows]) = ([], [:])
    for table in try bench.tables() where words.contains(table.lowercased()) {
      let hasColumn = try bench.columns(of: table).contains(column)
      if hasColumn { selections[table] = .values(column: column, []) }
      guard let rows = touched[table] else { continue }
      guard hasColumn else { return nil }
      let found =
        try rows.values(column, of: table, in: bench)
        + seen.formerValues(column, of: table, since: former, in: bench)
      for value in found {
        // Nothing hangs together with a row that has no value, and nothing tells its record.
        guard let value, !value.isEmpty else { return nil }
        values.insert(value)
      }
    }
    let sorted = values.sorted()
    for table in selections.keys { selections[table] = .values(column: column, sorted) }
    let text = sources.map { link.sources[$0].query() } + link.helpers.map(\.query)
    return DeliveryPart(
      sources: sources, partitions: sorted,
      open: reader(selections, others: text.joined(separator: "\n")))
  }

  /// Opens connections in which some tables have no other rows than some.
  ///
  /// - Parameters:
  ///   - selections: which rows, by table.
  ///   - others: SQL that names what else is read.
  /// - Returns: what opens one.
  private func reader(
    _ selections: [String: TableRows], others: String
  ) -> @Sendable () throws -> Connection {
    { [url = plan.database, file = plan.file] in
      let bench = try Self.open(url, file: file, writes: false)
      for (table, rows) in selections { try bench.restrict(table, to: rows) }
      if !others.isEmpty { try bench.bring(others) }
      return bench.connection
    }
  }

  /// Which records have taken the places of others, whose rows were replaced.
  func renewals(
    _ link: LinkPlan, since former: LinkWatermark, _ seen: LinkWatermark, in bench: Workbench
  ) throws -> Renewals {
    var renewals = Renewals()
    for table in seen.rows.keys.sorted() where former.rows[table] != nil {
      var places: [RowOrigin: RowOrigin] = [:]
      try seen.visitReplaced(of: table, since: former, in: bench) { places[$0] = $1 }
      if places.isEmpty { continue }
      for source in link.sources where link.words(of: source).contains(table.lowercased()) {
        renewals.add(places, to: source.name)
      }
    }
    return renewals
  }
}
