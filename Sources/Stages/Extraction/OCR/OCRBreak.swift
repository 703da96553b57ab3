import Dataflow

/// The diagnostics of recognised documents that cannot be read; none of them quotes the document.
enum OCRBreak {
  /// The document breaks behind a byte.
  static func broken(_ sentence: String, at offset: Int64) -> Diagnostic {
    Diagnostic(
      "SH3701", "the recognised text breaks near byte \(offset): \(sentence)", status: .input,
      remedy: "the pages before this place are read; ask for the file again")
  }

  /// The document is none of the formats.
  static var noFormat: Diagnostic {
    Diagnostic(
      "SH3702", "the document is neither ALTO nor PAGE XML nor hOCR", status: .input,
      remedy: "leave it out with 'members', or read it as 'xml'")
  }

  /// The document is of another format than the definition says.
  static func otherFormat(_ found: OCRShape.Format, _ wanted: OCRShape.Format) -> Diagnostic {
    Diagnostic(
      "SH3703", "the document is \(found.rawValue), not \(wanted.rawValue)", status: .input,
      remedy: "leave 'ocr.format' out, or leave this file out with 'members'")
  }

  /// The format that the beginning of a document shows.
  static func format(of beginning: ArraySlice<UInt8>) -> OCRShape.Format? {
    let text = String(decoding: beginning, as: UTF8.self).lowercased()
    for part in text.split(separator: "<") {
      let name = part.prefix { $0.isLetter || $0 == ":" }.split(separator: ":").last ?? ""
      switch name {
      case "alto": return .alto
      case "pcgts": return .page
      case "html", "head", "body", "div", "meta": return .hocr
      default: if part.hasPrefix("!doctype html") { return .hocr }
      }
    }
    return nil
  }
}
