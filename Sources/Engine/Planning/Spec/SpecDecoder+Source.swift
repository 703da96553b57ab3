extension SpecDecoder {
  /// Builds a source; none if its files or its format are missing.
  func source(_ entry: DefinitionNode.Entry) -> SourceSpec? {
    guard let map = MapReader(entry.value, Language.source) else { return nil }
    let format: SourceSpec.Format
    if let csv = MapReader(map["csv"], Language.csv) {
      format = .csv(self.csv(csv))
    } else if let xml = MapReader(map["xml"], Language.xml) {
      format = .xml(self.xml(xml))
    } else if let xlsx = MapReader(map["xlsx"], Language.xlsx) {
      format = .xlsx(self.xlsx(xlsx))
    } else if let dbf = MapReader(map["dbf"], Language.dbf) {
      format = .dbf(DBFSpec(encoding: dbf.text("encoding"), deleted: dbf.choice("deleted")))
    } else if let fixed = MapReader(map["fixed"], Language.fixed) {
      format = .fixed(self.fixed(fixed))
    } else if let json = MapReader(map["json"], Language.json) {
      let children = json.entries("children").compactMap(child)
      format = .json(JSONSpec(record: json.text("record"), children: children))
    } else if let ocr = MapReader(map["ocr"], Language.ocr) {
      format = .ocr(self.ocr(ocr))
    } else {
      format = .csv(CSVSpec())
    }
    return SourceSpec(
      name: entry.name, files: map.texts("files") ?? [], members: map.texts("members") ?? [],
      format: format, fields: map["fields"].map(fields), limits: limits(map["limits"]))
  }

  private func csv(_ map: MapReader) -> CSVSpec {
    CSVSpec(
      delimiter: map.character("delimiter"),
      headerLine: map["header"]?.parsed { text in
        if text == "none" { return .some(nil) }
        return ScalarSyntax.integer(text).map { .some($0) }
      },
      encoding: map.text("encoding"), quote: map.character("quote"))
  }

  private func xlsx(_ map: MapReader) -> XLSXSpec {
    XLSXSpec(
      sheets: map.texts("sheet") ?? [],
      header: map["header"]?.parsed { text in
        if text == "auto" { return XLSXSpec.Header.auto }
        if text == "none" { return XLSXSpec.Header.none }
        return ScalarSyntax.rows(text).map { .rows($0) }
      }, hidden: map.choice("hidden"))
  }

  private func fixed(_ map: MapReader) -> FixedWidthSpec {
    var columns = map.entries("columns").compactMap { entry -> FixedWidthSpec.Column? in
      guard
        let place = entry.value.parsed({ ScalarSyntax.extent($0).map { [$0.start, $0.width] } })
      else { return nil }
      return .init(name: entry.name, start: place.value[0], width: place.value[1])
    }
    for entry in map.entries("widths") {
      guard let width = entry.value.parsed(ScalarSyntax.integer)?.value, width > 0 else { continue }
      let start = columns.last.map { $0.start + $0.width } ?? 0
      columns.append(.init(name: entry.name, start: start, width: width))
    }
    return FixedWidthSpec(
      columns: columns, measure: map.choice("measure"), encoding: map.text("encoding"),
      skip: map.integer("skip"), length: map.integer("length"), short: map.choice("short"))
  }

  private func xml(_ map: MapReader) -> XMLSpec {
    XMLSpec(
      record: map.text("record") ?? Located("", at: map.node.location),
      namespaces: map.entries("namespaces").compactMap { entry in
        entry.value.located.map { .init(prefix: entry.name, uri: $0) }
      },
      schema: map.text("schema"), children: map.entries("children").compactMap(child))
  }

  private func child(_ entry: DefinitionNode.Entry) -> ChildSpec? {
    guard let map = MapReader(entry.value, Language.child), let record = map.text("record") else {
      return nil
    }
    return ChildSpec(
      name: entry.name, record: record, fields: map["fields"].map(fields) ?? [],
      parentFields: map["parent"].map(fields) ?? [])
  }

  private func fields(_ node: DefinitionNode) -> [FieldSpec] {
    (node.map ?? []).map { entry in
      if let map = MapReader(entry.value, Language.field) {
        return FieldSpec(
          column: entry.name, from: map.texts("from") ?? [],
          isOptional: map.boolean("optional")?.value ?? false, encoding: map.text("encoding"))
      }
      return FieldSpec(
        column: entry.name, from: entry.value.locatedList ?? [], isOptional: false,
        encoding: nil)
    }
  }

  private func limits(_ node: DefinitionNode?) -> LimitsSpec {
    guard let map = MapReader(node, Language.limits) else { return LimitsSpec() }
    return LimitsSpec(
      ratio: map.integer("ratio"), size: map.size("size"), members: map.integer("members"),
      record: map.size("record"), field: map.size("field"), depth: map.integer("depth"))
  }
}
