internal import SQLite

/// One pass over what the records say of the rows that have changed: it puts the values of each field
/// in order, and keeps the best ones in `temp.golden`.
struct GoldenPass {
  private let table: ConsolidationPlan.Table
  private let sql: ConsolidationSQL
  private var fields: [Survivorship]
  /// The fields in the order of their names, in which values lie in the table.
  private let order: [Int]
  /// For each field the column of what its value is taken for; `nil` for itself.
  private let sameColumns: [Int?]
  private let keyCount: Int
  private let value, golden: Statement
  private var claims: Claims
  private var id: [UInt8] = []
  /// The columns of the key beside the id.
  private var keys: [String?] = []

  /// Prepares a pass over the table that ``ConsolidationSQL/golden`` has made.
  ///
  /// - Parameters:
  ///   - sql: tells the table.
  ///   - hasFormer: whether values must be held against what was known before.
  ///   - connection: has `temp.dirty` and `temp.golden`.
  /// - Throws: ``SQLiteError``.
  init(
    _ sql: ConsolidationSQL, hasFormer: Bool, on connection: Connection
  ) throws(SQLiteError) {
    self.sql = sql
    table = sql.table
    let table = sql.table
    fields = table.fields.map { field in
      Survivorship(field, policy: sql.match?.fields.first { $0.name == field.name }?.policy)
    }
    order = table.fields.indices.sorted {
      Array(table.fields[$0].name.utf8).lexicographicallyPrecedes(table.fields[$1].name.utf8)
    }
    keyCount = table.key.count { $0 != table.idColumn }
    var next = ConsolidationSQL.claimColumns + keyCount + table.fields.count
    sameColumns = table.fields.map { field in
      guard field.same != nil else { return nil }
      defer { next += 1 }
      return next
    }
    value = try connection.prepare(sql.insertValue(hasFormer))
    golden = try connection.prepare(sql.insertGolden)
    claims = Claims(fields: table.fields.count)
  }

  /// Makes the pass.
  ///
  /// - Throws: ``SQLiteError``.
  mutating func run(on connection: Connection) throws(SQLiteError) {
    let rows = try connection.prepare(sql.claims)
    let first = ConsolidationSQL.claimColumns + keyCount
    var next: [UInt8] = []
    while try rows.step() {
      next.removeAll(keepingCapacity: true)
      rows.appendText(at: 0, to: &next)
      if claims.claims.isEmpty || next != id {
        try finishRow()
        swap(&id, &next)
        keys = (0..<keyCount).map { rows.string(at: ConsolidationSQL.claimColumns + $0) }
      }
      claims.append(rows, first: first, sameColumns: sameColumns)
    }
    try finishRow()
  }

  /// Writes the values of the row whose claims have all been read.
  private mutating func finishRow() throws(SQLiteError) {
    if claims.claims.isEmpty { return }
    golden.clearBindings()
    try golden.bind(text: id.span, at: 1)
    for (place, key) in keys.enumerated() { try golden.bind(key, at: place + 2) }
    for field in order {
      fields[field].choose(field, of: claims)
      for (place, candidate) in fields[field].candidates.enumerated() {
        if place == 0 { try bind(candidate.value, at: keyCount + field + 2, of: golden) }
        try write(candidate, of: field, at: place)
      }
    }
    try golden.run()
    claims.removeAll()
  }

  private func write(
    _ candidate: Survivorship.Candidate, of field: Int, at place: Int
  ) throws(SQLiteError) {
    let claim = claims.claims[candidate.claim]
    try value.bind(text: id.span, at: 1)
    try value.bind(table.fields[field].name, at: 2)
    try value.bind(place + 1, at: 3)
    try bind(candidate.value, at: 4, of: value)
    try value.bind(place == 0 ? 1 : 0, at: 5)
    try value.bind(fields[field].reason(place, claims), at: 6)
    try value.bind(candidate.records, at: 7)
    try bind(claim.source, at: 8, of: value)
    try bind(claim.table, at: 9, of: value)
    try value.bind(claim.unit, at: 10)
    try value.bind(claim.record, at: 11)
    try value.bind(claim.run, at: 12)
    try bind(claim.said, at: 13, of: value)
    try value.run()
  }

  private func bind(
    _ text: Claims.Text, at index: Int, of statement: Statement
  ) throws(SQLiteError) {
    if text.isNull { return try statement.bindNull(at: index) }
    try statement.bind(text: claims.bytes.span.extracting(text.range), at: index)
  }
}
