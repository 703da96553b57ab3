import Archives
import Columnar
import Dataflow
import Extraction
import Planning

/// Opens a unit: its bytes, the reader of its format, and chunks in its layout.
struct UnitInput {
  let plan: Plan
  let unit: FoundUnit

  private var source: SourcePlan { plan.sources[unit.source] }

  /// Opens the unit's content, at its first byte or near a position.
  ///
  /// - Throws: `ArchiveError`, also when the file is not the one that was listed.
  func openStream(resumingFrom state: [UInt8] = []) throws -> any ByteStream {
    let archive = try Archive(path: unit.identity.path, limits: source.limits)
    guard UnitIdentity.Stamp(try archive.identity()) == unit.identity.stamp else {
      throw ArchiveError(.changed, "the file has changed since it was listed")
    }
    return try archive.open(unit.entry, resumingFrom: state)
  }

  /// What the beginning of a unit says.
  enum Head {
    case csv(CSVHead)
    case xml
    case sheet(SheetHead)
  }

  /// Makes the reader, and tells what the head of the unit says.
  func makeReader(
    _ stream: WatchedStream, resumingAt position: Position? = nil
  ) throws -> (reader: any RecordReader, head: Head) {
    switch source.format {
    case .csv(let dialect):
      // A reader in the middle of a unit needs the head from the unit's beginning all the same.
      let headStream = try position == nil ? stream : WatchedStream(openStream())
      let head = try CSVHead.read(from: headStream, fields: source.fields, dialect: dialect)
      let reader = try CSVReader(
        head: head, stream: stream, rules: plan.extractionRules, resumingAt: position)
      return (reader, .csv(head))
    case .xlsx(let shape):
      guard let found = unit.sheet else { throw Workbook.isNotSheet }
      let archive = try Archive(path: unit.identity.path, limits: source.limits)
      let head = try SheetHead(
        found.workbook, found.sheet, from: archive, fields: source.fields, shape: shape)
      let reader = XLSXReader(
        head: head, stream: stream, rules: plan.extractionRules, resumingAt: position)
      return (reader, .sheet(head))
    case .xml(let shape):
      let reader = try XMLReader(
        stream: stream, shape: shape, fields: source.fields, rules: plan.extractionRules,
        position: position ?? Position())
      return (reader, .xml)
    }
  }

  /// A chunk in the source's layout, with the memory of a used one.
  func chunk(reusing used: consuming Chunk? = nil) -> Chunk {
    var chunk = Chunk(columns: source.fields.map(\.name))
    if case .xml(let shape) = source.format {
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
}
