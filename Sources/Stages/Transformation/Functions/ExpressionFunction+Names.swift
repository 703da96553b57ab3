internal import Registers
internal import SQLite

extension ExpressionFunction {
  /// Functions over names of persons.
  static let names: [ExpressionFunction] = [
    part(
      "name_family", "The family name.", "Họ.", { $0.family }),
    part("name_middle", "The words between family and given name.", "Chữ đệm.", { $0.middle }),
    part("name_given", "The given name.", "Tên.", { $0.given }),
    part("name_alias", "Another name in the same field.", "Tên gọi khác ghi cùng ô.", { $0.alias }),
    ExpressionFunction(
      "name_title", ["name"],
      "The name with a capital at each word, where it was written all in capitals or all in small letters.",
      "Họ tên viết hoa đầu mỗi chữ, nếu vốn viết toàn chữ hoa hoặc toàn chữ thường."
    ) { call in
      guard let range = call.arguments[0] else { return }
      let name = String(decoding: call.bytes[range], as: UTF8.self)
      let (lower, upper) = (name.lowercased(), name.uppercased())
      if name != lower && name != upper { return call.answer(range) }
      var isFirst = true
      var raised = ""
      for letter in lower {
        raised += isFirst ? letter.uppercased() : String(letter)
        isFirst = !letter.isLetter
      }
      call.answer(raised.utf8)
    },
  ]

  private static func part(
    _ name: String, _ meaning: String, _ vietnamese: String,
    _ part: @escaping @Sendable (PersonName) -> Range<Int>
  ) -> ExpressionFunction {
    ExpressionFunction(name, ["name"], meaning, vietnamese) { call in
      guard let range = call.arguments[0] else { return }
      var reader = NameReader()
      let part = part(reader.read(range, of: call.bytes.span))
      if !part.isEmpty { call.answer(part) }
    }
  }
}
