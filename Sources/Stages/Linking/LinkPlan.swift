public import Linkage

/// A linkage ready to run: where records come from, what is compared, and what follows from it.
public struct LinkPlan: Sendable {
  /// A field of the records.
  public struct Field: Sendable {
    /// The name.
    public var name: String
    /// What it holds.
    public var kind: ComparisonKind
    /// Whether its values are ids of other records, of which the clusters are compared.
    public var isRelation = false
    /// Whether its values are communes on a day, which become the path of those of today.
    public var isUnit = false
    /// Whether a date may be one of the lunar calendar by mistake.
    public var isLunar = false

    /// Creates a field.
    public init(name: String, kind: ComparisonKind) {
      self.name = name
      self.kind = kind
    }
  }

  /// Where some of the records come from.
  public struct Source: Sendable {
    /// The name, which tells the role that its records have.
    public var name: String
    /// The record's id and then the fields in their order, as SQL.
    public var columns: [String]
    /// What stands behind FROM.
    public var from: String
    /// The number of the set it belongs to.
    public var set: UInt8 = 0
    /// The one table of which each row gives a record by itself, where there is such a one.
    public var table: String?
    /// Otherwise the column by which records hang together: a record depends only on rows that have its
    /// value there.
    public var partition: String?

    /// Creates a source.
    public init(name: String, columns: [String], from: String) {
      self.name = name
      self.columns = columns
      self.from = from
    }

    /// The query for its records.
    ///
    /// - Parameter rowColumn: the column that numbers the rows of ``table``, where the last column of the
    ///   query is to tell the partition of each record: its row, or the value of ``partition``; `nil` for no
    ///   such column.
    /// - Returns: the query, in SQLite's SQL.
    public func query(rowColumn: String? = nil) -> String {
      var values = columns
      if let rowColumn { values.append(table != nil ? rowColumn : partition ?? "NULL") }
      return "SELECT \(values.joined(separator: ", ")) FROM \(from)"
    }
  }

  /// A rule by which records are paired.
  public struct Block: Sendable {
    /// The name.
    public var name: String
    /// The rule.
    public var rule: BlockRule

    /// Creates a block.
    public init(name: String, rule: BlockRule) {
      self.name = name
      self.rule = rule
    }
  }

  /// The name.
  public var name: String
  /// The fields.
  public var fields: [Field] = []
  /// Queries that become temporary tables before records are read.
  public var helpers: [(name: String, query: String)] = []
  /// Where the records come from.
  public var sources: [Source] = []
  /// The rules by which records are paired.
  public var blocks: [Block] = []
  /// What is compared, at most 16.
  public var comparisons: [Comparison] = []
  /// Fields that tell an entity where their values agree; pairs that agree on one teach what
  /// agreement of the others is worth.
  public var identifiers: [Int] = []
  /// Fields of which a cluster has one value at most.
  public var single: [Int] = []
  /// Fields of which no two records of a cluster have the same value.
  public var apart: [Int] = []
  /// Pairs of fields, dates: what the first tells must not lie after what the second tells.
  public var orders: [(earlier: Int, later: Int)] = []
  /// Levels of comparisons that are never together, a bit each level.
  public var never: [[(comparison: Int, levels: UInt16)]] = []
  /// The weight in bits from which on a pair is joined.
  public var matchWeight = 0.0
  /// The weight from which on a pair that is not joined is reviewed.
  public var reviewWeight = -5.0
  /// The mean weight in bits between the records of two clusters that are to be one.
  public var support = 0.0
  /// Whether only records of different sets are linked.
  public var isAcrossSets = false
  /// Whether a cluster has two records at most.
  public var isOneToOne = false
  /// Whether a cluster has one record of the first set at most: the others take their best one of it.
  public var isBestLink = false
  /// How often clusters are made, so that those of related records can be compared; at least 1.
  public var rounds = 1
  /// What was learnt before, instead of learning.
  public var model: LinkageModel?
  /// The column that numbers the rows of tables in the database that is read.
  public var rowColumn = "rowid"

  /// Creates a plan without anything.
  public init(name: String) { self.name = name }

  /// All that decides what comes out, as text.
  public var text: String {
    var text = "\(name) \(matchWeight) \(reviewWeight) \(support) \(rounds) "
    text += "\(isAcrossSets) \(isOneToOne) \(isBestLink) "
    text += "\(identifiers) \(single) \(apart) \(orders) \(never)"
    for field in fields { text += "\n\(field)" }
    for helper in helpers { text += "\n\(helper)" }
    for source in sources { text += "\n\(source)" }
    for block in blocks { text += "\n\(block)" }
    for comparison in comparisons { text += "\n\(comparison)" }
    if let model { text += "\n\(model)" }
    return text
  }

  /// The blocks of records that lack a value by which blocks are split.
  func lackingIndexes(_ store: RecordStore) -> [BlockIndex] {
    blocks.flatMap { BlockIndex.lacking($0.rule, of: store) }
  }

  /// How many records a cluster may have.
  ///
  /// - Parameter setOf: the set of each record.
  /// - Returns: the shape.
  func shape(setOf: @autoclosure () -> [UInt8]) -> Clustering.Shape {
    if isOneToOne { return .oneToOne }
    guard isBestLink, let first = sources.map(\.set).min() else { return .free }
    return .bestLink(isFirst: setOf().map { $0 == first })
  }
}
