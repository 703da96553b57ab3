internal import CTables

/// A table of facts that SoHoa ships, compiled into the program.
///
/// `Sources/Core/CTables/README.md` tells the sources.
public enum Table: Int32, Sendable, CaseIterable {
  /// Provinces as personal numbers begin with them: three digits, name before July 2025.
  case birthProvinces
  /// Groups of health-insurance cards: two letters, name.
  case insuranceGroups
  /// Legacy encodings: encoding, bytes in hexadecimal, code point in hexadecimal.
  case encodings
  /// Words with marks that registers consist of, in small letters.
  case syllables
  /// Codes: table, code, name, other names parted by `|`.
  case codes
  /// Administrative units: code, kind, parent, first day, first day no more, name without kind.
  case units
  /// What each unit of 30 June 2025 became the day after: code, codes parted by `|`.
  case merge2025
  /// Short and other names of provinces: name, code.
  case placeAliases
  /// Family names: name, number of words.
  case surnames

  /// The table's text: a line a row, fields parted by tabs; copied at each call.
  public var text: [UInt8] {
    (0..<sohoa_table_count(rawValue)).map { sohoa_table_byte(rawValue, $0) }
  }

  /// The rows, each with its fields; remarks are left out.
  public var rows: [[ArraySlice<UInt8>]] {
    text.split(separator: UInt8(ascii: "\n")).filter { $0.first != UInt8(ascii: "#") }.map {
      $0.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    }
  }
}
