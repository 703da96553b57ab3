import Consolidation
import Dataflow

/// Reads what a model knows of an entity.
struct EntityReader {
  private let database: any PlainQueries
  private let ledger: any LineageLedger
  private var units: [Int64: String] = [:]
  private var lines: RecordLines?

  init(_ database: any PlainQueries, _ ledger: any LineageLedger, _ lines: RecordLines?) {
    self.database = database
    self.ledger = ledger
    self.lines = lines
  }

  /// The ids of rows that bear a text as id or, in the first table, as a value that counts.
  func ids(of entry: ConsolidatedModel.Entry, _ text: String, isFirst: Bool) throws -> [String] {
    let id = Self.quoted(entry.idColumn)
    let versions = Self.quoted("\(entry.name)_version")
    let found = try database.rows("SELECT \(id) FROM \(versions) WHERE \(id) = ?1 LIMIT 1", text)
    if !found.isEmpty || !isFirst { return found.compactMap { $0[0] } }
    return try database.rows(
      "SELECT \(id) FROM \(Self.quoted("\(entry.name)_value")) WHERE value = ?1 AND chosen = 1 "
        + "ORDER BY 1 LIMIT 20", text
    ).compactMap { $0[0] }
  }

  mutating func values(
    of entry: ConsolidatedModel.Entry, _ id: String
  ) throws -> [EntityStory.Value] {
    let rows = try database.rows(
      """
      SELECT source, "table", unit, record, run, said, field, value, chosen, why, records \
      FROM \(Self.quoted("\(entry.name)_value")) WHERE \(Self.quoted(entry.idColumn)) = ?1 \
      ORDER BY place
      """, id)
    var values: [EntityStory.Value] = []
    for row in rows {
      values.append(
        .init(
          field: row[6] ?? "", value: row[7] ?? "", isChosen: row[8] == "1", why: row[9] ?? "",
          records: Self.number(row[10]), origin: try origin(row)))
    }
    return entry.fields.flatMap { field in values.filter { $0.field == field } }
  }

  mutating func records(
    of entry: ConsolidatedModel.Entry, _ id: String
  ) throws -> [EntityStory.Origin] {
    var origins: [EntityStory.Origin] = []
    let rows = try database.rows(
      """
      SELECT source, "table", unit, record, run, said FROM \(Self.quoted("\(entry.name)_claim")) \
      WHERE \(Self.quoted(entry.idColumn)) = ?1 ORDER BY unit, record, source
      """, id)
    for row in rows { origins.append(try origin(row)) }
    return origins
  }

  func versions(
    of entry: ConsolidatedModel.Entry, _ id: String
  ) throws -> [EntityStory.Version] {
    let columns = entry.key.filter { $0 != entry.idColumn } + entry.fields
    let names = (["known_from", "known_to"] + columns).map(Self.quoted).joined(separator: ", ")
    let rows = try database.rows(
      """
      SELECT \(names) FROM \(Self.quoted("\(entry.name)_version")) \
      WHERE \(Self.quoted(entry.idColumn)) = ?1 ORDER BY known_from
      """, id)
    var days: [Int64: String] = [:]
    for run in Set(rows.flatMap { $0[..<2] }).compactMap({ $0.flatMap { Int64($0) } }) {
      days[run] = try database.rows(
        "SELECT substr(started, 1, 10) FROM sohoa_run WHERE run = CAST(?1 AS BIGINT)", "\(run)"
      ).first?[0]
    }
    return rows.map { row in
      let (from, to) = (Self.number(row[0]), row[1].flatMap { Int64($0) })
      return .init(
        knownFrom: from, knownTo: to, fromDay: days[from], toDay: to.flatMap { days[$0] },
        values: Self.values(columns, row[2...]))
    }
  }

