internal import SQLite

extension ConsolidationStore {
  /// Puts the values of what has changed in order, in one pass over what the records say, and keeps the
  /// best of each field in `temp.golden`.
  ///
  /// - Parameter step: told the field whose expression is tried.
  /// - Throws: ``SQLiteError``.
  func choose(_ sql: ConsolidationSQL, step: (String) -> Void) throws(SQLiteError) {
    let table = sql.table
    for field in table.fields {
      guard let same = field.same else { continue }
      step("tables.\(table.name).fields.\(field.name)")
      _ = try connection.prepare("SELECT \(same) FROM (SELECT NULL AS value)")
    }
    step("tables.\(table.name)")
    let keyCount = table.key.count { $0 != table.idColumn }
    let first = ConsolidationSQL.claimColumns + keyCount
    var next = first + table.fields.count
    let sameColumns = table.fields.map { field -> Int? in
      guard field.same != nil else { return nil }
      defer { next += 1 }
      return next
    }
    var fields = table.fields.map { field in
      Survivorship(
        field, policy: sql.match?.fields.first { $0.name == field.name }?.policy)
    }
    // Values lie in the order of their fields' names, so they are written in it.
    let order = table.fields.indices.sorted {
      Array(table.fields[$0].name.utf8).lexicographicallyPrecedes(table.fields[$1].name.utf8)
    }
    try connection.execute(sql.golden)
    let rows = try connection.prepare(sql.claims)
    let value = try connection.prepare(sql.insertValue)
    let golden = try connection.prepare(sql.insertGolden)
    var claims = Claims(fields: table.fields.count)
    var (id, other): ([UInt8], [UInt8]) = ([], [])
    var keys: [UInt8] = []
    var isOpen = false
    func finish() throws(SQLiteError) {
      golden.clearBindings()
      try golden.bind(text: id.span, at: 1)
      var start = 0
      for (place, length) in keyLengths.enumerated() where length >= 0 {
        try golden.bind(text: keys.span.extracting(start..<start + length), at: place + 2)
        start += length
      }
      for field in order {
        fields[field].choose(field, of: claims)
        for (place, candidate) in fields[field].candidates.enumerated() {
          if place == 0 {
            try golden.bind(
              text: claims.bytes.span.extracting(candidate.value.range), at: keyCount + field + 2)
          }
          try write(
            candidate, place, fields[field].reason(place, claims), table.fields[field].name, id,
            claims, with: value)
        }
      }
      try golden.run()
    }
    var keyLengths = [Int](repeating: -1, count: keyCount)
    while try rows.step() {
      other.removeAll(keepingCapacity: true)
      rows.appendText(at: 0, to: &other)
      if !isOpen || other != id {
        if isOpen { try finish() }
        swap(&id, &other)
        isOpen = true
        claims.removeAll()
        keys.removeAll(keepingCapacity: true)
        for place in 0..<keyCount {
          let start = keys.count
          rows.appendText(at: ConsolidationSQL.claimColumns + place, to: &keys)
          keyLengths[place] =
            rows.isNull(at: ConsolidationSQL.claimColumns + place) ? -1 : keys.count - start
        }
      }
      claims.append(rows, first: first, sameColumns: sameColumns)
    }
    if isOpen { try finish() }
  }

  private func write(
    _ candidate: Survivorship.Candidate, _ place: Int, _ reason: String, _ field: String,
    _ id: [UInt8], _ claims: Claims, with statement: Statement
  ) throws(SQLiteError) {
    let claim = claims.claims[candidate.claim]
    func bind(_ text: Claims.Text, at index: Int) throws(SQLiteError) {
      if text.isNull { return try statement.bindNull(at: index) }
      try statement.bind(text: claims.bytes.span.extracting(text.range), at: index)
    }
    try statement.bind(text: id.span, at: 1)
    try statement.bind(field, at: 2)
    try statement.bind(place + 1, at: 3)
    try bind(candidate.value, at: 4)
    try statement.bind(place == 0 ? 1 : 0, at: 5)
    try statement.bind(reason, at: 6)
    try statement.bind(candidate.records, at: 7)
    try bind(claim.source, at: 8)
    try bind(claim.table, at: 9)
    try statement.bind(claim.unit, at: 10)
    try statement.bind(claim.record, at: 11)
    try statement.bind(claim.run, at: 12)
    try bind(claim.said, at: 13)
    try statement.run()
  }
}
