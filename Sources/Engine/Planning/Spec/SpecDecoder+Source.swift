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
