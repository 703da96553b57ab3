internal import Registers
internal import SQLite

extension ExpressionFunction {
  /// Functions over tables of codes.
  static let codes: [ExpressionFunction] = [
    ExpressionFunction(
      "code", ["table", "text"],
      "The code that a text means in a table of codes, such as `ethnic`; null where it means none or several.",
      "Mã ứng với chữ trong bảng mã, như `ethnic`; rỗng nếu không có hoặc có nhiều mã."
    ) { call in
      guard let name = call.text(0), let text = call.text(1),
        let table = tables[String(decoding: name, as: UTF8.self)]
      else { return }
      let match = table.find(text)
      if match.number >= 0 { call.answer(table.codes[Int(match.number)]) }
    }
  ]

  private static let tables: [String: CodeTable] = Dictionary(
    CodeTable.names.compactMap { name in CodeTable(named: name).map { (name, $0) } }
  ) { first, _ in first }
}
