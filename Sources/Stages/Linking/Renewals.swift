/// Where a row came from.
public struct RowOrigin: Hashable, Sendable {
  /// The unit's number, and the record's in it.
  public var unit, record: Int64

  /// Creates an origin.
  public init(unit: Int64, record: Int64) { (self.unit, self.record) = (unit, record) }
}

/// Which records have taken the places of others, since another row stands in the place of theirs.
///
/// An entity keeps its name when its only record is replaced, and decisions on it count for the new one.
/// Told are ids of the form `role:unit:record`; others stay the same when rows are replaced.
public struct Renewals: Sendable {
  /// By role, the place of a former row, and where the row in its place comes from.
  private var places: [String: [RowOrigin: RowOrigin]] = [:]

  /// No renewals.
  public init() {}

  /// Whether there is none.
  public var isEmpty: Bool { places.isEmpty }

  /// Adds rows of which a role has records.
  public mutating func add(_ rows: [RowOrigin: RowOrigin], to role: String) {
    if places[role] == nil {
      places[role] = rows
    } else {
      places[role]?.merge(rows) { first, _ in first }
    }
  }

  /// The id of the record that has taken the place of another's; `nil` where none has.
  public func successor(of id: [UInt8]) -> [UInt8]? {
    if isEmpty { return nil }
    let parts = id.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let texts = parts.map { String(decoding: $0, as: UTF8.self) }
    guard let unit = Int64(texts[1]), let record = Int64(texts[2]),
      let now = places[texts[0]]?[RowOrigin(unit: unit, record: record)]
    else { return nil }
    return Array("\(texts[0]):\(now.unit):\(now.record)".utf8)
  }

  /// The same of an id as a text; the id itself where nothing has taken its place.
  public func current(_ id: String) -> String {
    successor(of: Array(id.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? id
  }
}
