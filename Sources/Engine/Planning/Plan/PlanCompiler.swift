import Dataflow
import Digests
import Extraction
import Foundation

/// Turns a definition into a plan, and finds what only compiling can find.
public enum PlanCompiler {
  /// Compiles a definition.
  ///
  /// - Parameters:
  ///   - definition: what was read; everything wrong is added to its diagnostics.
  ///   - database: the URL to use instead of the definition's.
  /// - Returns: the plan, or `nil` when something is wrong.
  public static func compile(_ definition: inout Definition, database: String?) -> Plan? {
    guard let spec = definition.spec else { return nil }
    var compilation = Compilation(spec: spec, file: definition.sources.first?.file ?? "")
    compilation.texts = definition.sources
    let plan = compilation.plan(database: database)
    definition.sources = compilation.texts
    definition.add(compilation.diagnostics)
    let predecessors = compilePredecessors(of: &definition, database: plan?.database)
    guard definition.isRunnable, var plan else { return nil }
    plan.predecessors = predecessors
    plan.definitionText = DefinitionText(definition, attachments: compilation.attachments).text
    plan.definition = SHA256.hash(Array(plan.definitionText.utf8)).hexadecimal
    for index in plan.sources.indices {
      plan.sources[index].reading = plan.reading(of: plan.sources[index])
    }
    return plan
  }

  /// Compiles what runs before a definition; what is wrong with it is said beside where it is named.
  private static func compilePredecessors(
    of definition: inout Definition, database: String?
  ) -> [Plan] {
    var plans: [Plan] = []
    for (predecessor, place) in definition.predecessors {
      var predecessor = predecessor
      let plan = compile(&predecessor, database: database ?? "sqlite:none")
      let known = definition.sources.map(\.file)
      definition.sources += predecessor.sources.filter { !known.contains($0.file) }
      definition.add(predecessor.diagnostics)
      if let plan {
        plans.append(plan)
      } else {
        definition.add([
          DefinitionCode.predecessor.diagnostic(
            "what runs before this pipeline has errors", at: place,
            remedy: "mend what is said about it")
        ])
      }
    }
    return plans
  }
}

/// The state of one compilation.
struct Compilation {
  let spec: PipelineSpec
  let file: String
  var diagnostics: [Diagnostic] = []
  var attachments: [DefinitionText.Attachment] = []
  var rules = RuleBook()
  /// The texts whose lines messages may show: the definition's, and those of its schemas.
  var texts: [SourceText] = []

  init(spec: PipelineSpec, file: String) {
    self.spec = spec
    self.file = file
  }

  /// The records of a source (`child` is `nil`), or those of one of its children.
  struct Stream: Equatable {
    var source: Int
    var child: Int?
  }

  mutating func plan(database: String?) -> Plan? {
    let extractionRules = ExtractionRules(addingTo: &rules)
    var sources = spec.sources.map { sourcePlan($0) }
    var stages: [StagePlan] = []
    for target in spec.targets {
      guard let (streams, steps) = chain(of: target.inputs) else {
        add(
          "SH1505", "\(target.table.value) cannot take rows from stages and other inputs at once",
          at: target.table.location,
          remedy: "let a stage take all the inputs, and the table that stage")
        continue
      }
      for stream in streams { give(stream, toStage: stages.count, of: target, &sources) }
      guard let columns = columns(of: streams, steps: steps, target: target, &sources) else {
        continue
      }
      var compiler = StageCompiler(self, columns: columns, target: target.table.value)
      let earlier = rules.log.count
      var stage = compiler.stage(target, steps: steps)
      diagnostics = compiler.compilation.diagnostics
      attachments = compiler.compilation.attachments
      rules = compiler.compilation.rules
      texts = compiler.compilation.texts
      stage.scans = scanPlan(
        target, columns: stage.table.columns.map(\.name), files: files(of: streams))
      stage.rules = Set(rules.log[earlier...]).sorted()
      stages.append(stage)
    }
    indexReferencedTables(&stages)
    checkThatAllIsLoaded(sources)
    let links = spec.links.map { link in
      var compiler = LinkCompiler(link, model: link.model.flatMap { attachment($0) })
      defer { diagnostics += compiler.diagnostics }
      return compiler.compile()
    }
    let consolidation = spec.consolidation.map { consolidation in
      var compiler = ConsolidationCompiler(
        consolidation, links: spec.links, taken: Set(spec.targets.map(\.table.value)))
      defer { diagnostics += compiler.diagnostics }
      return compiler.compile()
    }
    guard let url = database ?? databaseURL() else {
      add(
        "SH1501", "the definition names no database", at: spec.name.location,
        remedy: "add 'database: sqlite:PATH', or give --database sqlite:PATH")
      return nil
    }
    return Plan(
      name: spec.name.value, title: spec.description?.value, file: file, definition: "",
      definitionText: "", database: url,
      sources: sources, stages: stages, links: links, consolidation: consolidation,
      rules: rules, extractionRules: extractionRules,
      chunkLimit: spec.chunk, jobs: spec.jobs?.value ?? defaultJobs, rejectLimit: rejectLimit(),
      isSpooled: spec.isSpooled)
  }

