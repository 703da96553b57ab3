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
  /// The encoding of the south in the nineties.
  case vniText
  /// A table of FoxPro in the encoding of the nineties, with its memo file.
  case table
  /// XML in a ZIP archive.
  case zippedMarkup
  /// A JSON document in a ZIP archive.
  case zippedDocument
  /// JSON Lines.
  case lines

  /// The formats of the four communes' books.
  static func of(_ register: Register) -> [RegisterFormat] {
    switch register {
    case .birth: [.zippedText, .compressedText, .legacyText, .zippedMarkup]
    case .birthNotice, .deathNotice: [.zippedMarkup, .zippedMarkup, .zippedDocument, .lines]
    case .recognition: [.zippedText, .semicolons, .vniText, .zippedMarkup]
    case .move: [.zippedText, .lines, .legacyText, .zippedMarkup]
    case .stay: [.zippedText, .semicolons, .table, .zippedMarkup]
    case .marriage, .maritalStatus, .member: [.semicolons, .wideText, .legacyText, .zippedMarkup]
    default: [.zippedText, .semicolons, .legacyText, .zippedMarkup]
    }
  }

  var suffix: String {
    switch self {
    case .zippedText, .zippedMarkup, .zippedDocument: ".zip"
    case .compressedText: ".csv.gz"
    case .semicolons: "-excel.csv"
    case .wideText: "-utf16.csv"
    case .legacyText: "-tcvn3.csv"
    case .vniText: "-vni.csv"
    case .table: ".dbf"
    case .lines: ".jsonl"
    }
  }

  var packing: Packing {
    switch self {
    case .zippedText, .zippedMarkup, .zippedDocument: .zip
    case .compressedText: .gzip
    default: .plain
    }
  }

  /// The name of the archive's member, or "".
  func member(_ register: Register) -> String {
    switch self {
    case .zippedText: "\(register.folder).csv"
    case .zippedMarkup: "\(register.folder).xml"
    case .zippedDocument: "\(register.folder).json"
    default: ""
    }
  }

  /// What may be wrong with how its records are written.
  func structureDefects(_ register: Register) -> [RegisterDefect] {
    switch self {
    case .zippedMarkup, .zippedDocument, .table: []
    case .lines: RegisterDefect.ofLines
    default: RegisterDefect.ofDelimitedText(register)
    }
  }

  /// Whether capitals with marks cannot be written.
  var lacksCapitals: Bool { self == .legacyText || self == .table }

  /// How its records are written; `nil` for a table.
  func unitFormat(_ register: Register) -> UnitFormat? {
    let sheet = RegisterSheet.all[register.rawValue]
    let headers = sheet.columns.map(\.header)
    switch self {
    case .table: return nil
    case .zippedMarkup:
      return .markup(
        Markup(
          elements: headers, writesEmptyElements: false, root: sheet.root, element: sheet.element))
    case .zippedDocument, .lines:
      let numbers = headers.indices.filter {
        ["CAN_NANG_CON", "SO_CON", "LAN_SINH", "trangSo"].contains(headers[$0])
      }
      return .json(
        JSONText(
          names: headers, numbers: Set(numbers), kind: self == .lines ? nil : sheet.element))
    default: return .delimited(text(sheet, register, headers))
    }
  }

  private func text(
    _ sheet: RegisterSheet, _ register: Register, _ headers: [String]
  ) -> DelimitedText {
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
    case .vniText: text.encoding = .vni
    default: break
    }
    return text
  }
}
