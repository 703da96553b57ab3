public import Consolidation
public import Dataflow

/// A consolidated model as the definition has it.
public struct ConsolidationSpec: Sendable, Equatable {
  /// A column whose values compete.
  public struct Field: Sendable, Equatable {
    /// The name.
    public var name: Located<String>
    /// The rules.
    public var rules: [ConsolidationPlan.Rule]
    /// What values say the same.
    public var same: Located<String>?
  }

  /// Rows that say something.
  public struct Source: Sendable, Equatable {
    /// The name.
    public var name: Located<String>
    /// The roles of the link.
    public var roles: [Located<String>]
    /// What stands behind FROM, the table, which rows, and when they say it.
    public var from, table, condition, day: Located<String>?
    /// The values of columns.
    public var values: [NamedSQL]
  }

  /// A name and SQL.
  public struct NamedSQL: Sendable, Equatable {
    /// The name.
    public var name: Located<String>
    /// The SQL.
    public var sql: Located<String>
  }

  /// A table of the model.
  public struct Table: Sendable, Equatable {
    /// The name.
    public var name: Located<String>
    /// What it holds.
    public var about: Located<String>?
    /// The columns that tell its rows apart, and those that tell since when and until when.
    public var key, valid: [Located<String>]
    /// The columns whose values compete.
    public var fields: [Field]
    /// What it is made of.
    public var sources: [Source]
  }

  /// A rule that finds what is doubtful.
  public struct Flag: Sendable, Equatable {
    /// The name.
    public var name: Located<String>
    /// The table, what stands behind FROM, which rows, the commune and the detail.
    public var table, from, condition, commune, detail: Located<String>?
    /// What it says.
    public var message, messageVietnamese: String?
  }

  /// A comparison with a reference.
  public struct Match: Sendable, Equatable {
    /// The name.
    public var name: Located<String>
    /// The table, the reference, the commune, and from which rows values are taken.
    public var table, reference, commune, trust: Located<String>?
    /// The fields as the reference has them, and how each is compared.
    public var values, compare: [NamedSQL]
    /// How rows find each other.
    public var ways: [[Located<String>]]
    /// What becomes of fields.
    public var policies: [NamedSQL]
  }

  /// The link whose entities are meant.
  public var link: Located<String>?
  /// Queries that become temporary tables.
  public var helpers: [NamedSQL]
  /// The tables.
  public var tables: [Table]
  /// What is compared with references.
  public var matches: [Match]
  /// What is doubtful.
  public var flags: [Flag]
  /// Where it stands.
  public var location: Diagnostic.Location
}

extension SpecDecoder {
  /// Builds a consolidated model; none if it is no map.
  func consolidation(_ node: DefinitionNode?) -> ConsolidationSpec? {
    guard let node, let map = MapReader(node, Language.consolidate) else { return nil }
    return ConsolidationSpec(
      link: map.text("link"), helpers: named(map.entries("with")),
      tables: map.entries("tables").compactMap(consolidatedTable),
      matches: map.entries("match").compactMap(referenceMatch),
      flags: map.entries("flags").compactMap(consolidatedFlag), location: node.location)
  }

  private func named(_ entries: [DefinitionNode.Entry]) -> [ConsolidationSpec.NamedSQL] {
    entries.compactMap { entry in
      entry.value.located.map { .init(name: entry.name, sql: $0) }
    }
  }

  private func consolidatedTable(_ entry: DefinitionNode.Entry) -> ConsolidationSpec.Table? {
    guard let map = MapReader(entry.value, Language.consolidatedTable) else { return nil }
    return ConsolidationSpec.Table(
      name: entry.name, about: map.text("about"), key: map.texts("key") ?? [],
      valid: map.texts("valid") ?? [], fields: map.entries("fields").map(consolidatedField),
      sources: map.entries("from").compactMap(consolidatedSource))
  }

  private func consolidatedField(_ entry: DefinitionNode.Entry) -> ConsolidationSpec.Field {
    func rules(_ node: DefinitionNode?) -> [ConsolidationPlan.Rule] {
      (node?.locatedList ?? []).compactMap { ConsolidationPlan.Rule(rawValue: $0.value) }
    }
    let map = MapReader(entry.value, Language.consolidatedField)
    let own = rules(map == nil ? entry.value : map?["by"])
    return .init(name: entry.name, rules: own.isEmpty ? [.rank] : own, same: map?.text("same"))
  }

  private func referenceMatch(_ entry: DefinitionNode.Entry) -> ConsolidationSpec.Match? {
    guard let map = MapReader(entry.value, Language.referenceMatch) else { return nil }
    return ConsolidationSpec.Match(
      name: entry.name, table: map.text("of"), reference: map.text("with"),
      commune: map.text("commune"), trust: map.text("enrich_from"),
      values: named(map.entries("values")),
      compare: named(map.entries("compare")),
      ways: map["by"]?.list?.compactMap(\.locatedList) ?? [],
      policies: named(map.entries("enrich")))
  }

  private func consolidatedFlag(_ entry: DefinitionNode.Entry) -> ConsolidationSpec.Flag? {
    guard let map = MapReader(entry.value, Language.consolidatedFlag) else { return nil }
    let plain = map["message"]?.scalar?.text
    let both = MapReader(map["message"], Language.message)
    return ConsolidationSpec.Flag(
      name: entry.name, table: map.text("of"), from: map.text("from"),
      condition: map.text("where"), commune: map.text("commune"), detail: map.text("detail"),
      message: both?.text("en")?.value ?? plain,
      messageVietnamese: both?.text("vi")?.value ?? plain)
  }

  private func consolidatedSource(_ entry: DefinitionNode.Entry) -> ConsolidationSpec.Source? {
    guard let map = MapReader(entry.value, Language.consolidatedSource) else { return nil }
    return ConsolidationSpec.Source(
      name: entry.name, roles: map.texts("roles") ?? [], from: map.text("from"),
      table: map.text("table"), condition: map.text("where"), day: map.text("at"),
      values: named(map.entries("values")))
  }
}
