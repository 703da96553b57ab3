import Archives
import Dataflow
import Markup

/// The diagnostics of workbooks and sheets that cannot be read on; none of them quotes a cell.
enum SheetBreak {
  /// The XML of a sheet breaks behind a row.
  static func broken(_ reason: MarkupFailure.Reason, behind row: Int64, at offset: Int64)
    -> Diagnostic
  {
    Diagnostic(
      "SH3302",
      "the sheet breaks behind row \(row), at byte \(offset) of its XML: "
        + XMLBreak.sentence(reason),
      status: .input, remedy: "the rows before this place are read; ask for the file again")
  }

  /// A part of the workbook other than the sheet cannot be used.
  static func part(_ name: String, _ what: String) -> Diagnostic {
    Diagnostic(
      "SH3301", "the workbook's part \(name) \(what)", status: .input,
      remedy: "open the file with a spreadsheet program and save it as .xlsx again")
  }

  /// The bytes of the sheet cannot be had.
  static func unreadable(_ ending: XMLSource.Ending, behind row: Int64, at offset: Int64)
    -> any Error
  {
    switch ending {
    case .stream(let error): error
    case .unknownEncoding: part("of the sheet", "is not in UTF-8")
    default: broken(.character, behind: row, at: offset)
    }
  }
}
