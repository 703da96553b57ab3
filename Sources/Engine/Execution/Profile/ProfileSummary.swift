import Columnar
import Profiling

/// The figures of a profile, ready to be shown.
public struct ProfileSummary: Sendable, Encodable {
  /// A value or shape and how often it occurs.
  public struct Frequent: Sendable, Encodable {
    /// The value's text, shortened, or the shape.
    public var value: String
    /// How often it occurs, of the values looked at in detail.
    public var count: Int
  }

  /// A column at one place.
  public struct Column: Sendable, Encodable {
    /// The column's name.
    public var name: String
    /// What it holds.
    public var type: String
    /// The rows looked at.
    public var rows: Int
    /// The rows that hold a value.
    public var filled: Int
    /// The different values, exact to 2 %; of records as read, of those looked at in detail.
    public var distinct: Int
    /// The values looked at in detail: all, or one in sixteen of many.
    public var detailed: Int
    /// The least, mean and greatest number of characters; none without values.
    public var shortest, longest: Int?
    /// The mean number of characters.
    public var mean_length: Double?
    /// The least and the greatest number or day, as text.
    public var least, greatest: String?
    /// The most frequent values; empty where they are personal or nearly all different.
    public var top: [Frequent]
    /// The most frequent shapes.
    public var shapes: [Frequent]
    /// For days, the rows by year.
    public var years: [String: Int]?
    /// For days, the rows by month, `yyyy-mm`.
    public var months: [String: Int]?
  }

  /// One table.
  public struct Stage: Sendable, Encodable {
    /// The table's name.
    public var name: String
    /// The records read, and those that the steps refused.
    public var read, rejected: Int
    /// The rows that go on.
    public var passed: Int
    /// The records as read.
    public var before: [Column]
    /// The rows behind the steps.
    public var after: [Column]
    /// The refused rows by code.
    public var rejects: [String: Int]
  }

  /// The pipeline's name.
  public var pipeline: String
  /// The tables.
  public var stages: [Stage]

  /// Sums up a profile.
  public init(_ profile: PipelineProfile) {
    pipeline = profile.pipeline
    stages = profile.stages.map { stage in
      Stage(
        name: stage.name, read: stage.before.rows, rejected: stage.rejected,
        passed: stage.after.rows, before: stage.before.columns.map(Self.column),
        after: stage.after.columns.map(Self.column), rejects: stage.rejects)
    }
  }

  private static func column(_ profile: ColumnProfile) -> Column {
    let distinct = profile.distinctCount
    let isDate = profile.type == .date
    // Values that hardly repeat may tell a person, so only those of categories are shown.
    let isCategory = distinct <= 200 && distinct * 2 <= profile.filled
    let top = isCategory ? profile.values.top(8) : []
    var column = Column(
      name: profile.name, type: "\(profile.type)", rows: profile.rows, filled: profile.filled,
      distinct: distinct, detailed: profile.detailed, shortest: profile.lengths?.lowerBound,
      longest: profile.lengths?.upperBound,
      mean_length: profile.detailed == 0
        ? nil : Double(profile.lengthSum * 10 / profile.detailed) / 10,
      least: profile.range.map { text($0.lowerBound, isDate) },
      greatest: profile.range.map { text($0.upperBound, isDate) },
      top: top.map { Frequent(value: $0.text, count: $0.count) },
      shapes: profile.shapes.top(5).map { Frequent(value: $0.text, count: $0.count) })
    guard isDate else { return column }
    (column.years, column.months) = ([:], [:])
    for (index, count) in profile.months.enumerated() where count > 0 {
      let year = "\(ColumnProfile.years.lowerBound + index / 12)"
      let month = index % 12 + 1
      column.years?[year, default: 0] += count
      column.months?["\(year)-\(month < 10 ? "0" : "")\(month)"] = count
    }
    return column
  }

  private static func text(_ value: Int64, _ isDate: Bool) -> String {
    guard isDate else { return "\(value)" }
    let (month, day) = (value / 100 % 100, value % 100)
    return "\(value / 10_000)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
