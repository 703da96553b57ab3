import Consolidation
import Dataflow
import Transformation

/// Turns the consolidated model of a definition into a plan, and notes what does not fit.
struct ConsolidationCompiler {
  private let spec: ConsolidationSpec
  private let link: LinkSpec?
  private let taken: Set<String>
  private var plan = ConsolidationPlan()
  private(set) var diagnostics: [Diagnostic] = []

  /// Prepares the compiler.
  ///
  /// - Parameters:
  ///   - spec: what to compile.
  ///   - links: the links of the definition.
  ///   - taken: the names of tables that the definition loads.
  init(_ spec: ConsolidationSpec, links: [LinkSpec], taken: Set<String>) {
    self.spec = spec
    self.taken = taken
    link =
      spec.link == nil
      ? (links.count == 1 ? links[0] : nil) : links.first { $0.name.value == spec.link?.value }
    if let name = spec.link, link == nil {
      note(
        .consolidatedName, "there is no link '\(name)'", at: name.location,
        remedy: Self.suggestion(name.value, among: links.map(\.name.value)))
    } else if spec.link == nil, links.count > 1 {
      note(
        .consolidatedName, "consolidate does not say which link it means", at: spec.location,
        remedy: "add 'link': one of \(links.map { "'\($0.name)'" }.joined(separator: ", "))")
    }
  }

  mutating func compile() -> ConsolidationPlan {
    plan.link = link?.name.value
    plan.helpers = link?.helpers.map { ($0.name.value, $0.query.value) } ?? []
    for helper in spec.helpers {
      checkSyntax(helper.sql, after: "SELECT * FROM ")
      plan.helpers.append((helper.name.value, helper.sql.value))
    }
    for table in spec.tables { add(table) }
    for match in spec.matches { add(match) }
    for flag in spec.flags { add(flag) }
    return plan
  }

  private mutating func add(_ spec: ConsolidationSpec.Table) {
    var table = ConsolidationPlan.Table(name: spec.name.value, key: spec.key.map(\.value))
    table.title = spec.about?.value
    if taken.contains(spec.name.value) {
      note(
        .consolidatedName, "'\(spec.name)' is a table that is loaded", at: spec.name.location,
        remedy: "choose another name")
    }
    for field in spec.fields {
      if let same = field.same { checkSyntax(same) }
      if table.columns.contains(field.name.value) {
        note(
          .consolidatedName, "'\(field.name)' is in the key already", at: field.name.location,
          remedy: "leave it out here: a key has one value")
      }
      table.fields.append(
        .init(name: field.name.value, rules: field.rules, same: field.same?.value))
    }
    checkReserved(spec)
    let names = table.columns
    for name in spec.valid where !names.contains(name.value) {
      note(
        .consolidatedName, "\(spec.name) has no column '\(name)'", at: name.location,
        remedy: Self.suggestion(name.value, among: names))
    }
    table.validFrom = spec.valid.first?.value
    table.validTo = spec.valid.dropFirst().first?.value
    var entities: Set<String> = []
    for (position, source) in spec.sources.enumerated() {
      table.sources += compiled(
        source, of: spec, rank: position + 1, into: table, &entities)
    }
    table.entities = names.filter(entities.contains)
    plan.tables.append(table)
  }

  private mutating func table(_ name: Located<String>) -> ConsolidationPlan.Table? {
    let found = plan.tables.first { $0.name == name.value }
    if found == nil {
      note(
        .consolidatedName, "there is no table '\(name)'", at: name.location,
        remedy: Self.suggestion(name.value, among: plan.tables.map(\.name)))
    }
    return found
  }

  private mutating func add(_ match: ConsolidationSpec.Match) {
    guard let name = match.table, let reference = match.reference, let table = table(name) else {
      return
    }
    let names = table.fields.map(\.name)
    for value in match.values where !names.contains(value.name.value) {
      note(
        .consolidatedName, "\(name) has no field '\(value.name)'", at: value.name.location,
        remedy: Self.suggestion(value.name.value, among: names))
    }
    let known = match.values.map(\.name.value)
    for other in match.compare + match.policies where !known.contains(other.name.value) {
      note(
        .consolidatedName, "match.\(match.name) has no value '\(other.name)'",
        at: other.name.location, remedy: Self.suggestion(other.name.value, among: known))
    }
    if plan.matches.contains(where: { $0.table == name.value }) {
      note(
        .consolidatedName, "\(name) is compared with a reference already", at: name.location,
        remedy: "compare a table with one reference")
    }
    for sql in match.values.map(\.sql) + match.compare.map(\.sql) + match.ways.joined() {
      checkSyntax(sql)
    }
    if let commune = match.commune { checkSyntax(commune) }
    let fields = match.values.map { value in
      let policy = match.policies.first { $0.name.value == value.name.value }?.sql.value
      return ConsolidationPlan.Match.Field(
        name: value.name.value,
        agrees: match.compare.first { $0.name.value == value.name.value }?.sql.value,
        policy: policy.flatMap(ConsolidationPlan.Match.Policy.init) ?? .never)
    }
    let columns = match.values.map { "(\($0.sql.value)) AS \"\($0.name.value)\"" }
      .joined(separator: ", ")
    var compiled = ConsolidationPlan.Match(
      name: match.name.value, table: name.value, reference: reference.value,
      query: "SELECT \(columns), sohoa_unit AS unit, sohoa_record AS record, sohoa_run AS run "
        + "FROM \(reference.value)",
      ways: match.ways.map { $0.map(\.value) }, fields: fields,
      commune: match.commune?.value ?? "NULL")
    if let trust = match.trust.flatMap({ ConsolidationPlan.Match.Trust(rawValue: $0.value) }) {
      compiled.trust = trust
    }
    plan.matches.append(compiled)
  }

