import Columnar
import Extraction
public import Dataflow
import LegacyText
public import Planning

/// What the steps made of the record behind a row, read from its source again.
public struct RowHistory: Sendable {
  /// A field on its way.
  public struct Field: Sendable, Equatable {
    /// The column's name.
    public var name: String
    /// The text as it was read, or typed; `nil` where the record has none.
    public var read: String?
    /// The steps that changed it, each with what it was after that.
    public var steps: [Change]

    /// A change of a field.
    public struct Change: Sendable, Equatable {
      /// The step's name.
      public var step: String
      /// The text after it, or `nil`.
      public var text: String?
    }
  }

  /// Where the record was read, or why it was not.
  public enum Source: Sendable, Equatable {
    /// From its unit, at this line and byte.
    case unit(line: Int64, offset: Int64)
    /// From what a person typed.
    case correction
    /// The unit is not there any more, or is not what it was.
    case gone
  }

  /// Where the record was read.
  public var source: Source
  /// The fields in the order of the source, then those that steps added.
  public var fields: [Field]

  /// Reads the record of a row again and follows it through the steps.
  ///
  /// - Throws: `Diagnostic` when the pipeline does not load the table, or a step fails.
  public init(of row: TracedRow, in ledger: any LineageLedger, by plan: Plan) throws {
    guard let unit = try ledger.unit(row.unit),
      let plan = plan.loading(row.table, from: unit.identity.source),
      let source = plan.sources.first(where: { $0.name == unit.identity.source }),
      let stage = source.stages.first
    else {
      (self.source, fields) = (.gone, [])
      return
    }
    let reject = try ledger.reject(ofRecord: row.record, unit: row.unit, stage: row.table)
    let found = UnitPlace(plan).find(unit)
    var chunk = source.emptyChunks[0]
    let typed = reject?.fields.flatMap { $0.fields.contains(where: \.isTyped) ? $0 : nil }
    if let typed {
      chunk.append(
        typed, raw: [], from: RowOrigin(record: row.record, line: 0, offset: 0, raw: .null),
        typedFont: FontEvidence.typed)
      self.source = .correction
    } else if let found,
      let read = try Self.read(row.record, of: found, in: ledger, by: plan)
    {
      chunk = read
      self.source = .unit(line: chunk.origins[0].line, offset: chunk.origins[0].offset)
    } else {
      (self.source, fields) = (.gone, [])
      return
    }
    var steps = try plan.stages[stage].makeSteps()
    let sample = try found.flatMap { try EncodingSample.read(UnitInput(plan: plan, unit: $0)) }
    _ = try (sample ?? EncodingSample(chunks: [chunk])).show(to: &steps, stage: 0)
    fields = chunk.columns.map {
      Field(name: $0.name, read: chunk.bytes.string($0.cells[0]), steps: [])
    }
    for index in steps.indices {
      let before = chunk.columns.map { ($0.name, chunk.bytes.string($0.cells[0])) }
      try steps[index].apply(to: &chunk)
      note(chunk, before, step: plan.stages[stage].stepNames[index])
    }
  }

  private mutating func note(_ chunk: Chunk, _ before: [(String, String?)], step: String) {
    for column in chunk.columns {
      let text = chunk.bytes.string(column.cells[0])
      if let old = before.first(where: { $0.0 == column.name }), old.1 == text { continue }
      let index =
        fields.firstIndex { $0.name == column.name }
        ?? {
          fields.append(Field(name: column.name, read: nil, steps: []))
          return fields.count - 1
        }()
      fields[index].steps.append(.init(step: step, text: text))
    }
  }

  /// Reads one record of a unit as a chunk of one row; `nil` when it is not there.
  static func read(
    _ record: Int64, of unit: FoundUnit, in ledger: any LineageLedger, by plan: Plan
  ) throws -> Chunk? {
    let input = UnitInput(plan: plan, unit: unit)
    let start = try ledger.position(before: record, ofUnit: unit.number)?.position
    var state = start?.streamState ?? []
    if case .xml(let shape) = plan.sources[unit.source].format, shape.schema != nil { state = [] }
    let stream = try WatchedStream(input.openStream(resumingFrom: state))
    var (reader, _) = try input.makeReader(stream, resumingAt: start)
    var chunk = input.chunk()
    var limit = ChunkLimit(rows: 1)
    while true {
      limit.rows = max(1, min(20_000, Int(record - reader.position.record)))
      guard try reader.read(into: &chunk, limit: limit), chunk.rowCount > 0 else { return nil }
      if let row = chunk.origins.firstIndex(where: { $0.record == record }) {
        chunk.keepAsRead()
        guard let fields = chunk.textAsRead(row: row).flatMap({ RecordFields(text: $0) }) else {
          return nil
        }
        var one = plan.sources[unit.source].emptyChunks[0]
        one.append(
          fields, raw: Array(chunk.bytes.storage[chunk.origins[row].raw.range]),
          from: chunk.origins[row], typedFont: FontEvidence.typed)
        return one
      }
      if reader.position.record >= record { return nil }
      chunk = input.chunk()
    }
  }
}
