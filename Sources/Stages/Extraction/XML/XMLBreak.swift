import Archives
import Dataflow
import Markup

/// The diagnostics of documents that cannot be read on; none of them quotes the document.
enum XMLBreak {
  /// The sentence for a failure of the parser.
  static func sentence(_ reason: MarkupFailure.Reason) -> String {
    switch reason {
    case .truncated: "the document ends too early"
    case .noRoot: "there is no root element where one is due"
    case .character: "a character that XML does not allow"
    case .endTag: "an end tag does not match its start tag"
    case .entity: "a reference to an entity that is not predefined"
    case .characterReference: "a character reference that names no XML character"
    case .attribute: "an attribute is malformed or occurs twice"
    case .syntax: "the markup is malformed"
    case .trailing: "something follows the root element"
    case .documentType: "a document type declaration, which is not allowed"
    case .limit: "a limit of the parser is passed"
    case .other(let code): "the document is not well-formed (libxml2 error \(code))"
    }
  }

  /// The document breaks at a place.
  static func broken(_ sentence: String, at mark: XMLMark) -> Diagnostic {
    Diagnostic(
      "SH3202",
      "the XML breaks at line \(mark.line), column \(mark.column), byte \(mark.source): \(sentence)",
      status: .input, remedy: "the records before this place are read; ask for the file again")
  }

  /// The document is something else than the definition says.
  static func foreignRoot(_ path: String) -> Diagnostic {
    Diagnostic(
      "SH3203", "the root element of the XML is not the first step of '\(path)'", status: .input,
      remedy: "correct the source's record path, or leave this file out")
  }

  /// The encoding of the document is not known.
  static var unknownEncoding: Diagnostic {
    Diagnostic(
      "SH3205", "the XML declares an encoding that SoHoa does not read", status: .input,
      remedy: "convert the file to UTF-8")
  }

  /// The bytes of the document cannot be had.
  static func unreadable(_ error: ArchiveError) -> Diagnostic {
    Diagnostic(
      "SH3206", error.message, status: error.kind == .inputOutput ? .inputOutput : .input)
  }

  /// The schema cannot be used.
  static func schema(_ failure: MarkupSchema.Failure) -> Diagnostic {
    let what =
      switch failure {
      case .document(let failure): "is not well-formed: \(sentence(failure.reason))"
      case .otherDocument: "refers to other documents, which are never opened"
      case .notSchema(let code): "is not a valid XML Schema (libxml2 error \(code))"
      }
    return Diagnostic(
      "SH3208", "the XSD \(what)", status: .definition,
      remedy: "check it with 'xmllint --noout --schema'; put everything into one document")
  }

  /// A validated unit must be read from its first byte.
  static var lateStream: Diagnostic {
    Diagnostic(
      "SH3209", "a unit that is held against an XSD is read from its first byte", status: .internal)
  }
}
