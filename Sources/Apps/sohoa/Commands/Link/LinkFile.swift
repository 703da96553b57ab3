import Dataflow
import Foundation

/// A file that a verb of `link` writes.
struct LinkFile {
  private let path: String

  init(_ path: String) { self.path = path }

  func write(_ text: String) throws { try write { try $0(text) } }

  /// Writes what is handed over, piece by piece.
  func write(_ fill: (_ write: (String) throws -> Void) throws -> Void) throws {
    var bytes = Data()
    do { try bytes.write(to: URL(fileURLWithPath: path)) } catch { throw refusal }
    guard let file = FileHandle(forWritingAtPath: path) else { throw refusal }
    func flush() throws {
      do { try file.write(contentsOf: bytes) } catch { throw refusal }
      bytes.removeAll(keepingCapacity: true)
    }
    try fill { text in
      bytes.append(contentsOf: text.utf8)
      if bytes.count >= 64 << 10 { try flush() }
    }
    try flush()
    do { try file.close() } catch { throw refusal }
  }

  private var refusal: Diagnostic {
    Diagnostic(
      "SH7108", "cannot write \(path)", status: .inputOutput,
      remedy: "name a file in a directory that exists and can be written")
  }
}
