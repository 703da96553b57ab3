import Dataflow
import Execution

/// The table of a drill that a province can file.
struct DrillText {
  private let report: DrillReport

  init(_ report: DrillReport) { self.report = report }

  /// What each kind of disturbance means, in the order of the table.
  private static let kinds: [(name: String, vietnamese: String, english: String)] = [
    ("begun", "giao dịch vừa mở", "a transaction has begun"),
    ("written", "đã ghi, chưa commit", "written, not committed"),
    ("committed", "vừa commit xong", "just committed"),
    ("instants", "thời điểm ngẫu nhiên", "random instants"),
    ("endings", "máy chủ cắt phiên, ngẫu nhiên", "the server ends the session"),
    ("bytes", "đứt kết nối khi đang gửi", "connection cut while sending"),
    ("commit", "đứt kết nối, COMMIT chưa tới", "cut before COMMIT arrives"),
    ("answer", "đứt kết nối, mất trả lời COMMIT", "cut before its answer"),
    ("restarts", "máy chủ khởi động lại", "the server is restarted"),
  ]

  var text: String {
    let speech = Speech.current
    let calm = report.calm
    var figures = TextTable(headers: [], rightAligned: [1])
    figures.add(["", calm.read.grouped, speech("bản ghi", "records")])
    figures.add(["", calm.transactions.grouped, speech("giao dịch", "transactions")])
    figures.add(["", calm.rows.grouped, speech("dòng được so sánh", "rows compared")])
    var lines = [
      speech("Diễn tập sự cố", "drill") + ": \(report.pipeline)", "",
      speech("Lượt chạy không bị ngắt", "undisturbed run"), figures.text, "",
    ]
    var table = TextTable(
      [
        speech("bị ngắt khi", "killed when"), speech("lượt", "runs"), speech("ngắt", "kills"),
        speech("khác", "differ"),
      ], rightAligned: [1, 2, 3])
    for kind in Self.kinds {
      let trials = report.trials.filter { $0.disturbance.kind == kind.name }
      guard !trials.isEmpty else { continue }
      add(speech(kind.vietnamese, kind.english), trials, to: &table)
    }
    add(speech("Tổng", "total"), report.trials, to: &table)
    lines += [table.text, ""]
    for trial in report.trials where !trial.isEqual(to: calm) { lines.append(describe(trial)) }
    lines.append(
      report.isPassed
        ? "✓ " + speech("mọi lượt đều cho kết quả như nhau", "every run ended the same")
        : "✗ " + speech("có lượt cho kết quả khác", "some runs ended otherwise"))
    return lines.joined(separator: "\n")
  }

  private func add(_ name: String, _ trials: [DrillTrial], to table: inout TextTable) {
    let kills = trials.reduce(0) { $0 + $1.kills }
    let rows = trials.reduce(0) { $0 + $1.differences.reduce(0) { $0 + $1.count } }
    table.add([name, trials.count.grouped, kills.grouped, rows.grouped])
  }

  private func describe(_ trial: DrillTrial) -> String {
    let place =
      switch trial.disturbance {
      case .window(let point): point.description
      case .cut(let cut): cut.description
      case .instants(let instants), .endings(let instants), .restarts(let instants):
        instants.map { "\($0) ms" }.joined(separator: ", ")
      }
    let tables = trial.differences.map { "\($0.table) −\($0.onlyIn.first) +\($0.onlyIn.second)" }
    return "✗ \(place): exit \(trial.exitCode)  \(tables.joined(separator: ", "))"
  }
}

/// A drill's report as JSON.
struct DrillJSON: Encodable {
  private struct Trial: Encodable {
    var kind: String
    var place: String?
    var milliseconds: [Int]?
    var kills: Int
    var exit_code: Int32
    var differences: [String: Int]
  }
  private struct Calm: Encodable {
    var transactions, read, rows: Int
    var seconds: Double
    var exit_code: Int32
  }
  private var pipeline: String
  private var passed: Bool
  private var undisturbed: Calm
  private var trials: [Trial]

  init(_ report: DrillReport) {
    pipeline = report.pipeline
    passed = report.isPassed
    undisturbed = Calm(
      transactions: report.calm.transactions, read: report.calm.read, rows: report.calm.rows,
      seconds: report.calm.seconds, exit_code: report.calm.exitCode)
    trials = report.trials.map { trial in
      var entry = Trial(
        kind: trial.disturbance.kind, kills: trial.kills, exit_code: trial.exitCode,
        differences: [:])
      switch trial.disturbance {
      case .window(let point): entry.place = point.description
      case .cut(let cut): entry.place = cut.description
      case .instants(let instants), .endings(let instants), .restarts(let instants):
        entry.milliseconds = instants
      }
      for difference in trial.differences {
        entry.differences[difference.table] = difference.count
      }
      return entry
    }
  }
}
