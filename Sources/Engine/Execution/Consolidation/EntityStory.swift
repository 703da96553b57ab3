import Consolidation
public import Dataflow

/// All that a consolidated model knows of one person, or of another thing it has a row for.
public struct EntityStory: Sendable, Encodable {
  /// Where something was read.
  public struct Origin: Sendable, Encodable, Equatable {
    /// The source in the definition, and the table of the row.
    public var source, table: String
    /// The archive and member.
    public var unit: String
    /// The record in the unit.
    public var record: Int64
    /// The line on which it stands in the file, where the file was read again and has lines.
    public var line: Int64?
    /// The run that loaded it.
    public var run: Int64
    /// The day on which it was said.
    public var said: String?
    /// The scans of the record.
    public var scans: [String]
  }

  /// A value of a field.
  public struct Value: Sendable, Encodable, Equatable {
    /// The field and the value.
    public var field, value: String
    /// Whether it is the one that counts.
    public var isChosen: Bool
    /// The rule that decided, and how many records say it.
    public var why: String
    /// How many records say it.
    public var records: Int64
    /// The most trusted of them.
    public var origin: Origin
  }

  /// A row of another table that names the entity.
  public struct Relation: Sendable, Encodable, Equatable {
    /// The table.
    public var table: String
    /// The columns that hold something.
    public var values: [String: String]
    /// The columns in their order.
    public var columns: [String]
    /// The records that say so.
    public var origins: [Origin]
  }

  /// A version that is not known any more, or that is.
  public struct Version: Sendable, Encodable, Equatable {
    /// The runs from which and until which it was known.
    public var knownFrom: Int64
    /// The run until which it was known, or `nil`.
    public var knownTo: Int64?
    /// The days of these runs, as far as the ledger has them.
    public var fromDay, toDay: String?
    /// The columns that hold something.
    public var values: [String: String]
  }

  /// How entities became one, or one became several, with this one among them.
  public struct Change: Sendable, Encodable, Equatable {
    /// When, and what: `merge`, `split` or `join`.
    public var at, kind: String
    /// The entity that has the records now, and the one that they were of.
    public var id, other: String
    /// How many records.
    public var records: Int64
    /// Why.
    public var reason: String
  }

  /// The table, and the id in it.
  public private(set) var table, id: String
  /// The values, the chosen one of each field first.
  public private(set) var values: [Value] = []
  /// The rows of other tables, in the order of the definition.
  public private(set) var relations: [Relation] = []
  /// The records that are of the entity.
  public private(set) var records: [Origin] = []
  /// What was known, the oldest first.
  public private(set) var versions: [Version] = []
  /// The merges and splits, the oldest first.
  public private(set) var changes: [Change] = []

  /// Finds the entities that bear an id, have a value such as a personal number, or have a record; where
  /// an entity has become part of another, that one.
  ///
  /// - Parameters:
  ///   - text: an id of the model, a value of its first table, or the id of a record of its link.
  ///   - ledger: the database's ledger.
  ///   - lines: finds the lines of records in their files, or `nil` to leave these alone.
  /// - Returns: one story for each; none where there is no model, or nothing is found.
  /// - Throws: `Diagnostic`.
  public static func find(
    _ text: String, in ledger: any LineageLedger, lines: RecordLines? = nil
  ) throws -> [EntityStory] {
    guard let database = ledger as? any PlainQueries else { return [] }
    let entries = try ConsolidatedModel(database).entries()
    let reader = EntityReader(database, ledger, lines)
    let link = entries.compactMap(\.link).first
    let sought = try link.map { try reader.entity(of: text, $0) } ?? text
    for entry in entries {
      let found = try reader.ids(of: entry, sought, isFirst: entry == entries[0])
      if found.isEmpty { continue }
      return try found.map { try EntityStory(entry, $0, reader, entries) }
    }
    return []
  }

  private init(
    _ entry: ConsolidatedModel.Entry, _ id: String, _ reader: EntityReader,
    _ entries: [ConsolidatedModel.Entry]
  ) throws {
    var reader = reader
    table = entry.name
    self.id = id
    values = try reader.values(of: entry, id)
    records = try reader.records(of: entry, id)
    versions = try reader.versions(of: entry, id)
    changes = try reader.changes(of: entry, id)
    for other in entries where other.name != entry.name {
      relations += try reader.relations(of: other, to: id)
    }
  }
}