  mutating func add(
    _ code: String, _ message: String, at location: Diagnostic.Location, remedy: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(code, message, status: .definition, at: location, remedy: remedy))
  }

  /// Reads a file that the definition names, so that the definition's hash covers it.
  mutating func attachment(_ path: Located<String>) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: path.path) else {
      add("SH1502", "cannot read \(path.path)", at: path.location, remedy: "check the path")
      return nil
    }
    let content = [UInt8](data)
    if !attachments.contains(where: { $0.name == path.value }) {
      attachments.append(.init(name: path.value, content: content))
    }
    return content
  }

  /// One reader beside the loader uses two processors; more readers where there are more.
  private var defaultJobs: Int { max(1, ProcessInfo.processInfo.activeProcessorCount - 1) }

  private func databaseURL() -> String? {
    guard let database = spec.database else { return nil }
    guard database.value.hasPrefix("sqlite:") else { return database.value }
    let path = Located(
      String(database.value.dropFirst("sqlite:".count)), at: database.location)
    return "sqlite:" + path.path
  }

  private func rejectLimit() -> RejectLimit {
    let rejects = spec.rejects
    return RejectLimit(
      count: rejects.count?.value, percent: rejects.percent?.value, afterRows: rejects.afterRows,
      rules: Dictionary(rejects.rules.map { ($0.code.value, $0.count) }) { $1 })
  }

  /// Follows inputs back to the sources, collecting the steps on the way.
  private func chain(of inputs: [InputSpec]) -> (streams: [Stream], steps: [StepSpec])? {
    var streams: [Stream] = []
    for input in inputs {
      switch input {
      case .source(let name):
        guard let index = spec.sources.firstIndex(where: { $0.name.value == name }) else {
          return nil
        }
        streams.append(Stream(source: index))
      case .child(let name, let child):
        guard let index = spec.sources.firstIndex(where: { $0.name.value == name }),
          let position = spec.sources[index].children.firstIndex(where: { $0.name.value == child })
        else { return nil }
        streams.append(Stream(source: index, child: position))
      case .stage(let name):
        guard inputs.count == 1, let stage = spec.stages.first(where: { $0.name.value == name }),
          let before = chain(of: stage.inputs)
        else { return nil }
        return (before.streams, before.steps + stage.steps)
      }
    }
    return (streams, [])
  }

  /// Notes that a stream's records go to a stage; each stream feeds one table.
  private mutating func give(
    _ stream: Stream, toStage stage: Int, of target: TargetSpec, _ sources: inout [SourcePlan]
  ) {
    let position = stream.child.map { $0 + 1 } ?? 0
    if sources[stream.source].stages[position] >= 0 {
      add(
        "SH1503", "the records of \(sources[stream.source].name) are loaded into two tables",
        at: target.table.location,
        remedy: "load them into one table, or name the files in a second source")
    }
    sources[stream.source].stages[position] = stage
  }

  private mutating func checkThatAllIsLoaded(_ sources: [SourcePlan]) {
    for (source, plan) in zip(spec.sources, sources) {
      for (position, stage) in plan.stages.enumerated() where stage < 0 {
        let name =
          position == 0
          ? source.name.value
          : "\(source.name.value).\(source.children[position - 1].name.value)"
        add(
          "SH1504", "the records of \(name) are read but loaded into no table",
          at: source.name.location, remedy: "add a table under 'load' that takes them")
      }
    }
  }
}
