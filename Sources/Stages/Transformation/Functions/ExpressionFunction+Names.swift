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
