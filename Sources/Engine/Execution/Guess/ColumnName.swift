import Foundation

/// A column's name made from what a header says: unaccented, small letters, words joined by `_`.
struct ColumnName {
  /// The name; empty when the header has no letter or digit.
  let text: String

  /// Makes a name, as `so_dang_ky` from `Số đăng ký` and `noi_dang_ky` from `noiDangKy`.
  init(header: String) {
    var words = ""
    var last: Character = "_"
    for character in header.replacingOccurrences(of: "đ", with: "d")
      .replacingOccurrences(of: "Đ", with: "D")
      .folding(options: .diacriticInsensitive, locale: Locale(identifier: "en_US"))
    {
      guard character.isASCII, character.isLetter || character.isNumber else {
        if last != "_" { words.append("_") }
        last = "_"
        continue
      }
      if character.isUppercase && (last.isLowercase || last.isNumber) { words.append("_") }
      words += character.lowercased()
      last = character
    }
    while words.last == "_" { words.removeLast() }
    if words.first?.isNumber ?? false { words = "cot_" + words }
    text = String(words.prefix(63))
  }
}
