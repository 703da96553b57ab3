/// Something planted in a row of a register, and what the register's pipeline has to make of it.
struct RegisterDefect: Sendable {
  let name: String
  /// The cells that are written over.
  var edits: [(column: Int, value: [UInt8])] = []
  /// The rules it breaks, each with the loaded column it concerns, or "" for the whole record.
  let violations: [(rule: String, field: String)]
  var outcome = Defect.Outcome.rejected
  /// How the record's writing is broken, or `nil`.
  var structure: Defect?
  /// Changes the record by what it says; where it cannot, the row stays sound.
  var change: Change?

  /// What values a column may be given that a rule refuses, by what the column holds.
  private static let ofColumns: [(suffix: String, name: String, value: String, rule: String)] = [
    ("gioi_tinh", "bad-sex", "chưa ghi", "E-CODE"),
    ("dan_toc", "unknown-ethnic-group", "Dân tộc lạ", "E-CODE"),
    ("ngay_sinh", "bad-birth-date", "31/02/1999", "E-DATE"),
    ("ngay_dang_ky", "bad-date", "32.01.2003", "E-DATE"),
    ("ngay_chet", "bad-date-of-death", "00.13.2001", "E-DATE"),
    ("so_giay_to", "bad-identity-number", "1234567", "E-ID-SHAPE"),
    ("so_dinh_danh", "bad-personal-number", "00120012345A", "E-ID-SHAPE"),
    ("so_cmnd", "bad-old-number", "12345", "E-ID-SHAPE"),
    ("quyen_so", "bad-book-number", "quyển 5", "E-PATTERN"),
    ("so_dang_ky", "bad-entry-number", "số mới", "E-PATTERN"),
    ("so_so_ho_khau", "bad-household-number", "12-345", "E-PATTERN"),
    ("trang_so", "page-not-a-number", "mười hai", "E-TYPE"),
    ("trang_so", "page-out-of-range", "0", "E-RANGE"),
    ("ngay_chung_tu", "bad-date", "20250231", "E-DATE"),
    ("so_chung_sinh", "bad-entry-number", "GCS 12", "E-PATTERN"),
    ("so_bao_tu", "bad-entry-number", "GBT 12", "E-PATTERN"),
    ("ghi_chu", "long-remark", String(repeating: "ghi chú dài ", count: 50) + "hết", "E-LENGTH"),
  ]

  /// Values that contradict another date of the row.
  private static let ofOrder: [Register: [(target: String, value: String)]] = [
    .birth: [("nks_ngay_sinh", "15.01.2031")],
    .marriage: [("chong_ngay_sinh", "15.01.2031"), ("vo_ngay_sinh", "2031")],
    .death: [("nkt_ngay_sinh", "15.01.2031"), ("nkt_ngay_chet", "20/02/2031")],
    .recognition: [("nc_ngay_sinh", "15.01.2031")],
    .maritalStatus: [("nxn_ngay_sinh", "15.01.2031")],
    .guardianship: [("ngay_cham_dut", "01.01.1950"), ("ndgh_ngay_sinh", "15.01.2031")],
    .adoption: [("cn_ngay_sinh", "15.01.2031")],
    .correction: [("ntd_ngay_sinh", "15.01.2031"), ("goc_ngay", "15.01.2031")],
    .member: [("ngay_xoa_dang_ky", "01.01.1850")],
    .move: [("ngay_sinh", "15.01.2031")],
    .stay: [("den_ngay", "01.01.1950")], .birthNotice: [("con_ngay_sinh", "203101150830")],
    .deathNotice: [("ngay_tu_vong", "203101150830")],
  ]

