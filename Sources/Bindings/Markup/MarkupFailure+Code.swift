import CLibXML2

extension MarkupFailure.Reason {
  /// Sorts libxml2's error numbers; its messages may quote the document and are never used.
  init(code: Int32) {
    guard code > 0 else {
      self = .other(code)
      return
    }
    self =
      switch xmlParserErrors(rawValue: UInt32(code)) {
      case XML_ERR_DOCUMENT_EMPTY: .noRoot
      case XML_ERR_TAG_NOT_FINISHED: .truncated
      case XML_ERR_DOCUMENT_END: .trailing
      case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_ENCODING: .character
      case XML_ERR_TAG_NAME_MISMATCH: .endTag
      case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY, XML_ERR_ENTITYREF_SEMICOL_MISSING,
        XML_ERR_NAME_REQUIRED:
        .entity
      case XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_HEX_CHARREF, XML_ERR_INVALID_DEC_CHARREF:
        .characterReference
      case XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_NOT_FINISHED,
        XML_ERR_ATTRIBUTE_WITHOUT_VALUE, XML_ERR_ATTRIBUTE_REDEFINED, XML_ERR_LT_IN_ATTRIBUTE:
        .attribute
      case XML_ERR_GT_REQUIRED, XML_ERR_LT_REQUIRED, XML_ERR_LTSLASH_REQUIRED,
        XML_ERR_SPACE_REQUIRED, XML_ERR_EQUAL_REQUIRED, XML_ERR_MISPLACED_CDATA_END,
        XML_ERR_CDATA_NOT_FINISHED, XML_ERR_COMMENT_NOT_FINISHED, XML_ERR_HYPHEN_IN_COMMENT,
        XML_ERR_PI_NOT_STARTED, XML_ERR_PI_NOT_FINISHED, XML_ERR_RESERVED_XML_NAME,
        XML_ERR_XMLDECL_NOT_STARTED, XML_ERR_XMLDECL_NOT_FINISHED, XML_ERR_VERSION_MISSING,
        XML_ERR_STRING_NOT_STARTED, XML_ERR_STRING_NOT_CLOSED:
        .syntax
      case XML_ERR_INTERNAL_ERROR, XML_ERR_NO_MEMORY, XML_ERR_NAME_TOO_LONG: .limit
      default: .other(code)
      }
  }
}
