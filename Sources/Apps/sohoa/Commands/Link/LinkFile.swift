import Dataflow
import Foundation

/// A file that a verb of `link` writes.
struct LinkFile {
  private let path: String

  init(_ path: String) { self.path = path }

  func write(_ text: String) throws {
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) } catch {
      throw Diagnostic(
        "SH7108", "cannot write \(path)", status: .inputOutput,
        remedy: "name a file in a directory that exists and can be written")
    }
  }
}
