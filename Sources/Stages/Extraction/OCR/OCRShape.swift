/// How the text of recognised pages is read.
public struct OCRShape: Sendable, Equatable {
  /// What a document is.
  public enum Format: String, Sendable, CaseIterable {
    /// ALTO, versions 2 to 4 (Library of Congress).
    case alto
    /// PAGE XML (PRImA), 2010 and later.
    case page
    /// hOCR: HTML whose elements bear the classes of the hOCR specification 1.2.
    case hocr
  }

  /// The format; `nil` is told by each document's beginning.
  public var format: Format?
  /// The confidence in percent below which a field is noted; `nil` notes none.
  public var confidence: Double?
  /// The rule that a field below the confidence breaks, one for each field.
  public var lowRules: [UInt16] = []
  /// The most bytes of text on a page; a page with more is refused.
  public var textBytes: Int
  /// The most words on a page.
  public var words = 1 << 20

  /// Creates a shape.
  public init(format: Format? = nil, confidence: Double? = nil, textBytes: Int = 16 << 20) {
    self.format = format
    self.confidence = confidence
    self.textBytes = textBytes
  }
}
