import Columnar
import Dataflow
import Extraction
import Planning

/// Where the records of a unit that is read again come from.
enum UnitRecords {
  /// Its source.
  case source(ChunkReading)
  /// The files that keep them as they were read.
  case spool(SpoolReading)

  /// Reads a chunk: its records, then their nested ones.
  mutating func read(_ span: ChunkSpan, in ledger: any LineageLedger) throws -> [Chunk] {
    switch self {
    case .source(var reading):
      defer { self = .source(reading) }
      return try reading.read(span, in: ledger)
    case .spool(let spool): return try spool.read(span)
    }
  }

  /// The name of the file that keeps a chunk's records; empty where they come from the source.
  func spool(of span: ChunkSpan) throws -> String {
    switch self {
    case .source: ""
    case .spool(let spool): try spool.file(of: span)
    }
  }
}

/// Reads committed chunks of a unit again, one after the other where they follow one another.
struct ChunkReading {
  private let plan: Plan
  private let unit: FoundUnit
  private var reader: (any RecordReader)?
  private var stream: WatchedStream?

  init(plan: Plan, unit: FoundUnit) {
    self.plan = plan
    self.unit = unit
  }

  /// Reads a chunk: its records, then their nested ones.
  ///
  /// - Throws: `Diagnostic` when it is not what was committed.
  mutating func read(_ span: ChunkSpan, in ledger: any LineageLedger) throws -> [Chunk] {
    let input = UnitInput(plan: plan, unit: unit)
    do {
      if reader?.position.record != span.records.lowerBound - 1 {
        try open(input, before: span.records.lowerBound, in: ledger)
      }
      guard var reader else { preconditionFailure("the unit has just been opened") }
      var chunk = input.chunk()
      let limit = ChunkLimit(rows: span.records.count, bytes: .max)
      let isRead = try reader.read(into: &chunk, limit: limit)
      self.reader = reader
      guard isRead, reader.position.record == span.end.record,
        reader.position.offset == span.end.offset,
        span.hash.isEmpty || UnitReader.hash(of: chunk) == span.hash
      else {
        throw Diagnostic(
          "SH5507",
          "chunk \(span.chunk) of \(unit.identity.name) does not read as it did when it was loaded",
          status: .input,
          remedy: "put source and reading back as they were, or take the load back with sohoa undo"
            + " and run the pipeline again")
      }
      var chunks = [chunk] + chunk.children
      chunks[0].children = []
      return chunks
    } catch {
      if let failure = stream?.failure { throw failure.diagnostic(unit: unit.identity.name) }
      throw error
    }
  }

  private mutating func open(
    _ input: UnitInput, before record: Int64, in ledger: any LineageLedger
  ) throws {
    let start = try ledger.position(before: record, ofUnit: unit.number)?.position
    var state = start?.streamState ?? []
    // A document held against an XSD is always read from its beginning.
    if case .xml(let shape) = plan.sources[unit.source].format, shape.schema != nil { state = [] }
    let stream = try WatchedStream(input.openStream(resumingFrom: state))
    self.stream = stream
    reader = try input.makeReader(stream, resumingAt: start).reader
  }
}
