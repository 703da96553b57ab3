import Consolidation
import Dataflow
import SQLite

/// Reads what a model knows of an entity.
struct EntityReader {
  private let connection: Connection
  private let ledger: any LineageLedger
  private let entries: [ConsolidationStore.Entry]
  private var units: [Int64: String] = [:]

  init(
    _ connection: Connection, _ ledger: any LineageLedger, _ entries: [ConsolidationStore.Entry]
  ) {
    self.connection = connection
    self.ledger = ledger
    self.entries = entries
  }

  /// The ids of rows that bear a text as id or, in the first table, as a value that counts.
  func ids(of entry: ConsolidationStore.Entry, _ text: String) throws -> [String] {
    let id = "\(quoted: entry.idColumn)"
    let byID = "SELECT \(id) FROM \(quoted: "\(entry.name)_version") WHERE \(id) = ?1 LIMIT 1"
    let found = try texts(byID, text)
    if !found.isEmpty || entry != entries.first { return found }
    return try texts(
      "SELECT \(id) FROM \(quoted: "\(entry.name)_value") WHERE value = ?1 AND chosen ORDER BY 1 LIMIT 20",
      text)
  }

  private func texts(_ query: String, _ value: String) throws -> [String] {
    let statement = try connection.prepare(query)
    try statement.bind(value, at: 1)
    var found: [String] = []
    while try statement.step() { found.append(statement.string(at: 0) ?? "") }
    return found
  }

  mutating func values(
    of entry: ConsolidationStore.Entry, _ id: String
  ) throws -> [EntityStory.Value] {
    let statement = try connection.prepare(
      """
      SELECT source, "table", unit, record, run, said, field, value, chosen, why, records \
      FROM \(quoted: "\(entry.name)_value") WHERE \(quoted: entry.idColumn) = ? ORDER BY place
      """)
    try statement.bind(id, at: 1)
    var values: [EntityStory.Value] = []
    while try statement.step() {
      values.append(
        .init(
          field: statement.string(at: 6) ?? "", value: statement.string(at: 7) ?? "",
          isChosen: statement.int64(at: 8) == 1, why: statement.string(at: 9) ?? "",
          records: statement.int64(at: 10), origin: try origin(statement)))
    }
    return entry.fields.flatMap { field in values.filter { $0.field == field } }
  }

  mutating func records(
    of entry: ConsolidationStore.Entry, _ id: String
  ) throws -> [EntityStory.Origin] {
    let statement = try connection.prepare(
      """
      SELECT source, "table", unit, record, run, said FROM \(quoted: "\(entry.name)_claim") \
      WHERE \(quoted: entry.idColumn) = ? ORDER BY unit, record, source
      """)
    try statement.bind(id, at: 1)
    var origins: [EntityStory.Origin] = []
    while try statement.step() { origins.append(try origin(statement)) }
    return origins
  }

  func versions(
    of entry: ConsolidationStore.Entry, _ id: String
  ) throws -> [EntityStory.Version] {
    let columns = entry.key.filter { $0 != entry.idColumn } + entry.fields
    let statement = try connection.prepare(
      """
      SELECT \((["known_from", "known_to"] + columns).map { "\(quoted: $0)" }.joined(separator: ", ")) \
      FROM \(quoted: "\(entry.name)_version") WHERE \(quoted: entry.idColumn) = ? ORDER BY known_from
      """)
    try statement.bind(id, at: 1)
    var versions: [EntityStory.Version] = []
    while try statement.step() {
      versions.append(
        .init(
          knownFrom: statement.int64(at: 0),
          knownTo: statement.isNull(at: 1) ? nil : statement.int64(at: 1),
          values: Self.values(columns, statement, from: 2)))
    }
    return versions
  }

  /// The rows that name an entity in one of their columns.
  mutating func relations(
    of entry: ConsolidationStore.Entry, to id: String
  ) throws -> [EntityStory.Relation] {
    if entry.entities.isEmpty { return [] }
    let columns = entry.key + entry.fields
    let names = ([entry.idColumn] + columns).map { "\(quoted: $0)" }.joined(separator: ", ")
    let condition = entry.entities.map { "\(quoted: $0) = ?1" }.joined(separator: " OR ")
    let statement = try connection.prepare(
      """
      SELECT \(names) FROM \(quoted: "\(entry.name)_version") \
      WHERE known_to IS NULL AND (\(condition)) ORDER BY \(columns.count > 2 ? "2, 3, 4" : "1")
      """)
    try statement.bind(id, at: 1)
    var relations: [EntityStory.Relation] = []
    while try statement.step() {
      let values = Self.values(columns, statement, from: 1).filter { $0.value != id }
      relations.append(
        .init(
          table: entry.name, values: values, columns: columns.filter { values[$0] != nil },
          origins: try records(of: entry, statement.string(at: 0) ?? "")))
    }
    return relations
  }

  private static func values(
    _ columns: [String], _ statement: Statement, from first: Int
  ) -> [String: String] {
    var values: [String: String] = [:]
    for (index, column) in columns.enumerated() {
      if let value = statement.string(at: first + index) { values[column] = value }
    }
    return values
  }

  /// What the first six columns of a row tell.
  private mutating func origin(_ statement: Statement) throws -> EntityStory.Origin {
    let (unit, record) = (statement.int64(at: 2), statement.int64(at: 3))
    let table = statement.string(at: 1) ?? ""
    let name = try units[unit] ?? ledger.unit(unit)?.identity.name ?? ""
    units[unit] = name
    return .init(
      source: statement.string(at: 0) ?? "", table: table, unit: name, record: record,
      run: statement.int64(at: 4), said: statement.string(at: 5),
      scans: try ledger.scans(ofRecord: record, unit: unit, stage: table).map(\.identity.name))
  }
}
