public import Columnar
public import Dataflow

extension TableSchema {
  /// A column of the table the rows go to.
  public struct TargetColumn: Sendable, Equatable {
    /// The name.
    public var name: String
    /// What it holds.
    public var type: ColumnType
    /// Whether every row that is not refused has a value.
    public var isRequired: Bool
    /// Whether no value occurs twice.
    public var isUnique: Bool
  }

  /// The columns a table of this schema has, in order.
  ///
  /// A column is required only where a row without value is refused.
  public var targetColumns: [TargetColumn] {
    fields.map { field in
      let isNeeded = field.constraints.isRequired || primaryKey.contains(field.name)
      let severity = field.severities["required"] ?? field.defaultSeverity
      return TargetColumn(
        name: field.name, type: field.type.columnType,
        isRequired: isNeeded && severity == .reject, isUnique: field.constraints.isUnique)
    }
  }

  /// The position of each field's column, `nil` for a field the data has not.
  ///
  /// Columns are found by name or by one of the field's other names.
  ///
  /// - Throws: `Diagnostic` where names and order do not match as `fieldsMatch` asks.
  public func columnPositions(in names: [String]) throws(Diagnostic) -> [Int?] {
    let positions = fields.map { field in
      names.firstIndex(of: field.name)
        ?? names.firstIndex { field.headerAliases.contains($0) }
    }
    let strange = names.indices.filter { !positions.contains($0) }.map { names[$0] }
    let absent = zip(fields, positions).filter { $0.1 == nil }.map(\.0.name)
    switch fieldsMatch {
    case .exact, .equal:
      try refuse(absent: absent, names)
      try refuse(strange: strange)
    case .subset: try refuse(absent: absent, names)
    case .superset: try refuse(strange: strange)
    case .partial: if absent.count == fields.count { try refuse(absent: absent, names) }
    }
    if fieldsMatch == .exact, positions != names.indices.map({ $0 }) {
      throw mismatch(
        "the columns are not in the order of the fields", "set 'fieldsMatch' to 'equal'")
    }
    return positions
  }

  private func refuse(absent: [String], _ names: [String]) throws(Diagnostic) {
    guard let first = absent.first else { return }
    throw mismatch(
      absent.count > 1
        ? "the data has no column '\(first)' and lacks \(absent.count - 1) more"
        : "the data has no column '\(first)'",
      nearest(to: first, among: names).map {
        "the column '\($0)' is near: name it under 'sohoa:aliases'"
      } ?? "set 'fieldsMatch' to 'superset' or 'partial' if it may be absent")
  }

  private func refuse(strange: [String]) throws(Diagnostic) {
    guard let first = strange.first else { return }
    throw mismatch(
      strange.count > 1
        ? "the data has a column '\(first)' that is no field, and \(strange.count - 1) more"
        : "the data has a column '\(first)' that is no field",
      "set 'fieldsMatch' to 'subset' or 'partial' if there may be others")
  }

  private func mismatch(_ message: String, _ remedy: String) -> Diagnostic {
    Diagnostic("SH2020", message, status: .input, at: .init(file: file), remedy: remedy)
  }
}
