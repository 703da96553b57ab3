import Columnar

extension FieldCheck {
  /// Normalizes, casts and checks one column and notes what is wrong with live rows.
  ///
  /// - Parameters:
  ///   - chunk: gets the violations; the column is taken out of it meanwhile.
  ///   - index: the column's position.
  ///   - live: the rows' states before validation began, so that a row's later faults count too.
  func apply(to chunk: inout Chunk, column index: Int, live: [RowState]) {
    var column = Column(name: name)
    swap(&column, &chunk.columns[index])
    column.name = name
    normalize(&column.cells, &chunk.bytes)
    var notes = Notes(column: index, live: live)
    let failures = cast(&column, &chunk, &notes)
    // A cell of the wrong type is no value, so nothing more is asked of it.
    let kept = failures.map { column.cells[Int($0)] }
    for row in failures { column.cells[Int(row)] = .null }
    checkConstraints(&column, &chunk, &notes)
    for (row, cell) in zip(failures, kept) where keepsFailures { column.cells[Int(row)] = cell }
    for row in notes.emptied { column.cells[Int(row)] = .null }
    if let requiredFinding {
      var rows: [UInt32] = []
      findNulls(column.cells, into: &rows)
      notes.add(rows, requiredFinding, column.cells, &chunk)
    }
    swap(&column, &chunk.columns[index])
  }

  /// Whether a cell of the wrong type keeps its text: in text columns unless the rule empties it,
  /// and in refused rows.
  private var keepsFailures: Bool {
    guard let typeFinding else { return true }
    return typeFinding.severity == .reject
      || (typeFinding.severity == .warn && format == .text && !type.isRegisterDate)
  }

  private func normalize(_ cells: inout [Cell], _ bytes: inout ByteArena) {
    if normalization.composes { normalizeNFC(&cells, bytes: &bytes) }
    if normalization.collapses { collapseWhiteSpace(&cells, bytes: &bytes) }
    if normalization.trims { trim(&cells, in: bytes) }
    if let letterCase = normalization.letterCase {
      foldCase(&cells, bytes: &bytes, to: letterCase)
    }
    missing.empty(&cells, in: bytes)
    aliases?.replace(&cells, with: aliasValues, bytes: &bytes)
  }

  /// Casts the column and returns the rows whose cell is not of the type.
  private func cast(
    _ column: inout Column, _ chunk: inout Chunk, _ notes: inout Notes
  ) -> [UInt32] {
    var failures: [UInt32] = []
    if let textCheck {
      findMisshapen(column.cells, chunk.bytes, textCheck, into: &failures)
    }
    if case .list(let delimiter, let item) = type {
      findWrongLists(column.cells, chunk.bytes, delimiter, item, into: &failures)
    }
    if type.isRegisterDate {
      let before = partialFinding == nil ? [] : column.cells
      var dates = DateCells()
      dates.read(&column.cells, bytes: &chunk.bytes)
      failures = dates.failures
      if let partialFinding { notes.add(dates.partial, partialFinding, before, &chunk) }
    } else if textCheck != nil {
      // A year of the wrong shape must not be read as a number all the same.
      let kept = failures.map { column.cells[Int($0)] }
      for row in failures { column.cells[Int(row)] = .null }
      var more: [UInt32] = []
      column.cast(to: format, bytes: &chunk.bytes, failures: &more)
      for (row, cell) in zip(failures, kept) { column.cells[Int(row)] = cell }
      failures += more
    } else {
      column.cast(to: format, bytes: &chunk.bytes, failures: &failures)
    }
    if let typeFinding {
      notes.add(failures, typeFinding, column.cells, &chunk, empties: false)
    }
    return failures
  }

  private func checkConstraints(
    _ column: inout Column, _ chunk: inout Chunk, _ notes: inout Notes
  ) {
    var rows: [UInt32] = []
    for length in lengths {
      rows.removeAll(keepingCapacity: true)
      findLengths(column.cells, chunk.bytes, length, into: &rows)
      notes.add(rows, length.finding, column.cells, &chunk)
    }
    for limit in limits {
      rows.removeAll(keepingCapacity: true)
      findBeyond(limit, column, chunk.bytes, into: &rows)
      notes.add(rows, limit.finding, column.cells, &chunk)
    }
    if let (pattern, finding) = pattern {
      rows.removeAll(keepingCapacity: true)
      pattern.findOthers(column.cells, in: chunk.bytes, into: &rows)
      notes.add(rows, finding, column.cells, &chunk)
    }
    if let (constraint, finding) = json {
      rows.removeAll(keepingCapacity: true)
      constraint.findOthers(column.cells, in: chunk.bytes, into: &rows)
      notes.add(rows, finding, column.cells, &chunk)
    }
    for (values, finding) in sets {
      rows.removeAll(keepingCapacity: true)
      values.findOthers(column.cells, in: chunk.bytes, into: &rows)
      notes.add(rows, finding, column.cells, &chunk)
    }
  }
}

/// Turns rows into violations of one column.
struct Notes {
  let column: Int
  let live: [RowState]
  /// The rows whose cell a rule empties.
  private(set) var emptied: [UInt32] = []

  init(column: Int, live: [RowState]) {
    self.column = column
    self.live = live
  }

  /// Notes one finding for each row that was live.
  mutating func add(
    _ rows: [UInt32], _ finding: Finding, _ cells: [Cell], _ chunk: inout Chunk,
    empties: Bool = true
  ) {
    for row in rows where live[Int(row)] == .live {
      chunk.note(
        Violation(row: Int(row), rule: finding.rule, column: column, cell: cells[Int(row)]),
        severity: finding.severity)
      if empties && finding.severity == .null { emptied.append(row) }
    }
  }
}
