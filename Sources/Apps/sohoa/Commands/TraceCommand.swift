import ArgumentParser
import Dataflow
import Execution
import Planning

/// Leads from a row to where it came from, and back.
struct TraceCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract:
      "Leads from a row to archive, line, steps, scan and runs; and from a file or scan to rows.",
    discussion: """
      Rows are found by their key: 'trace khai_sinh so_dang_ky=12 quyen_so=01/2009', or by the key's \
      values in its order. A person of the consolidated model is found by id or personal number alone, \
      with every value, its rivals and all records: 'trace 001085012345'; so is that of a record by its id, \
      as 'link review export' has it. With --pipeline the record is read from its source again, and its \
      line and every step that changed a field are shown. Back: --file ARCHIVE[!MEMBER[@RECORD]], --scan PATH.
      """)

  @OptionGroup var options: LedgerOptions
  @Argument(help: "The table, or the person's id or number.") var table: String?
  @Argument(help: "The key: column=value, or the values of the key's columns in order.")
  var key: [String] = []
  @Option(help: "The pipeline that loaded the row.", completion: .file(extensions: ["yaml"]))
  var pipeline: String?
  @Option(help: "The rows of a file, of a member of it, or of one record.") var file: String?
  @Option(help: "The rows of a scan.") var scan: String?
  @Option(help: "The most rows.") var limit = 20
  @OptionGroup var parameters: ParameterOptions

  func validate() throws {
    guard [table != nil, file != nil, scan != nil].count(where: \.self) == 1 else {
      throw ValidationError("trace takes a table and a key, a person, --file, or --scan")
    }
    if limit < 1 { throw ValidationError("--limit takes a number from 1") }
  }

  func perform() throws {
    let ledger = try options.openForLineage()
    let plan = try pipeline.map { try parameters.planAndSpec($0).plan }
    if let table, key.isEmpty { return try tell(of: table, ledger, by: plan) }
    let rows = try rows(in: ledger)
    let traces = try rows.map { try RowTrace($0, in: ledger, by: plan) }
    if options.json { return try Console.json(traces.map { RowTraceJSON($0) }) }
    let speech = Speech.current
    guard !traces.isEmpty else {
      return Console.error(speech.term("không có dòng nào", "there is no such row"))
    }
    try Console.output(traces.map(\.text).joined(separator: "\n\n"))
  }

  /// Tells all that the consolidated model knows of somebody.
  private func tell(of entity: String, _ ledger: any LineageLedger, by plan: Plan?) throws {
    let stories = try EntityStory.find(
      entity, in: ledger, lines: plan.map { RecordLines($0, ledger) })
    if options.json { return try Console.json(stories) }
    guard !stories.isEmpty else {
      throw Diagnostic(
        "SH7021", "the consolidated model has nobody of this id or number", status: .usage,
        remedy: "give the key of a row behind its table, or an id of the model")
    }
    try Console.output(stories.map { EntityText(story: $0).text }.joined(separator: "\n\n"))
  }

  private func rows(in ledger: any LineageLedger) throws -> [TracedRow] {
    if let table {
      return try ledger.rows(ofTable: table, where: values(table, ledger), limit: limit)
    }
    if let scan {
      let found = try ledger.scans(named: scan)
      guard !found.isEmpty else { throw Self.unknown("scan", scan) }
      return try found.flatMap { try ledger.records(ofScan: $0.number) }.prefix(limit).flatMap {
        try ledger.rows(ofUnit: $0.unit, records: $0.record...$0.record, limit: limit)
      }
    }
    var name = file ?? ""
    var records: ClosedRange<Int64>?
    if let at = name.lastIndex(of: "@"), let record = Int64(name[name.index(after: at)...]) {
      records = record...record
      name = String(name[..<at])
    }
    let units = try ledger.units(named: name)
    guard !units.isEmpty else { throw Self.unknown("unit", name) }
    return try units.flatMap {
      try ledger.rows(ofUnit: $0.number, records: records, limit: limit)
    }
  }

  private static func unknown(_ kind: String, _ name: String) -> Diagnostic {
    Diagnostic(
      "SH7022", "the ledger knows no \(kind) '\(name)'", status: .usage,
      remedy: "write it as the ledger has it: see sohoa status")
  }

  private func values(
    _ table: String, _ ledger: any LineageLedger
  ) throws -> [(column: String, value: String)] {
    let keys = try ledger.keys(ofTable: table)
    if key.allSatisfy({ $0.contains("=") }) {
      return key.map { part in
        let parts = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), String(parts[1]))
      }
    }
    guard !keys.isEmpty else {
      throw Diagnostic(
        "SH7016", "no table '\(table)' with a key is there", status: .usage,
        remedy: "check the name, or name columns with their values, such as so=12")
    }
    guard let columns = keys.first, columns.count == key.count else {
      let known = keys.map { "(\($0.joined(separator: ", ")))" }.joined(separator: ", ")
      throw Diagnostic(
        "SH7016", "\(key.count) values do not make a key of \(table)", status: .usage,
        remedy: "its keys: \(known)")
    }
    return zip(columns, key).map { ($0, $1) }
  }
}
