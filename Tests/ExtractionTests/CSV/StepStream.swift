import Archives

/// Content that arrives in steps of a few bytes.
final class StepStream: ByteStream {
  private let content: [UInt8]
  private let step: Int
  private(set) var offset: Int64
  /// The offsets that resume states were asked for.
  private(set) var asked: [Int64] = []

  init(_ content: [UInt8], step: Int = .max, from offset: Int = 0) {
    self.content = content
    self.step = step
    self.offset = Int64(offset)
  }

  func read(into buffer: inout [UInt8], at start: Int) throws(ArchiveError) -> Int {
    precondition(start < buffer.count, "the reader offers room")
    let begin = Int(offset)
    let count = min(step, buffer.count - start, content.count - begin)
    for index in 0..<count { buffer[start + index] = content[begin + index] }
    offset += Int64(count)
    return count
  }

  func resumeState(near offset: Int64) -> [UInt8] {
    precondition(offset <= self.offset && offset >= asked.last ?? 0, "offsets only grow")
    asked.append(offset)
    return [UInt8(truncatingIfNeeded: offset)]
  }
}

/// One row as a test sees it.
struct SeenRow: Equatable, CustomStringConvertible {
  var record: Int64
  var line: Int64
  var offset: Int64
  var raw: [UInt8]
  /// The fields, or `nil` for a reject.
  var fields: [[UInt8]]?
  var rule: String?

  var description: String {
    let text = fields.map { $0.map { String(decoding: $0, as: UTF8.self) } }.map { "\($0)" }
    return "#\(record) line \(line) @\(offset) raw \(raw.count) \(text ?? rule ?? "?")"
  }
}
