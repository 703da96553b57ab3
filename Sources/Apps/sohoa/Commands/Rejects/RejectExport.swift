import ArgumentParser
import Dataflow
import Foundation
import Platform

/// Writes rejects as CSV for a spreadsheet.
final class RejectExport {
  private let file: FileHandle?

  /// The columns.
  static let header =
    "reject,run,unit,name,stage,record,line,offset,outcome,rule,field,violations,status,raw\r\n"

  /// Opens the file, or stdout for `nil`; it is readable for its owner only: it holds personal data.
  init(path: String?) throws {
    guard let path else {
      file = nil
      return
    }
    guard
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let file = FileHandle(forWritingAtPath: path)
    else {
      throw Diagnostic(
        "SH7105", "cannot write \(path)", status: .inputOutput,
        remedy: "name a file in a directory that exists and can be written")
    }
    self.file = file
  }

  /// Writes text; when nobody reads stdout any more, the command ends without a word.
  func write(_ text: String) throws {
    do {
      if let file {
        try file.write(contentsOf: Data(text.utf8))
      } else {
        try StandardStream.output.write(text)
      }
    } catch let error as SystemError where error.isClosedPipe {
      throw ExitCode(ExitStatus.done.rawValue)
    } catch {
      throw Diagnostic(
        "SH7106", "cannot write the export to its end", status: .inputOutput,
        remedy: "check the space on the disk, then export again")
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
  static func cell(_ value: String) -> String {
    var value = value.replacingOccurrences(of: "\0", with: "\u{FFFD}")
    let first = value.unicodeScalars.first { !" \n\u{A0}\u{FEFF}".unicodeScalars.contains($0) }
    if let first, "=+-@\t\r|%＝＋－＠".unicodeScalars.contains(first) { value = "'" + value }
    let needsQuotes = value.unicodeScalars.contains { "\",;\t\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return value }
    return "\"" + value.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
