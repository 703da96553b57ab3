/// The rows at the beginning of a text, one byte at a time: for names and delimiters only.
struct CSVRows {
  /// Where the next row begins.
  private(set) var position: Int
  /// The line it begins on.
  private(set) var line: Int64 = 1

  private let text: [UInt8]
  private let delimiter: UInt8
  private let quote: UInt8
  private let isWhole: Bool

  /// Begins at a position; `isWhole` tells that the content ends with `text`.
  init(text: [UInt8], at position: Int, delimiter: UInt8, quote: UInt8, isWhole: Bool) {
    self.text = text
    self.position = position
    self.delimiter = delimiter
    self.quote = quote
    self.isWhole = isWhole
  }

  /// The fields of the next row, unquoted; `[[]]` for a blank row, `nil` when it is not whole.
  mutating func next() -> [[UInt8]]? {
    guard position < text.count else { return nil }
    var fields: [[UInt8]] = [[]]
    var index = position
    var lineEnds: Int64 = 1
    var isQuoted = false
    var isAtStart = true
    while index < text.count {
      let byte = text[index]
      let after = index + 1 < text.count ? text[index + 1] : nil
      if after == nil && !isWhole { return nil }
      if isQuoted {
        if byte == quote {
          if after == quote {
            fields[fields.count - 1].append(quote)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          if byte == .lineFeed || (byte == .carriageReturn && after != .lineFeed) { lineEnds += 1 }
          fields[fields.count - 1].append(byte)
        }
      } else if byte == .lineFeed || byte == .carriageReturn {
        position = index + (byte == .carriageReturn && after == .lineFeed ? 2 : 1)
        line += lineEnds
        return fields
      } else if byte == delimiter {
        fields.append([])
        isAtStart = true
        index += 1
        continue
      } else if byte == quote && isAtStart {
        isQuoted = true
      } else {
        fields[fields.count - 1].append(byte)
      }
      isAtStart = false
      index += 1
    }
    guard isWhole else { return nil }
    position = text.count
    line += lineEnds
    return fields
  }
}
