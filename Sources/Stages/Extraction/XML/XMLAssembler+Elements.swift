import Columnar
import Dataflow
import Markup

extension XMLAssembler {
  /// Takes a start tag outside records.
  mutating func openOutside(
    _ state: Int32, at offset: Int64, isRepeated: Bool, _ source: XMLSource
  ) throws {
    let isRecord = pattern.states[Int(state)].table == 0
    guard !isRepeated else {
      states.append(state)
      return
    }
    let tag = try tagRange(at: offset, source)
    move(to: source.origin + Int64(tag.lowerBound), source)
    guard states.count <= shape.limits.depth else {
      throw XMLBreak.broken("more than \(shape.limits.depth) elements inside one another", at: mark)
    }
    if states.count == 1, state == XMLPattern.dead { throw XMLBreak.foreignRoot(shape.record) }
    states.append(state)
    if isRecord {
      beginRecord(state)
    } else {
      guard context.tags.count + tag.count <= shape.limits.textBytes else {
        throw XMLBreak.broken("the start tags around the records are too long", at: mark)
      }
      context.open(source.window[tag])
    }
  }

  /// Takes a start tag inside a record.
  mutating func open(
    _ state: Int32, _ event: MarkupTape.Event, at offset: Int64, _ source: XMLSource
  ) throws {
    let parent = Int(states[states.count - 1])
    states.append(state)
    elements += 1
    if elements > shape.limits.elements || states.count - 1 > shape.limits.depth
      || Int(event.textLength) > shape.limits.attributes
    {
      find(rules.length)
    }
    if state == XMLPattern.dead {
      // An element where a field's plain text belongs would silently cut the text in two.
      if pattern.states[parent].table < 0, let run = pattern.states[parent].texts.first {
        find(rules.structure, run: run)
      }
      return
    }
    let table = pattern.states[Int(state)].table
    if table > 0, longRecord == nil {
      move(to: source.origin + Int64(try tagRange(at: offset, source).lowerBound), source)
      childStarts[table] = mark
      for run in runs.indices where pattern.runTables[run] == table { runs[run] = Run() }
    }
    beginTexts(of: state)
  }

  /// Takes the attributes of the element just opened.
  mutating func takeAttributes(
    _ tape: MarkupTape, from first: Int, count: Int, of state: Int32
  ) {
    let wanted = pattern.states[Int(state)].attributes
    guard !wanted.isEmpty, recordDepth > 0, findings.isEmpty else { return }
    for index in first..<min(first + count, tape.events.count) {
      let event = tape.events[index]
      guard event.kind == .attribute else { continue }
      for (step, run) in wanted where pattern.fits(event.name, step) {
        if begin(run) { append(tape.text, event, to: run) }
      }
    }
  }

  /// Appends text to a run, which stays in one piece.
  mutating func append(_ bytes: [UInt8], _ event: MarkupTape.Event, to run: Int) {
    let piece = Int(event.textStart)..<Int(event.textStart) + Int(event.textLength)
    guard runs[run].length + piece.count <= shape.limits.textBytes,
      text.count + runs[run].length + piece.count <= 2 * shape.limits.recordBytes
    else {
      find(rules.length, run: run)
      return
    }
    if runs[run].start + runs[run].length != text.count {
      let before = runs[run].start..<runs[run].start + runs[run].length
      runs[run].start = text.count
      text.append(contentsOf: text[before])
    }
    text.append(contentsOf: bytes[piece])
    runs[run].length += piece.count
  }

  private mutating func beginRecord(_ state: Int32) {
    recordDepth = states.count
    recordStart = mark
    recordCount += 1
    elements = 0
    longRecord = nil
    findings.removeAll(keepingCapacity: true)
    children.removeAll(keepingCapacity: true)
    childCells.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    for run in runs.indices { runs[run] = Run() }
    beginTexts(of: state)
  }

  private mutating func beginTexts(of state: Int32) {
    for index in pattern.states[Int(state)].texts.indices {
      _ = begin(pattern.states[Int(state)].texts[index])
    }
  }

  /// Notes that a path occurs; it may do so once.
  private mutating func begin(_ run: Int) -> Bool {
    guard runs[run].start < 0 else {
      find(rules.structure, run: run)
      return false
    }
    runs[run] = Run(start: text.count, length: 0)
    return true
  }

  /// The place of a start tag in the window, from the place before its `>` or `/>`.
  private func tagRange(at offset: Int64, _ source: XMLSource) throws -> Range<Int> {
    let end = source.index(offset)
    guard end > 0, end < source.count else { throw lost }
    // A start tag holds no other '<'.
    var start = end - 1
    while start > 0, source.window[start] != UInt8(ascii: "<") { start -= 1 }
    let close = source.window[end] == UInt8(ascii: "/") ? end + 2 : end + 1
    guard source.window[start] == UInt8(ascii: "<"), close <= source.count,
      source.window[close - 1] == UInt8(ascii: ">")
    else { throw lost }
    return start..<close
  }

  private var lost: Diagnostic { XMLBreak.broken("the place of a tag is lost", at: mark) }
}
