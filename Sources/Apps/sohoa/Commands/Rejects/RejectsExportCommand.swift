import ArgumentParser
import Dataflow
import Execution
import Foundation

/// Writes refused records for correction in a spreadsheet.
struct RejectsExportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes refused records for correction in a spreadsheet: CSV or XLSX.",
    discussion: """
      One row a record: where it stands and what it breaks, then every field as it was read, then the \
      record itself. Correct the fields, save, and take the file up with 'rejects import'.

      Nothing in the file is computed. In XLSX every cell is a text. In CSV, which begins with a byte \
      order mark, an apostrophe stands before what a spreadsheet would compute or change, such as \
      =1+1, 0012 or 01/2009; 'import' takes it off again.

      The file is readable for its owner only: it holds personal data.
      """)

  /// How the file is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, xlsx
  }

  @OptionGroup var options: LedgerOptions
  @OptionGroup var filter: RejectFilterOptions
  @Option(help: "csv or xlsx; otherwise as the file's name ends.") var format: Format?
  @Option(
    name: .shortAndLong, help: "The file to write; CSV goes to stdout without one.",
    completion: .file())
  var output: String?
  @Option(help: "Who takes them; otherwise the name of the account.") var by: String?

  private var chosen: Format {
    format ?? (output?.lowercased().hasSuffix(".xlsx") == true ? .xlsx : .csv)
  }

  func validate() throws {
    if options.json {
      throw ValidationError("export writes CSV or XLSX; for JSON use 'rejects list --json'")
    }
    if chosen == .xlsx && output == nil {
      throw ValidationError("a workbook needs a file: -o rejects.xlsx")
    }
  }

  func perform() throws {
    let ledger = try options.openForQuality()
    let file = try PrivateFile(output)
    var writer: any SheetWriter =
      switch chosen {
      case .csv: CSVSheetWriter(file.write)
      case .xlsx: WorkbookWriter(file.write)
      }
    let export = try RejectExport(
      ledger, filter.filter(in: ledger), isVietnamese: Speech.current == .vietnamese
    ).write(to: &writer, by: by ?? NSUserName())
    let speech = Speech.current
    guard let export else {
      file.discard()
      return Console.error(speech.term("không có bản ghi loại nào khớp", "no reject matches"))
    }
    try file.finish()
    let count = export.rejects.count.grouped
    let name = speech.term(
      "lần xuất \(export.number): \(count) bản ghi loại",
      "export \(export.number): \(count) rejects")
    Console.error(name + (output.map { " → \($0)" } ?? ""))
  }
}
