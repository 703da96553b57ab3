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
    },
    ExpressionFunction(
      "content_id", ["text", "text", "text", "text", "text", "text"], optional: 5,
      "An id made of the texts alone, the same wherever and whenever it is made.",
      "Mã tạo từ chính các giá trị, ở đâu và lúc nào cũng như nhau."
    ) { call in
      var joined: [UInt8] = []
      for index in call.arguments.indices {
        joined += call.text(index) ?? []
        joined.append(0x1F)
      }
      let digits =
        hexadecimal(contentHash(joined, in: 0..<joined.count))
        + hexadecimal(contentHash(joined, in: 0..<joined.count, seed: 1)).prefix(8)
      call.answer(digits.utf8)
    },
  ]

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
