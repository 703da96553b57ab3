/// What contradicts itself without being wrong by its form: found, and mostly loaded with a warning.
extension RegisterDefect {
  /// What a change may draw on besides the row.
  struct Surroundings {
    /// The last personal number that was written into the register's main column, or nothing.
    var lastNumber: [UInt8]
    /// The nine digits of people whose death is in the register, by the day they died.
    var dead: [(died: Int, number: [UInt8])]
    /// The day of the entry.
    var day: Int
  }

  typealias Change = @Sendable (inout Record, Surroundings, inout RandomSource) -> Bool

  /// Everything of this kind that a register's rows can carry.
  static func ofRules(_ register: Register) -> [RegisterDefect] {
    let sheet = RegisterSheet.all[register.rawValue]
    var defects = placeColumns(of: register).map { column in
      RegisterDefect(
        name: "unknown-place",
        edits: [(sheet.index(column), Array("xã Chẳng Có, huyện Nơi Nào, tỉnh Xa Lắc".utf8))],
        violations: [("W-PLACE", column)], outcome: .loaded)
    }
    for (index, column) in sheet.columns.enumerated() {
      guard let target = column.target, !target.hasPrefix("nyc"),
        target.hasSuffix("so_dinh_danh") || target.hasSuffix("so_giay_to"),
        target != "goc_so_giay_to"
      else { continue }
      defects += ofNumber(at: index, isOfBirth: target == "nks_so_dinh_danh")
      if deadMayAct(in: register, as: target) {
        defects.append(dead(sheet, target, index))
      }
    }
    switch register {
    case .birth: defects += ofBirth(sheet)
    case .birthNotice:
      defects += ofMother(
        birth: sheet.index("me_ngay_sinh"), of: sheet.index("con_ngay_sinh"), yearIsFirst: true)
    case .member: defects += ofMembers(sheet)
    default: break
    }
    return defects
  }

  /// The columns with places that the register's pipeline finds the units of, but for its key.
  private static func placeColumns(of register: Register) -> [String] {
    switch register {
    case .birth: ["nks_noi_sinh_dvhc", "nks_que_quan"]
    case .marriage: ["chong_noi_cu_tru", "vo_noi_cu_tru"]
    case .death: ["nkt_noi_cu_tru"]
    case .recognition: ["nc_noi_cu_tru"]
    case .maritalStatus: ["nxn_noi_cu_tru"]
    case .guardianship: ["ndgh_noi_cu_tru"]
    case .adoption: ["cn_noi_sinh"]
    case .correction: ["ntd_noi_cu_tru"]
    case .household: ["noi_thuong_tru"]
    case .member: ["noi_thuong_tru_truoc"]
    case .move: ["noi_di", "noi_den"]
    case .stay: ["noi_thuong_tru", "noi_tam_tru"]
    case .birthNotice: ["me_noi_cu_tru"]
    case .deathNotice: ["noi_cu_tru"]
    }
  }

  /// Whose death contradicts a register's entry.
  private static func deadMayAct(in register: Register, as column: String) -> Bool {
    switch register {
    case .marriage, .maritalStatus, .correction, .stay: true
    case .recognition: column == "cm_so_giay_to"
    case .guardianship: column == "ngh_so_giay_to"
    case .adoption: column.hasSuffix("so_giay_to")
    default: false
    }
  }

  /// The number of somebody who had died by then; nine digits tell neither sex nor birth.
  private static func dead(_ sheet: RegisterSheet, _ target: String, _ column: Int)
    -> RegisterDefect
  {
    RegisterDefect(
      name: "event-after-death", violations: [("E-DEAD", target)], outcome: .loaded,
      change: { record, surroundings, random in
        let count = surroundings.dead.prefix { $0.died < surroundings.day }.count
        guard count > 0 else { return false }
        record.replace(column, with: surroundings.dead[random.below(count)].number)
        return true
      })
  }

  /// Twelve digits of the other sex, of another year, of no province or another's.
  private static func ofNumber(at column: Int, isOfBirth: Bool) -> [RegisterDefect] {
    func changed(_ name: String, _ digits: @escaping @Sendable (inout [UInt8]) -> Void)
      -> RegisterDefect
    {
      RegisterDefect(
        name: name, violations: [], outcome: .loaded,
        change: { record, _, random in
          var number = record.value(column)
          guard number.count == 12 else { return false }
          digits(&number)
          // Six last digits that nobody has.
          var serial = (900_000 + random.below(50_000)) &* 777_773 % 1_000_000
          for index in stride(from: 11, to: 5, by: -1) {
            number[index] = UInt8(48 + serial % 10)
            serial /= 10
          }
          record.replace(column, with: number)
          return true
        })
    }
    @Sendable func year(_ number: inout [UInt8]) {
      let year = (Int(number[4]) * 10 + Int(number[5]) - 528 + 1) % 100
      (number[4], number[5]) = (UInt8(48 + year / 10), UInt8(48 + year % 10))
    }
    var defects = [
      changed("number-of-other-sex") { $0[3] ^= 1 },
      changed("number-of-other-year") { year(&$0) },
      changed("number-of-no-province") { $0.replaceSubrange(0..<3, with: Array("003".utf8)) },
    ]
    if isOfBirth {
      defects.append(
        changed("number-of-other-province") {
          let is79 = $0[1] == UInt8(ascii: "7") && $0[2] == UInt8(ascii: "9")
          $0.replaceSubrange(0..<3, with: Array((is79 ? "001" : "079").utf8))
        })
    }
    return defects
  }

