import Archives
import Columnar
import Dataflow
import Digests
import Extraction
import Pairing
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
  /// The scans by name, for each stage of the plan.
  let scans: [ScanIndex?]
  /// Takes what rows look like, or `nil`.
  let profiles: ProfileCollector?

  private var input: UnitInput { UnitInput(plan: plan, unit: unit) }

  /// Reads until the unit ends, fails, or nobody wants any more.
  func run() {
    do { try read() } catch { pipe.put(.failed(error)) }
  }

  private func read() throws {
    let stream = try WatchedStream(input.openStream(resumingFrom: streamState))
    do {
      var (reader, head) = try input.makeReader(stream, resumingAt: resume?.position)
      let sample = try EncodingSample.read(input)
      let steps = try StepRunner(
        plan, plan.sources[unit.source], sample: sample, scans: scans, profiles: profiles)
      pipe.put(.opened(head.encodingFindings + steps.findings, sample))
      try read(&reader, head, stream, steps)
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

  private func read(
    _ reader: inout any RecordReader, _ head: UnitInput.Head, _ stream: WatchedStream,
    _ steps: StepRunner
  ) throws {
    let source = plan.sources[unit.source]
    var steps = steps
    defer { steps.finish() }
    var spool = plan.isSpooled ? SpoolWriter(plan, source) : nil
    var number = resume?.chunk ?? 0
    var left = recordLimit
    while left ?? 1 > 0, var chunks = pool.take() {
      input.restart(&chunks)
      var limit = plan.chunkLimit.fitting(columns: source.fields.count)
      limit.rows = min(limit.rows, left ?? limit.rows)
      guard try readOn(&reader, stream, into: &chunks[0], limit: limit) else {
        return pool.giveBack(chunks)
      }
      let rowCount = chunks[0].rowCount
      guard rowCount > 0 else {
        pool.giveBack(chunks)
        break
      }
      left = left.map { $0 - rowCount }
      number += 1
      let hash = Self.hash(of: chunks[0])
      chunks.takeChildrenOut()
      // The disk has the file before the checkpoint that names it is written.
      let spooled = try spool?.keep(chunks) ?? ""
      // Reading is most of a reader's work; a loader that waits takes the steps over.
      let isAwaited = pipe.isAwaited
      if !isAwaited { try steps.apply(to: &chunks) }
      pipe.put(
        .filled(
          .init(
            chunks: consume chunks, isTransformed: !isAwaited, position: reader.position,
            number: number, hash: hash, spool: spooled, pool: pool)))
    }
    guard !pool.isCancelled else { return }
    guard left ?? 1 > 0 else { return pipe.put(.paused) }
    var identity = unit.identity
    let digest = stream.contentDigest()
    if !digest.isEmpty { identity.sha256 = input.digest(of: digest, head).hexadecimal }
    pipe.put(.end(identity, .done, reason: ""))
  }

  /// What says that a unit breaks off behind the records read: XML, a sheet, a table, JSON.
  private static let breaks = ["SH3202", "SH3302", "SH3402", "SH3602", "SH3701"]

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
    } catch let error as Diagnostic
      where Self.breaks.contains(error.code) && stream.failure == nil
    {
      pipe.put(.end(unit.identity, .broken, reason: error.message))
      return false
    }
  }

  /// A hash of the records as read; empty where they do not lie side by side.
  static func hash(of chunk: borrowing Chunk) -> String {
    guard let first = chunk.origins.first, let last = chunk.origins.last, !first.raw.isNull,
      !last.raw.isNull, first.raw.start <= last.raw.start
    else { return "" }
    let range = Int(first.raw.start)..<last.raw.range.upperBound
    let text = String(contentHash(chunk.bytes.storage, in: range), radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
