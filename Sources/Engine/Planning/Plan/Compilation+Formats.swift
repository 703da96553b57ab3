import Dataflow
import Extraction

extension Compilation {
  /// Compiles fixed columns, and holds the fields against them.
  mutating func fixedShape(_ fixed: FixedWidthSpec, of source: SourceSpec) -> FixedWidthShape {
    let names = fixed.columns.map(\.name.value)
    for field in source.fields ?? [] where !field.isOptional {
      let from = field.from.isEmpty ? [field.column] : field.from
      let isKnown = from.contains { header in
        names.contains { $0.lowercased() == header.value.lowercased() }
      }
      guard !isKnown, let header = from.first else { continue }
      let hint = nearest(to: header.value, among: names).map { "did you mean '\($0)'? " } ?? ""
      add(
        "SH1515", "there is no fixed column '\(header)'", at: header.location,
        remedy: hint + "the columns are: \(names.joined(separator: ", "))")
    }
    let width = fixed.columns.map { $0.start + $0.width }.max() ?? 0
    if let length = fixed.length, length.value < width {
      add(
        "SH1516",
        "a record of \(length.value) bytes is shorter than its columns, which end at \(width)",
        at: length.location, remedy: "correct 'length' or the columns")
    }
    if let measure = fixed.measure, measure.value == .characters, let length = fixed.length {
      add(
        "SH1516", "records without line ends are measured in bytes", at: length.location,
        remedy: "write measure: bytes, or leave 'length' out")
    }
    let isBytes = fixed.length != nil || fixed.measure?.value == .bytes
    return FixedWidthShape(
      columns: fixed.columns.map {
        .init(name: $0.name.value, start: $0.start, width: $0.width)
      },
      measure: isBytes ? .bytes : .characters,
      encoding: fixed.encoding.flatMap { TextEncoding(name: $0.value) },
      recordLength: fixed.length?.value, skippedLines: fixed.skip?.value ?? 0,
      fillsShort: fixed.short?.value == .fill,
      recordLimit: source.limits.record?.value ?? 16 << 20)
  }

  /// Compiles the places of JSON records, and looks at the paths.
  mutating func jsonShape(_ json: JSONSpec, of source: SourceSpec) -> JSONShape {
    var limits = JSONLimits()
    if let depth = source.limits.depth?.value { limits.depth = depth }
    if let field = source.limits.field?.value { limits.textBytes = field }
    if let record = source.limits.record?.value { limits.recordBytes = record }
    let shape = JSONShape(
      record: json.record?.value, children: json.children.map { child($0, of: source) },
      limits: limits)
    if let flaw = shape.flaw(fields: (source.fields ?? []).map(field)) {
      add(
        flaw.code, flaw.message, at: json.record?.location ?? source.name.location,
        remedy: flaw.remedy)
    }
    return shape
  }
}
