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
      guard let part = try part(link, sources, column, touched, in: bench) else { return nil }
      parts.append(part)
    }
    return parts
  }

  /// The records that hang together by a column; `nil` where a table that has it not is new in something.
  private func part(
    _ link: LinkPlan, _ sources: [Int], _ column: String, _ touched: [String: TouchedRows],
    in bench: Workbench
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
        try rows.values([column], of: table, in: bench, all: true).values.map { $0[0] }
        + rows.formerValues([column]).map { $0[0] }
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

  /// By the id of a record of a row that was replaced, the id that the record of the former row had; of
  /// ids that tell the row by its unit and record.
  func renewals(
    _ link: LinkPlan, since former: LinkWatermark, _ seen: LinkWatermark, in bench: Workbench
  ) throws -> [String: String] {
    var renewals: [String: String] = [:]
    let lineage = ["sohoa_unit", "sohoa_record"]
    for (table, changed) in try seen.replaced(since: former, in: bench) {
      let rows = TouchedRows(
        new: nil, changed.filter(\.isReplaced), upTo: former.rows[table] ?? 0)
      let roles = link.sources.filter { link.words(of: $0).contains(table.lowercased()) }
      let now = try rows.values(lineage, of: table, in: bench, all: false)
      for (row, was) in zip(rows.replaced, try rows.formerValues(lineage)) {
        guard let here = now[row], let unit = here[0], let record = here[1],
          let formerUnit = was[0], let formerRecord = was[1]
        else { continue }
        for role in roles.map(\.name) {
          let id = "\(role):\(unit):\(record)"
          let formerID = "\(role):\(formerUnit):\(formerRecord)"
          if id != formerID { renewals[id] = formerID }
        }
      }
    }
    return renewals
  }
}
