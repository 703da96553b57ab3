/// Turns UTF-16 into UTF-8 piece by piece.
///
/// A surrogate without its partner becomes the three bytes that its number has in the pattern of
/// UTF-8, and a lone last byte becomes 0xFF: neither is valid UTF-8, so the check that every record
/// undergoes finds them, and the length in the original can still be told (``contentLength``).
struct UTF16Transcoder: Sendable {
  /// The most bytes that `count` bytes of input, or their end, can add, what was held back included.
  static func room(for count: Int) -> Int { (count + 2) * 3 }

  private let isBigEndian: Bool
  private var firstByte: UInt8?
  private var highSurrogate: UInt32 = 0

  /// Creates a transcoder at a boundary between two code units.
  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  /// Appends the text of a range of `source` to `output`.
  mutating func transcode(
    _ source: Span<UInt8>, _ range: Range<Int>, into output: inout MutableSpan<UInt8>,
    at start: Int
  ) -> Int {
    var end = start
    for index in range {
      guard let first = firstByte else {
        firstByte = source[index]
        continue
      }
      firstByte = nil
      let second = source[index]
      let unit = UInt32(isBigEndian ? first : second) << 8 | UInt32(isBigEndian ? second : first)
      put(unit: unit, into: &output, &end)
    }
    return end
  }

  /// Appends what is left when the input ends.
  mutating func finish(into output: inout MutableSpan<UInt8>, at start: Int) -> Int {
    var end = start
    if highSurrogate != 0 { put(scalar: highSurrogate, into: &output, &end) }
    if firstByte != nil {
      output[end] = 0xFF
      end += 1
    }
    highSurrogate = 0
    firstByte = nil
    return end
  }

  private mutating func put(unit: UInt32, into output: inout MutableSpan<UInt8>, _ end: inout Int) {
    if highSurrogate != 0 {
      let high = highSurrogate
      highSurrogate = 0
      if unit & 0xFC00 == 0xDC00 {
        put(scalar: 0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF, into: &output, &end)
        return
      }
      put(scalar: high, into: &output, &end)
    }
    if unit & 0xFC00 == 0xD800 {
      highSurrogate = unit
    } else {
      put(scalar: unit, into: &output, &end)
    }
  }

  private func put(scalar: UInt32, into output: inout MutableSpan<UInt8>, _ end: inout Int) {
    if scalar < 0x80 {
      output[end] = UInt8(scalar)
      end += 1
      return
    }
    if scalar < 0x800 {
      output[end] = UInt8(0xC0 | scalar >> 6)
      end += 1
    } else {
      if scalar < 0x10000 {
        output[end] = UInt8(0xE0 | scalar >> 12)
        end += 1
      } else {
        output[end] = UInt8(0xF0 | scalar >> 18)
        output[end + 1] = UInt8(0x80 | scalar >> 12 & 0x3F)
        end += 2
      }
      output[end] = UInt8(0x80 | scalar >> 6 & 0x3F)
      end += 1
    }
    output[end] = UInt8(0x80 | scalar & 0x3F)
    end += 1
  }

  /// The text of a content's first bytes, as far as its last whole character.
  static func text(of content: [UInt8], from start: Int, _ encoding: TextEncoding) -> [UInt8] {
    var transcoder = UTF16Transcoder(isBigEndian: encoding == .utf16BigEndian)
    var text = [UInt8](repeating: 0, count: room(for: content.count))
    var output = text.mutableSpan
    let end = transcoder.transcode(content.span, start..<content.count, into: &output, at: 0)
    text.removeLast(text.count - end)
    return text
  }

  /// The number of bytes in the original that a range of transcoded text stands for.
  static func contentLength(of text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var length = 0
    for index in range {
      let byte = text[index]
      if byte == 0xFF {
        length += 1
      } else if byte >= 0xF0 {
        length += 4
      } else if byte & 0xC0 != 0x80 {
        length += 2
      }
    }
    return length
  }
}
