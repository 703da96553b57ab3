/// What a commune's book of a register is delivered as.
enum RegisterFormat: Sendable {
  /// Commas, UTF-8, in a ZIP archive.
  case zippedText
  /// Tabs, compressed with GZIP.
  case compressedText
  /// Semicolons, byte order mark and CRLF.
  case semicolons
  /// UTF-16, as spreadsheets save "Unicode text".
  case wideText
  /// The encoding of the nineties.
  case legacyText
  /// XML in a ZIP archive.
  case zippedMarkup

  /// The formats of the four communes' books.
  static func of(_ register: Register) -> [RegisterFormat] {
    switch register {
    case .birth: [.zippedText, .compressedText, .legacyText, .zippedMarkup]
    case .birthNotice, .deathNotice: Array(repeating: .zippedMarkup, count: 4)
    case .marriage, .maritalStatus, .member: [.semicolons, .wideText, .legacyText, .zippedMarkup]
    default: [.zippedText, .semicolons, .legacyText, .zippedMarkup]
    }
  }

  var suffix: String {
    switch self {
    case .zippedText, .zippedMarkup: ".zip"
    case .compressedText: ".csv.gz"
    case .semicolons: "-excel.csv"
    case .wideText: "-utf16.csv"
    case .legacyText: "-tcvn3.csv"
    }
  }

  var packing: Packing {
    switch self {
    case .zippedText, .zippedMarkup: .zip
    case .compressedText: .gzip
    default: .plain
    }
  }

  /// The name of the archive's member, or "".
  func member(_ register: Register) -> String {
    switch self {
    case .zippedText: "\(register.folder).csv"
    case .zippedMarkup: "\(register.folder).xml"
    default: ""
    }
  }

  var isDelimited: Bool { self != .zippedMarkup }

  func unitFormat(_ register: Register) -> UnitFormat {
    let sheet = RegisterSheet.all[register.rawValue]
    let headers = sheet.columns.map(\.header)
    if self == .zippedMarkup {
      return .markup(
        Markup(
          elements: headers, writesEmptyElements: false, root: sheet.root, element: sheet.element))
    }
    var text = DelimitedText(header: headers, fields: Array(headers.indices))
    let signer = sheet.columns.firstIndex { $0.target == "nguoi_ky" }
    text.strayQuoteField = signer ?? sheet.index(RegisterDefect.mainColumns[register]?.name ?? "")
    switch self {
    case .compressedText: text.delimiter = 9
    case .semicolons:
      text.delimiter = UInt8(ascii: ";")
      text.lineEnd = [13, 10]
      text.hasByteOrderMark = true
    case .wideText:
      text.delimiter = 9
      text.lineEnd = [13, 10]
      text.hasByteOrderMark = true
      text.encoding = .utf16
    case .legacyText: text.encoding = .tcvn3
    case .zippedText, .zippedMarkup: break
    }
    return .delimited(text)
  }
}
