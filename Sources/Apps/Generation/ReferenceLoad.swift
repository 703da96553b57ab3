/// The load that speed is measured with: 20 columns, about 340 bytes a row, in a ZIP archive.
public struct ReferenceLoad {
  /// The number of records.
  public var rows: Int
  /// What the records are written as.
  public var format = BulkDelivery.Format.csv
  /// What the file is packed into.
  public var packing = Packing.zip
  /// How many records in a thousand are spoiled.
  public var defectsPerMille = 0
  /// Whether the registration numbers come in no order.
  public var isShuffled = false
  /// Decides everything.
  public var seed: UInt64 = 42

  /// Creates a load of so many records.
  public init(rows: Int) { self.rows = rows }

  /// The file's name.
  public var fileName: String { "reference.\(format.rawValue)\(packing.suffix)" }

  /// Writes the file and the truth beside it.
  ///
  /// - Parameter directory: is created if it is not there.
  /// - Returns: what has to become of the records.
  /// - Throws: what the file system refuses.
  public func write(into directory: String) throws -> Counts {
    var truth = try Truth(directory: directory)
    var container = try Container("\(directory)/\(fileName)", packing: packing)
    let member = packing == .zip ? "reference.\(format.rawValue)" : ""
    try container.begin(ZIPDirectory.Member(name: member, isStreamed: true))
    let counts = try records(to: &container, truth: &truth, member: member)
    try container.end()
    try container.finish()
    try truth.note(unit: fileName, member: member, outcome: .loaded, counts: counts)
    try truth.finish()
    return counts
  }

  private func records(
    to container: inout Container, truth: inout Truth, member: String
  ) throws -> Counts {
    var records = ReferenceRecords(seed: seed, isShuffled: isShuffled)
    let kinds: [Spoiling] = format == .csv ? Spoiling.allCases : Spoiling.inMarkup
    var choice = RandomSource(seed: seed &+ 1)
    let headers = ReferenceRecords.headers
    let format: UnitFormat =
      switch format {
      case .csv: .delimited(DelimitedText(header: headers, fields: Array(headers.indices)))
      case .xml: .markup(Markup(elements: headers, writesEmptyElements: true))
      case .jsonl: .json(JSONText(names: headers, numbers: [], kind: nil))
      }
    var counts = Counts()
    var record = Record()
    var output: [UInt8] = []
    format.begin(into: &output)
    for number in stride(from: 1, through: rows, by: 1) {
      records.next(into: &record)
      counts.records += 1
      if defectsPerMille > 0, choice.chance(defectsPerMille, in: 1000) {
        let spoiling = kinds[choice.below(kinds.count)]
        spoiling.apply(to: &record)
        counts.count(spoiling.outcome)
        try truth.note(
          Truth.Line(
            unit: fileName, member: member, record: number, rule: spoiling.rule,
            field: spoiling.field, outcome: spoiling.outcome.rawValue, defect: spoiling.rawValue))
      } else {
        counts.loaded += 1
      }
      format.append(record, isFirst: number == 1, defect: nil, to: &output)
      if output.count > 1 << 20 { try container.write(&output) }
    }
    format.end(into: &output)
    try container.write(&output)
    return counts
  }
}

/// The ways in which a record of the reference load is spoiled.
private enum Spoiling: String, CaseIterable {
  case badDate = "bad-date"
  case badSex = "bad-sex"
  case badIdentity = "bad-identity-number"
  case missingName = "missing-name"
  case decomposedName = "decomposed-name"
  case invalidByte = "invalid-byte"

  static let inMarkup: [Spoiling] = [
    .badDate, .badSex, .badIdentity, .missingName, .decomposedName,
  ]

  var outcome: Defect.Outcome { self == .decomposedName ? .loaded : .rejected }

  var rule: String {
    switch self {
    case .badDate: "E-DATE"
    case .badSex: "E-CODE"
    case .badIdentity: "E-ID-SHAPE"
    case .missingName: "E-REQ"
    case .decomposedName: ""
    case .invalidByte: "E-ENC"
    }
  }

  var field: String {
    switch self {
    case .badDate: "ngay_sinh"
    case .badSex: "gioi_tinh"
    case .badIdentity: "so_giay_to_me"
    case .missingName, .decomposedName, .invalidByte: "ho_ten"
    }
  }

  func apply(to record: inout Record) {
    switch self {
    case .badDate: record.replace(5, with: "31/02/1999")
    case .badSex: record.replace(6, with: "Khác?")
    case .badIdentity: record.replace(13, with: "12345")
    case .missingName: record.replace(4, with: "")
    case .decomposedName: record.replace(4, with: "Nguye\u{302}\u{303}n Va\u{306}n An")
    case .invalidByte: record.replace(4, with: Array("Nguy".utf8) + [0xFF, 0x6E])
    }
  }
}
