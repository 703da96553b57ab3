internal import Registers
internal import SQLite

extension ExpressionFunction {
  private static let persons = PersonNumberReader()
  private static let insurance = InsuranceNumberReader()

  /// Functions over the numbers of persons, cards and books.
  static let numbers: [ExpressionFunction] = [
    ExpressionFunction(
      "id_number", ["text"],
      "The 9 or 12 digits of a personal number, lost zeros put back; null for another shape.",
      "9 hoặc 12 chữ số của số CMND/CCCD, đã bù số 0 bị mất; null nếu sai dạng."
    ) { call in
      if let number = person(call) { call.write(12) { number.write(to: &$0, at: $1) } }
    },
    ExpressionFunction(
      "id_province", ["text"],
      "The first three digits of a personal number of 12 where they are a province's of before July 2025.",
      "Ba chữ số đầu của số CCCD nếu là mã tỉnh trước tháng 7/2025."
    ) { call in
      guard let province = person(call)?.province, persons.isKnown(province: province) else {
        return
      }
      call.write(3) {
        writeFigures(province, width: 3, to: &$0, at: $1)
        return 3
      }
    },
    ExpressionFunction(
      "id_sex", ["text"], "The sex that a personal number of 12 tells: 1 male, 2 female.",
      "Giới tính theo số CCCD: 1 nam, 2 nữ."
    ) { call in
      if let sex = person(call)?.sex { call.answer(Int(sex.rawValue)) }
    },
    ExpressionFunction(
      "id_year", ["text"], "The year of birth that a personal number of 12 tells.",
      "Năm sinh theo số CCCD."
    ) { call in
      if let year = person(call)?.birthYear { call.answer(year) }
    },
    ExpressionFunction(
      "insurance_number", ["text"],
      "A health-insurance number of 10 digits or 15 characters without blanks; null for another shape.",
      "Số BHYT 10 chữ số hoặc 15 ký tự, bỏ khoảng trắng; null nếu sai dạng."
    ) { call in
      guard let range = call.arguments[0] else { return }
      var canonical: [UInt8] = []
      let reading = insurance.read(range, call.bytes.span, canonical: &canonical)
      if reading != .misshapen { call.answer(canonical) }
    },
    ExpressionFunction(
      "household_book", ["text"],
      "The nine digits of a household book's number, without its volume; null for another shape.",
      "Chín chữ số của số sổ hộ khẩu, không kèm quyển; null nếu sai dạng."
    ) { call in
      guard let book = book(call) else { return }
      call.write(9) {
        writeFigures(book.value, width: 9, to: &$0, at: $1)
        return 9
      }
    },
    ExpressionFunction(
      "household_volume", ["text"],
      "The volume of a household book: 2 for `Quyển số 02`, 1 if not told.",
      "Số quyển của sổ hộ khẩu: 2 với `Quyển số 02`, 1 nếu không ghi."
    ) { call in
      if let book = book(call) { call.answer(book.volume) }
    },
  ]

  private static func person(_ call: FunctionCall) -> PersonNumber? {
    call.arguments[0].flatMap { persons.read($0, call.bytes.span) }
  }

  private static func book(_ call: FunctionCall) -> HouseholdBookNumber? {
    call.arguments[0].flatMap { HouseholdBookNumber($0, call.bytes.span) }
  }
}
