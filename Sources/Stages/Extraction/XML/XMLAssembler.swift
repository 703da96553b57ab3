import Columnar
import Dataflow
import Markup

/// Turns the events of a document into rows.
///
/// It keeps the state of every open element and, inside a record, one run of text for each path.
struct XMLAssembler {
  /// A path's text in the record being read: where it lies in ``text``; absent while negative.
  struct Run {
    var start = -1
    var length = 0
  }

  /// A row of a child table, kept until its record turns out to be good.
  struct PendingChild {
    var table: Int
    var start: XMLMark
    var end: Int64
    var firstCell: Int
  }

  /// Something that is wrong with the record being read.
  struct Finding: Equatable {
    var rule: UInt16
    var column: Int
  }

  var pattern: XMLPattern
  let shape: XMLShape
  let names: [String]
  let rules: ExtractionRules
  /// For each child table, the record's columns that its rows repeat.
  let keys: [[Int]]
  /// For each run, the record's column it may fill, or -1.
  let runColumns: [Int]

  /// The last place that lines were counted to.
  var mark = XMLMark()
  var encoding = XMLEncoding.utf8
  /// The elements around the records.
  var context = XMLContext()
  /// The number of records begun.
  var recordCount: Int64 = 0
  /// The place behind the last whole record, and the elements around it.
  var lastEnd = XMLMark()
  var lastContext = XMLContext()

  /// The state of every open element, below them that of the document.
  var states: [Int32] = [XMLPattern.outside]
  /// The number of states with the open record's; 0 outside records.
  var recordDepth = 0
  var recordStart = XMLMark()
  var runs: [Run]
  var text: [UInt8] = []
  var elements = 0
  var findings: [Finding] = []
  var children: [PendingChild] = []
  var childCells: [Run] = []
  var childStarts: [XMLMark]
  /// The beginning of a record that is longer than the limit.
  var longRecord: [UInt8]?

  /// The cells of the rows read, row by row.
  var cells: [Cell] = []

  init(_ shape: XMLShape, _ fields: [SourceField], _ rules: ExtractionRules) throws {
    pattern = try XMLPattern(shape, fields)
    self.shape = shape
    names = fields.map(\.name)
    self.rules = rules
    keys = try shape.children.map { child in
      try child.keys.map { key in
        guard let column = fields.firstIndex(where: { $0.name == key }) else {
          throw Diagnostic(
            "SH3207", "the key '\(key)' of the child table '\(child.name)' is not a field",
            status: .definition,
            remedy: "use one of: \(fields.map(\.name).joined(separator: ", "))")
        }
        return column
      }
    }
    var columns = [Int](repeating: -1, count: pattern.runTables.count)
    for (column, choices) in pattern.columns[0].enumerated() {
      for run in choices where columns[run] < 0 { columns[run] = column }
    }
    runColumns = columns
    runs = [Run](repeating: Run(), count: columns.count)
    childStarts = [XMLMark](repeating: XMLMark(), count: shape.children.count + 1)
  }

  /// The text offset of the first byte that is still needed, or `nil` where none is.
  var neededFrom: Int64? { recordDepth > 0 && longRecord == nil ? recordStart.text : nil }

  /// Forgets the open elements, for a parser that begins anew.
  mutating func restart() {
    pattern.forgetNames()
    states = [XMLPattern.outside]
    recordDepth = 0
  }

  /// Takes events from `cursor` on, up to the end of a record or all of them, and says whether a
  /// record ended, which is then the chunk's last row.
  ///
  /// `base` is the text offset of the first byte the parser was fed; up to `start`, the events only
  /// repeat what was read before.
  mutating func consume(
    _ tape: MarkupTape, from cursor: inout Int, base: Int64, start: Int64, _ source: XMLSource,
    into chunk: inout Chunk
  ) throws -> Bool {
    pattern.learn(tape.names)
    while cursor < tape.events.count {
      let event = tape.events[cursor]
      cursor += 1
      let offset = event.offset + base
      switch event.kind {
      case .start:
        let state = pattern.next(states[states.count - 1], event.name)
        if recordDepth > 0 {
          try open(state, event, at: offset, source)
        } else {
          try openOutside(state, at: offset, isRepeated: offset < start, source)
        }
        if event.textLength > 0 {
          takeAttributes(tape, from: cursor, count: Int(event.textLength), of: state)
          cursor = min(cursor + Int(event.textLength), tape.events.count)
        }
      case .attribute: continue
      case .invalid:
        guard recordDepth == 0 else {
          find(rules.schema)
          continue
        }
        move(to: offset, source)
        throw XMLBreak.broken("the markup around the records breaks the schema", at: mark)
      case .text:
        guard recordDepth > 0, findings.isEmpty else { continue }
        let state = Int(states[states.count - 1])
        for index in pattern.states[state].texts.indices {
          append(tape.text, event, to: pattern.states[state].texts[index])
        }
      case .end:
        guard states.count > 1 else { continue }
        let state = states.removeLast()
        if recordDepth == 0 {
          context.close()
        } else if states.count < recordDepth {
          // The validator speaks after the event it speaks of.
          while cursor < tape.events.count, tape.events[cursor].kind == .invalid {
            find(rules.schema)
            cursor += 1
          }
          finishRecord(at: offset, source, into: &chunk)
          return true
        } else if pattern.states[Int(state)].table > 0 {
          finishChild(pattern.states[Int(state)].table, at: offset)
        }
      }
    }
    return false
  }

  /// Counts lines and characters up to a place.
  mutating func move(to offset: Int64, _ source: XMLSource) {
    guard offset > mark.text else { return }
    mark.advance(
      over: source.window, source.index(mark.text)..<source.index(offset), encoding)
  }

  /// Keeps the beginning of the open record if it is longer than the limit at `offset`.
  mutating func checkLength(at offset: Int64, _ source: XMLSource) {
    guard recordDepth > 0, longRecord == nil,
      offset - recordStart.text > Int64(shape.limits.recordBytes)
    else { return }
    let start = source.index(recordStart.text)
    longRecord = Array(source.window[start..<start + shape.limits.recordBytes])
    find(rules.length)
  }

  /// Notes a finding about the open record, once.
  mutating func find(_ rule: UInt16, run: Int = -1) {
    let finding = Finding(rule: rule, column: run < 0 ? -1 : runColumns[run])
    if findings.count < 64, !findings.contains(finding) { findings.append(finding) }
  }
}

extension XMLAssembler {
  /// Learns the encoding, and passes over the byte order mark, once the source knows them.
  mutating func takeEncoding(of source: XMLSource) {
    guard mark.text == 0, mark.source == 0, let encoding = source.encoding else { return }
    self.encoding = encoding
    mark.source = Int64(source.byteOrderMark)
  }
}
