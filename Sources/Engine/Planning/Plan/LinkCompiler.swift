import Dataflow
import Linkage
import Linking

/// Turns links of a definition into plans, and notes what their names and parts do not fit.
struct LinkCompiler {
  private let spec: LinkSpec
  private let model: [UInt8]?
  private var plan: LinkPlan
  private(set) var diagnostics: [Diagnostic] = []

  /// Prepares the compiler.
  ///
  /// - Parameters:
  ///   - spec: the link.
  ///   - model: the content of the file with the weights, where it names one.
  init(_ spec: LinkSpec, model: [UInt8]? = nil) {
    self.spec = spec
    self.model = model
    plan = LinkPlan(name: spec.name.value)
  }

  mutating func compile() -> LinkPlan {
    for field in spec.fields { add(field.name.value, field.kind) }
    plan.helpers = spec.helpers.map { ($0.name.value, $0.query.value) }
    for records in spec.records { add(records) }
    for block in spec.blocks { add(block) }
    addComparisons()
    plan.identifiers = spec.identifiers.compactMap { field($0) }
    plan.single = spec.guards.one.compactMap { field($0) }
    plan.apart = spec.guards.apart.compactMap { field($0) }
    for order in spec.guards.order {
      let dates = order.compactMap { field($0, kind: .date) }
      if dates.count == 2 { plan.orders.append((dates[0], dates[1])) }
    }
    for condition in spec.guards.never { add(condition) }
    plan.matchWeight = weight(ofProbability: (spec.match ?? 97) / 100)
    plan.reviewWeight = min(
      plan.matchWeight, weight(ofProbability: (spec.review ?? 50) / 100))
    plan.support = Double(spec.support ?? 0)
    plan.rounds = spec.rounds ?? (plan.fields.contains(where: \.isRelation) ? 2 : 1)
    plan.isAcrossSets = spec.isBetweenSets
    plan.isOneToOne = spec.isOneToOne
    plan.isBestLink = spec.bestLink?.value ?? false
    checkBestLink()
    if let model { addModel(model) }
    return plan
  }

  /// Best links lead from one set to another, and an entity of two records needs no best.
  private mutating func checkBestLink() {
    guard let key = spec.bestLink, key.value else { return }
    if !spec.isBetweenSets || Set(plan.sources.map(\.set)).count < 2 {
      note(
        .linkPart, "link.\(spec.name) has a 'best_link' but not two sets", at: key.location,
        remedy: "write 'between: sets', and number the records' sets with 'set'")
    }
    if spec.isOneToOne {
      note(
        .linkPart, "link.\(spec.name) has both 'one_to_one' and 'best_link'", at: key.location,
        remedy: "keep the one that is meant")
    }
  }

  private mutating func addModel(_ content: [UInt8]) {
    do { plan.model = try LinkModelFile(content).model(of: plan) } catch {
      note(
        .linkPart, error.message, at: spec.model?.location ?? spec.name.location,
        remedy: "make it anew with: sohoa link learn")
    }
  }

  private mutating func add(_ name: String, _ kind: String) {
    let kinds: [String: ComparisonKind] = ["lunar_date": .date, "unit": .place]
    var field = LinkPlan.Field(
      name: name, kind: kinds[kind] ?? ComparisonKind(rawValue: kind) ?? .code)
    field.isUnit = kind == "unit"
    field.isLunar = kind == "lunar_date"
    field.isRelation = kind == "relation"
    plan.fields.append(field)
  }

  private mutating func add(_ records: LinkSpec.Records) {
    var values: [Int: String] = [:]
    for value in records.fields {
      guard let index = field(value.name) else { continue }
      values[index] = Self.expanded(value.expression.value)
    }
    let id = Self.expanded(records.id?.value ?? "record('\(records.name.value)')")
    let columns = plan.fields.indices.map { values[$0] ?? "NULL" }
    var from = records.from.value
    if let condition = records.condition { from += " WHERE \(condition.value)" }
    var source = LinkPlan.Source(name: records.name.value, columns: [id] + columns, from: from)
    source.set = UInt8(clamping: records.set)
    source.table = table(of: records, source.query())
    if source.table == nil { source.partition = records.partition?.value }
    plan.sources.append(source)
  }

  /// What makes the record of a row depend on more than the row.
  private static let entangling: Set<String> = [
    "select", "over", "rowid", "oid", "_rowid_", "random", "randomblob", "now", "current_date",
    "current_time", "current_timestamp", "main", "temp", "order", "group", "limit", "union",
  ]

  /// The one table of which each row is a record by itself, or `nil`.
  private func table(of records: LinkSpec.Records, _ query: String) -> String? {
    let from = records.from.value
    guard from.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else { return nil }
    let words = SQLWords.words(of: query.dropFirst("SELECT".count))
    let helpers = spec.helpers.map { $0.name.value.lowercased() }
    guard words.isDisjoint(with: Self.entangling), words.isDisjoint(with: helpers) else {
      return nil
    }
    return from
  }

