import Columnar
import Dataflow
import Extraction
import Foundation
import Transformation
import Validation

/// What the steps of one thread share.
final class StepContext {
  private var opened: ExpressionEngine?

  /// The engine that computes this thread's expressions, opened at its first use.
  func engine() throws -> ExpressionEngine {
    if let opened { return opened }
    let engine = try ExpressionEngine()
    opened = engine
    return engine
  }
}

/// Compiles the steps of a stage, keeping track of the columns.
struct StageCompiler {
  typealias MakeStep = @Sendable (StepContext) throws -> any Transform
  typealias NamedColumn = (name: String, type: ColumnType)

  var compilation: Compilation
  var columns: [NamedColumn]
  /// The columns that a schema demands.
  var required: Set<String> = []
  /// The keys that schemas and `unique` steps demand.
  var demandedKeys: [DemandedKey] = []
  /// The keys whose copies are only noted, and where they are demanded.
  var watchedKeys: [(key: TargetTable.WatchedKey, location: Diagnostic.Location)] = []
  /// What schemas say that rows refer to in tables of the database.
  var tableReferences: [TargetTable.Reference] = []
  /// The conditions over many rows that schemas set, and where.
  var demandedChecks: [(check: QualityCheck, location: Diagnostic.Location)] = []
  /// What schemas call the columns, for people.
  var titles: [String: String] = [:]
  /// The table's name.
  let target: String
  private var makers: [MakeStep] = []
  private var names: [String] = []
  /// Checks expressions while compiling.
  private let engine: ExpressionEngine?

  init(_ compilation: Compilation, columns: [String], target: String) {
    self.compilation = compilation
    self.target = target
    self.columns = columns.map { ($0, .text) }
    engine = try? ExpressionEngine()
  }

  mutating func stage(_ target: TargetSpec, steps: [StepSpec]) -> StagePlan {
    for step in steps { compile(step) }
    let rules = targetRules()
    let keys = keys(of: target)
    for name in tableReferences.flatMap({ $0.columns + [$0.validity?.asOf].compactMap(\.self) }) {
      _ = index(of: Located(name, at: target.table.location))
    }
    var table = TargetTable(
      name: target.table.value,
      columns: columns.map {
        .init(name: $0.name, type: $0.type, isRequired: required.contains($0.name))
      },
      mode: TargetTable.Mode(rawValue: target.mode.value.rawValue) ?? .append, key: keys.main,
      uniqueKeys: keys.others, references: tableReferences,
      indexes: target.indexes.map { $0.map(\.value) }, keyRule: keys.mainRule,
      duplicateRule: rules.duplicate, constraintRule: rules.constraint)
    table.partitions = target.partitions?.value ?? 1
    checkPartitions(of: table, at: target.partitions?.location)
    table.checks = tableChecks()
    table.watchedKeys = keysToWatch()
    let makers = makers
    return StagePlan(
      table: table,
      makeSteps: {
        let context = StepContext()
        return try makers.map { try $0(context) }
      }, stepNames: names, titles: titles)
  }

  mutating func append(_ name: String, _ make: @escaping MakeStep) {
    names.append(name)
    makers.append(make)
  }

  /// The position of a column, or `nil` with a diagnostic.
  mutating func index(of name: Located<String>) -> Int? {
    if let index = columns.firstIndex(where: { $0.name == name.value }) { return index }
    let names = columns.map(\.name)
    compilation.add(
      "SH1404", "there is no column '\(name.value)' at this step", at: name.location,
      remedy: nearest(to: name.value, among: names).map { "did you mean '\($0)'?" }
        ?? "columns: \(names.joined(separator: ", "))")
    return nil
  }

  mutating func finding(
    _ code: String, field: String?, severity: Severity, _ message: String, _ vietnamese: String
  ) -> Finding {
    let rule = compilation.rules.add(
      Rule(
        code: code, field: field, severity: severity, message: message,
        messageVietnamese: vietnamese))
    return Finding(rule: rule, severity: severity)
  }

  /// Reports what is wrong with an expression over the present columns.
  mutating func check(_ expression: Located<String>) {
    guard let problem = engine?.validate(expression.value, columns: columns) else { return }
    let remedy = remedy(for: problem)
    guard let offset = problem.offset else {
      return compilation.add(
        "SH1520", problem.message, at: expression.location, remedy: remedy)
    }
    if let location = compilation.location(ofByte: offset, in: expression) {
      return compilation.add("SH1520", problem.message, at: location, remedy: remedy)
    }
    compilation.add(
      "SH1520", "\(problem.message), at character \(offset + 1) of the expression",
      at: expression.location, remedy: remedy)
  }

  /// What was meant where an expression names what is not there or calls a function wrongly.
  private func remedy(for problem: ExpressionProblem) -> String? {
    let wrongCount = "wrong number of arguments to function "
    if problem.message.hasPrefix(wrongCount) {
      let name = problem.message.dropFirst(wrongCount.count).dropLast("()".count)
      return ExpressionFunction.all.first { $0.name == name }.map { "write \($0.signature)" }
    }
    guard let colon = problem.message.range(of: ": ") else { return nil }
    let name = String(problem.message[colon.upperBound...])
    let known: [String]? =
      switch problem.message[..<colon.lowerBound] {
      case "no such column": columns.map(\.name)
      case "no such function": ExpressionEngine.functions.sorted()
      default: nil
      }
    return known.flatMap { nearest(to: name, among: $0) }.map { "did you mean '\($0)'?" }
  }

  private mutating func targetRules() -> (duplicate: UInt16, constraint: UInt16) {
    (
      compilation.rules.add(
        Rule(
          code: "I-KEY-SAME", message: "the same record is there already",
          messageVietnamese: "bản ghi đã có, nội dung giống hệt")),
      compilation.rules.add(
        Rule(
          code: "E-DATABASE", message: "the database's own constraints refuse the row",
          messageVietnamese: "cơ sở dữ liệu không nhận dòng này"))
    )
  }
}
