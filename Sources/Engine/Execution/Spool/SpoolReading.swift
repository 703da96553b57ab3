import Columnar
import Dataflow
import Extraction
import Planning
import Platform

/// Reads chunks of a unit from the files that keep its records as they were read.
struct SpoolReading {
  private let plan: Plan
  private let source: SourcePlan
  private let unit: UnitEntry
  private let folder: SpoolFolder
  /// The file of each chunk, by its number.
  private let files: [Int64: String]

  init(_ plan: Plan, _ source: SourcePlan, _ unit: UnitEntry, files: [Int64: String]) {
    self.plan = plan
    self.source = source
    self.unit = unit
    self.files = files
    folder = SpoolFolder(plan)
  }

  /// The name of a chunk's file.
  func file(of span: ChunkSpan) throws -> String {
    if let file = files[span.chunk] { return file }
    throw Diagnostic(
      "SH5521", "the records of chunk \(span.chunk) of \(unit.identity.name) were not kept",
      status: .input,
      remedy: "put the source back as it was and type the command again without --from-spool")
  }

  /// Reads the records of a chunk, then their nested ones.
  ///
  /// - Throws: `Diagnostic` when they are not what was committed.
  func read(_ span: ChunkSpan) throws -> [Chunk] {
    let name = try file(of: span)
    let bytes = try content(of: name)
    let head = SpoolWriter.head(reading: source.reading)
    guard bytes.starts(with: head) else {
      throw Diagnostic(
        "SH5523",
        "the records of chunk \(span.chunk) of \(unit.identity.name) were read in another way than"
          + " the definition says now", status: .input,
        remedy: "put 'extract' back as it was, or the source")
    }
    let chunks = ChunkImage.read(bytes, from: head.count, rules: plan.extractionRules.all)
    guard let chunks, fits(chunks, span) else { throw damaged(name) }
    return chunks
  }

  /// The whole file, whose content is what its name says.
  private func content(of name: String) throws -> [UInt8] {
    let path = folder.file(name)
    do {
      let file = try File(readingFrom: path)
      // Only what is what it should be is held in memory whole.
      guard try file.sha256() == name else { throw damaged(name) }
      var bytes = [UInt8](repeating: 0, count: Int(try file.identity().size))
      let count = try file.read(at: 0, into: &bytes, bytes.indices)
      guard count == bytes.count else { throw damaged(name) }
      return bytes
    } catch let error as SystemError {
      throw Diagnostic(
        "SH5522", "\(path) cannot be read: \(error.reason)", status: .input,
        remedy: "put the source back as it was and type the command again without --from-spool")
    }
  }

  /// Whether chunks are those of a span, in the layout of the source.
  private func fits(_ chunks: [Chunk], _ span: ChunkSpan) -> Bool {
    guard let records = chunks.first, records.rowCount == span.records.count,
      records.origins.first?.record == span.records.lowerBound,
      records.origins.last?.record == span.records.upperBound
    else { return false }
    return chunks.map { $0.columns.map(\.name) }
      == source.emptyChunks.map { $0.columns.map(\.name) }
      && (span.hash.isEmpty || UnitReader.hash(of: records) == span.hash)
  }

  private func damaged(_ name: String) -> Diagnostic {
    Diagnostic(
      "SH5522", "\(folder.file(name)) is damaged", status: .input,
      remedy: "put the source back as it was and type the command again without --from-spool")
  }
}
