public import Dataflow

/// Writes rejects for correction in a spreadsheet, and notes in the ledger that they left.
public struct RejectExport {
  private let ledger: any QualityLedger
  private let filter: RejectFilter
  private let isVietnamese: Bool
  private static let pageSize = 1_000

  /// Prepares an export of the rejects that a filter lets through.
  public init(_ ledger: any QualityLedger, _ filter: RejectFilter, isVietnamese: Bool) {
    self.ledger = ledger
    self.filter = filter
    self.isVietnamese = isVietnamese
  }

  /// Writes the file.
  ///
  /// - Returns: the export, or `nil` when no reject matches; nothing is written then.
  /// - Throws: `Diagnostic`, and what the writer throws.
  public func write(to writer: inout any SheetWriter, by maker: String) throws -> ExportEntry? {
    var names: [String] = []
    var numbers: [Int64] = []
    try eachPage { entries in
      numbers += entries.map(\.number)
      for entry in entries {
        for field in entry.fields?.fields ?? [] where !names.contains(field.name) {
          names.append(field.name)
        }
      }
    }
    guard !numbers.isEmpty else { return nil }
    let export = try ledger.addExport(of: numbers, by: maker, detail: "")
    let heads = RejectColumns.Identity.allCases.map(\.rawValue) + names + [RejectColumns.raw]
    try writer.begin("rejects", columns: heads.count)
    try writer.add(heads.map { SheetCell($0, .head) })
    let exported = Set(numbers)
    try eachPage { entries in
      for entry in entries where exported.contains(entry.number) {
        try writer.add(cells(entry, export.number, names))
      }
    }
    try writer.finish()
    return export
  }

  private func eachPage(_ body: ([RejectEntry]) throws -> Void) throws {
    var filter = filter
    while true {
      let entries = try ledger.rejects(matching: filter, limit: Self.pageSize)
      guard let last = entries.last else { return }
      try body(entries)
      filter.after = last.number
    }
  }

  private func cells(_ entry: RejectEntry, _ export: Int64, _ names: [String]) -> [SheetCell] {
    let identity = RejectColumns.Identity.allCases.map { column in
      let texts = RejectColumns.texts(column, of: entry, export: export)
      return SheetCell(isVietnamese ? texts.last ?? "" : texts[0])
    }
    let faulty = Set(
      entry.violations.compactMap { $0.split(separator: " ", maxSplits: 1).dropFirst().first })
    let fields = names.map { name in
      SheetCell(entry.fields?[name] ?? "", faulty.contains(Substring(name)) ? .fault : .plain)
    }
    // What is longer than a cell is read in full by `rejects show`.
    let raw = String(decoding: entry.raw.prefix(30_000), as: UTF8.self)
    return identity + fields + [SheetCell(raw)]
  }
}
