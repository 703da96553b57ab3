import CLibXML2

/// The libxml2 that the process runs with.
public enum MarkupLibrary {
  /// Its version, such as `2.9.14`.
  public static var version: String {
    // SAFETY: the library's own constant text, terminated.
    let digits = unsafe String(cString: sohoa_xmlVersion()).prefix { $0.isNumber }
    guard let number = Int(digits) else { return String(digits) }
    return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
  }

  /// Whether documents can be held against an XSD.
  public static var hasSchemas: Bool { xmlHasFeature(XML_WITH_SCHEMAS) != 0 }
}
