import Dataflow
import Execution
import LegacyText

/// The report of a run as `run --json` and `--report` give it.
struct RunReportJSON: Encodable {
  struct Unit: Encodable {
    var path: String
    var member: String
    var sha256: String
    var status: String
    var reason: String
    var read, loaded, updated, unchanged, filtered, duplicate, rejected: Int
    var checkpoints: Int
    var encoding: String?
    var encodings: [EncodingJSON]
  }

  struct Stage: Encodable {
    var name: String
    var counts: CountsJSON
  }

  var run: Int64?
  var pipeline: String
  var status: String
  var started: String?
  var finished: String?
  var attempts: Int?
  var database: String
  var units: [Unit]
  var stages: [Stage]
  var totals: CountsJSON
  var rejects: [String: Int]
  var warnings: [String: Int]
  var checks: [CheckJSON]
  var scans: [ScanTallyJSON]
  var scan_faults: [ScanFaultJSON]
  var peak_memory_bytes: Int
  var seconds: Double
  var exit_code: Int32
  var message: String?
  var predecessors: [RunReportJSON]

  init(_ report: RunReport) {
    run = report.run?.number
    pipeline = report.pipeline
    status = report.status
    started = report.run?.started
    finished = report.run?.finished
    attempts = report.run?.attempts
    database = report.database
    units = report.units.map {
      Unit(
        path: $0.identity.path, member: $0.identity.member, sha256: $0.identity.sha256,
        status: $0.status, reason: $0.reason, read: $0.counts.read, loaded: $0.counts.loaded,
        updated: $0.counts.updated, unchanged: $0.counts.unchanged, filtered: $0.counts.filtered,
        duplicate: $0.counts.duplicate, rejected: $0.counts.rejected, checkpoints: $0.checkpoints,
        encoding: $0.encodings.first?.encoding, encodings: $0.encodings.map(EncodingJSON.init))
    }
    stages = report.stages.map { Stage(name: $0.name, counts: CountsJSON($0.counts)) }
    totals = CountsJSON(report.totals)
    rejects = Dictionary(report.rejects.map { ($0.rule, $0.count) }) { $0 + $1 }
    warnings = Dictionary(report.warnings.map { ($0.rule, $0.count) }) { $0 + $1 }
    checks = report.checks.map { CheckJSON($0) }
    scans = report.scans.map { ScanTallyJSON($0) }
    scan_faults = report.scanFaults.map { ScanFaultJSON($0) }
    peak_memory_bytes = report.peakMemoryBytes
    seconds = report.seconds
    exit_code = report.overallExitStatus.rawValue
    message = report.stop?.message
    predecessors = report.predecessors.map { RunReportJSON($0) }
  }
}

/// Counts as JSON names them.
struct CountsJSON: Encodable {
  var read, loaded, updated, unchanged, filtered, duplicate, rejected: Int

  init(_ counts: Counts) {
    read = counts.read
    loaded = counts.loaded
    updated = counts.updated
    unchanged = counts.unchanged
    filtered = counts.filtered
    duplicate = counts.duplicate
    rejected = counts.rejected
  }
}
