public import LegacyText

/// How the bytes of a unit spell its text.
public enum TextEncoding: Sendable, Hashable {
  /// UTF-8, with or without a byte order mark.
  case utf8
  /// UTF-16 in the order its byte order mark tells; little-endian without one.
  case utf16
  /// UTF-16, low byte first.
  case utf16LittleEndian
  /// UTF-16, high byte first.
  case utf16BigEndian
  /// A Vietnamese encoding from before Unicode.
  case legacy(LegacyEncoding)
  /// Several: decided column by column, and cell by cell where one does not fit its column.
  case mixed

  /// All encodings, in the order in which people are told of them.
  public static let all: [TextEncoding] =
    [.utf8, .utf16, .utf16LittleEndian, .utf16BigEndian]
    + LegacyEncoding.allCases.map { .legacy($0) } + [.mixed]

  /// The encoding of a name, as definitions spell it.
  public init?(name: String) {
    guard let encoding = Self.all.first(where: { $0.name == name }) else { return nil }
    self = encoding
  }

  /// Its name in definitions, reports and messages.
  public var name: String {
    switch self {
    case .utf8: "utf-8"
    case .utf16: "utf-16"
    case .utf16LittleEndian: "utf-16le"
    case .utf16BigEndian: "utf-16be"
    case .legacy(let encoding): encoding.rawValue
    case .mixed: "mixed"
    }
  }

  /// Whether two bytes make a code unit, so that text must be transcoded before it is split.
  var isUTF16: Bool { self == .utf16 || self == .utf16LittleEndian || self == .utf16BigEndian }

  /// Whether it is one from before Unicode.
  public var isLegacy: Bool {
    if case .legacy = self { return true }
    return false
  }

  /// Whether every record must be valid UTF-8 once it is read.
  var isUnicode: Bool { self == .utf8 || isUTF16 }
}

/// How one field of a CSV unit is spelled, where it is not as the unit is.
public enum FieldEncoding: Sendable, Equatable {
  /// As the column's own words tell.
  case auto
  /// In one encoding: UTF-8, a legacy one, or ``TextEncoding/mixed``.
  case given(TextEncoding)
}
