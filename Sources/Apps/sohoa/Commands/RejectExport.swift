import Dataflow
import Foundation

/// Writes rejects as CSV for a spreadsheet.
final class RejectExport {
  private let handle: FileHandle

  /// The columns.
  static let header =
    "reject,run,unit,name,stage,record,line,offset,outcome,rule,field,violations,status,raw\r\n"

  /// Opens the file, readable for its owner only: it holds personal data.
  ///
  /// - Parameter path: the file's path, or `nil` for stdout.
  init(path: String?) throws {
    guard let path else {
      handle = .standardOutput
      return
    }
    guard
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: path)
    else {
      throw Diagnostic(
        "SH7102", "cannot write \(path)", status: .inputOutput,
        remedy: "name a file in a directory that exists and can be written")
    }
    self.handle = handle
  }

  /// Writes text.
  func write(_ text: String) throws {
    do { try handle.write(contentsOf: Data(text.utf8)) } catch {
      throw Diagnostic(
        "SH7102", "cannot write the export: the disk may be full", status: .inputOutput)
    }
  }

  /// One reject as a line (RFC 4180).
  static func line(_ entry: RejectEntry) -> String {
    [
      "\(entry.number)", "\(entry.run)", "\(entry.unit)", entry.unitName, entry.stage,
      "\(entry.record)", "\(entry.line)", "\(entry.offset)", entry.outcome, entry.rule, entry.field,
      entry.violations.joined(separator: "; "), entry.status,
      String(decoding: entry.raw, as: UTF8.self),
    ].map(cell).joined(separator: ",") + "\r\n"
  }

  /// A value as a cell: text that a spreadsheet would take for a formula gets an apostrophe.
  private static func cell(_ value: String) -> String {
    var value = value
    let first = value.unicodeScalars.first { $0 != " " }
    if let first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) { value = "'" + value }
    let needsQuotes = value.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return value }
    return "\"" + value.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
