import Columnar
import Dataflow

/// Finds the header of a sheet; slow and simple, because it happens once a unit.
struct SheetHeadReading {
  /// A row with texts that may be names.
  private struct Row {
    var number: Int
    var names: [Int: String]
    var end: Int64
  }

  /// How far down a header is looked for, and how many rows it may have then.
  private static let depth = 100
  private static let height = 3

  private var rows: SheetRows
  private let reopen: () throws -> SheetRows
  private var found: [Row] = []
  private var merges: [SheetMerge]?

  init(rows: SheetRows, reopen: @escaping () throws -> SheetRows) {
    self.rows = rows
    self.reopen = reopen
  }

  /// Sets the columns and the start of a head.
  mutating func find(_ head: inout SheetHead) throws {
    switch head.shape.header {
    case .none:
      head.headers = (0..<256).map(SheetReference.letters)
      head.columns = try HeaderMatch(fields: head.fields, headers: head.headers, isNamed: false)
        .columns
    case .rows(let range):
      try collect(through: range.upperBound, &head.assembler)
      guard !found.isEmpty || range.lowerBound > 1 else { return empty(&head) }
      let names = try names(of: range, head.fields)
      guard !names.isEmpty else {
        throw Diagnostic(
          "SH3305", "the sheet has no column names in row \(range.lowerBound)", status: .input,
          remedy: "give the row that holds them as 'header', or 'auto'")
      }
      try take(names, range, match(names, head.fields), &head)
    case .found:
      try collect(through: Self.depth, &head.assembler)
      guard !found.isEmpty else { return empty(&head) }
      if try take(height: 1, &head) { return }
      for height in 2...Self.height where try take(height: height, &head) { return }
      // The row that has most of the names tells best what is missing.
      let best = found.max { count(of: $0, head.fields) < count(of: $1, head.fields) }
      let number = best?.number ?? 1
      _ = try match(names(of: number...number, head.fields), head.fields)
    }
  }

  /// A sheet without rows has no columns either, which harms nobody.
  private func empty(_ head: inout SheetHead) {
    head.columns = head.fields.map { _ in nil }
  }

  /// Reads the rows up to and with one by its number.
  private mutating func collect(through last: Int, _ assembler: inout SheetAssembler) throws {
    var arena = ByteArena()
    var number = 0
    while let batch = try nextRows(behind: number) {
      for row in 0..<batch.count {
        let given = Int(batch.rows[SheetScanner.rowSize * row + 2])
        number = given > 0 ? given : number + 1
        guard number <= last else { return }
        arena.removeAll()
        _ = try assembler.assemble(
          batch.cells, batch.cellRange(row), batch.text, isUnordered: true, into: &arena)
        guard assembler.hasValue else { continue }
        var names: [Int: String] = [:]
        for (column, cell) in assembler.cells.enumerated() where cell.length > 0 {
          names[column] = arena.string(cell)
        }
        found.append(Row(number: number, names: names, end: batch.end(row)))
      }
    }
    merges = rows.merges
  }

  /// The next rows; a sheet that breaks behind some is read as far as it goes.
  private mutating func nextRows(behind number: Int) throws -> SheetRows.Batch? {
    do {
      return try rows.next(most: 32, budget: 1 << 20, row: Int64(number))
    } catch let error as Diagnostic where error.code == "SH3302" && !found.isEmpty {
      return nil
    }
  }

  /// Takes the rows, so many together, that have most of the fields and all that must be there.
  private mutating func take(height: Int, _ head: inout SheetHead) throws -> Bool {
    var best: (range: ClosedRange<Int>, names: [String], match: HeaderMatch, count: Int)?
    for row in found {
      let range = row.number...(row.number + height - 1)
      guard height == 1 || found.contains(where: { $0.number == range.upperBound }) else {
        continue
      }
      let names = try names(of: range, head.fields)
      guard let match = try? match(names, head.fields) else { continue }
      let count = match.columns.count { $0 != nil }
      if count > best?.count ?? 0 { best = (range, names, match, count) }
    }
    guard let best else { return false }
    take(best.names, best.range, best.match, &head)
    return true
  }

  private func take(
    _ names: [String], _ range: ClosedRange<Int>, _ match: HeaderMatch, _ head: inout SheetHead
  ) {
    head.headers = names
    head.columns = match.columns
    head.unused = match.unused.filter { !$0.isEmpty }
    head.headerRows = range
    let end = found.last { $0.number <= range.upperBound }?.end
    head.start = Position(
      offset: end ?? head.start.offset, line: Int64(range.upperBound) + 1)
  }

  private func match(_ names: [String], _ fields: [SourceField]) throws -> HeaderMatch {
    try HeaderMatch(fields: fields, headers: names, isNamed: true)
  }

  private func count(of row: Row, _ fields: [SourceField]) -> Int {
    let names = Set(row.names.values.map { HeaderMatch.cleaned($0).lowercased() })
    return fields.count { field in
      field.headers.contains { names.contains(HeaderMatch.cleaned($0).lowercased()) }
    }
  }

  /// The names of the columns under some rows: each one's first line, or the whole where a field asks
  /// for that.
  private mutating func names(
    of range: ClosedRange<Int>, _ fields: [SourceField]
  ) throws -> [String] {
    let wanted = Set(fields.flatMap(\.headers).map { HeaderMatch.cleaned($0).lowercased() })
    let first = try joined(range, HeaderMatch.cleaned)
    let whole = try joined(range) { name in
      HeaderMatch.cleaned(String(name.map { $0.isNewline ? " " : $0 }))
    }
    return zip(first, whole).map { wanted.contains($1.lowercased()) ? $1 : $0 }
  }

  /// The names that some rows make together: from the top down, joined by " / ", a merged cell's
  /// for each column it covers.
  private mutating func joined(
    _ range: ClosedRange<Int>, _ cleaned: (String) -> String
  ) throws -> [String] {
    let rows = found.filter { range.contains($0.number) }
    let covering = range.count > 1 ? try loadMerges().filter { $0.rows.overlaps(range) } : []
    let last = max(
      rows.compactMap { $0.names.keys.max() }.max() ?? -1,
      covering.map(\.columns.upperBound).max().map { min($0, 1023) } ?? -1)
    guard last >= 0 else { return [] }
    return (0...last).map { column in
      var parts: [String] = []
      var seen: [SheetMerge] = []
      for number in range {
        var place = (row: number, column: column)
        let merge = covering.first { $0.rows.contains(number) && $0.columns.contains(column) }
        if let merge {
          guard !seen.contains(merge) else { continue }
          seen.append(merge)
          place = (merge.rows.lowerBound, merge.columns.lowerBound)
        }
        let name = cleaned(found.first { $0.number == place.row }?.names[place.column] ?? "")
        if !name.isEmpty { parts.append(name) }
      }
      return parts.joined(separator: " / ")
    }
  }

  /// The merged ranges, which stand behind all rows.
  private mutating func loadMerges() throws -> [SheetMerge] {
    if let merges { return merges }
    var all = try reopen()
    while try all.next(most: 1024, budget: 1 << 20, row: 0) != nil {}
    merges = all.merges
    return all.merges
  }
}
