/// Spoils birth entries; finds the columns once.
struct BirthDefects {
  private let number = BirthSheet.index("so_dang_ky")
  private let book = BirthSheet.index("quyen_so")
  private let page = BirthSheet.index("trang_so")
  private let registered = BirthSheet.index("ngay_dang_ky")
  private let remark = BirthSheet.index("ghi_chu")
  private let name = BirthSheet.index("nks_ho_ten")
  private let sex = BirthSheet.index("nks_gioi_tinh")
  private let born = BirthSheet.index("nks_ngay_sinh")
  private let motherIdentity = BirthSheet.index("me_so_giay_to")

  /// The longest remark the schema allows, in characters.
  static let remarkLimit = 500

  /// Changes the values a defect is about; what lies in the writing is left to the format.
  func apply(_ defect: Defect, to record: inout Record) {
    switch defect {
    case .badDate: record.replace(born, with: "31/02/1999")
    case .missingName: record.replace(name, with: "")
    case .missingDate: record.replace(registered, with: "")
    case .badSex: record.replace(sex, with: "chưa ghi")
    case .badIdentity: record.replace(motherIdentity, with: "1234567")
    case .badBook: record.replace(book, with: "quyển 5")
    case .badPage: record.replace(page, with: "mười hai")
    case .pageOutOfRange: record.replace(page, with: "0")
    case .longRemark:
      record.replace(remark, with: String(repeating: "ghi chú dài ", count: 50) + "hết")
    case .bornLater:
      let year = record.value(number).suffix(4).reduce(0) { $0 * 10 + Int($1) - 48 }
      record.replace(born, with: "15.01.\(year + 1)")
    case .several:
      record.replace(name, with: "")
      record.replace(registered, with: "32.01.2003")
      record.replace(motherIdentity, with: "12345")
    case .conflicting: record.replace(name, with: "Hồ Văn Khác")
    case .invalidByte: record.replace(name, with: Array("Nguy".utf8) + [0xFF, 0x6E])
    case .decomposedName:
      record.replace(name, with: "Nguye\u{302}\u{303}n Va\u{306}n Bi\u{300}nh")
    case .extraBlanks: record.replace(name, with: "  Trần \t Thị   Hoa ")
    case .strayQuote:
      // Behind a stray quote nobody can tell a line break inside a field from the record's end.
      if record.value(remark).contains(UInt8(ascii: "\n")) {
        record.replace(remark, with: "Ghi chú một dòng")
      }
    case .repeated, .tooFewFields, .tooManyFields, .unclosedQuote: break
    }
  }
}
