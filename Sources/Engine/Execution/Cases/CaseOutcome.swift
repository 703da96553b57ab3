import Dataflow
import Loading
import Planning

/// Everything that came out of a case.
struct CaseOutcome {
  /// A row of a table.
  struct Row {
    /// Where it came from, such as `so_gzip 3`; `nil` for a row that is expected.
    var origin: String?
    /// The values by column; an expected row need not name those that are empty.
    var values: [String: String?]

    /// Whether an expected row and one that came out say the same of a column.
    func agrees(with other: Row, on column: String) -> Bool {
      switch (values[column], other.values[column]) {
      case (let left?, let right?): left == right
      case (let value?, nil), (nil, let value?): value?.isEmpty ?? true
      case (nil, nil): true
      }
    }
  }

  /// A record and a rule that it breaks.
  struct Finding: Hashable {
    var unit: String
    var record: Int64
    var breaks: String
  }

  /// The rows by table, in their order.
  var tables: [String: [Row]] = [:]
  var rejects: [Finding] = []
  var warnings: [Finding] = []
  /// The scans that no record has, in their order.
  var orphans: [String] = []
  /// The units by name, in the order in which they were read, with how they ended.
  var units: [(name: String, status: String)] = []
  /// What became of the records, by table.
  var counts: [String: Counts] = [:]

  init(of plan: Plan, database: String, report: RunReport, folder: String) throws {
    let sink = try SQLiteSink(path: database, creates: false, surroundings: .system)
    defer { sink.close() }
    var names: [Int64: String] = [:]
    for unit in try sink.units(of: plan.name) {
      let name = Self.name(of: unit.identity, folder: folder)
      names[unit.number] = name
      units.append((name, unit.status.rawValue))
    }
    for table in plan.stages.map(\.table) {
      tables[table.name] = try sink.rows(of: table).map { row in
        var values: [String: String?] = [:]
        for (column, value) in zip(table.columns, row.values) {
          values.updateValue(value, forKey: column.name)
        }
        return Row(origin: "\(names[row.unit] ?? "") \(row.record)", values: values)
      }
    }
    for reject in try sink.rejects(matching: RejectFilter(), limit: .max) {
      rejects += reject.violations.map {
        Finding(unit: names[reject.unit] ?? "", record: reject.record, breaks: $0)
      }
    }
    warnings = try sink.warnings().map {
      Finding(unit: names[$0.unit] ?? "", record: $0.record, breaks: $0.breaks)
    }
    orphans = report.scanFaults.filter(\.isOrphan).map {
      Self.name(of: $0.scan.identity)
    }
    for stage in report.stages { counts[stage.name] = stage.counts }
  }

  /// The name of a scan in cases: file and member.
  private static func name(of scan: ScanIdentity) -> String {
    let file = scan.path.split(separator: "/").last.map(String.init) ?? scan.path
    return scan.member.isEmpty ? file : "\(file)!\(scan.member)"
  }

  /// The name of a unit in cases: its source for what stands in the case, else file and member.
  private static func name(of identity: UnitIdentity, folder: String) -> String {
    if identity.path.hasPrefix(folder + "/") { return identity.source }
    let file = identity.path.split(separator: "/").last.map(String.init) ?? identity.path
    return identity.member.isEmpty ? file : "\(file)!\(identity.member)"
  }
}
