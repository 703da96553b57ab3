import Foundation

/// Writes what commands print into the page that shows it: `SOHOA_RENEW_PAGES=1 swift test`.
///
/// The difference is then read like any other change before it is committed.
enum PageRenewal {
  /// Whether the tests renew the pages that they would otherwise refuse.
  static let isWanted = ProcessInfo.processInfo.environment["SOHOA_RENEW_PAGES"] == "1"

  /// Replaces the outputs of a page's steps.
  static func renew(
    _ document: Document, _ steps: [Session.Step], with results: [Session.Result]
  ) throws {
    var lines = document.lines
    for (step, result) in zip(steps, results).reversed() {
      guard let old = step.output,
        old.map(Session.masked) != result.output.map(Session.masked)
      else { continue }
      // `step.line` counts from 1, so it is the index of the line below the command.
      lines.replaceSubrange(step.line..<(step.line + old.count), with: result.output)
    }
    try lines.joined(separator: "\n").write(
      toFile: Document.root + "/" + document.path, atomically: true, encoding: .utf8)
  }
}
