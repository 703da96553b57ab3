import Archives
import Columnar
public import Dataflow
import Extraction
public import Planning

/// Reads all units of a plan and profiles their rows before and after the steps; nothing is written.
public struct Profiler {
  private let plan: Plan

  /// Prepares to profile a plan's units.
  public init(plan: Plan) { self.plan = plan }

  /// Reads the units, one after the other.
  ///
  /// - Parameter skipped: called with each unit that cannot be read, or not to its end.
  /// - Returns: what the rows of all units that can be read look like.
  /// - Throws: `Diagnostic` when files are missing.
  public func run(_ skipped: (String, Diagnostic) -> Void) throws -> PipelineProfile {
    var discovery = Discovery(plan: plan, known: [])
    let collector = ProfileCollector(plan: plan)
    for unit in try discovery.units() where unit.state == .new {
      do {
        if let problem = unit.entry.problem { throw problem }
        try read(unit, into: collector)
      } catch let error as ArchiveError {
        skipped(unit.identity.name, error.diagnostic(unit: unit.identity.name))
      } catch let error as Diagnostic {
        skipped(unit.identity.name, error)
      }
    }
    return collector.profile
  }

  private func read(_ unit: FoundUnit, into collector: ProfileCollector) throws {
    let input = UnitInput(plan: plan, unit: unit)
    let stream = try WatchedStream(input.openStream())
    var steps = try StepRunner(
      plan, plan.sources[unit.source], sample: EncodingSample.read(input),
      scans: plan.stages.map { _ in nil }, profiles: collector)
    defer { steps.finish() }
    do {
      var (reader, _) = try input.makeReader(stream)
      var chunks: [Chunk] = []
      input.restart(&chunks)
      while try reader.read(into: &chunks[0], limit: plan.chunkLimit), chunks[0].rowCount > 0 {
        chunks.takeChildrenOut()
        try steps.apply(to: &chunks)
        input.restart(&chunks)
      }
    } catch {
      if let failure = stream.failure { throw failure }
      throw error
    }
  }
}