  /// The merges and splits of the link that an entity took part in.
  func changes(
    of entry: ConsolidatedModel.Entry, _ id: String
  ) throws -> [EntityStory.Change] {
    guard let link = entry.link, try database.hasTable("\(link)_change") else { return [] }
    return try database.rows(
      """
      SELECT at, kind, cluster_id, other_id, records, reason \
      FROM \(Self.quoted("\(link)_change")) \
      WHERE (cluster_id = ?1 OR other_id = ?1) AND other_id IS NOT NULL ORDER BY change
      """, id
    ).map { row in
      .init(
        at: row[0] ?? "", kind: row[1] ?? "", id: row[2] ?? "", other: row[3] ?? "",
        records: Self.number(row[4]), reason: row[5] ?? "")
    }
  }

  /// The entity of a record of a link, or the one that an entity has become part of; otherwise the text
  /// itself.
  func entity(of text: String, _ link: String) throws -> String {
    let clusters = "\(link)_cluster"
    guard try database.hasTable(clusters), try database.hasTable("\(link)_change") else {
      return text
    }
    func exists(_ id: String) throws -> Bool {
      try !database.rows(
        "SELECT 1 FROM \(Self.quoted(clusters)) WHERE cluster_id = ?1 LIMIT 1", id
      ).isEmpty
    }
    if try exists(text) { return text }
    let record = try database.rows(
      "SELECT cluster_id FROM \(Self.quoted(clusters)) WHERE record_id = ?1", text)
    if let entity = record.first?[0] { return entity }
    // Merge by merge, each later than the one before, so that this ends.
    var (id, change) = (text, "0")
    while let row = try database.rows(
      """
      SELECT cluster_id, change FROM \(Self.quoted("\(link)_change")) \
      WHERE other_id = ?1 AND kind = 'merge' AND change > CAST(?2 AS BIGINT) \
      ORDER BY change DESC LIMIT 1
      """, id, change
    ).first {
      (id, change) = (row[0] ?? id, row[1] ?? change)
      if try exists(id) { break }
    }
    return id
  }

  /// The rows that name an entity in one of their columns.
  mutating func relations(
    of entry: ConsolidatedModel.Entry, to id: String
  ) throws -> [EntityStory.Relation] {
    if entry.entities.isEmpty { return [] }
    let columns = entry.key + entry.fields
    let names = ([entry.idColumn] + columns).map(Self.quoted).joined(separator: ", ")
    let condition = entry.entities.map { "\(Self.quoted($0)) = ?1" }.joined(separator: " OR ")
    let order = columns.count > 2 ? [2, 3, 4] : [1]
    let rows = try database.rows(
      """
      SELECT \(names) FROM \(Self.quoted("\(entry.name)_version")) \
      WHERE known_to IS NULL AND (\(condition)) \
      ORDER BY \(order.map { "\($0) NULLS FIRST" }.joined(separator: ", "))
      """, id)
    var relations: [EntityStory.Relation] = []
    for row in rows {
      let values = Self.values(columns, row[1...]).filter { $0.value != id }
      relations.append(
        .init(
          table: entry.name, values: values, columns: columns.filter { values[$0] != nil },
          origins: try records(of: entry, row[0] ?? "")))
    }
    return relations
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  private static func number(_ text: String?) -> Int64 { text.flatMap { Int64($0) } ?? 0 }

  private static func values(
    _ columns: [String], _ row: ArraySlice<String?>
  ) -> [String: String] {
    var values: [String: String] = [:]
    for (column, value) in zip(columns, row) { values[column] = value }
    return values
  }

  /// What the first six columns of a row tell.
  private mutating func origin(_ row: [String?]) throws -> EntityStory.Origin {
    let (unit, record) = (Self.number(row[2]), Self.number(row[3]))
    let table = row[1] ?? ""
    let name = try units[unit] ?? ledger.unit(unit)?.identity.name ?? ""
    units[unit] = name
    let scans = try ledger.scans(ofRecord: record, unit: unit, stage: table)
    return .init(
      source: row[0] ?? "", table: table, unit: name, record: record,
      line: try lines?.line(ofRecord: record, unit: unit, table: table), run: Self.number(row[4]),
      said: row[5], scans: scans.map(\.identity.name))
  }
}
