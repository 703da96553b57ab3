import Archives
public import Dataflow
import Digests
import Platform

/// Takes up an export of rejects that somebody corrected in a spreadsheet.
///
/// Everything that is wrong with the file is told at once, and nothing is written then. What is right is
/// written in one transaction.
public struct CorrectionImport {
  /// What an import did.
  public struct Report: Sendable {
    /// The export that came back.
    public var export: ExportEntry
    /// The run that stands for it, or `nil` where this very file was taken up before.
    public var run: RunEntry?
    /// The number of rows in the file.
    public var rows: Int
    /// The rejects that were corrected, each with the fields that changed.
    public var corrected: [(reject: Int64, fields: [String])]
  }

  private let ledger: any QualityLedger
  private let path: String
  private let maker: String

  /// Prepares an import.
  public init(_ ledger: any QualityLedger, file path: String, by maker: String) {
    self.ledger = ledger
    self.path = path
    self.maker = maker
  }

  /// Reads the file, holds it against the ledger and takes it up.
  ///
  /// - Throws: `Diagnostic`; nothing is written then.
  public func run() throws -> Report {
    let hash = try fileHash()
    var check = CorrectionCheck(ledger: ledger)
    let tables = try SheetFile(path: path, mark: RejectColumns.Identity.reject.rawValue).read(
      { try check.take(columns: $0) }, { try check.take($0) })
    guard tables > 0 else {
      throw Diagnostic(
        "SH5510",
        "\(path) is no export of rejects: it has no column"
          + " \(RejectColumns.Identity.reject.rawValue)", status: .input,
        remedy: "name the file that the spreadsheet saved, as CSV (UTF-8) or XLSX")
    }
    guard let export = check.export else { throw check.failure(path) }
    // The same command again, after a crash that hid its success, is no mistake.
    if !export.applied.isEmpty && export.file == hash {
      return Report(export: export, run: nil, rows: check.rows, corrected: [])
    }
    guard export.applied.isEmpty else {
      throw Diagnostic(
        "SH5512",
        "export \(export.number) was taken up on \(export.applied) by \(export.applier) already",
        status: .input,
        remedy: "an export can be taken up once; make another with: sohoa rejects export")
    }
    guard check.problems.isEmpty else { throw check.failure(path) }
    guard !check.corrections.isEmpty else {
      throw Diagnostic(
        "SH5513", "nothing was changed in \(path)", status: .input,
        remedy:
          "correct the fields to the right of \(RejectColumns.Identity.scan.rawValue), save, and"
          + " import again")
    }
    let run = try ledger.apply(check.corrections, of: export, file: hash, by: maker)
    return Report(
      export: export, run: run, rows: check.rows,
      corrected: check.corrections.map { ($0.reject, $0.changed) })
  }

  private func fileHash() throws -> String {
    do {
      return try File(readingFrom: path).sha256()
    } catch {
      throw Diagnostic(
        "SH5510", error.description, status: .input,
        remedy: "name the file that the spreadsheet saved, as CSV (UTF-8) or XLSX")
    }
  }
}
