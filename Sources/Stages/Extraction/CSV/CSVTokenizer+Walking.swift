internal import Columnar

extension CSVTokenizer {
  /// Finds records in `text[recordStart..<end]`.
  ///
  /// - Parameters:
  ///   - text: what was tokenized before stays in place.
  ///   - end: the end of the text so far.
  ///   - isLast: whether the content ends there.
  ///   - rowLimit: how many records to have at most.
  ///   - stop: the position from which on no record is begun.
  /// - Returns: why it stopped.
  mutating func tokenize(
    _ text: Span<UInt8>, end: Int, isLast: Bool, rowLimit: Int, stop: Int
  ) -> Stop {
    let room = min(recordRoom, rowLimit)
    while records.count < room && (recordStart < stop || records.isEmpty) {
      if nextPosition == positionCount {
        guard scan(text, end: end, isLast: isLast) else {
          return end - recordStart >= recordLimit + 2 ? .overlong : .text
        }
      }
      if let reason = walk(text, end: end, rowRoom: room, stop: stop) { return reason }
    }
    return .room
  }

  /// Finds the structural bytes of the next window.
  ///
  /// A structural byte is judged together with the byte behind it, so the last byte waits until more
  /// is there. The end of the content counts as a line end.
  ///
  /// - Returns: whether there was anything to scan.
  private mutating func scan(_ text: Span<UInt8>, end: Int, isLast: Bool) -> Bool {
    let scanEnd = isLast ? end : end - 1
    guard scanned < scanEnd || (isLast && scanned == end) else { return false }
    let windowEnd = min(scanEnd, scanned + Self.window)
    let room = windowEnd - scanned + CSVScan.slack
    if positions.count < room { positions = [UInt32](repeating: 0, count: room) }
    positionCount = CSVScan.structuralBytes(
      of: text, in: scanned..<windowEnd, delimiter: delimiter, quote: quote, into: &positions)
    nextPosition = 0
    scanned = windowEnd
    if isLast && windowEnd == end {
      positions[positionCount] = UInt32(end)
      positionCount += 1
      scanned = end + 1
    }
    return true
  }

  /// Walks over the structural bytes found; every variable of the loop is a local.
  private mutating func walk(_ text: Span<UInt8>, end: Int, rowRoom: Int, stop: Int) -> Stop? {
    let (delimiter, quote, width) = (self.delimiter, self.quote, self.width)
    var now = progress
    var (next, scanned) = (nextPosition, self.scanned)
    let count = positionCount
    let found = self.positions
    let positions = found.span
    var room = [Cell]()
    swap(&room, &self.cells)
    var cells = room.mutableSpan
    var base = records.count * width
    var result: Stop?

    walking: while next < count {
      var at = Int(positions[next])
      var byte = at < end ? text[at] : .lineFeed
      next &+= 1
      switch now.state {
      case .unquoted:
        // Nearly all structural bytes end a plain field, so these have a loop of few variables.
        var (start, field) = (now.fieldStart, base &+ now.fieldCount)
        let wholeRecord = base &+ width
        while byte == delimiter && field < wholeRecord && next < count {
          cells[field] = Cell(
            start: UInt32(truncatingIfNeeded: start),
            length: UInt32(truncatingIfNeeded: at &- start))
          field &+= 1
          start = at &+ 1
          at = Int(positions[next])
          byte = at < end ? text[at] : .lineFeed
          next &+= 1
        }
        now.fieldStart = start
        now.fieldCount = field &- base
        if byte == delimiter {
          if now.fieldCount < width {
            cells[base &+ now.fieldCount] = Cell(now.fieldStart..<at)
          } else if now.fieldStart < at {
            now.hasFault = true
          }
          now.fieldCount &+= 1
          now.fieldStart = at &+ 1
          continue walking
        }
        if byte == quote {
          if at == now.fieldStart { now.state = .quoted }
          continue walking
        }
        if byte == 0 {
          now.hasFault = true
          continue walking
        }
      case .quoted:
        if at == end {
          result = end - now.recordStart > recordLimit ? .overlong : .unclosed
          break walking
        }
        let after = at + 1 < end ? text[at + 1] : .lineFeed
        if byte == quote {
          if after == quote && at + 1 < end {
            now.isEscaped = true
            if next < count { next &+= 1 } else { scanned = max(scanned, at + 2) }
          } else {
            now.closedEnd = at
            let isClosed = after == delimiter || after == .lineFeed || after == .carriageReturn
            now.state = isClosed ? .closed : .lost
          }
        } else if byte == .lineFeed || (byte == .carriageReturn && after != .lineFeed) {
          now.lineEnds &+= 1
        } else if byte == 0 {
          now.hasFault = true
        }
        continue walking
      case .closed:
        if byte == delimiter {
          if now.fieldCount < width {
            cells[base &+ now.fieldCount] = Cell(now.fieldStart &+ 1..<now.closedEnd)
            if now.isEscaped { escaped.append((UInt32(records.count), UInt32(now.fieldCount))) }
          } else if now.fieldStart &+ 1 < now.closedEnd {
            now.hasFault = true
          }
          now.fieldCount &+= 1
          now.fieldStart = at &+ 1
          now.isEscaped = false
          now.state = .unquoted
          continue walking
        }
      case .lost:
        guard byte == .lineFeed || byte == .carriageReturn else { continue walking }
      }

      // A line end outside quotes.
      var nextStart = min(at &+ 1, end)
      if byte == .carriageReturn && nextStart < end && text[nextStart] == .lineFeed {
        nextStart &+= 1
        if next < count { next &+= 1 } else { scanned = max(scanned, nextStart) }
      }
      if at == now.recordStart {
        if at < end { now.line &+= 1 }
        now.recordStart = nextStart
        now.fieldStart = nextStart
        continue walking
      }
      if at - now.recordStart > recordLimit {
        result = .overlong
        break walking
      }
      let field = now.state == .closed ? now.fieldStart &+ 1..<now.closedEnd : now.fieldStart..<at
      if now.fieldCount < width {
        cells[base &+ now.fieldCount] = Cell(field)
        if now.isEscaped { escaped.append((UInt32(records.count), UInt32(now.fieldCount))) }
      } else if !field.isEmpty {
        now.hasFault = true
      }
      var fault: CSVRecord.Fault?
      if now.hasFault || now.state == .lost || now.fieldCount &+ 1 < width {
        fault = .structure
      } else if at - now.recordStart > fieldLimit {
        for index in base..<base + width where Int(cells[index].length) > fieldLimit {
          fault = .length
        }
      }
      if fault != nil {
        for index in base..<base + width { cells[index] = .null }
        while let last = escaped.last, Int(last.record) == records.count { escaped.removeLast() }
      }
      records.append(CSVRecord(start: now.recordStart, end: at, line: now.line, fault: fault))
      let line = now.line &+ 1 &+ now.lineEnds
      now = Progress(recordStart: nextStart, line: line, fieldStart: nextStart)
      base &+= width
      if records.count == rowRoom || now.recordStart >= stop {
        result = .room
        break walking
      }
    }
    progress = now
    (nextPosition, self.scanned) = (next, scanned)
    swap(&room, &self.cells)
    return result
  }
}
