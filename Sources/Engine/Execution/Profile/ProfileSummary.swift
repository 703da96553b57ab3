import Columnar
import Profiling

/// The figures of a profile, ready to be shown.
public struct ProfileSummary: Sendable, Encodable {
  /// A value or shape and how often it occurs.
  public struct Frequent: Sendable, Encodable {
    /// The value's text, shortened, or the shape.
    public var value: String
    /// How often it occurs; an estimate where not all values were looked at in detail.
    public var count: Int
  }

  /// A column at one place.
  public struct Column: Sendable, Encodable {
    /// The column's name.
    public var name: String
    /// What people call it, where a schema says.
    public var title: String?
    /// What it holds.
    public var type: String
    /// The rows looked at.
    public var rows: Int
    /// The rows that hold a value.
    public var filled: Int
    /// The different values, exact to 2 %; of records as read, of those looked at in detail.
    public var distinct: Int
    /// The values looked at in detail: the first 2,048, then one in 256.
    public var detailed: Int
    /// The values that these stand for; the counts of values and shapes are of so many.
    public var represented: Int
    /// The least, mean and greatest number of characters, none without values; of records as read,
    /// of those looked at in detail.
    public var shortest, longest: Int?
    /// The mean number of characters.
    public var mean_length: Double?
    /// The least and the greatest number or day, as text.
    public var least, greatest: String?
    /// The most frequent values; empty where they are personal or nearly all different.
    public var top: [Frequent]
    /// The most frequent shapes.
    public var shapes: [Frequent]
    /// For days, and for texts that are dates in full or in part, the rows by year.
    public var years: [String: Int]?
    /// The same by month, `yyyy-mm`, where it is known.
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
  /// What it is for, if the definition says.
  public var title: String?
  /// The tables.
  public var stages: [Stage]

  /// The first values of a column that are looked at in detail.
  static let detailedCount = CellSurvey.detailedCount
  /// Of the others, one in so many.
  static let detailedShare = CellSurvey.detailedShare

  /// Sums up a profile.
  public init(_ profile: PipelineProfile) {
    pipeline = profile.pipeline
    title = profile.title
    stages = profile.stages.map { stage in
      Stage(
        name: stage.name, read: stage.before.rows, rejected: stage.rejected,
        passed: stage.after.rows,
        before: stage.before.columns.map { Self.column($0, stage.titles) },
        after: stage.after.columns.map { Self.column($0, stage.titles) }, rejects: stage.rejects)
    }
  }

  private static func column(
    _ profile: ColumnProfile, _ titles: [String: String]
  ) -> Column {
    let distinct = profile.distinctCount
    let isDate = profile.type == .date
    // Values that hardly repeat may tell a person, so only those of categories are shown.
    let isCategory = distinct <= ColumnProfile.categoryLimit && distinct * 2 <= profile.filled
    let top = isCategory ? profile.values?.top(8) ?? [] : []
    var column = Column(
      name: profile.name, title: titles[profile.name], type: "\(profile.type)", rows: profile.rows,
      filled: profile.filled,
      distinct: distinct, detailed: profile.detailed, represented: profile.represented,
      shortest: profile.lengths?.lowerBound, longest: profile.lengths?.upperBound,
      mean_length: profile.represented == 0
        ? nil : Double(profile.lengthSum * 10 / profile.represented) / 10,
      least: profile.range.map { text($0.lowerBound, isDate) },
      greatest: profile.range.map { text($0.upperBound, isDate) },
      top: top.map { Frequent(value: $0.text, count: $0.count) },
      shapes: profile.shapes.top(5).map { Frequent(value: $0.text, count: $0.count) })
    guard !profile.months.isEmpty else { return column }
    (column.years, column.months) = ([:], [:])
    for (index, count) in profile.months.enumerated() where count > 0 {
      let year = "\(ColumnProfile.years.lowerBound + index / 12)"
      let month = index % 12 + 1
      column.years?[year, default: 0] += count
      column.months?["\(year)-\(month < 10 ? "0" : "")\(month)"] = count
    }
    for (index, count) in profile.yearsOnly.enumerated() where count > 0 {
      column.years?["\(ColumnProfile.years.lowerBound + index)", default: 0] += count
    }
    return column
  }

  private static func text(_ value: Int64, _ isDate: Bool) -> String {
    guard isDate else { return "\(value)" }
    let (month, day) = (value / 100 % 100, value % 100)
    return "\(value / 10_000)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
