import Dataflow

/// Builds a ``PipelineSpec`` from a checked definition, leaving out what is invalid.
struct SpecDecoder {
  private(set) var diagnostics: [Diagnostic] = []

  /// Builds the spec; none if there is no name.
  mutating func pipeline(_ node: DefinitionNode, parameters: [ParameterSpec]) -> PipelineSpec? {
    guard let map = MapReader(node, Language.pipeline) else { return nil }
    let sources = map.entries("extract").compactMap(source)
    let stages = stages(map["transform"], sources: sources)
    let targets = map.entries("load").map {
      target($0, sources: sources, stages: stages)
    }
    return PipelineSpec(
      name: map.text("name") ?? Located("", at: node.location),
      description: map.text("description"), database: map.text("database"),
      parameters: parameters, after: after(map["after"]), sources: sources, stages: ordered(stages),
      targets: targets,
      links: map.entries("link").compactMap(link),
      consolidation: consolidation(map["consolidate"]), chunk: chunk(map["chunk"]),
      rejects: rejects(map["rejects"]), jobs: map.integer("jobs"),
      isSpooled: map.boolean("spool")?.value ?? false)
  }

  private func chunk(_ node: DefinitionNode?) -> ChunkLimit {
    var limit = ChunkLimit()
    guard let map = MapReader(node, Language.chunk) else { return limit }
    if let rows = map.integer("rows")?.value, rows > 0 {
      limit.rows = rows
      limit.cells = .max
    }
    if let bytes = map.size("bytes")?.value { limit.bytes = bytes }
    return limit
  }

  private func rejects(_ node: DefinitionNode?) -> RejectLimitSpec {
    var spec = RejectLimitSpec()
    guard let map = MapReader(node, Language.rejects), let limit = map["limit"] else { return spec }
    if limit.scalar != nil {
      spec.count = limit.parsed(ScalarSyntax.integer)
      spec.percent = limit.parsed(ScalarSyntax.percent)
      return spec
    }
    guard let long = MapReader(limit, Language.rejectLimit) else { return spec }
    spec.count = long.integer("count")
    spec.percent = long["percent"]?.parsed { ScalarSyntax.percent($0) ?? ScalarSyntax.share($0) }
    spec.afterRows = long.integer("after_rows")?.value ?? spec.afterRows
    spec.rules = long.entries("rules").compactMap { entry in
      guard let count = entry.value.parsed(ScalarSyntax.integer) else { return nil }
      return .init(code: entry.name, count: count.value)
    }
    return spec
  }

  // MARK: Stages and tables

  private mutating func stages(_ node: DefinitionNode?, sources: [SourceSpec]) -> [StageSpec] {
    guard let node else { return [] }
    if let items = node.list {
      let name = Located("transform", at: node.location)
      return [stage(name, sources.map { .source($0.name.value) }, items)]
    }
    let names = (node.map ?? []).map(\.key)
    return (node.map ?? []).map { entry in
      let map = MapReader(entry.value, Language.stage)
      let inputs = stageInputs(map, entry: entry, sources: sources, stages: names)
      return stage(entry.name, inputs, map?["steps"]?.list ?? [])
    }
  }

  private func stage(
    _ name: Located<String>, _ inputs: [InputSpec], _ items: [DefinitionNode]
  ) -> StageSpec {
    let steps = items.compactMap(StepDecoder.step)
    return StageSpec(
      name: name, inputs: inputs, steps: steps, hasGaps: steps.count < items.count)
  }

  private mutating func stageInputs(
    _ map: MapReader?, entry: DefinitionNode.Entry, sources: [SourceSpec], stages: [String]
  ) -> [InputSpec] {
    if let from = map?.texts("from") {
      return from.compactMap {
        input($0, sources: sources, stages: stages.filter { $0 != entry.key })
      }
    }
    if sources.count == 1 { return [.source(sources[0].name.value)] }
    if sources.count > 1 {
      note(
        .ambiguousInput, "transform.\(entry.key) does not say which source it takes",
        at: entry.location, remedy: "add 'from': one of \(listed(inputs(sources, [])))")
    }
    return []
  }

  private mutating func target(
    _ entry: DefinitionNode.Entry, sources: [SourceSpec], stages: [StageSpec]
  ) -> TargetSpec {
    let map = MapReader(entry.value, Language.target)
    var origins: [InputSpec] = []
    if let from = map?.texts("from") {
      origins = from.compactMap {
        input($0, sources: sources, stages: stages.map(\.name.value))
      }
    } else if stages.count == 1 {
      origins = [.stage(stages[0].name.value)]
    } else if stages.isEmpty {
      origins = sources.map { .source($0.name.value) }
    } else {
      let names = stages.map(\.name.value)
      note(
        .ambiguousInput, "load.\(entry.key) does not say which rows it takes", at: entry.location,
        remedy: "add 'from': one of \(listed(names))")
    }
    let mode = map?.choice("mode", TargetSpec.Mode.self)
    let key = map?.texts("key") ?? []
    if let mode, mode.value == .upsert, map?["key"] == nil {
      note(
        .missingKey, "load.\(entry.key) has mode upsert, but no 'key'", at: mode.location,
        remedy: "add 'key': the columns that tell rows apart")
    }
    let indexes = map?["indexes"]?.list?.compactMap(\.locatedList) ?? []
    return TargetSpec(
      table: entry.name, inputs: origins,
      mode: mode ?? Located(.append, at: entry.location), key: key, indexes: indexes,
      partitions: map?.integer("partitions"), scans: scans(map?["scans"]))
  }

  /// Finds what a `from` names: a stage before a source of the same name.
  private mutating func input(
    _ from: Located<String>, sources: [SourceSpec], stages: [String]
  ) -> InputSpec? {
    if stages.contains(from.value) { return .stage(from.value) }
    for source in sources {
      if source.name.value == from.value { return .source(from.value) }
      for child in source.children
      where "\(source.name.value).\(child.name.value)" == from.value {
        return .child(source: source.name.value, name: child.name.value)
      }
    }
    let names = inputs(sources, stages)
    let near = nearest(to: from.value, among: names)
    note(
      .unknownInput, "there is no source or stage '\(from)'", at: from.location,
      remedy: near.map { "did you mean '\($0)'?" } ?? "there are \(listed(names))")
    return nil
  }

  private func inputs(_ sources: [SourceSpec], _ stages: [String]) -> [String] {
    let children = sources.flatMap { source in
      [source.name.value] + source.children.map { "\(source.name.value).\($0.name.value)" }
    }
    return stages + children
  }

  /// Puts every stage after the stage it takes its rows from, and notes circles.
  private mutating func ordered(_ stages: [StageSpec]) -> [StageSpec] {
    var result: [StageSpec] = []
    var done: Set<String> = []
    var waiting = stages
    while !waiting.isEmpty {
      let ready = waiting.filter { stage in
        stage.inputs.allSatisfy { input in
          guard case .stage(let name) = input else { return true }
          return done.contains(name)
        }
      }
      if ready.isEmpty {
        let names = waiting.map(\.name.value)
        note(
          .stageCycle, "the stages \(listed(names)) wait for each other",
          at: waiting[0].name.location, remedy: "let one of them take its rows from a source")
        return result
      }
      result += ready
      done.formUnion(ready.map(\.name.value))
      waiting.removeAll { done.contains($0.name.value) }
    }
    return result
  }

  private func listed(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }

  private mutating func note(
    _ code: DefinitionCode, _ message: String, at location: Diagnostic.Location,
    remedy: String? = nil
  ) {
    diagnostics.append(code.diagnostic(message, at: location, remedy: remedy))
  }
}