  /// The column with the name of whom a row is about, and the first column of the table's key.
  static let mainColumns: [Register: (name: String, key: String)] = [
    .birth: ("nks_ho_ten", "noi_dang_ky"), .marriage: ("vo_ho_ten", "noi_dang_ky"),
    .death: ("nkt_ho_ten", "noi_dang_ky"), .recognition: ("nc_ho_ten", "noi_dang_ky"),
    .maritalStatus: ("nxn_ho_ten", "noi_dang_ky"), .guardianship: ("ndgh_ho_ten", "noi_dang_ky"),
    .adoption: ("cn_ho_ten", "noi_dang_ky"), .correction: ("ntd_ho_ten", "noi_dang_ky"),
    .household: ("chu_ho_ho_ten", "so_so_ho_khau"), .member: ("ho_ten", "so_so_ho_khau"),
    .move: ("ho_ten", "noi_dang_ky"), .stay: ("ho_ten", "noi_dang_ky"),
    .birthNotice: ("me_ho_ten", "ma_co_so"), .deathNotice: ("ho_ten", "ma_co_so"),
  ]

  /// Everything that can be planted in the values of a register's rows.
  static func ofValues(_ register: Register) -> [RegisterDefect] {
    let sheet = RegisterSheet.all[register.rawValue]
    let isNotice = register.isNotice
    var defects: [RegisterDefect] = []
    for column in sheet.columns {
      guard let target = column.target else { continue }
      let index = sheet.index(target)
      for kind in ofColumns where target == kind.suffix || target.hasSuffix("_\(kind.suffix)") {
        // Notices number their books and write their dates in another way.
        if isNotice && ["ngay_sinh", "quyen_so"].contains(kind.suffix) { continue }
        if register == .household && kind.suffix == "quyen_so" { continue }
        if target.hasSuffix("ngay_ghi_chu") { continue }
        if target == "goc_quyen_so" || target == "goc_so_giay_to" { continue }
        defects.append(
          RegisterDefect(
            name: kind.name, edits: [(index, Array(kind.value.utf8))],
            violations: [(kind.rule, target)]))
      }
    }
    let main = mainColumns[register]?.name ?? ""
    defects.append(
      RegisterDefect(
        name: "missing-name", edits: [(sheet.index(main), [])], violations: [("E-REQ", main)]))
    for order in ofOrder[register] ?? [] {
      defects.append(
        RegisterDefect(
          name: "dates-out-of-order", edits: [(sheet.index(order.target), Array(order.value.utf8))],
          violations: [("E-DATE-ORDER", order.target)]))
    }
    if sheet.columns.contains(where: { $0.target == "ngay_dang_ky" }) {
      let registered = sheet.index("ngay_dang_ky")
      defects.append(
        RegisterDefect(
          name: "missing-date", edits: [(registered, [])], violations: [("E-REQ", "ngay_dang_ky")]))
      defects.append(
        RegisterDefect(
          name: "several-at-once",
          edits: [(sheet.index(main), []), (registered, Array("32.01.2003".utf8))],
          violations: [("E-REQ", main), ("E-DATE", "ngay_dang_ky")]))
    }
    return defects
  }

  /// What only a delimited text can carry.
  static func ofDelimitedText(_ register: Register) -> [RegisterDefect] {
    let sheet = RegisterSheet.all[register.rawValue]
    // Behind a stray quote nobody can tell a line break inside a field from the record's end.
    let remark = sheet.columns.firstIndex { $0.target == "ghi_chu" }
    let edits = remark.map { [(column: $0, value: Array("Một dòng".utf8))] } ?? []
    return [Defect.tooFewFields, .tooManyFields, .strayQuote].map { defect in
      RegisterDefect(
        name: defect.rawValue, edits: edits, violations: [("E-STRUCT", "")], structure: defect)
    }
  }

  /// What only a line of JSON can carry: its end is cut off.
  static let ofLines = [
    RegisterDefect(
      name: "cut-off", violations: [("E-STRUCT", "")], structure: Defect.tooFewFields)
  ]

  static let repeated = RegisterDefect(
    name: Defect.repeated.rawValue, violations: [("I-KEY-SAME", "")], outcome: .duplicate)

  static func conflicting(_ register: Register) -> RegisterDefect {
    let sheet = RegisterSheet.all[register.rawValue]
    let main = mainColumns[register]?.name ?? ""
    return RegisterDefect(
      name: Defect.conflicting.rawValue,
      edits: [(sheet.index(main), Array("Hồ Văn Khác".utf8))], violations: [("E-KEY-DUP", "")])
  }
}
