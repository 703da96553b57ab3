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
      guard key.asOf == nil, key.validFrom == nil, key.validTo == nil else {
        compilation.add(
          "SH1532", "dated foreign keys are not supported yet", at: place,
          remedy: "use a 'lookup' step into a reference CSV with 'as_of'")
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
        message: "\(fields) refers to nothing in \(target)",
        messageVietnamese: "\(fields) không có trong \(target)"))
    return TargetTable.Reference(
      columns: key.fields, table: target, tableColumns: key.referenceFields, rule: rule,
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
    for path in paths {
      guard path.lowercased().hasSuffix(".csv") else {
        compilation.add(
          "SH1533", "the foreign key refers to '\(path)', which is no CSV", at: place,
          remedy: "give the resource the path of a .csv file, or none for a table of the database")
        return
      }
      let file = Located(path, at: spec.schema.location)
      guard let content = compilation.attachment(file) else { return }
      let fields = key.referenceFields.enumerated().map { index, name in
        SourceField(name: "\(index)", headers: [name])
      }
      guard let rows = referenceRows(of: content, fields, in: file) else { return }
      keys += rows.compactMap { row in
        let texts = row.compactMap { $0 }
        return texts.count == row.count ? texts : nil
      }
    }
    let check = Validation.ReferenceCheck(
      key, keys: ReferenceSet(keys: keys), rules: &compilation.rules)
    append("foreign key \(key.fields.joined(separator: ", "))") { _ in check }
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
      if let absent = reference.tableColumns.first(where: { !names.contains($0) }) {
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
