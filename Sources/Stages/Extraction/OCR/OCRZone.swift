/// Where on a page a field is read, as a definition writes it.
///
/// `120 80 400 60` is a rectangle in the page's own units: left, top, width, height; any of the four
/// may be a share of the page, such as `10%`. `#tb_12` is a block by its ID, type or label. `@text` is
/// the whole page, `@page` its number, `@image` the image's name, `@confidence` the lowest confidence
/// of its words.
public enum OCRZone: Sendable, Equatable {
  /// A length in the page's units, or a share of the page.
  public struct Length: Sendable, Equatable {
    var value: Double
    var isShare: Bool

    func of(_ whole: Double) -> Double { isShare ? whole * value / 100 : value }
  }

  /// A rectangle: left, top, width, height.
  case rectangle(Length, Length, Length, Length)
  /// A block by ID, type or label.
  case block([UInt8])
  /// All words of the page.
  case text
  /// The page's number.
  case page
  /// The name of the page's image.
  case image
  /// The lowest confidence of the page's words.
  case confidence

  /// Reads a zone; `nil` for a text that is none.
  public init?(_ text: String) {
    switch text {
    case "@text": self = .text
    case "@page": self = .page
    case "@image": self = .image
    case "@confidence": self = .confidence
    case _ where text.hasPrefix("#") && text.utf8.count > 1:
      self = .block(Array(text.utf8.dropFirst()))
    default:
      let parts = text.split { $0 == " " || $0 == "," }.map { Self.length($0) }
      guard parts.count == 4, let left = parts[0], let top = parts[1], let width = parts[2],
        let height = parts[3], width.value > 0, height.value > 0
      else { return nil }
      self = .rectangle(left, top, width, height)
    }
  }

  private static func length(_ text: Substring) -> Length? {
    let isShare = text.hasSuffix("%")
    let digits = isShare ? text.dropLast() : text
    guard let value = Double(digits), value.isFinite, value >= 0, !isShare || value <= 100,
      digits.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") })
    else { return nil }
    return Length(value: value, isShare: isShare)
  }
}
