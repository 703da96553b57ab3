import Extraction

/// The rules of CSV reading written down as simply as possible, one byte after the other over the
/// whole content: what the reader must agree with.
struct ReferenceParser {
  let bytes: [UInt8]
  let width: Int
  let delimiter: UInt8
  let dialect: CSVDialect
  private(set) var rows: [SeenRow] = []

  init(
    _ bytes: [UInt8], from offset: Int, line: Int64, width: Int, delimiter: UInt8,
    _ dialect: CSVDialect
  ) {
    self.bytes = bytes
    self.width = width
    self.delimiter = delimiter
    self.dialect = dialect
    var (start, line) = (offset, line)
    while start < bytes.count {
      if isLineEnd(start) {
        line += 1
        start = afterLineEnd(start)
        continue
      }
      let (end, row) = record(from: start)
      var seen = row
      seen.record = Int64(rows.count + 1)
      seen.line = line
      seen.offset = Int64(start)
      seen.raw = Array(bytes[start..<end])
      if end - start > dialect.recordLimit {
        seen.raw = Array(seen.raw.prefix(min(65_536, dialect.recordLimit)))
      }
      rows.append(seen)
      var index = start
      while index < end {
        if isLineEnd(index) {
          line += 1
          index = afterLineEnd(index)
        } else {
          index += 1
        }
      }
      line += 1
      start = afterLineEnd(end)
    }
  }

  private func isLineEnd(_ index: Int) -> Bool { bytes[index] == 10 || bytes[index] == 13 }

  private func afterLineEnd(_ index: Int) -> Int {
    guard index < bytes.count else { return index }
    let isPair = bytes[index] == 13 && index + 1 < bytes.count && bytes[index + 1] == 10
    return index + (isPair ? 2 : 1)
  }

  private func lineEnd(from index: Int) -> Int {
    var index = index
    while index < bytes.count && !isLineEnd(index) { index += 1 }
    return index
  }

  private func refused(_ rule: String) -> SeenRow {
    SeenRow(record: 0, line: 0, offset: 0, raw: [], fields: nil, rule: rule)
  }

  private func record(from start: Int) -> (end: Int, SeenRow) {
    var fields: [[UInt8]] = []
    var longest = 0
    var index = start
    while true {
      var field: [UInt8] = []
      var length = 0
      let isAtEnd = index == bytes.count || isLineEnd(index)
      if index - start > dialect.recordLimit - (isAtEnd ? 0 : 1) {
        return (lineEnd(from: start + dialect.recordLimit), refused("E-LIMIT"))
      }
      if index < bytes.count && bytes[index] == dialect.quote {
        index += 1
        while true {
          if index == bytes.count || index - start >= dialect.recordLimit {
            let end = lineEnd(from: start)
            let isShort = bytes.count - start <= dialect.recordLimit
            if isShort || end - start < dialect.recordLimit {
              return (end, refused("E-STRUCT"))
            }
            return (lineEnd(from: start + dialect.recordLimit), refused("E-LIMIT"))
          }
          if bytes[index] != dialect.quote {
            field.append(bytes[index])
            (index, length) = (index + 1, length + 1)
          } else if index + 1 < bytes.count && bytes[index + 1] == dialect.quote {
            field.append(dialect.quote)
            (index, length) = (index + 2, length + 2)
          } else {
            break
          }
        }
        index += 1
        if index < bytes.count && bytes[index] != delimiter && !isLineEnd(index) {
          return (lineEnd(from: index), refused("E-STRUCT"))
        }
      } else {
        while index < bytes.count && bytes[index] != delimiter && !isLineEnd(index) {
          field.append(bytes[index])
          (index, length) = (index + 1, length + 1)
          if index - start > dialect.recordLimit {
            return (lineEnd(from: index), refused("E-LIMIT"))
          }
        }
      }
      if index - start > dialect.recordLimit {
        return (lineEnd(from: start + dialect.recordLimit), refused("E-LIMIT"))
      }
      fields.append(field)
      longest = max(longest, length)
      if index == bytes.count || isLineEnd(index) { break }
      index += 1
    }
    let isRagged = fields.count < width || fields.dropFirst(width).contains { !$0.isEmpty }
    if isRagged || bytes[start..<index].contains(0) { return (index, refused("E-STRUCT")) }
    if longest > dialect.fieldLimit { return (index, refused("E-LIMIT")) }
    if String(validating: bytes[start..<index], as: UTF8.self) == nil {
      return (index, refused("E-ENC"))
    }
    var row = refused("")
    row.rule = nil
    row.fields = Array(fields.prefix(width))
    return (index, row)
  }
}