  /// A mother of nine years, and one of sixty-two.
  private static func ofMother(birth mother: Int, of child: Int, yearIsFirst: Bool)
    -> [RegisterDefect]
  {
    [("mother-too-young", 9), ("mother-too-old", 62)].map { name, age in
      RegisterDefect(
        name: name, violations: [("W-AGE", "me_ngay_sinh")], outcome: .loaded,
        change: { record, _, _ in
          let born = record.value(child)
          guard !record.fields[mother].isEmpty, born.count >= 8 else { return false }
          let digits = yearIsFirst ? born.prefix(4) : born.suffix(4)
          let year = digits.reduce(0) { $0 * 10 + Int($1) - 48 } - age
          record.replace(mother, with: "\(year)" + (yearIsFirst ? "0000" : ""))
          return true
        })
    }
  }

  private static func ofBirth(_ sheet: RegisterSheet) -> [RegisterDefect] {
    let words = sheet.index("nks_ngay_sinh_bang_chu")
    let number = sheet.index("nks_so_dinh_danh")
    let otherYear = "Ngày mười một tháng mười một năm một nghìn chín trăm linh một"
    return [
      RegisterDefect(
        name: "words-of-another-date", edits: [(words, Array(otherYear.utf8))],
        violations: [("W-DATE-WORDS", "nks_ngay_sinh")], outcome: .loaded),
      RegisterDefect(
        name: "unreadable-words", edits: [(words, Array("Ngày gì đó tháng nào đó".utf8))],
        violations: [("W-DATE-WORDS", "nks_ngay_sinh_bang_chu")], outcome: .loaded),
      taken(number, violations: [("E-ID-DUP", "nks_so_dinh_danh")], outcome: .rejected),
    ]
      + ofMother(
        birth: sheet.index("me_ngay_sinh"), of: sheet.index("nks_ngay_sinh"), yearIsFirst: false)
  }

  /// The number of the person in a row before.
  private static func taken(
    _ column: Int, violations: [(rule: String, field: String)], outcome: Defect.Outcome,
    onlyIfEmpty other: Int? = nil
  ) -> RegisterDefect {
    RegisterDefect(
      name: "number-of-another-person", violations: violations, outcome: outcome,
      change: { record, surroundings, _ in
        guard !record.fields[column].isEmpty, !surroundings.lastNumber.isEmpty,
          other.map({ record.fields[$0].isEmpty }) ?? true
        else { return false }
        record.replace(column, with: surroundings.lastNumber)
        return true
      })
  }

  private static func ofMembers(_ sheet: RegisterSheet) -> [RegisterDefect] {
    let relation = sheet.index("quan_he_voi_chu_ho")
    let struckOut = sheet.index("ngay_xoa_dang_ky")
    let sex = sheet.index("gioi_tinh")
    func changed(_ name: String, _ code: @escaping @Sendable (String, Bool) -> String?)
      -> RegisterDefect
    {
      RegisterDefect(
        name: name, violations: [], outcome: .loaded,
        change: { record, _, _ in
          let now = String(decoding: record.value(relation), as: UTF8.self)
          let isFemale = ["2", "Nữ"].contains(String(decoding: record.value(sex), as: UTF8.self))
          guard record.fields[struckOut].isEmpty, let new = code(now, isFemale) else {
            return false
          }
          record.replace(relation, with: new)
          return true
        })
    }
    return [
      changed("second-head") { now, _ in now == "01" ? nil : "01" },
      changed("no-head") { now, _ in now == "01" ? "99" : nil },
      changed("relation-of-other-sex") { now, isFemale in
        now == "01" ? nil : isFemale ? "03" : "02"
      },
      taken(
        sheet.index("so_dinh_danh"), violations: [("E-ID-DUP", "so_dinh_danh")], outcome: .loaded,
        onlyIfEmpty: struckOut),
    ]
  }

  /// The same birth under the next number.
  static func registeredAgain(as entry: Int, of record: Record) -> RegisterDefect {
    let sheet = RegisterSheet.all[Register.birth.rawValue]
    let number = sheet.index("so_dang_ky")
    let year = String(decoding: record.value(number).suffix(5), as: UTF8.self)
    return RegisterDefect(
      name: "registered-again",
      edits: [(number, Array(((entry < 10 ? "0\(entry)" : "\(entry)") + year).utf8))],
      violations: [("W-PERSON-DUP", "")], outcome: .loaded)
  }
}
