import Markup

extension XMLReader {
  /// The version of the XML library, such as `2.9.14`.
  public static var libraryVersion: String { MarkupLibrary.version }

  /// Whether documents can be held against an XSD.
  public static var canHoldAgainstSchemas: Bool { MarkupLibrary.hasSchemas }
}
