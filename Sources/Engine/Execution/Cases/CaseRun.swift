import Dataflow
import Extraction
import Foundation
import Loading
public import Planning

/// Runs a test case through the whole engine, into a database that is thrown away.
public struct CaseRun {
  private let plan: Plan

  /// Prepares to run cases of a plan; nothing is written but to a temporary folder.
  public init(plan: Plan) { self.plan = plan }

  /// Runs a case and compares everything that comes out with what it expects.
  ///
  /// - Throws: `Diagnostic` when the case's own files cannot be used.
  public func run(_ spec: CaseSpec) throws -> CaseResult {
    let folder = NSTemporaryDirectory() + "/sohoa-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var trial = plan
    trial.database = "sqlite:\(folder)/test.sqlite"
    trial.jobs = 1
    trial.isSpooled = false
    trial.rejectLimit = RejectLimit()
    for index in trial.stages.indices {
      trial.stages[index].scans?.files = spec.scans
      if spec.scans.isEmpty { trial.stages[index].scans = nil }
    }
    trial.sources = try spec.given.compactMap { given in
      guard let source = plan.sources.first(where: { $0.name == given.source.value }) else {
        return nil
      }
      return try prepared(source, for: given.input, in: folder)
    }
    let report = try Runner(plan: trial).run()
    let outcome = try CaseOutcome(
      of: trial, database: folder + "/test.sqlite", report: report, folder: folder)
    return CaseResult(
      name: spec.name.value,
      differences: try CaseComparison(plan: plan, spec: spec, outcome: outcome).differences())
  }

  /// The source as it reads what a case gives.
  private func prepared(
    _ source: SourcePlan, for input: CaseSpec.Input, in folder: String
  ) throws -> SourcePlan {
    var source = source
    let path = "\(folder)/\(source.name)"
    switch input {
    case .files(let files): source.files = files
    case .text(let text):
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      source.files = [path]
      switch source.format {
      case .csv(var dialect):
        dialect.encoding = .utf8
        source.format = .csv(dialect)
      case .fixed(var shape):
        shape.encoding = .utf8
        source.format = .fixed(shape)
      default: break
      }
      for index in source.fields.indices { source.fields[index].encoding = nil }
    case .rows(let rows):
      // Rows stand for records as read: how the source's format is read is shown by texts and files.
      let names = source.fields.map(\.name)
      let lines = [names] + rows.map { row in names.map { (row[$0] ?? nil) ?? "" } }
      try lines.map(Self.record).joined().write(toFile: path, atomically: false, encoding: .utf8)
      source.files = [path]
      source.format = .csv(CSVDialect(delimiter: UInt8(ascii: ","), encoding: .utf8))
      for index in source.fields.indices { source.fields[index].headers = [names[index]] }
      source.stages = Array(source.stages.prefix(1))
    }
    return source
  }

  private static func record(_ cells: [String]) -> String {
    cells.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
      .joined(separator: ",") + "\n"
  }
}
