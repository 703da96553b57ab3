/// Something planted in a record, and what the product has to make of it.
enum Defect: String, CaseIterable, Sendable {
  // Values that rules refuse.
  case badDate = "bad-date"
  case missingName = "missing-name"
  case missingDate = "missing-date"
  case badSex = "bad-sex"
  case badIdentity = "bad-identity-number"
  case badBook = "bad-book-number"
  case badPage = "page-not-a-number"
  case pageOutOfRange = "page-out-of-range"
  case longRemark = "long-remark"
  case bornLater = "born-after-registration"
  case several = "several-at-once"
  // Records that readers refuse.
  case tooFewFields = "too-few-fields"
  case tooManyFields = "too-many-fields"
  case strayQuote = "stray-quote"
  case unclosedQuote = "unclosed-quote"
  case invalidByte = "invalid-byte"
  // Entries that are there already.
  case repeated = "identical-entry"
  case conflicting = "same-key-other-content"
  // Oddities that are mended or are right as they stand.
  case decomposedName = "decomposed-name"
  case extraBlanks = "extra-blanks"

  enum Outcome: String, Sendable {
    case rejected, duplicate, loaded
  }

  var outcome: Outcome {
    switch self {
    case .repeated: .duplicate
    case .decomposedName, .extraBlanks: .loaded
    default: .rejected
    }
  }

  /// The rules it breaks, each with the loaded column it concerns, or "" for the whole record.
  var violations: [(rule: String, field: String)] {
    switch self {
    case .badDate: [("E-DATE", "nks_ngay_sinh")]
    case .missingName: [("E-REQ", "nks_ho_ten")]
    case .missingDate: [("E-REQ", "ngay_dang_ky")]
    case .badSex: [("E-CODE", "nks_gioi_tinh")]
    case .badIdentity: [("E-ID-SHAPE", "me_so_giay_to")]
    case .badBook: [("E-PATTERN", "quyen_so")]
    case .badPage: [("E-TYPE", "trang_so")]
    case .pageOutOfRange: [("E-RANGE", "trang_so")]
    case .longRemark: [("E-LENGTH", "ghi_chu")]
    case .bornLater: [("E-DATE-ORDER", "nks_ngay_sinh")]
    case .several:
      [("E-REQ", "nks_ho_ten"), ("E-DATE", "ngay_dang_ky"), ("E-ID-SHAPE", "me_so_giay_to")]
    case .tooFewFields, .tooManyFields, .strayQuote, .unclosedQuote: [("E-STRUCT", "")]
    case .invalidByte: [("E-ENC", "nks_ho_ten")]
    case .repeated: [("I-KEY-SAME", "")]
    case .conflicting: [("E-KEY-DUP", "")]
    case .decomposedName, .extraBlanks: []
    }
  }

  /// Defects that any format can carry.
  static let ofValues: [Defect] = [
    .badDate, .missingName, .missingDate, .badSex, .badIdentity, .badBook, .badPage,
    .pageOutOfRange, .longRemark, .bornLater, .several,
  ]
  /// Defects that only a delimited text can carry, wherever they stand.
  ///
  /// An unclosed quote is not among them: only in a unit's last record is it plain where it ends.
  static let ofDelimitedText: [Defect] = [.tooFewFields, .tooManyFields, .strayQuote, .invalidByte]
}
