import Archives
import Dataflow
import Extraction
import Validation

extension Compilation {
  /// Compiles a source; its stages are -1 until tables claim its records.
  mutating func sourcePlan(_ source: SourceSpec) -> SourcePlan {
    var limits = ArchiveLimits()
    if let ratio = source.limits.ratio?.value { limits.ratio = Int64(ratio) }
    if let size = source.limits.size?.value { limits.unitBytes = Int64(size) }
    if let members = source.limits.members?.value { limits.entries = members }
    return SourcePlan(
      name: source.name.value, files: source.files.map(\.path),
      members: source.members.map(\.value), format: format(source),
      fields: (source.fields ?? []).map(field), limits: limits,
      stages: Array(repeating: -1, count: 1 + source.children.count))
  }

  private mutating func format(_ source: SourceSpec) -> SourcePlan.Format {
    for case let field? in (source.fields ?? []).map(\.encoding) {
      switch source.format {
      case .csv, .dbf, .fixed: continue
      case .xml, .xlsx, .json, .ocr:
        add(
          "SH1514", "only the columns of CSV, DBF and fixed columns have an encoding of their own",
          at: field.location, remedy: "decode them with a 'decode' step")
      }
    }
    switch source.format {
    case .csv(let csv):
      let header: Int? = csv.headerLine.map { $0.value } ?? 1
      return .csv(
        CSVDialect(
          delimiter: csv.delimiter?.value, quote: csv.quote?.value ?? UInt8(ascii: "\""),
          headerRow: header, encoding: csv.encoding.flatMap { TextEncoding(name: $0.value) },
          fieldLimit: source.limits.field?.value ?? 1 << 20,
          recordLimit: source.limits.record?.value ?? 16 << 20))
    case .dbf(let dbf):
      return .dbf(
        DBFShape(
          encoding: dbf.encoding.flatMap { TextEncoding(name: $0.value) },
          skipsDeleted: dbf.deleted?.value != .read,
          fieldLimit: source.limits.field?.value ?? 1 << 20))
    case .fixed(let fixed): return .fixed(fixedShape(fixed, of: source))
    case .json(let json): return .json(jsonShape(json, of: source))
    case .xlsx(let xlsx):
      var shape = XLSXShape(
        sheets: xlsx.sheets.map(\.value), skipsHidden: xlsx.hidden?.value == .skip,
        fieldLimit: source.limits.field?.value ?? 1 << 20,
        recordLimit: source.limits.record?.value ?? 16 << 20)
      switch xlsx.header?.value ?? .auto {
      case .auto: shape.header = .found
      case .none: shape.header = .none
      case .rows(let rows): shape.header = .rows(rows)
      }
      return .xlsx(shape)
    case .ocr(let ocr): return .ocr(shape(ocr, of: source))
    case .xml(let xml):
      let schema = xml.schema.flatMap { attachment($0) }
      var limits = XMLLimits()
      if let depth = source.limits.depth?.value { limits.depth = depth }
      if let field = source.limits.field?.value { limits.textBytes = field }
      if let record = source.limits.record?.value { limits.recordBytes = record }
      return .xml(
        XMLShape(
          record: xml.record.value,
          namespaces: Dictionary(
            xml.namespaces.map { ($0.prefix.value, $0.uri.value) }, uniquingKeysWith: { $1 }),
          children: xml.children.map { child($0, of: source) }, limits: limits, schema: schema))
    }
  }

  mutating func child(_ child: ChildSpec, of source: SourceSpec) -> ChildTable {
    let known = source.fields?.map(\.column.value) ?? []
    for key in child.parentFields where !known.contains(key.column.value) {
      add(
        "SH1511", "the source has no field '\(key.column.value)' for its children to take",
        at: key.column.location, remedy: "add it to the source's 'fields'")
    }
    return ChildTable(
      name: child.name.value, path: child.record.value, fields: child.fields.map(field),
      keys: child.parentFields.map(\.column.value).filter(known.contains))
  }

  func field(_ field: FieldSpec) -> SourceField {
    let headers = field.from.map(\.value)
    return SourceField(
      name: field.column.value, headers: headers.isEmpty ? [field.column.value] : headers,
      isRequired: !field.isOptional, encoding: encoding(field.encoding?.value))
  }

  /// How a field is spelled where it is not as its source is.
  private func encoding(_ name: String?) -> FieldEncoding? {
    name.map { TextEncoding(name: $0).map { .given($0) } ?? .auto }
  }

  /// The columns that streams bring to the first step: the same for all of them, in one order.
  mutating func columns(
    of streams: [Stream], steps: [StepSpec], target: TargetSpec, _ sources: inout [SourcePlan]
  ) -> [String]? {
    var columns: [String]?
    for stream in streams {
      let source = spec.sources[stream.source]
      if let child = stream.child {
        let table = sources[stream.source].format.children[child]
        columns = table.keys + table.fields.map(\.name)
        continue
      }
      if source.fields == nil {
        guard let fields = fieldsOfSchema(in: steps) else {
          add(
            "SH1512",
            "source \(source.name.value) has no 'fields', and no schema to take them from",
            at: source.name.location, remedy: "add 'fields', or a 'validate' step")
          return nil
        }
        sources[stream.source].fields = fields
      }
      let names = sources[stream.source].fields.map(\.name)
      guard let wanted = columns else {
        columns = names
        continue
      }
      guard Set(wanted) == Set(names) else {
        let difference = Set(wanted).symmetricDifference(names).sorted().joined(separator: ", ")
        add(
          "SH1513",
          "sources that feed \(target.table.value) have different fields: \(difference)",
          at: source.name.location,
          remedy: "give them the same fields; one that a source lacks can be { optional: true }")
        return nil
      }
      sources[stream.source].fields.sort {
        (wanted.firstIndex(of: $0.name) ?? 0) < (wanted.firstIndex(of: $1.name) ?? 0)
      }
    }
    return columns
  }

  /// The fields of the first schema among the steps, as a source without fields takes them.
  private mutating func fieldsOfSchema(in steps: [StepSpec]) -> [SourceField]? {
    for step in steps {
      guard case .validate(let validate) = step.action else { continue }
      guard let schema = schema(validate) else { return nil }
      return schema.fields.map { field in
        SourceField(
          name: field.name, headers: [field.name] + field.headerAliases,
          isRequired: field.constraints.isRequired)
      }
    }
    return nil
  }

  /// Reads the schema that a step names.
  mutating func schema(_ validate: ValidateSpec) -> TableSchema? {
    guard let content = attachment(validate.schema) else { return nil }
    let file = validate.schema.path
    if !texts.contains(where: { $0.file == file }) {
      texts.append(SourceText(file: file, text: String(decoding: content, as: UTF8.self)))
    }
    let (schema, found) = TableSchema.parse(
      content, file: file, resource: validate.resource?.value)
    for diagnostic in found where !diagnostics.contains(diagnostic) {
      diagnostics.append(diagnostic)
    }
    return found.allSatisfy(\.isWarning) ? schema : nil
  }
}
