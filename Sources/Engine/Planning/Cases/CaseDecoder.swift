import Dataflow
import Extraction

/// Builds the cases of a checked file and holds their names against a plan.
struct CaseDecoder {
  let plan: Plan
  private(set) var diagnostics: [Diagnostic] = []
  private var givenDefaults: [String: [String: String?]] = [:]
  private var tableDefaults: [String: [String: String?]] = [:]

  init(plan: Plan) { self.plan = plan }

  mutating func cases(_ node: DefinitionNode) -> [CaseSpec] {
    let defaults = MapReader(node["defaults"], Language.caseDefaults)
    for entry in defaults?.entries("given") ?? [] {
      givenDefaults[entry.key] = row(entry.value, of: fields(of: entry.name))
    }
    for entry in defaults?.entries("expect") ?? [] {
      tableDefaults[entry.key] = row(entry.value, of: columns(of: entry.name))
    }
    var names: Set<String> = []
    return (node["cases"]?.list ?? []).compactMap { item in
      guard let spec = testCase(item) else { return nil }
      if !names.insert(spec.name.value).inserted {
        note(.badCase, "two cases are named '\(spec.name)'", at: spec.name.location)
      }
      return spec
    }
  }

  private mutating func testCase(_ node: DefinitionNode) -> CaseSpec? {
    guard let map = MapReader(node, Language.testCase), let name = map.text("name"),
      let expect = MapReader(map["expect"], Language.caseExpectation)
    else { return nil }
    if expect.node.map?.isEmpty ?? true {
      note(
        .badCase, "the case '\(name)' expects nothing, so it could not fail",
        at: expect.node.location, remedy: "list what comes out: tables, rejects, warnings")
    }
    return CaseSpec(
      name: name,
      given: map.entries("given").map { ($0.name, input($0)) },
      scans: (map.texts("scans") ?? []).map(\.path),
      orphans: (expect.texts("orphans") ?? []).map(\.value),
      tables: expect.entries("tables").map { ($0.name, rows($0)) },
      rejects: findings(expect["rejects"]), warnings: findings(expect["warnings"]),
      units: Dictionary(
        expect.entries("units").map { ($0.key, $0.value.scalar?.text ?? "") },
        uniquingKeysWith: { first, _ in first }),
      counts: counts(expect))
  }

  private mutating func input(_ entry: DefinitionNode.Entry) -> CaseSpec.Input {
    let fields = fields(of: entry.name)
    if let items = entry.value.list {
      let defaults = givenDefaults[entry.key] ?? [:]
      return .rows(
        items.map { defaults.merging(row($0, of: fields)) { $1 } })
    }
    let map = MapReader(entry.value, Language.caseInput)
    if let text = map?.text("text") { return .text(text.value) }
    return .files((map?.texts("files") ?? []).map(\.path))
  }

  private mutating func rows(_ entry: DefinitionNode.Entry) -> CaseSpec.Rows {
    let columns = columns(of: entry.name)
    if let items = entry.value.list {
      let defaults = tableDefaults[entry.key] ?? [:]
      return .listed(
        items.map { defaults.merging(row($0, of: columns)) { $1 } })
    }
    return .file(entry.value.located ?? entry.name)
  }

  /// The values of a row by column; an unknown column is noted.
  private mutating func row(
    _ node: DefinitionNode, of known: [String]?
  ) -> [String: String?] {
    var row: [String: String?] = [:]
    for entry in node.map ?? [] {
      if let known, !known.contains(entry.key) {
        note(
          .unknownColumn, "there is no column '\(entry.key)' here", at: entry.location,
          remedy: nearest(to: entry.key, among: known).map { "did you mean '\($0)'?" }
            ?? "columns: \(known.joined(separator: ", "))")
      }
      row.updateValue(entry.value.isNull ? nil : entry.value.scalar?.text, forKey: entry.key)
    }
    return row
  }

  private func findings(_ node: DefinitionNode?) -> [CaseSpec.Finding] {
    (node?.list ?? []).compactMap { item in
      guard let map = MapReader(item, Language.caseFinding), let record = map.integer("record")
      else { return nil }
      return CaseSpec.Finding(
        unit: map.text("unit")?.value, record: record.value,
        breaks: (map.texts("breaks") ?? []).map(\.value))
    }
  }

  private mutating func counts(_ expect: MapReader) -> [String: [String: Int]] {
    var counts: [String: [String: Int]] = [:]
    for entry in expect.entries("counts") {
      _ = columns(of: entry.name)
      for count in entry.value.map ?? [] {
        counts[entry.key, default: [:]][count.key] = count.value.parsed(ScalarSyntax.integer)?.value
      }
    }
    return counts
  }

  private mutating func fields(of source: Located<String>) -> [String]? {
    guard let found = plan.sources.first(where: { $0.name == source.value }) else {
      unknown("source", source, among: plan.sources.map(\.name))
      return nil
    }
    return found.fields.map(\.name)
  }

  private mutating func columns(of table: Located<String>) -> [String]? {
    guard let found = plan.stages.first(where: { $0.table.name == table.value }) else {
      unknown("table", table, among: plan.stages.map(\.table.name))
      return nil
    }
    return found.table.columns.map(\.name)
  }

  private mutating func unknown(_ kind: String, _ name: Located<String>, among names: [String]) {
    note(
      .badCase, "the definition has no \(kind) '\(name)'", at: name.location,
      remedy: nearest(to: name.value, among: names).map { "did you mean '\($0)'?" }
        ?? "it has \(names.joined(separator: ", "))")
  }

  private mutating func note(
    _ code: DefinitionCode, _ message: String, at location: Diagnostic.Location,
    remedy: String? = nil
  ) {
    let diagnostic = code.diagnostic(message, at: location, remedy: remedy)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
