/// One file of birth entries of any size, in constant memory.
public struct BulkDelivery {
  /// What the entries are written as.
  public enum Format: String, Sendable, CaseIterable {
    /// Delimited text with the noisy headers of the import sheet.
    case csv
    /// One element an entry.
    case xml
    /// One object a line.
    case jsonl
  }

  /// The number of records.
  public var rows: Int
  /// What the entries are written as.
  public var format = Format.csv
  /// What the file is packed into.
  public var packing = Packing.zip
  /// How hard it is packed, 0 to 9.
  public var level = 6
  /// How many records in a thousand are spoiled.
  public var defectsPerMille = 10
  /// How many in a thousand repeat the one before, half of them with other content.
  public var duplicatesPerMille = 2
  /// Decides everything.
  public var seed: UInt64 = 2026

  /// Creates a delivery of so many records.
  public init(rows: Int) { self.rows = rows }

  /// The file's name.
  public var fileName: String { "khai-sinh.\(format.rawValue)\(packing.suffix)" }

  private var unitFormat: UnitFormat {
    switch format {
    case .csv: .delimited(BirthSheet.delimited(.noisy))
    case .xml: .markup(BirthSheet.markup)
    case .jsonl:
      .json(JSONText(names: BirthSheet.columns.map(\.header), numbers: [], kind: nil))
    }
  }

  /// Writes the file and the truth beside it.
  ///
  /// - Parameter directory: is created if it is not there.
  /// - Returns: what has to become of the records.
  /// - Throws: what the file system refuses.
  public func write(into directory: String) throws -> Counts {
    var truth = try Truth(directory: directory)
    var container = try Container("\(directory)/\(fileName)", packing: packing, level: level)
    let member = packing == .zip ? "khai-sinh.\(format.rawValue)" : ""
    try container.begin(ZIPDirectory.Member(name: member, isStreamed: true))
    let kinds =
      Defect.ofValues + [.decomposedName, .extraBlanks]
      + (format == .csv ? Defect.ofDelimitedText : [])
    var unit = BirthUnit(
      records: BirthRecords(seed: seed, communes: 0..<BirthRecords.allCommunes, firstYear: 1985),
      format: unitFormat,
      planting: Planting(
        perMille: defectsPerMille, duplicatesPerMille: duplicatesPerMille, kinds: kinds,
        seed: seed &+ 1))
    let counts = try unit.write(
      rows: rows, to: &container, truth: &truth, unit: fileName, member: member)
    try container.end()
    try container.finish()
    try truth.note(unit: fileName, member: member, outcome: .loaded, counts: counts)
    try truth.finish()
    return counts
  }
}

extension Packing {
  /// What a file so packed ends in.
  var suffix: String {
    switch self {
    case .plain: ""
    case .gzip: ".gz"
    case .zip: ".zip"
    }
  }
}
