/// What a delivery holds and what has to become of it.
public struct Counts: Sendable, Equatable {
  /// Records written.
  public var records = 0
  /// Records that have to be loaded.
  public var loaded = 0
  /// Records that repeat a loaded one.
  public var duplicate = 0
  /// Records that have to be refused.
  public var rejected = 0

  /// Creates counts of nothing.
  public init() {}

  /// Adds other counts to these.
  public mutating func add(_ other: Counts) {
    records += other.records
    loaded += other.loaded
    duplicate += other.duplicate
    rejected += other.rejected
  }
}

/// What becomes of a unit as a whole.
enum UnitOutcome: String {
  case loaded
  case rejected = "unit-rejected"
  case duplicate = "unit-duplicate"
}

/// The truth beside a delivery: `truth.csv`, a line for each thing planted, and `truth-units.csv`.
struct Truth {
  /// One line of `truth.csv`.
  struct Line: Sendable, Equatable {
    var unit: String
    var member: String
    var record: Int?
    var rule: String
    var field: String
    var outcome: String
    var defect: String

    var text: String {
      let number = record.map(String.init) ?? ""
      return "\(unit),\(member),\(number),\(rule),\(field),\(outcome),\(defect)\n"
    }
  }

  private let lineFile: OutputFile
  private let unitFile: OutputFile
  private var buffer: [UInt8] = []
  /// The lines so far, for a delivery that also describes itself in prose.
  private(set) var lines: [Line] = []
  private let keepsLines: Bool
  /// What is to become of all units together.
  private(set) var total = Counts()

  init(directory: String, keepsLines: Bool = false) throws {
    lineFile = try OutputFile("\(directory)/truth.csv")
    unitFile = try OutputFile("\(directory)/truth-units.csv")
    self.keepsLines = keepsLines
    buffer += Array("unit,member,record,rule,field,outcome,defect\n".utf8)
    try unitFile.write(Array("unit,member,outcome,records,loaded,duplicate,rejected\n".utf8))
  }

  mutating func note(_ line: Line) throws {
    if keepsLines { lines.append(line) }
    buffer += Array(line.text.utf8)
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Notes a unit; one that is refused or repeated as a whole also gets a line of its own.
  mutating func note(
    unit: String, member: String, outcome: UnitOutcome, defect: String = "", counts: Counts
  ) throws {
    total.add(counts)
    try unitFile.write(
      Array(
        "\(unit),\(member),\(outcome.rawValue),\(counts.records),\(counts.loaded),\(counts.duplicate),\(counts.rejected)\n"
          .utf8))
    guard outcome != .loaded else { return }
    try note(
      Line(
        unit: unit, member: member, record: nil, rule: outcome == .rejected ? "E-STRUCT" : "",
        field: "", outcome: outcome.rawValue, defect: defect))
  }

  mutating func finish() throws {
    try flush()
    try lineFile.close()
    try unitFile.close()
  }

  private mutating func flush() throws {
    try lineFile.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
