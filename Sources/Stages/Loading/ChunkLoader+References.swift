import Columnar
import Dataflow

extension ChunkLoader {
  /// Notes the live rows that refer to a row that is not there.
  func checkReferences(of chunk: inout Chunk) throws {
    for (index, reference) in table.references.enumerated() {
      let positions = reference.columns.compactMap { chunk.columnIndex($0) }
      var missing = try rowsWithoutReference(index, of: chunk)
      if reference.table == table.name && !missing.isEmpty {
        missing = chunk.rowsWithoutReference(missing, reference)
      }
      guard !missing.isEmpty else { continue }
      let column = positions.count == 1 ? positions[0] : -1
      for row in missing.map(Int.init) {
        let cell = column < 0 ? .null : chunk.columns[column].cells[row]
        chunk.note(
          Violation(row: row, rule: reference.rule, column: column, cell: cell),
          severity: reference.severity)
        guard reference.severity == .null else { continue }
        for position in positions { chunk.columns[position].cells[row] = .null }
      }
      if reference.severity == .null { takeUp(chunk) }
    }
  }
}

extension Chunk {
  /// Of rows that refer to nothing in the table, those that refer to no row of the chunk either:
  /// a row that is refused takes those along that refer to it.
  fileprivate func rowsWithoutReference(
    _ candidates: [UInt32], _ reference: TargetTable.Reference
  ) -> [UInt32] {
    var rowsOfKey: [[UInt8]: [UInt32]] = [:]
    for row in indices(of: .live) {
      if let key = keyBytes(of: reference.tableColumns, row: row) {
        rowsOfKey[key, default: []].append(row)
      }
    }
    var isMissing = [Bool](repeating: false, count: rowCount)
    var referring: [UInt32: [UInt32]] = [:]
    var referred = [Int](repeating: 0, count: rowCount)
    var refused: [UInt32] = []
    for row in candidates {
      let key = keyBytes(of: reference.columns, row: row)
      let targets = key.flatMap { rowsOfKey[$0] } ?? []
      referred[Int(row)] = targets.count
      for target in targets { referring[target, default: []].append(row) }
      if targets.isEmpty { refused.append(row) }
    }
    while let row = refused.popLast() {
      guard !isMissing[Int(row)] else { continue }
      isMissing[Int(row)] = true
      // Only a row that is refused is gone; after a warning it can be referred to.
      guard reference.severity == .reject else { continue }
      for other in referring[row] ?? [] {
        referred[Int(other)] -= 1
        if referred[Int(other)] == 0 { refused.append(other) }
      }
    }
    return candidates.filter { isMissing[Int($0)] }
  }

  /// A row's values in some columns as one text, or `nil` when one of them is null.
  private func keyBytes(of names: [String], row: UInt32) -> [UInt8]? {
    var key: [UInt8] = []
    for name in names {
      guard let position = columnIndex(name) else { return nil }
      let cell = columns[position].cells[Int(row)]
      if cell.isNull { return nil }
      key += bytes.storage[cell.range]
      key.append(0)
    }
    return key
  }
}

extension ChunkLoader {
  /// Makes sure that every reference can be looked up.
  ///
  /// - Throws: `Diagnostic` when the referenced table is not there, is still being filled, or has no
  ///   index on the referenced columns.
  func checkReferencedTables() throws {
    for reference in table.references {
      let names = try columnNames(of: reference.table)
      guard !names.isEmpty else {
        throw Diagnostic(
          "SH6203", "\(table.name) refers to a table \(reference.table), which is not there",
          status: .definition, remedy: "load \(reference.table) first, or in the same pipeline")
      }
      let wanted = reference.tableColumns + (reference.validity?.tableColumns ?? [])
      if let absent = wanted.first(where: { !names.contains($0) }) {
        throw Diagnostic(
          "SH6204",
          "\(table.name) refers to a column \(absent), which \(reference.table) has not",
          status: .definition, remedy: "its columns: \(names.joined(separator: ", "))")
      }
      guard try hasIndex(on: reference.tableColumns, of: reference.table) else {
        let columns = reference.tableColumns.joined(separator: ", ")
        throw Diagnostic(
          "SH6205",
          "\(table.name) refers to \(reference.table) (\(columns)), which has no index on them",
          status: .definition,
          remedy: "make (\(columns)) a key of \(reference.table), or add it to its 'indexes'")
      }
    }
    // What is looked up in a table that is not there yet is judged when it is.
    for other in table.checks.compactMap(\.otherTable) {
      let names = try columnNames(of: other.name)
      guard !names.isEmpty,
        let absent = other.columns.first(where: { !names.contains($0) })
      else { continue }
      throw Diagnostic(
        "SH6204", "\(table.name) refers to a column \(absent), which \(other.name) has not",
        status: .definition, remedy: "its columns: \(names.joined(separator: ", "))")
    }
  }
}