  private mutating func add(_ flag: ConsolidationSpec.Flag) {
    guard let name = flag.table, let condition = flag.condition, let table = table(name) else {
      return
    }
    if let from = flag.from { checkSyntax(from, after: "SELECT 1 FROM ", bracketed: false) }
    for sql in [condition, flag.commune, flag.detail].compactMap(\.self) { checkSyntax(sql) }
    plan.flags.append(
      .init(
        name: flag.name.value, table: name.value,
        query: "SELECT \(name.value).\(table.idColumn) AS id, (\(flag.commune?.value ?? "NULL")) "
          + "AS commune, (\(flag.detail?.value ?? "NULL")) AS detail "
          + "FROM \(flag.from?.value ?? name.value) WHERE \(condition.value)",
        message: flag.message ?? flag.name.value,
        messageVietnamese: flag.messageVietnamese ?? flag.message ?? flag.name.value))
  }

  private static let reserved: Set<String> = [
    "source", "table", "unit", "record", "run", "said", "rank", "valid_from", "valid_to",
    "known_from", "known_to",
  ]
  private static let reservedForKeys = reserved.union([
    "field", "place", "value", "chosen", "why", "records",
  ])

  private mutating func checkReserved(_ table: ConsolidationSpec.Table) {
    let others = table.key.count > 1 ? Self.reserved.union(["ma"]) : Self.reserved
    for name in table.key + table.fields.map(\.name) {
      let isAlone = table.key.count == 1 && name == table.key[0]
      guard (isAlone ? Self.reservedForKeys : others).contains(name.value) else { continue }
      note(
        .consolidatedName, "'\(name)' is a column that every consolidated table has",
        at: name.location, remedy: "choose another name")
    }
  }

  /// The sources that one entry stands for: one for each of its roles, trusted alike.
  private mutating func compiled(
    _ source: ConsolidationSpec.Source, of table: ConsolidationSpec.Table, rank: Int,
    into plan: ConsolidationPlan.Table, _ entities: inout Set<String>
  ) -> [ConsolidationPlan.Source] {
    if let from = source.from { checkSyntax(from, after: "SELECT 1 FROM ", bracketed: false) }
    for value in source.values {
      checkSyntax(value.sql)
      if plan.columns.contains(value.name.value) { continue }
      note(
        .consolidatedName, "\(table.name) has no column '\(value.name)'", at: value.name.location,
        remedy: Self.suggestion(value.name.value, among: plan.columns))
    }
    for sql in [source.day, source.condition].compactMap(\.self) { checkSyntax(sql) }
    let roles = roles(of: source, in: table)
    let single: [LinkSpec.Records?] = roles.isEmpty && source.roles.isEmpty ? [nil] : roles
    return single.map { role in
      let query = query(source, role, of: table, plan, &entities)
      let from = source.from ?? role?.from ?? source.name
      let first = from.value.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      return .init(
        name: source.roles.isEmpty ? source.name.value : role?.name.value ?? "",
        table: source.table?.value ?? (first.isEmpty ? source.name.value : String(first)),
        rank: rank, query: query)
    }
  }

  private mutating func query(
    _ source: ConsolidationSpec.Source, _ role: LinkSpec.Records?,
    of table: ConsolidationSpec.Table, _ plan: ConsolidationPlan.Table,
    _ entities: inout Set<String>
  ) -> String {
    var columns: [String] = []
    for name in plan.columns {
      var sql = source.values.first { $0.name.value == name }.map { expanded($0.sql, role) }
      if sql == nil, let role, plan.key == [name] { sql = Self.entity(of: role, in: link) }
      if sql == nil, plan.key.contains(name) {
        note(
          .consolidatedName, "\(table.name).from.\(source.name) has no value for the key '\(name)'",
          at: source.name.location, remedy: "add it under 'values'")
      }
      if let sql, sql.contains("_cluster\" WHERE record_id") { entities.insert(name) }
      columns.append("(\(sql ?? "NULL")) AS \"\(name)\"")
    }
    columns.append("(\(source.day.map { expanded($0, role) } ?? "NULL")) AS said")
    columns += ["sohoa_unit AS unit", "sohoa_record AS record", "sohoa_run AS run"]
    var conditions: [String] = []
    if source.from == nil, let own = role?.condition { conditions.append("(\(own.value))") }
    if let own = source.condition { conditions.append("(\(expanded(own, role)))") }
    let from = source.from ?? role?.from ?? source.name
    let query = "SELECT \(columns.joined(separator: ", ")) FROM \(from.value)"
    return conditions.isEmpty ? query : query + " WHERE \(conditions.joined(separator: " AND "))"
  }

