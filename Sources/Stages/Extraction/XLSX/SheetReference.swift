/// The place of a cell, as `AB12` names it.
struct SheetReference: Equatable {
  /// The column, from 0.
  var column: Int
  /// The row, from 1.
  var row: Int

  static let columnLimit = 16_384
  static let rowLimit = 1_048_576

  /// Reads a reference; `nil` for what is none.
  init?(_ text: String) {
    var column = 0
    var rest = text.utf8[...]
    while let byte = rest.first, byte >= 0x41, byte <= 0x5A, column <= Self.columnLimit {
      column = column * 26 + Int(byte) - 0x40
      rest = rest.dropFirst()
    }
    guard column > 0, column <= Self.columnLimit, rest.count <= 7, rest.first != 0x30,
      rest.allSatisfy({ $0 &- 0x30 < 10 }), let row = Int(Substring(rest)), row <= Self.rowLimit
    else { return nil }
    self.column = column - 1
    self.row = row
  }

  /// The letters of a column, from 0.
  static func letters(_ column: Int) -> String {
    var letters = ""
    var rest = column
    repeat {
      letters = String(UnicodeScalar(UInt8(0x41 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }
}
