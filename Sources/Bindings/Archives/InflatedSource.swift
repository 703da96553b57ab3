/// The content of a compressed member as something to read at any offset: by reading it again from
/// the front, with the end kept, where an archive's directory lies.
final class InflatedSource: ByteSource {
  private static let tailCapacity: Int64 = 1 << 20

  let count: Int64
  private let open: () throws(ArchiveError) -> any ByteStream
  private var stream: (any ByteStream)?
  private var tail: [UInt8]?
  private var tailStart: Int64 { max(0, count - Self.tailCapacity) }

  /// Creates a source over what `open` gives each time anew: a stream of `count` bytes.
  init(count: Int64, open: @escaping () throws(ArchiveError) -> any ByteStream) {
    self.count = count
    self.open = open
  }

  func read(
    at offset: Int64, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(ArchiveError) -> Int {
    let wanted = Int(min(Int64(range.count), max(0, count - offset)))
    let streamed = Int(min(Int64(wanted), max(0, tailStart - offset)))
    let end = range.lowerBound + streamed
    if streamed > 0 {
      let stream = try stream(at: offset)
      try Self.fill(&buffer, range.lowerBound..<end, from: stream)
    }
    if streamed < wanted {
      let tail = try loadTail()
      let start = Int(offset + Int64(streamed) - tailStart)
      for index in 0..<(wanted - streamed) { buffer[end + index] = tail[start + index] }
    }
    return wanted
  }

  /// The stream with its next byte at `offset`, opened anew when it is beyond.
  private func stream(at offset: Int64) throws(ArchiveError) -> any ByteStream {
    let current: any ByteStream
    if let stream, stream.offset <= offset {
      current = stream
    } else {
      current = try open()
    }
    stream = nil
    var scratch = [UInt8](repeating: 0, count: 256 << 10)
    while current.offset < offset {
      let step = Int(min(offset - current.offset, Int64(scratch.count)))
      if step < scratch.count { scratch.removeLast(scratch.count - step) }
      try Self.fill(&scratch, 0..<step, from: current)
    }
    stream = current
    return current
  }

  private func loadTail() throws(ArchiveError) -> [UInt8] {
    if let tail { return tail }
    let stream = try stream(at: tailStart)
    var bytes = [UInt8](repeating: 0, count: Int(count - tailStart))
    try Self.fill(&bytes, 0..<bytes.count, from: stream)
    // Reading the end makes the stream check its sum.
    var probe: [UInt8] = [0]
    guard try stream.read(into: &probe, at: 0) == 0 else {
      throw ArchiveError(.damaged, "there is more content than the directory says")
    }
    tail = bytes
    return bytes
  }

  private static func fill(
    _ buffer: inout [UInt8], _ range: Range<Int>, from stream: any ByteStream
  ) throws(ArchiveError) {
    var next = range.lowerBound
    if range.upperBound < buffer.count {
      // A stream fills to the buffer's end, which is not ours here.
      var part = [UInt8](repeating: 0, count: range.count)
      try fill(&part, 0..<part.count, from: stream)
      buffer.replaceSubrange(range, with: part)
      return
    }
    while next < range.upperBound {
      let count = try stream.read(into: &buffer, at: next)
      guard count > 0 else {
        throw ArchiveError(.damaged, "there is less content than the directory says")
      }
      next += count
    }
  }
}
