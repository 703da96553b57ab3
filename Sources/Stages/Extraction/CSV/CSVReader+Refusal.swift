internal import Columnar
internal import Dataflow

extension CSVReader {
  /// Where a record that is longer than the limit stands when the limit is reached.
  private enum Place {
    /// Inside quotes.
    case quoted
    /// Outside quotes.
    case unquoted
    /// Behind text that follows a closing quote at this position.
    case lost(Int)
  }

  /// Drops the text before the next record while no row points into it, so that a unit of nothing but
  /// blank lines needs no more room than any other.
  mutating func dropBlankLines(_ chunk: inout Chunk) {
    let count = tokenizer.recordStart
    guard count >= 64 << 10 else { return }
    anchor = (0, offset(of: count, in: chunk.bytes.storage.span))
    let end = chunk.bytes.count
    var bytes = chunk.bytes.storage.mutableSpan
    for index in count..<end { bytes[index - count] = bytes[index] }
    chunk.bytes.count = end - count
    tokenizer.shift(by: count)
  }

  /// Refuses the first line of a record whose quotes the content never closes.
  mutating func refuseUnclosed(in chunk: inout Chunk) {
    let start = tokenizer.recordStart
    let end = lineEnd(in: chunk, start..<chunk.bytes.count) ?? chunk.bytes.count
    addRefused(start..<end, to: &chunk, rule: rules.structure)
    tokenizer.begin(at: end + lineEndLength(at: end, in: chunk), line: tokenizer.line + 1)
  }

  /// Refuses a record that is longer than the limit, without holding it whole.
  mutating func refuseOverlong(in chunk: inout Chunk, _ size: Int) throws {
    let start = tokenizer.recordStart
    let limit = start + head.dialect.recordLimit
    var rule = rules.length
    var searchFrom = limit
    switch place(in: chunk.bytes.storage.span, start..<limit, end: chunk.bytes.count) {
    case .unquoted: break
    case .lost(let position):
      rule = rules.structure
      searchFrom = position
    case .quoted:
      guard let end = lineEnd(in: chunk, start..<limit) else { break }
      addRefused(start..<end, to: &chunk, rule: rules.structure)
      tokenizer.begin(at: end + lineEndLength(at: end, in: chunk), line: tokenizer.line + 1)
      return
    }
    let line = tokenizer.line + 1 + lineEnds(in: chunk, start..<searchFrom)
    let rawEnd = start + min(Self.keptOfOverlong, head.dialect.recordLimit)
    addRefused(start..<rawEnd, to: &chunk, rule: rule)

    var end = lineEnd(in: chunk, searchFrom..<chunk.bytes.count)
    while end == nil && !isAtEnd {
      anchor = (rawEnd, offset(of: chunk.bytes.count, in: chunk.bytes.storage.span))
      chunk.bytes.count = rawEnd
      try deliver(to: &chunk, size)
      end = lineEnd(in: chunk, rawEnd..<chunk.bytes.count)
    }
    let found = end ?? chunk.bytes.count
    if found == chunk.bytes.count - 1 && !isAtEnd { try deliver(to: &chunk, size) }
    tokenizer.begin(at: found + lineEndLength(at: found, in: chunk), line: line)
  }

  /// Follows the quotes of a record's first bytes.
  private func place(in text: Span<UInt8>, _ range: Range<Int>, end: Int) -> Place {
    let (delimiter, quote) = (head.delimiter, head.dialect.quote)
    var isQuoted = false
    var isAtStart = true
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      if isQuoted {
        if byte == quote {
          let after = index + 1 < end ? text[index + 1] : .lineFeed
          if after == quote {
            index += 1
          } else if after == delimiter || after == .lineFeed || after == .carriageReturn {
            isQuoted = false
          } else {
            return .lost(index + 1)
          }
        }
      } else if byte == quote && isAtStart {
        isQuoted = true
      }
      isAtStart = !isQuoted && byte == delimiter
      index += 1
    }
    return isQuoted ? .quoted : .unquoted
  }

  private func lineEnd(in chunk: Chunk, _ range: Range<Int>) -> Int? {
    let text = chunk.bytes.storage.span
    for index in range where text[index] == .lineFeed || text[index] == .carriageReturn {
      return index
    }
    return nil
  }

  /// 2 for CR LF, 1 for CR or LF, 0 at the end.
  private func lineEndLength(at index: Int, in chunk: Chunk) -> Int {
    guard index < chunk.bytes.count else { return 0 }
    let isPair =
      chunk.bytes.storage[index] == .carriageReturn && index + 1 < chunk.bytes.count
      && chunk.bytes.storage[index + 1] == .lineFeed
    return isPair ? 2 : 1
  }

  private func lineEnds(in chunk: Chunk, _ range: Range<Int>) -> Int64 {
    let text = chunk.bytes.storage.span
    var count: Int64 = 0
    for index in range {
      let isPair =
        text[index] == .carriageReturn && index + 1 < chunk.bytes.count
        && text[index + 1] == .lineFeed
      if text[index] == .lineFeed || (text[index] == .carriageReturn && !isPair) { count += 1 }
    }
    return count
  }
}
