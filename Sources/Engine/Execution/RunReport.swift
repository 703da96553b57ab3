public import Dataflow
public import LegacyText
import Loading
public import Planning
import Platform

/// What a run did, for people and for programs.
public struct RunReport: Sendable {
  /// A unit and what became of it.
  public struct Unit: Sendable {
    /// What it is and where it lies.
    public var identity: UnitIdentity
    /// `done`, `broken`, `rejected`, `duplicate`, or `loading` when the run stopped in it.
    public var status: String
    /// Why, for a unit that is not done.
    public var reason: String
    /// What became of its records, over all runs.
    public var counts: Counts
    /// The number of its checkpoints.
    public var checkpoints: Int
    /// How its text was made out, its own finding first; empty where this process did not read it.
    public var encodings: [EncodingFinding] = []
  }

  /// The run, or `nil` when there was nothing new.
  public var run: RunEntry?
  /// The pipeline's name.
  public var pipeline: String
  /// `done`, `nothing new`, or how it stopped.
  public var status: String
  /// How the command ends.
  public var exitStatus: ExitStatus
  /// The database's URL.
  public var database: String
  /// The units the run had to do with; the known ones too when there was nothing new.
  public var units: [Unit]
  /// What became of the records, by stage.
  public var stages: [(name: String, counts: Counts)]
  /// What became of all records of the run.
  public var totals: Counts
  /// Rejected records by the code of their first rule, most first.
  public var rejects: [(rule: String, count: Int)]
  /// Findings that did not refuse a record, by code, most first.
  public var warnings: [(rule: String, count: Int)]
  /// How the checks over many rows came out, in the order of the definition.
  public var checks: [CheckEntry]
  /// How the scans stand that the run noted or bound, by file.
  public var scans: [ScanTally]
  /// The scans that have no record or are not sound, at most ``mostScanFaults``.
  public var scanFaults: [ScanFault]
  /// The most scans that a report lists; the ledger has them all.
  public static let mostScanFaults = 1000
  /// The rules by code, to say what a code means.
  public var rules: [Rule]
  /// Seconds this process took.
  public var seconds: Double
  /// The largest resident memory of the process, in bytes.
  public var peakMemoryBytes: Int
  /// Why the run stopped, or `nil`.
  public var stop: Diagnostic?
  /// What became of the pipelines that were run before, in their order.
  public var predecessors: [RunReport] = []

  /// How the command ends: as this run does, or else as the first that ran before it and was not well.
  public var overallExitStatus: ExitStatus {
    if exitStatus != .done { return exitStatus }
    return predecessors.lazy.map(\.exitStatus).first { $0 != .done } ?? .done
  }

  /// The report of a run that came to nothing.
  public static func failed(_ plan: Plan, status: String, because stop: Diagnostic) -> RunReport {
    RunReport(
      run: nil, pipeline: plan.name, status: status, exitStatus: stop.status,
      database: Database.name(of: plan.database), units: [], stages: [], totals: Counts(),
      rejects: [], warnings: [], checks: [], scans: [], scanFaults: [], rules: plan.rules.rules,
      seconds: 0, peakMemoryBytes: ResourceUsage.current.peakMemoryBytes, stop: stop)
  }
}
