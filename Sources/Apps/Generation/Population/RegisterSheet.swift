/// The columns of a register's delivery, and what they load into.
///
/// Names are those of the civil-status software and of digitization forms; guardianship, adoption,
/// correction and the household's moves have no public list and follow the same prefixes.
struct RegisterSheet: Sendable {
  let columns: [BirthSheet.Column]
  /// The elements' names where a unit is XML.
  let root: String
  let element: String

  /// Reads `header target` a line; `-` is loaded nowhere.
  init(_ text: String, root: String = "danhSach", element: String = "hoSo") {
    columns = text.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return BirthSheet.Column(
        header: String(words[0]), target: words[1] == "-" ? nil : String(words[1]))
    }
    self.root = root
    self.element = element
  }

  init(columns: [BirthSheet.Column]) {
    self.columns = columns
    root = "danhSach"
    element = "hoSo"
  }

  /// The position of the column that loads into `target`.
  func index(_ target: String) -> Int {
    guard let index = columns.firstIndex(where: { $0.target == target }) else {
      preconditionFailure("the sheet has no column \(target)")
    }
    return index
  }

  static let all: [RegisterSheet] = Register.allCases.map { register in
    switch register {
    case .birth: RegisterSheet(columns: BirthSheet.columns)
    case .marriage: marriage
    case .death: death
    case .recognition: recognition
    case .maritalStatus: maritalStatus
    case .guardianship: guardianship
    case .adoption: adoption
    case .correction: correction
    case .household: household
    case .member: member
    case .move: move
    case .stay: stay
    case .birthNotice: birthNotice
    case .deathNotice: deathNotice
    }
  }
}

/// What registers have in common.
extension RegisterSheet {
  static let number = """
    STT -
    so so_dang_ky
    quyenSo quyen_so
    trangSo trang_so

    """
  static let decision = "quyetDinhSo so_quyet_dinh\n"
  static let registered = "ngayDangKy ngay_dang_ky\n"
  static let signed = """
    noiDangKy noi_dang_ky
    nguoiKy nguoi_ky
    chucVuNguoiKy chuc_vu_nguoi_ky

    """
  static let remarks = """
    nguoiThucHien nguoi_thuc_hien
    ghiChu ghi_chu

    """
  static let applicant = "nycHoTen nyc_ho_ten\nnycQuanHe nyc_quan_he\n" + papers("nyc", "nyc")
  static let abroad = """
    soDangKyNuocNgoai so_dang_ky_nuoc_ngoai
    ngayDangKyNuocNgoai ngay_dang_ky_nuoc_ngoai
    cqNuocNgoaiDaDangKy co_quan_nuoc_ngoai
    qgNuocNgoaiDaDangKy quoc_gia_nuoc_ngoai

    """

  static func papers(_ prefix: String, _ target: String) -> String {
    """
    \(prefix)LoaiGiayToTuyThan \(target)_loai_giay_to
    \(prefix)GiayToKhac \(target)_giay_to_khac
    \(prefix)SoGiayToTuyThan \(target)_so_giay_to
    \(prefix)NgayCapGiayToTuyThan \(target)_ngay_cap_giay_to
    \(prefix)NoiCapGiayToTuyThan \(target)_noi_cap_giay_to

    """
  }

  /// A person with papers; marriages leave out the sex, some registers the native place.
  static func party(_ prefix: String, sex: Bool = true, origin: Bool = false) -> String {
    var text = "\(prefix)HoTen \(prefix)_ho_ten\n"
    if sex { text += "\(prefix)GioiTinh \(prefix)_gioi_tinh\n" }
    text += """
      \(prefix)NgaySinh \(prefix)_ngay_sinh
      \(prefix)DanToc \(prefix)_dan_toc
      \(prefix)QuocTich \(prefix)_quoc_tich
      \(prefix)QuocTichKhac \(prefix)_quoc_tich_khac

      """
    if origin { text += "\(prefix)QueQuan \(prefix)_que_quan\n" }
    text += """
      \(prefix)LoaiCuTru \(prefix)_loai_cu_tru
      \(prefix)NoiCuTru \(prefix)_noi_cu_tru

      """
    return text + papers(prefix, prefix)
  }
}