  /// The SQL with `record('role')` written out.
  static func expanded(_ expression: String) -> String {
    if !expression.contains("record(") { return expression }
    return expression.replacing(/record\(\s*'([^']*)'\s*\)/) { match in
      "('\(match.1):' || sohoa_unit || ':' || sohoa_record)"
    }
  }

  private mutating func add(_ block: LinkSpec.Block) {
    if block.on.isEmpty && block.order.isEmpty {
      note(
        .linkPart, "a block of link.\(spec.name) has no parts", at: block.location,
        remedy: "name the fields that agree under 'on', or an 'order'")
    }
    let rule = BlockRule(
      parts: block.on.compactMap { part($0) }, splits: block.split.compactMap { part($0) },
      limit: block.limit ?? 300, order: block.order.compactMap { part($0) },
      window: block.window ?? 10)
    let names = block.on.map(\.value) + block.order.map { "order \($0.value)" }
    plan.blocks.append(.init(name: names.joined(separator: ", "), rule: rule))
  }

  /// A field, or a part of one as `year(f)`.
  private mutating func part(_ text: Located<String>) -> BlockRule.Part? {
    guard let call = text.value.wholeMatch(of: /([a-z_]+)\(\s*([^)\s]+)\s*\)/) else {
      return field(text).map { .init(field: $0) }
    }
    let terms = BlockTerm.allCases.map(\.rawValue).filter { $0 != BlockTerm.value.rawValue }
    guard let term = BlockTerm(rawValue: String(call.1)), term != .value else {
      note(
        .linkPart, "a block has no part '\(call.1)' of a field", at: text.location,
        remedy: nearest(to: String(call.1), among: terms).map { "did you mean '\($0)'?" }
          ?? "there are \(terms.joined(separator: ", "))")
      return nil
    }
    guard let index = field(Located(String(call.2), at: text.location)) else { return nil }
    let kind = plan.fields[index].kind
    let isDatePart = term == .year || term == .monthDay
    let fits =
      switch term {
      case .year, .monthDay: kind == .date
      case .parent: kind == .place
      default: kind == .name || kind == .text
      }
    guard fits else {
      note(
        .linkPart, "'\(call.2)' is of kind \(kind.rawValue) and has no \(call.1)",
        at: text.location,
        remedy: isDatePart
          ? "take it of a field of kind date"
          : term == .parent
            ? "take it of a field of kind place or unit" : "take it of a field of kind name or text"
      )
      return nil
    }
    return .init(field: index, term: term)
  }

  private mutating func addComparisons() {
    if spec.compare.count > 16 {
      note(
        .linkPart, "link.\(spec.name) compares \(spec.compare.count) fields, 16 are possible",
        at: spec.compare[16].field.location, remedy: "leave out those that tell least")
      return
    }
    let groups = spec.groups.map(\.name.value)
    defer { addSwaps() }
    for compare in spec.compare {
      guard let index = field(compare.field) else { continue }
      var group: Int?
      if let name = compare.group {
        group = groups.firstIndex(of: name.value)
        if group == nil {
          note(
            .linkPart, "link.\(spec.name) has no group '\(name)'", at: name.location,
            remedy: "add it under 'groups' with the bits that it counts at most")
        }
      }
      plan.comparisons.append(
        Comparison(
          field: index, usesFrequency: compare.frequency, group: group,
          groupLimit: group.map { Double(spec.groups[$0].bits) } ?? .infinity))
    }
  }

  private mutating func addSwaps() {
    for compare in spec.compare {
      guard let name = compare.swapsWith, let one = field(compare.field), let other = field(name)
      else { continue }
      let slots = [one, other].map { index in
        plan.comparisons.firstIndex { $0.field == index }
      }
      guard let slot = slots[0], let partner = slots[1] else {
        note(
          .linkPart, "'\(name)' is not compared", at: name.location,
          remedy: "add it under 'compare'")
        continue
      }
      plan.comparisons[slot].swapsWith = partner
      plan.comparisons[partner].swapsWith = slot
    }
  }

  private mutating func add(_ condition: [LinkSpec.Never]) {
    var parts: [(comparison: Int, levels: UInt16)] = []
    for part in condition {
      guard let field = field(part.field) else { continue }
      guard let slot = plan.comparisons.firstIndex(where: { $0.field == field }) else {
        note(
          .linkPart, "'\(part.field)' is not compared", at: part.field.location,
          remedy: "add it under 'compare'")
        continue
      }
      let names = ["missing"] + plan.fields[field].kind.levels.map(\.name)
      var levels: UInt16 = 0
      for level in part.levels {
        if let number = names.firstIndex(of: level.value) {
          levels |= 1 << UInt16(number)
        } else {
          note(
            .linkPart, "'\(part.field)' has no level '\(level)'", at: level.location,
            remedy: nearest(to: level.value, among: names).map { "did you mean '\($0)'?" }
              ?? "there are \(names.joined(separator: ", "))")
        }
      }
      parts.append((slot, levels))
    }
    plan.never.append(parts)
  }

  private mutating func field(_ name: Located<String>, kind: ComparisonKind? = nil) -> Int? {
    guard let index = plan.fields.firstIndex(where: { $0.name == name.value }) else {
      let names = plan.fields.map(\.name)
      note(
        .linkField, "link.\(spec.name) has no field '\(name)'", at: name.location,
        remedy: nearest(to: name.value, among: names).map { "did you mean '\($0)'?" }
          ?? "there are \(names.joined(separator: ", "))")
      return nil
    }
    if let kind, plan.fields[index].kind != kind {
      note(
        .linkPart, "'\(name)' is of kind \(plan.fields[index].kind.rawValue)", at: name.location,
        remedy: "name a field of kind \(kind.rawValue)")
      return nil
    }
    return index
  }

  private mutating func note(
    _ code: DefinitionCode, _ message: String, at location: Diagnostic.Location,
    remedy: String? = nil
  ) {
    diagnostics.append(code.diagnostic(message, at: location, remedy: remedy))
  }
}
