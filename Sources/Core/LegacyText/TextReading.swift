/// One way to make out what a text says.
public enum TextReading: Hashable, Sendable {
  /// As it stands: UTF-8.
  case asWritten
  /// As UTF-8 that was taken for Windows code page 1252 or Latin-1 and encoded again, so many times.
  case reencoded(times: Int)
  /// As bytes of a legacy encoding.
  case legacy(LegacyEncoding)

  /// Its name in definitions, reports and messages.
  public var name: String {
    switch self {
    case .asWritten: "utf-8"
    case .reencoded(let times): "utf-8 encoded \(times == 1 ? "twice" : "\(times + 1) times")"
    case .legacy(let encoding): encoding.rawValue
    }
  }

  /// Reads a text.
  ///
  /// - Parameter text: bytes as they were found; for ``reencoded(times:)`` they are UTF-8.
  /// - Returns: UTF-8, or `nil` where the text cannot be read so.
  func read(_ text: [UInt8]) -> [UInt8]? {
    switch self {
    case .asWritten: return String(validating: text, as: UTF8.self) == nil ? nil : text
    case .legacy(let encoding): return LegacyDecoder(encoding).decode(text)
    case .reencoded(let times):
      var text = text
      for _ in 0..<times {
        guard let inner = Self.windowsBytes(of: text), inner != text,
          String(validating: inner, as: UTF8.self) != nil
        else { return nil }
        text = inner
      }
      return text
    }
  }

  /// The bytes that a text was made of when it was taken for Windows code page 1252, or `nil`.
  static func windowsBytes(of text: [UInt8]) -> [UInt8]? {
    var room = text + text
    var span = room.mutableSpan
    guard let end = Windows1252.writeBytes(of: 0..<text.count, in: &span, at: text.count) else {
      return nil
    }
    return Array(room[text.count..<end])
  }
}
