internal import Columnar
internal import SQLite

extension ExpressionFunction {
  /// Functions over texts of any kind.
  static let texts: [ExpressionFunction] = [
    ExpressionFunction(
      "fold", ["text"],
      "The key by which names are compared: small letters, tones at one place, single blanks.",
      "Khoá để so sánh tên: chữ thường, dấu thanh đặt thống nhất, một khoảng trắng."
    ) { call in
      if let text = call.text(0) { call.answer(foldedForComparison(text)) }
    }
  ]
}
