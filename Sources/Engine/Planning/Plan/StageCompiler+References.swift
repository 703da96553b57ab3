import Columnar
import Dataflow
import Extraction
import Validation

extension StageCompiler {
  /// Compiles the foreign keys of a schema.
  ///
  /// A reference to a file of the schema's own package is checked as a step, against the keys read
  /// now; one to a table, this table itself included, is checked while rows are loaded.
  mutating func references(of schema: TableSchema, _ spec: ValidateSpec) {
    for key in schema.foreignKeys {
      let place = Diagnostic.Location(
        file: schema.file, line: key.mark.line, column: key.mark.column)
      if key.asOf != nil && (key.resource == nil || key.resource == target) {
        compilation.add(
          "SH1532", "a dated foreign key cannot refer to its own table", at: place,
          remedy: "load what is valid at times into a table of its own, or name a CSV")
        continue
      }
      let isTable =
        key.resource.map { name in
          compilation.spec.targets.contains { $0.table.value == name }
        } ?? true
      if !isTable, let name = key.resource, let paths = files(of: name, spec), !paths.isEmpty {
        checkReference(key, into: paths, spec, at: place)
      } else {
        tableReferences.append(reference(key))
      }
    }
  }

  /// A reference with an empty table for the table itself.
  private mutating func reference(_ key: TableSchema.ForeignKey) -> TargetTable.Reference {
    let fields = key.fields.joined(separator: ", ")
    let target = key.resource ?? target
    let rule = compilation.rules.add(
      Rule(
        // A reference to a code list is a code (E-CODE); one to a table has a code of its own.
        code: key.code == "E-CODE" ? "E-FK" : key.code,
        field: key.fields.count == 1 ? key.fields[0] : nil, severity: key.severity,
        message: "\(fields) refers to nothing in \(target)"
          + (key.asOf.map { " on the day of \($0)" } ?? ""),
        messageVietnamese: "\(fields) không có trong \(target)"
          + (key.asOf.map { " vào ngày \($0)" } ?? "")))
    return TargetTable.Reference(
      columns: key.fields, table: target, tableColumns: key.referenceFields,
      validity: key.asOf.map { .init(asOf: $0, from: key.validFrom, to: key.validTo) }, rule: rule,
      severity: key.severity)
  }

  /// The files of a resource of the schema's package, relative to the definition; `nil` when the
  /// package has no such resource.
  private mutating func files(of resource: String, _ spec: ValidateSpec) -> [String]? {
    guard let content = compilation.attachment(spec.schema),
      let found = DataPackage.parse(content, file: spec.schema.path).package?.resource(resource)
    else { return nil }
    let directory = spec.schema.value.lastIndex(of: "/").map { spec.schema.value[...$0] } ?? ""
    return found.paths.map { directory + $0 }
  }

  private mutating func checkReference(
    _ key: TableSchema.ForeignKey, into paths: [String], _ spec: ValidateSpec,
    at place: Diagnostic.Location
  ) {
    var keys: [[String]] = []
    var periods: [ClosedRange<Int64>] = []
    let wanted = key.referenceFields + [key.validFrom, key.validTo].compactMap(\.self)
    for path in paths {
      guard path.lowercased().hasSuffix(".csv") else {
        compilation.add(
          "SH1533", "the foreign key refers to '\(path)', which is no CSV", at: place,
          remedy: "give the resource the path of a .csv file, or none for a table of the database")
        return
      }
      let file = Located(path, at: spec.schema.location)
      guard let content = compilation.attachment(file) else { return }
      let fields = wanted.enumerated().map { index, name in
        SourceField(name: "\(index)", headers: [name])
      }
      guard let rows = referenceRows(of: content, fields, in: file) else { return }
      for (index, row) in rows.enumerated() {
        let texts = row.prefix(key.referenceFields.count).compactMap { $0 }
        guard texts.count == key.referenceFields.count else { continue }
        guard let period = period(of: key, row) else {
          compilation.add(
            "SH1541",
            "\(path): record \(index + 1) has no period of days written yyyy-mm-dd", at: place,
            remedy: "write first and last day in order, and leave open ends empty")
          return
        }
        keys.append(texts)
        periods.append(period)
      }
    }
    let set =
      key.asOf == nil
      ? ReferenceSet(keys: keys) : ReferenceSet(keys: keys, periods: periods)
    let check = Validation.ReferenceCheck(key, keys: set, rules: &compilation.rules)
    append("foreign key \(key.fields.joined(separator: ", "))") { _ in check }
  }
}

extension StageCompiler {
  /// The first and last day on which a row of a reference file is valid; `nil` for what are no days.
  private func period(
    of key: TableSchema.ForeignKey, _ row: [String?]
  ) -> ClosedRange<Int64>? {
    var days = row.dropFirst(key.referenceFields.count)
    var first = Int64.min
    var last = Int64.max
    if key.validFrom != nil, let text = days.removeFirst() {
      guard let day = day(text) else { return nil }
      first = day
    }
    if key.validTo != nil, let text = days.removeFirst() {
      guard let day = day(text) else { return nil }
      last = day
    }
    return first <= last ? first...last : nil
  }

  /// A day `yyyy-mm-dd` as date columns hold it.
  private func day(_ text: String) -> Int64? {
    var bytes = ByteArena()
    var column = Column(name: "day")
    column.cells = [bytes.append(Array(text.utf8))]
    var failures: [UInt32] = []
    column.cast(to: .date(), bytes: &bytes, failures: &failures)
    return failures.isEmpty ? column.values.first : nil
  }
}

extension Compilation {
  /// Gives the tables that others refer to the indexes for it.
  mutating func indexReferencedTables(_ stages: inout [StagePlan]) {
    for reference in stages.flatMap(\.table.references) {
      guard let stage = stages.firstIndex(where: { $0.table.name == reference.table }),
        let target = spec.targets.first(where: { $0.table.value == reference.table })
      else { continue }
      let table = stages[stage].table
      let names = table.columns.map(\.name)
      let wantedNames = reference.tableColumns + (reference.validity?.tableColumns ?? [])
      if let absent = wantedNames.first(where: { !names.contains($0) }) {
        add(
          "SH1534", "a foreign key refers to a column '\(absent)', which \(table.name) has not",
          at: target.table.location,
          remedy: nearest(to: absent, among: names).map { "did you mean '\($0)'?" }
            ?? "columns: \(names.joined(separator: ", "))")
        continue
      }
      let indexes = [table.key] + table.uniqueKeys.map(\.columns) + table.indexes
      let wanted = Set(reference.tableColumns)
      guard !indexes.contains(where: { Set($0.prefix(wanted.count)) == wanted }) else { continue }
      stages[stage].table.indexes.append(reference.tableColumns)
    }
  }
}
