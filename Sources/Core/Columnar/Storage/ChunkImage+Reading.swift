extension ChunkImage {
  /// Reads an image that ends the bytes.
  ///
  /// - Parameters:
  ///   - bytes: may hold anything.
  ///   - start: where the image begins.
  ///   - rules: what was given to ``write(_:rules:to:)``, as the rules are numbered now.
  /// - Returns: the chunks, or `nil` where the bytes hold no image.
  public static func read(_ bytes: [UInt8], from start: Int, rules: [UInt16]) -> [Chunk]? {
    var input = Input(bytes: bytes, position: start)
    guard let head = input.words(2), head[0] == magic, head[1] <= UInt64(UInt16.max) else {
      return nil
    }
    var chunks: [Chunk] = []
    for _ in 0..<head[1] {
      guard let chunk = input.chunk(rules) else { return nil }
      // Rows of a child belong to rows of the records' chunk.
      if let parents = chunks.first?.rowCount,
        !chunk.origins.allSatisfy({ Int($0.parent) < parents })
      {
        return nil
      }
      chunks.append(chunk)
    }
    return input.position == bytes.count ? chunks : nil
  }

  /// Bytes that are gone through; what does not fit in them is not there.
  private struct Input {
    let bytes: [UInt8]
    var position: Int

    /// The next elements as they lie there, or `nil` where so many are not left.
    mutating func take<Element: BitwiseCopyable>(
      _ count: Int, of type: Element.Type
    ) -> [Element]? {
      let stride = MemoryLayout<Element>.stride
      guard count >= 0, count <= (bytes.count - position) / stride else { return nil }
      let size = count * stride
      let range = position..<position + size
      position += size
      return unsafe [Element](unsafeUninitializedCapacity: count) { room, initialized in
        unsafe bytes.withUnsafeBytes { all in
          // SAFETY: the range lies within the bytes, and the room is as large; every pattern of bits
          // is one of these elements.
          unsafe UnsafeMutableRawBufferPointer(room).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: all[range]))
        }
        initialized = count
      }
    }

    mutating func words(_ count: Int) -> [UInt64]? { take(count, of: UInt64.self) }

    mutating func chunk(_ rules: [UInt16]) -> Chunk? {
      guard let head = words(5), head.allSatisfy({ $0 <= UInt64(bytes.count) }) else { return nil }
      let counts = head.map { Int($0) }
      let (rows, byteCount) = (counts[1], counts[3])
      guard byteCount <= Int(UInt32.max) else { return nil }
      var chunk = Chunk(columns: [])
      for _ in 0..<counts[0] {
        guard let column = column(rows) else { return nil }
        chunk.columns.append(column)
      }
      guard let origins = words(rows, originWords), let states = take(rows, of: UInt8.self),
        let violations = words(counts[2], violationWords)
      else { return nil }
      for row in 0..<rows {
        guard let origin = origin(origins, originWords * row, within: byteCount),
          let state = RowState(rawValue: states[row])
        else { return nil }
        chunk.origins.append(origin)
        chunk.states.append(state)
      }
      for index in 0..<counts[2] {
        guard
          let violation = violation(
            violations, violationWords * index, rules, chunk, within: byteCount)
        else { return nil }
        chunk.violations.append(violation)
      }
      for index in chunk.columns.indices {
        guard fill(&chunk.columns[index], rows, within: byteCount) else { return nil }
      }
      guard let content = take(byteCount, of: UInt8.self), counts[4] <= byteCount else {
        return nil
      }
      chunk.bytes.storage = content
      chunk.bytes.count = byteCount
      chunk.bytes.markForeign(before: counts[4])
      return chunk
    }

    private mutating func words(_ count: Int, _ each: Int) -> [UInt64]? {
      guard count <= bytes.count else { return nil }
      return words(count * each)
    }

    /// A column without its cells, and with as many fonts as it will have.
    private mutating func column(_ rows: Int) -> Column? {
      guard let head = words(3), head[0] <= UInt64(bytes.count),
        let name = take(Int(head[0]), of: UInt8.self),
        let text = String(validating: name, as: UTF8.self), head[1] <= UInt64(UInt8.max),
        let type = ColumnType(rawValue: UInt8(head[1])), head[2] == 0 || head[2] == UInt64(rows)
      else { return nil }
      var column = Column(name: text, type: type)
      if head[2] > 0 { column.fonts = [0] }
      return column
    }

    private mutating func fill(_ column: inout Column, _ rows: Int, within count: Int) -> Bool {
      guard let cells = take(rows, of: Cell.self),
        cells.allSatisfy({ $0.isNull || $0.range.upperBound <= count }),
        let values = take(column.type.hasValues ? rows : 0, of: Int64.self),
        let fonts = take(column.fonts.isEmpty ? 0 : rows, of: UInt8.self)
      else { return false }
      (column.cells, column.values, column.fonts) = (cells, values, fonts)
      return true
    }

    private func cell(_ word: UInt64, within count: Int) -> Cell? {
      let cell = Cell(
        start: UInt32(truncatingIfNeeded: word), length: UInt32(truncatingIfNeeded: word >> 32))
      return cell.isNull || cell.range.upperBound <= count ? cell : nil
    }

    private func origin(_ words: [UInt64], _ at: Int, within count: Int) -> RowOrigin? {
      guard let raw = cell(words[at + 3], within: count), words[at + 4] <= UInt64(UInt32.max) else {
        return nil
      }
      return RowOrigin(
        record: Int64(bitPattern: words[at]), line: Int64(bitPattern: words[at + 1]),
        offset: Int64(bitPattern: words[at + 2]), raw: raw, parent: UInt32(words[at + 4]))
    }

    private func violation(
      _ words: [UInt64], _ at: Int, _ rules: [UInt16], _ chunk: Chunk, within count: Int
    ) -> Violation? {
      let row = Int(words[at] & 0xFFFF_FFFF)
      let rule = Int(words[at] >> 32 & 0xFFFF)
      let column = Int(Int16(truncatingIfNeeded: words[at] >> 48))
      guard row < chunk.rowCount, rules.indices.contains(rule), column >= -1,
        column < chunk.columns.count, let cell = cell(words[at + 1], within: count)
      else { return nil }
      return Violation(row: row, rule: rules[rule], column: column, cell: cell)
    }
  }
}
