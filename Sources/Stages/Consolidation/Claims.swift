internal import SQLite

/// What the records of one row of the model say.
///
/// All texts lie in one array of bytes, which is used again for the next row.
struct Claims {
  /// A text among the bytes, or null.
  struct Text: BitwiseCopyable {
    static let null = Text(start: -1, end: -1)
    var start, end: Int
    var isNull: Bool { start < 0 }
    var range: Range<Int> { start..<end }
  }

  /// What one record says apart from the values.
  struct Claim: BitwiseCopyable {
    var source, table, said, hash: Text
    var unit, record, run, rank: Int64
    /// Whether it is not a record's, but was taken from the reference.
    var isReference: Bool
  }

  private(set) var bytes: [UInt8] = []
  private(set) var claims: [Claim] = []
  /// The values claim by claim, and what they are taken for where values say the same.
  private var values: [Text] = []
  private var sames: [Text] = []
  private let fields: Int

  /// Begins without claims.
  ///
  /// - Parameter fields: how many values a claim has.
  init(fields: Int) { self.fields = fields }

  /// Forgets all claims.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    claims.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    sames.removeAll(keepingCapacity: true)
  }

  /// Takes the claim of the row on which a statement of ``ConsolidationSQL/claims(of:)`` stands.
  ///
  /// - Parameters:
  ///   - row: the statement.
  ///   - first: the column of the first value.
  ///   - sameColumns: for each field the column of what its value is taken for; `nil` for itself.
  mutating func append(_ row: Statement, first: Int, sameColumns: [Int?]) {
    claims.append(
      Claim(
        source: text(row, 1), table: text(row, 2), said: text(row, 6), hash: text(row, 8),
        unit: row.int64(at: 3), record: row.int64(at: 4), run: row.int64(at: 5),
        rank: row.int64(at: 7), isReference: row.int64(at: 9) == 1))
    for field in 0..<fields {
      let value = text(row, first + field)
      values.append(value)
      guard let column = sameColumns[field] else {
        sames.append(value)
        continue
      }
      sames.append(value.isNull ? .null : text(row, column))
    }
  }

  private mutating func text(_ row: Statement, _ column: Int) -> Text {
    if row.isNull(at: column) { return .null }
    let start = bytes.count
    row.appendText(at: column, to: &bytes)
    return Text(start: start, end: bytes.count)
  }

  /// What a claim says of a field, and what that is taken for.
  func value(_ claim: Int, _ field: Int) -> (value: Text, same: Text) {
    (values[claim * fields + field], sames[claim * fields + field])
  }

  /// Below 0 where one text comes before another, 0 where they are the same; null comes first.
  func compare(_ one: Text, _ other: Text) -> Int {
    if one.isNull || other.isNull { return (one.isNull ? 0 : 1) - (other.isNull ? 0 : 1) }
    var (place, second) = (one.start, other.start)
    let (end, secondEnd) = (one.end, other.end)
    while place < end, second < secondEnd {
      let difference = Int(bytes[place]) - Int(bytes[second])
      if difference != 0 { return difference }
      place += 1
      second += 1
    }
    return (end - place) - (secondEnd - second)
  }

  /// The characters of a text.
  func length(_ text: Text) -> Int {
    bytes[text.range].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}
