import ArgumentParser
import Dataflow
import Execution

/// Takes up an export that was corrected in a spreadsheet.
struct RejectsImportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes up an export that was corrected in a spreadsheet.",
    discussion: """
      The file is held against the ledger first; when anything is wrong with it, everything that is \
      wrong is told and nothing is written. Otherwise who corrected what and when is noted and the \
      rejects wait, corrected, for 'rejects replay'. It is one transaction, and it happens once.
      """)

  @OptionGroup var options: LedgerOptions
  @Argument(help: "The file as the spreadsheet saved it: CSV or XLSX.", completion: .file())
  var file: String
  @Option(help: "Who corrected.") var by: String

  private struct Corrected: Encodable {
    var reject: Int64
    var fields: [String]
  }

  private struct Report: Encodable {
    var export: Int64
    var run: Int64?
    var rows: Int
    var corrected: [Corrected]
  }

  func perform() throws {
    let report = try CorrectionImport(options.openForQuality(), file: file, by: by).run()
    if options.json {
      return try Console.json(
        Report(
          export: report.export.number, run: report.run?.number, rows: report.rows,
          corrected: report.corrected.map { Corrected(reject: $0.reject, fields: $0.fields) }))
    }
    let speech = Speech.current
    guard let run = report.run else {
      return try Console.output(
        speech.term(
          "tệp này đã được nhập lúc \(report.export.applied): không có gì để làm",
          "this very file was taken up on \(report.export.applied): nothing to do"))
    }
    try Console.output(
      speech.term(
        "lần xuất \(report.export.number), lượt chạy \(run.number): đã sửa"
          + " \(report.corrected.count.grouped)/\(report.rows.grouped) bản ghi loại",
        "export \(report.export.number), run \(run.number): \(report.corrected.count.grouped) of"
          + " \(report.rows.grouped) rejects corrected"))
    for line in report.corrected.prefix(20) {
      try Console.output("  \(line.reject): \(line.fields.joined(separator: ", "))")
    }
    if report.corrected.count > 20 {
      try Console.output("  … + \((report.corrected.count - 20).grouped)")
    }
    Console.error(
      "\(speech.term("nạp lại bằng", "take them in with")): \(Invocation.name) rejects replay"
        + " \(speech.term("QUY-TRÌNH", "PIPELINE"))")
  }
}
