/// What a row's own cells say against each other, told from its bytes as anybody would read them.
struct RowEvidence {
  /// A personal number, and the cells it is held against.
  private struct Number {
    var column: Int
    var field: String
    var birth: Int
    var sex: Int?
    /// The sex where the column's name tells it.
    var isFemale = false
  }

  private let numbers: [Number]
  private let register: Register
  private let yearIsFirst: Bool
  private let relation: Int?
  private let sex: Int?

  init(_ register: Register) {
    self.register = register
    let sheet = RegisterSheet.all[register.rawValue]
    func position(_ target: String) -> Int? {
      sheet.columns.firstIndex { $0.target == target }
    }
    var numbers: [Number] = []
    for (column, cell) in sheet.columns.enumerated() {
      guard let target = cell.target,
        let kind = ["so_giay_to", "so_dinh_danh"].first(where: { target.hasSuffix($0) }),
        let birth = position(target.dropLast(kind.count) + "ngay_sinh")
      else { continue }
      let prefix = String(target.dropLast(kind.count))
      numbers.append(
        Number(
          column: column, field: target, birth: birth, sex: position(prefix + "gioi_tinh"),
          isFemale: ["me_", "vo_", "mcn_"].contains(prefix)))
    }
    self.numbers = numbers
    yearIsFirst = register.isNotice
    relation = position("quan_he_voi_chu_ho")
    sex = position("gioi_tinh")
  }

  /// Holds the cells of a row against each other.
  ///
  /// - Parameters:
  ///   - record: the row as it is written.
  ///   - province: the prefix of numbers given where births are registered; `nil` after the reform.
  /// - Returns: the rules that the row's cells break together, each with the column to blame.
  func contradictions(in record: Record, province: Int?) -> [(rule: String, field: String)] {
    var found: [(rule: String, field: String)] = []
    for number in numbers where record.fields[number.column].count == 12 {
      let digits = record.fields[number.column]
      func digit(_ index: Int) -> Int { Int(record.bytes[digits.lowerBound + index]) - 48 }
      let prefix = digit(0) * 100 + digit(1) * 10 + digit(2)
      let isOfAnother = number.field == "nks_so_dinh_danh" && province.map { $0 != prefix } ?? false
      if prefix == Self.noProvince || isOfAnother { found.append(("W-ID-PROV", number.field)) }
      let told = number.sex.map { isFemale(record, $0) } ?? number.isFemale
      if let told, told != (digit(3) % 2 == 1) { found.append(("W-ID-SEX", number.field)) }
      let birth = record.fields[number.birth]
      guard birth.count >= 4 else { continue }
      let start = yearIsFirst ? birth.lowerBound : birth.upperBound - 4
      let year = record.bytes[start..<start + 4].reduce(0) { $0 * 10 + Int($1) - 48 }
      if year != 1900 + digit(3) / 2 * 100 + digit(4) * 10 + digit(5) {
        found.append(("W-ID-YEAR", number.field))
      }
    }
    if register == .member, let relation, let sex, let told = isFemale(record, sex) {
      let code = record.bytes[record.fields[relation]].reduce(0) { $0 * 10 + Int($1) - 48 }
      let wrong = told ? Self.maleRelations : Self.femaleRelations
      if wrong.contains(code) { found.append(("W-REL", "quan_he_voi_chu_ho")) }
    }
    return found
  }

  /// Three digits that no province has.
  static let noProvince = 3
  static let femaleRelations = [2, 6, 9, 11, 13, 15, 17, 19]
  static let maleRelations = [3, 7, 8, 10, 12, 14, 16, 18]

  private func isFemale(_ record: Record, _ column: Int) -> Bool? {
    switch Array(record.bytes[record.fields[column]]) {
    case [UInt8(ascii: "1")], Array("Nam".utf8): false
    case [UInt8(ascii: "2")], Array("Nữ".utf8): true
    default: nil
    }
  }
}
