import Archives
import Columnar
import Dataflow
import Extraction
import LegacyText
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
    guard try MemoPlace.stamp(archive.identity(), unit.memo) == unit.identity.stamp else {
      throw ArchiveError(.changed, "the file has changed since it was listed")
    }
    return try archive.open(unit.entry, resumingFrom: state)
  }

  /// What the beginning of a unit says.
  enum Head {
    case csv(CSVHead)
    case xml
    case ocr
    case sheet(SheetHead)
    case table(DBFHead, MemoFile?)
    case columns(FixedWidthHead)
    case json(JSONHead)

    /// How the encoding was made out by the format itself.
    var encodingFindings: [EncodingFinding] {
      switch self {
      case .csv(let head): head.encodingFindings
      case .table(let head, _): head.encodingFindings
      case .columns(let head): head.encodingFindings
      case .xml, .sheet, .json, .ocr: []
      }
    }
  }

  /// Makes the reader, and tells what the head of the unit says.
  func makeReader(
    _ stream: WatchedStream, resumingAt position: Position? = nil
  ) throws -> (reader: any RecordReader, head: Head) {
    // A reader in the middle of a unit needs the head from the unit's beginning all the same.
    func headStream() throws -> WatchedStream {
      try position == nil ? stream : WatchedStream(openStream())
    }
    switch source.format {
    case .csv(let dialect):
      let head = try CSVHead.read(from: headStream(), fields: source.fields, dialect: dialect)
      let reader = try CSVReader(
        head: head, stream: stream, rules: plan.extractionRules, resumingAt: position)
      return (reader, .csv(head))
    case .dbf(let shape):
      let head = try DBFHead.read(
        from: headStream(), hasMemo: unit.memo != nil, fields: source.fields, shape: shape)
      let memo = try unit.memo.map { try $0.open(limits: source.limits) }
      let reader = try DBFReader(
        head: head, stream: stream, memo: memo, rules: plan.extractionRules,
        resumingAt: position)
      return (reader, .table(head, memo))
    case .fixed(let shape):
      let head = try FixedWidthHead.read(from: headStream(), fields: source.fields, shape: shape)
      let reader = try FixedWidthReader(
        head: head, stream: stream, rules: plan.extractionRules, resumingAt: position)
      return (reader, .columns(head))
    case .json(let shape):
      let head = try JSONHead.read(from: headStream(), shape: shape)
      let reader = try JSONReader(
        head: head, stream: stream, shape: shape, fields: source.fields,
        rules: plan.extractionRules, resumingAt: position)
      return (reader, .json(head))
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
    case .ocr(let shape):
      let reader = OCRReader(
        stream: stream, shape: shape, fields: source.fields, rules: plan.extractionRules,
        position: position ?? Position())
      return (reader, .ocr)
    }
  }

  /// An empty chunk in the source's layout, with its children.
  func chunk() -> Chunk {
    var chunks: [Chunk] = []
    restart(&chunks)
    return chunks[0]
  }

  /// Makes used chunks of records and children, or none, one empty chunk in the source's layout that
  /// holds its children, with the memory of the used ones.
  ///
  /// The chunks stay where they are: a copy in other hands, however short, would make the next who
  /// writes copy all of a chunk's bytes.
  func restart(_ chunks: inout [Chunk]) {
    let layouts =
      [source.fields.map(\.name)] + source.format.children.map { $0.keys + $0.fields.map(\.name) }
    while chunks.count < layouts.count { chunks.append(Chunk(columns: [])) }
    for (index, names) in layouts.enumerated() { chunks[index].restart(columns: names) }
    chunks[0].children = Array(chunks[1...])
    chunks.removeLast(chunks.count - 1)
  }
}

extension [Chunk] {
  /// Puts the children that the one chunk holds beside it.
  mutating func takeChildrenOut() {
    append(contentsOf: self[0].children)
    self[0].children = []
  }
}
