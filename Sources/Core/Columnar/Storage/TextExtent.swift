import CKernels

/// The run of whole, valid UTF-8 characters at the beginning of some bytes.
public struct TextExtent: Sendable, Equatable {
  /// What follows the run.
  public enum Ending: Sendable {
    /// Nothing.
    case all
    /// The beginning of a character.
    case cut
    /// A byte that cannot be there.
    case broken
  }

  /// The number of bytes in the run.
  public var count: Int
  /// What follows it.
  public var ending: Ending

  /// Measures the run at the beginning of a range of bytes.
  public init(of bytes: Span<UInt8>, in range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count, "a piece of the bytes")
    var ending: Int32 = 0
    // SAFETY: the kernel reads `range` only, which lies in the span, and keeps no pointer.
    count = unsafe bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return 0 }
      return unsafe sohoa_utf8_extent(base + range.lowerBound, range.count, &ending)
    }
    self.ending = ending == 0 ? .all : ending == 1 ? .cut : .broken
  }

  /// Whether a range of bytes is valid text to its last byte.
  public static func isWhole(_ bytes: Span<UInt8>, in range: Range<Int>) -> Bool {
    TextExtent(of: bytes, in: range).ending == .all
  }
}

/// The lines that some bytes go through.
public struct LineExtent: Sendable, Equatable {
  /// The number of line feeds.
  public var lineFeeds: Int
  /// The index behind the last line feed, or the beginning of the range.
  public var lastLineStart: Int

  /// Counts the line feeds in a range of bytes.
  public init(of bytes: [UInt8], in range: Range<Int>) {
    precondition(range.upperBound <= bytes.count, "a piece of the bytes")
    var last = 0
    // SAFETY: the kernel reads `range` only, which lies in the array.
    lineFeeds = unsafe bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return 0 }
      return unsafe sohoa_xml_lines(base + range.lowerBound, range.count, &last)
    }
    lastLineStart = range.lowerBound + last
  }
}

/// The characters in some bytes of valid UTF-8.
public struct CharacterExtent: Sendable, Equatable {
  /// The number of characters.
  public var characters: Int
  /// The number of them beyond U+FFFF.
  public var astral: Int

  /// Counts the characters in a range of bytes.
  public init(of bytes: [UInt8], in range: Range<Int>) {
    precondition(range.upperBound <= bytes.count, "a piece of the bytes")
    var beyond = 0
    // SAFETY: the kernel reads `range` only, which lies in the array.
    characters = unsafe bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return 0 }
      return unsafe sohoa_xml_characters(base + range.lowerBound, range.count, &beyond)
    }
    astral = beyond
  }
}