  private mutating func roles(
    of source: ConsolidationSpec.Source, in table: ConsolidationSpec.Table
  ) -> [LinkSpec.Records] {
    let all = link?.records ?? []
    if source.roles.isEmpty { return all.filter { $0.name.value == source.name.value } }
    if source.roles.map(\.value) == ["all"] {
      let others = Set(
        table.sources.flatMap { other in
          other.roles.isEmpty ? [other.name.value] : other.roles.map(\.value)
        })
      return all.filter { !others.contains($0.name.value) }
    }
    return source.roles.compactMap { name in
      let found = all.first { $0.name.value == name.value }
      if found == nil { noteRole(name.value, at: name.location) }
      return found
    }
  }

  private mutating func noteRole(_ name: String, at location: Diagnostic.Location) {
    note(
      .consolidatedName, "the link has no records '\(name)'", at: location,
      remedy: Self.suggestion(name, among: link?.records.map(\.name.value) ?? []))
  }

  private static func entity(of role: LinkSpec.Records, in link: LinkSpec?) -> String {
    entity(LinkCompiler.expanded(role.id?.value ?? "record('\(role.name.value)')"), in: link)
  }

  private static func entity(_ record: String, in link: LinkSpec?) -> String {
    "(SELECT cluster_id FROM main.\"\(link?.name.value ?? "")_cluster\" WHERE record_id = \(record))"
  }

  /// The SQL with `link('field')`, `entity(…)` and `record('role')` written out.
  private mutating func expanded(_ text: Located<String>, _ role: LinkSpec.Records?) -> String {
    var sql = text.value
    let roles = link?.records ?? []
    // A regular expression is made anew each time, which takes longer than most texts.
    while sql.contains("link("), let match = sql.firstMatch(of: /\blink\(\s*'([^']*)'\s*\)/) {
      let name = String(match.1)
      let fields = link?.fields.map(\.name.value) ?? []
      if !fields.contains(name) {
        note(
          .consolidatedName, "the link has no field '\(name)'", at: text.location,
          remedy: Self.suggestion(name, among: fields))
      }
      let field = role?.fields.first { $0.name.value == name }
      sql.replaceSubrange(match.range, with: "(\(field?.expression.value ?? "NULL"))")
    }
    while sql.contains("entity("),
      let match = sql.firstMatch(of: /\bentity\(\s*(?:'([^']*)')?\s*\)/)
    {
      let named = match.1.map(String.init)
      let meant = named == nil ? role : roles.first { $0.name.value == named }
      if meant == nil { noteRole(named ?? "", at: text.location) }
      sql.replaceSubrange(
        match.range, with: meant.map { Self.entity(of: $0, in: link) } ?? "NULL")
    }
    while sql.contains("entity("),
      let match = sql.firstMatch(of: /\bentity\(\s*([a-z_][a-z0-9_.]*)\s*\)/)
    {
      sql.replaceSubrange(match.range, with: Self.entity(String(match.1), in: link))
    }
    return LinkCompiler.expanded(sql)
  }

  private mutating func checkSyntax(
    _ sql: Located<String>, after head: String = "SELECT ", bracketed: Bool = true
  ) {
    var text = sql.value
    if ["entity(", "record(", "link("].contains(where: { text.contains($0) }) {
      text.replace(/\b(entity|record|link)\(\s*('[^']*'|[a-z_][a-z0-9_.]*)?\s*\)/, with: "('')")
    }
    if !bracketed { text = "SELECT * FROM \(text)" }
    guard let fault = ExpressionFunction.fault(inSQL: text, after: head) else { return }
    note(
      .consolidatedSQL, "this SQL cannot be used: \(fault)", at: sql.location,
      remedy: Self.functionHint(fault))
  }

  private static func functionHint(_ fault: String) -> String? {
    guard fault.hasPrefix("no such function: ") else { return nil }
    let name = fault.dropFirst("no such function: ".count).lowercased()
    return suggestion(
      String(name), among: ExpressionFunction.all.map(\.name) + ["entity", "record", "link"])
  }

  private static func suggestion(_ name: String, among names: [String]) -> String {
    nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      ?? "there are \(names.joined(separator: ", "))"
  }

  private mutating func note(
    _ code: DefinitionCode, _ message: String, at location: Diagnostic.Location,
    remedy: String? = nil
  ) {
    diagnostics.append(code.diagnostic(message, at: location, remedy: remedy))
  }
}
