public import Columnar

/// A sink whose ledger QA works on: rejects leave it for correction and go through the pipeline again.
public protocol QualityLedger: Sink {
  /// Notes that rejects leave the database, and gives the export its number.
  func addExport(of rejects: [Int64], by maker: String, detail: String) throws -> ExportEntry
  /// An export, or `nil` when there is none with this number.
  func export(_ number: Int64) throws -> ExportEntry?
  /// Takes corrections up, all in one transaction: the records, their status, who did it, and that the
  /// export is applied.
  ///
  /// - Parameters:
  ///   - corrections: each with the record as it was exported.
  ///   - export: the export they came by.
  ///   - file: the SHA-256 of the file, in hexadecimal.
  ///   - maker: who corrected.
  /// - Returns: the run that stands for it in the ledger.
  /// - Throws: `Diagnostic` when somebody has changed a reject or applied the export meanwhile.
  func apply(
    _ corrections: [RejectCorrection], of export: ExportEntry, file: String, by maker: String
  ) throws -> RunEntry
  /// The corrections of a reject, in the order they were made.
  func corrections(ofReject reject: Int64) throws -> [CorrectionEntry]
  /// Gives rejects up, or takes that back, for a reason.
  ///
  /// - Throws: `Diagnostic` when one of them is not there or in another status; nothing is written then.
  func setStatus(
    of rejects: [Int64], from: [RejectStatus], to status: RejectStatus, reason: String,
    by maker: String
  ) throws
  /// The units with rejects that a replay takes up, in order.
  func units(toReplay filter: RejectFilter, of pipeline: String) throws -> [Int64]
  /// The unit and the reject that a replay has come to, or `nil` before its first commit.
  func replayPosition(ofRun run: Int64) throws -> (unit: Int64, reject: Int64)?
  /// Commits rejects that went through the pipeline again: rows, what became of each reject, the
  /// audit and a checkpoint, in one transaction under the lease.
  ///
  /// - Parameters:
  ///   - chunks: rows in the order of the page's rejects; row states are brought up to date.
  ///   - page: the rejects behind them.
  /// - Returns: what became of the rejects, one for each chunk.
  /// - Throws: ``LedgerMoved`` when somebody has changed one of the rejects meanwhile.
  func replay(_ chunks: inout [Chunk], at page: ReplayPage) throws -> [ReplayOutcome]
}

/// What became of rejects that went through the pipeline again.
public struct ReplayOutcome: Sendable, Equatable {
  /// Their records are in the table now, as new rows or in place of others.
  public var fixed = 0
  /// They are refused as before, or for another reason.
  public var rejected = 0
  /// Their rows were there already.
  public var superseded = 0
  /// A `filter` step left them out.
  public var filtered = 0

  /// Creates an outcome of nothing.
  public init() {}

  /// All of them.
  public var count: Int { fixed + rejected + superseded + filtered }

  /// Adds another outcome to this one.
  public static func += (left: inout ReplayOutcome, right: ReplayOutcome) {
    left.fixed += right.fixed
    left.rejected += right.rejected
    left.superseded += right.superseded
    left.filtered += right.filtered
  }
}
