import Archives
import Columnar
import Dataflow
import Digests
import Extraction
import Planning

/// Reads one unit on a thread of its own: bytes to records to the rows that a table takes.
struct UnitReader {
  let plan: Plan
  let unit: FoundUnit
  /// Where an earlier run stopped, or `nil`.
  let resume: (chunk: Int64, position: Position)?
  let pipe: UnitPipe
  let pool: ChunkPool
  /// The most records to read, or `nil`.
  let recordLimit: Int?

  /// Reads until the unit ends, fails, or nobody wants any more.
  func run() {
    do { try read() } catch { pipe.put(.failed(error)) }
  }

  private func read() throws {
    let stream = try WatchedStream(openStream(resumingFrom: streamState))
    do {
      var reader = try makeReader(stream)
      try read(&reader, stream)
    } catch {
      // What went wrong below says more than what the format made of it.
      if let failure = stream.failure { throw failure }
      throw error
    }
  }

  /// Where the stream may begin; a document held against an XSD is always read from its beginning.
  private var streamState: [UInt8] {
    if case .xml(let shape) = plan.sources[unit.source].format, shape.schema != nil { return [] }
    return resume?.position.streamState ?? []
  }

  private func read(_ reader: inout any RecordReader, _ stream: WatchedStream) throws {
    let source = plan.sources[unit.source]
    var steps = try source.stages.map { try plan.stages[$0].makeSteps() }
    var number = resume?.chunk ?? 0
    var left = recordLimit
    while left ?? 1 > 0, let spare = pool.take() {
      var chunk = recycled(spare.first)
      var limit = plan.chunkLimit
      limit.rows = min(limit.rows, left ?? limit.rows)
      guard try readOn(&reader, stream, into: &chunk, limit: limit) else {
        return pool.giveBack([chunk])
      }
      guard chunk.rowCount > 0 else {
        pool.giveBack([chunk])
        break
      }
      left = left.map { $0 - chunk.rowCount }
      number += 1
      let hash = hash(of: chunk)
      var chunks = [chunk] + chunk.children
      chunks[0].children = []
      for index in chunks.indices {
        for step in steps[index].indices { try steps[index][step].apply(to: &chunks[index]) }
      }
      pipe.put(
        .filled(
          .init(
            chunks: chunks, position: reader.position, number: number, hash: hash, pool: pool)))
    }
    guard !pool.isCancelled else { return }
    guard left ?? 1 > 0 else { return pipe.put(.paused) }
    var identity = unit.identity
    let digest = stream.contentDigest()
    if !digest.isEmpty { identity.sha256 = digest.hexadecimal }
    pipe.put(.end(identity, .done, reason: ""))
  }

  /// Reads the next chunk; a document that breaks off ends the unit with what came before.
  ///
  /// - Returns: `false` when the unit has been ended.
  private func readOn(
    _ reader: inout any RecordReader, _ stream: WatchedStream, into chunk: inout Chunk,
    limit: ChunkLimit
  ) throws -> Bool {
    do {
      if try !reader.read(into: &chunk, limit: limit) { chunk.removeAll() }
      return true
    } catch let error as Diagnostic where error.code == "SH2402" && stream.failure == nil {
      pipe.put(.end(unit.identity, .broken, reason: error.message))
      return false
    }
  }

  private func openStream(resumingFrom state: [UInt8]) throws -> any ByteStream {
    let archive = try Archive(
      path: unit.identity.path, limits: plan.sources[unit.source].limits)
    guard UnitIdentity.Stamp(try archive.identity()) == unit.identity.stamp else {
      throw ArchiveError(.changed, "the file has changed since it was listed")
    }
    return try archive.open(unit.entry, resumingFrom: state)
  }

  private func makeReader(_ stream: WatchedStream) throws -> any RecordReader {
    let source = plan.sources[unit.source]
    switch source.format {
    case .csv(let dialect):
      // A reader in the middle of a unit needs the head from the unit's beginning all the same.
      let headStream = resume == nil ? stream : try WatchedStream(openStream(resumingFrom: []))
      let head = try CSVHead.read(from: headStream, fields: source.fields, dialect: dialect)
      return try CSVReader(
        head: head, stream: stream, rules: plan.extractionRules, resumingAt: resume?.position)
    case .xml(let shape):
      return try XMLReader(
        stream: stream, shape: shape, fields: source.fields, rules: plan.extractionRules,
        position: resume?.position ?? Position())
    }
  }

  /// A chunk in the source's layout, with the memory of a used one.
  private func recycled(_ used: consuming Chunk?) -> Chunk {
    var chunk = Chunk(columns: plan.sources[unit.source].fields.map(\.name))
    if case .xml(let shape) = plan.sources[unit.source].format {
      chunk.children = shape.children.map { Chunk(columns: $0.keys + $0.fields.map(\.name)) }
    }
    if var used = consume used {
      swap(&chunk.bytes, &used.bytes)
      swap(&chunk.origins, &used.origins)
      swap(&chunk.states, &used.states)
      chunk.removeAll()
    }
    return chunk
  }

  private func hash(of chunk: Chunk) -> String {
    guard let first = chunk.origins.first, let last = chunk.origins.last, !first.raw.isNull,
      !last.raw.isNull, first.raw.start <= last.raw.start
    else { return "" }
    let range = Int(first.raw.start)..<last.raw.range.upperBound
    let text = String(contentHash(chunk.bytes.storage, in: range), radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

/// A stream that remembers why it failed, whatever a reader makes of the error.
final class WatchedStream: ByteStream {
  private let stream: any ByteStream
  /// What the stream threw, or `nil`.
  private(set) var failure: ArchiveError?

  init(_ stream: any ByteStream) { self.stream = stream }

  var offset: Int64 { stream.offset }

  func read(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int {
    do {
      return try stream.read(into: &buffer, at: start)
    } catch {
      failure = error
      throw error
    }
  }

  func resumeState(near offset: Int64) -> [UInt8] { stream.resumeState(near: offset) }

  func contentDigest() -> [UInt8] { stream.contentDigest() }
}
