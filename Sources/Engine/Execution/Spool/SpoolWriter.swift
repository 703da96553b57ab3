import Columnar
import Dataflow
import Digests
import Extraction
import Planning
import Platform

/// Keeps the records of chunks as they were read, each in a file of its own that is named by the hash of
/// its content and never changed.
struct SpoolWriter {
  private let folder: SpoolFolder
  private let rules: [UInt16]
  /// What the file begins with.
  private let head: [UInt8]
  private var bytes: [UInt8] = []

  /// Prepares to keep records of a source; the folder is there.
  init(_ plan: Plan, _ source: SourcePlan) {
    folder = SpoolFolder(plan)
    rules = plan.extractionRules.all
    head = Self.head(reading: source.reading)
  }

  /// What a file begins with: its kind, the version of that, and how the source was read.
  static func head(reading: String) -> [UInt8] {
    Array("sohoa spool 1\nreading \(reading)\n".utf8)
  }

  /// Keeps the chunks of records and of what they repeat; the disk has the file then.
  ///
  /// - Returns: its name.
  /// - Throws: `Diagnostic` when the disk does not take it.
  mutating func keep(_ chunks: [Chunk]) throws -> String {
    bytes.removeAll(keepingCapacity: true)
    bytes += head
    ChunkImage.write(chunks, rules: rules, to: &bytes)
    let name = SHA256.hash(bytes).hexadecimal
    do { try Directory.put(bytes, named: name, in: folder.path) } catch {
      throw SpoolFolder.failure(error)
    }
    return name
  }
}
