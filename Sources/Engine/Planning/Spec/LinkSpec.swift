public import Dataflow
import Linkage

/// A linkage as the definition has it.
public struct LinkSpec: Sendable, Equatable {
  /// The records of one role.
  public struct Records: Sendable, Equatable {
    /// The role.
    public var name: Located<String>
    /// What stands behind FROM.
    public var from: Located<String>
    /// Which rows.
    public var condition: Located<String>?
    /// What tells the record.
    public var id: Located<String>?
    /// The column by which records hang together.
    public var partition: Located<String>?
    /// The number of the set.
    public var set: Int
    /// The value of each field.
    public var fields: [(name: Located<String>, expression: Located<String>)]

    /// Whether two are the same.
    public static func == (one: Records, other: Records) -> Bool {
      one.name == other.name && one.from == other.from && one.condition == other.condition
        && one.id == other.id && one.partition == other.partition && one.set == other.set
        && one.fields.elementsEqual(other.fields) { $0 == $1 }
    }
  }

  /// A rule by which records are compared.
  public struct Block: Sendable, Equatable {
    /// The parts that agree, those to split by, and those to order by.
    public var on, split, order: [Located<String>]
    /// The largest block, and with how many next ones a record is compared.
    public var limit, window: Int?
    /// Where it stands.
    public var location: Diagnostic.Location
  }

  /// A field whose agreement counts.
  public struct Compare: Sendable, Equatable {
    /// The field.
    public var field: Located<String>
    /// Whether rare values count more.
    public var frequency: Bool
    /// The group, and the field that may stand in this one's place.
    public var group, swapsWith: Located<String>?
  }

  /// What is never one entity.
  public struct Guards: Sendable, Equatable {
    /// Fields with one value at most, and fields without a common value.
    public var one, apart: [Located<String>]
    /// Pairs of dates.
    public var order: [[Located<String>]]
    /// Levels of fields.
    public var never: [[Never]]
  }

  /// Levels of a field.
  public struct Never: Sendable, Equatable {
    /// The field.
    public var field: Located<String>
    /// The levels.
    public var levels: [Located<String>]
  }

  /// The words for what a field holds.
  static let kinds = ComparisonKind.allCases.map(\.rawValue) + ["lunar_date", "relation", "unit"]

  /// The link's name.
  public var name: Located<String>
  /// The fields and what they hold.
  public var fields: [(name: Located<String>, kind: String)]
  /// Queries that become temporary tables.
  public var helpers: [(name: Located<String>, query: Located<String>)]
  /// Where records come from.
  public var records: [Records]
  /// Which records are compared.
  public var blocks: [Block]
  /// What counts.
  public var compare: [Compare]
  /// The most bits of each group.
  public var groups: [(name: Located<String>, bits: Int)]
  /// Fields that tell an entity.
  public var identifiers: [Located<String>]
  /// The file with the weights.
  public var model: Located<String>?
  /// What is never one entity.
  public var guards: Guards
  /// Probabilities in percent.
  public var match, review: Double?
  /// The mean weight between clusters.
  public var support: Int?
  /// How often clusters are made.
  public var rounds: Int?
  /// Whether only records of different sets are linked, and with one other at most.
  public var isBetweenSets, isOneToOne: Bool
  /// Whether records take their best one of the first set, of which several may take the same.
  public var bestLink: Located<Bool>?

  /// Whether two are the same.
  public static func == (one: LinkSpec, other: LinkSpec) -> Bool {
    one.name == other.name && one.fields.elementsEqual(other.fields) { $0 == $1 }
      && one.helpers.elementsEqual(other.helpers) { $0 == $1 } && one.records == other.records
      && one.blocks == other.blocks
      && one.compare == other.compare && one.groups.elementsEqual(other.groups) { $0 == $1 }
      && one.identifiers == other.identifiers && one.model == other.model
      && one.guards == other.guards
      && one.match == other.match && one.review == other.review && one.support == other.support
      && one.rounds == other.rounds && one.isBetweenSets == other.isBetweenSets
      && one.isOneToOne == other.isOneToOne && one.bestLink == other.bestLink
  }
}

extension SpecDecoder {
  /// Builds a link; none if it is no map.
  func link(_ entry: DefinitionNode.Entry) -> LinkSpec? {
    guard let map = MapReader(entry.value, Language.link) else { return nil }
    let guards = MapReader(map["guards"], Language.linkGuards)
    return LinkSpec(
      name: entry.name,
      fields: map.entries("fields").compactMap { field in
        field.value.located.map { (field.name, $0.value) }
      },
      helpers: map.entries("with").compactMap { helper in
        helper.value.located.map { (helper.name, $0) }
      },
      records: map.entries("records").compactMap(records),
      blocks: (map["block"]?.list ?? []).map(block),
      compare: map.entries("compare").map { field in
        let options = MapReader(field.value, Language.linkCompare)
        return .init(
          field: field.name, frequency: options?.boolean("frequency")?.value ?? false,
          group: options?.text("group"), swapsWith: options?.text("swaps_with"))
      },
      groups: map.entries("groups").compactMap { group in
        group.value.parsed(ScalarSyntax.integer).map { (group.name, $0.value) }
      },
      identifiers: map.texts("identifiers") ?? [], model: map.text("model"),
      guards: LinkSpec.Guards(
        one: guards?.texts("one") ?? [], apart: guards?.texts("apart") ?? [],
        order: guards?["order"]?.list?.compactMap(\.locatedList) ?? [],
        never: (guards?["never"]?.list ?? []).map { condition in
          (condition.map ?? []).map { .init(field: $0.name, levels: $0.value.locatedList ?? []) }
        }),
      match: map.percent("match"), review: map.percent("review"),
      support: map.integer("support")?.value, rounds: map.integer("rounds")?.value,
      isBetweenSets: map.text("between")?.value == "sets",
      isOneToOne: map.boolean("one_to_one")?.value ?? false,
      bestLink: map.boolean("best_link"))
  }

  private func records(_ entry: DefinitionNode.Entry) -> LinkSpec.Records? {
    guard let map = MapReader(entry.value, Language.linkRecords), let from = map.text("from") else {
      return nil
    }
    return LinkSpec.Records(
      name: entry.name, from: from, condition: map.text("where"), id: map.text("id"),
      partition: map.text("partition"), set: map.integer("set")?.value ?? 0,
      fields: map.entries("fields").compactMap { field in
        field.value.located.map { (field.name, $0) }
      })
  }

  private func block(_ node: DefinitionNode) -> LinkSpec.Block {
    if let parts = node.list {
      return .init(
        on: parts.compactMap(\.located), split: [], order: [], location: node.location)
    }
    let map = MapReader(node, Language.linkBlock)
    return .init(
      on: map?.texts("on") ?? [], split: map?.texts("split") ?? [],
      order: map?.texts("order") ?? [], limit: map?.integer("limit")?.value,
      window: map?.integer("window")?.value, location: node.location)
  }
}

extension MapReader {
  /// A share in percent.
  fileprivate func percent(_ key: String) -> Double? {
    self[key]?.parsed { ScalarSyntax.percent($0) ?? ScalarSyntax.share($0) }?.value
  }
}
