/// The civil-status software's own import sheet for births: 70 columns, and what they load into.
enum BirthSheet {
  /// A column of the sheet.
  struct Column: Sendable {
    /// The name as the software documents it.
    var header: String
    /// The column of the loaded table, or `nil` for what is not loaded.
    var target: String?
    /// The header cell as it really stands in the sheet, where that differs.
    var cell: String?
    /// Whether sheets older than the personal number have it.
    var isInOlderSheet = true
  }

  static let columns: [Column] =
    register + child + parent("me") + parent("cha") + applicant + abroad

  /// The position of the column that loads into `target`.
  static func index(_ target: String) -> Int {
    guard let index = columns.firstIndex(where: { $0.target == target }) else {
      preconditionFailure("the sheet has no column \(target)")
    }
    return index
  }

  private static let register: [Column] = [
    Column(header: "STT"),
    Column(header: "so", target: "so_dang_ky", cell: "so "),
    Column(header: "quyenSo", target: "quyen_so"),
    Column(header: "trangSo", target: "trang_so"),
    Column(header: "ngayDangKy", target: "ngay_dang_ky"),
    Column(header: "loaiDangKy", target: "loai_dang_ky", cell: "loaiDangKy\r\ni=[1,2,3,4,5,6]"),
    Column(header: "noiDangKy", target: "noi_dang_ky"),
    Column(header: "nguoiKy", target: "nguoi_ky"),
    Column(header: "chucVuNguoiKy", target: "chuc_vu_nguoi_ky"),
    Column(header: "nguoiThucHien", target: "nguoi_thuc_hien"),
    Column(header: "ghiChu", target: "ghi_chu"),
  ]

  private static let child: [Column] = [
    Column(header: "nksSoDinhDanh", target: "nks_so_dinh_danh", isInOlderSheet: false),
    Column(header: "nksHoTen", target: "nks_ho_ten", cell: "nksHoTen "),
    Column(header: "nksGioiTinh", target: "nks_gioi_tinh", cell: "nksGioiTinh\r\ni=[1,2,3]"),
    Column(header: "nksNgaySinh", target: "nks_ngay_sinh"),
    Column(header: "nksNgaySinhBangChu", target: "nks_ngay_sinh_bang_chu"),
    Column(header: "nksNoiSinh", target: "nks_noi_sinh"),
    Column(header: "nksNoiSinhDVHC", target: "nks_noi_sinh_dvhc"),
    Column(header: "nksQueQuan", target: "nks_que_quan"),
    Column(header: "nksDanToc", target: "nks_dan_toc"),
    Column(header: "nksQuocTich", target: "nks_quoc_tich"),
    Column(header: "nksQuocTichStr", target: "nks_quoc_tich_str"),
    Column(header: "nksQuocTichKhac", target: "nks_quoc_tich_khac"),
    Column(header: "nksQuocTichKhacStr", target: "nks_quoc_tich_khac_str"),
    Column(
      header: "nksLoaiKhaiSinh", target: "nks_loai_khai_sinh",
      cell: "nksLoaiKhaiSinh\r\ni=[1,2,3,4,5]"),
    Column(header: "nksMatTich", target: "nks_mat_tich", cell: "nksMatTich\r\ni=[1,2]"),
    Column(header: "nksMatTichNgayGhiChuTuyenBo", target: "nks_mat_tich_ngay_tuyen_bo"),
    Column(header: "nksMatTichCanCuTuyenBo", target: "nks_mat_tich_can_cu_tuyen_bo"),
    Column(header: "nksMatTichNgayGhiChuHuyTuyenBo", target: "nks_mat_tich_ngay_huy"),
    Column(header: "nksMatTichCanCuHuyTuyenBo", target: "nks_mat_tich_can_cu_huy"),
    Column(header: "nksHanCheNangLucHanhVi", target: "nks_han_che"),
    Column(
      header: "nksHanCheNangLucHanhViNgayGhiChuTuyenBo", target: "nks_han_che_ngay_tuyen_bo"),
    Column(header: "nksHanCheNangLucHanhViCanCuTuyenBo", target: "nks_han_che_can_cu_tuyen_bo"),
    Column(header: "nksHanCheNangLucHanhViNgayGhiChuHuyTuyenBo", target: "nks_han_che_ngay_huy"),
    Column(header: "nksHanCheNangLucHanhViNgayCanCuHuyTuyenBo", target: "nks_han_che_can_cu_huy"),
  ]

  private static func parent(_ prefix: String) -> [Column] {
    [
      Column(
        header: "\(prefix)SoDinhDanhCaNhan", target: "\(prefix)_so_dinh_danh",
        isInOlderSheet: false),
      Column(header: "\(prefix)HoTen", target: "\(prefix)_ho_ten"),
      Column(header: "\(prefix)NgaySinh", target: "\(prefix)_ngay_sinh"),
      Column(header: "\(prefix)DanToc", target: "\(prefix)_dan_toc"),
      Column(header: "\(prefix)QuocTich", target: "\(prefix)_quoc_tich"),
      Column(header: "\(prefix)QuocTichStr", target: "\(prefix)_quoc_tich_str"),
      Column(header: "\(prefix)QuocTichKhac", target: "\(prefix)_quoc_tich_khac"),
      Column(header: "\(prefix)QuocTichKhacStr", target: "\(prefix)_quoc_tich_khac_str"),
      Column(
        header: "\(prefix)LoaiCuTru", target: "\(prefix)_loai_cu_tru",
        cell: "\(prefix)LoaiCuTru\r\ni=[0,1,2]"),
      Column(header: "\(prefix)NoiCuTru", target: "\(prefix)_noi_cu_tru"),
      Column(
        header: "\(prefix)LoaiGiayToTuyThan", target: "\(prefix)_loai_giay_to",
        cell: "\(prefix)LoaiGiayToTuyThan\r\ni=[0,1,2,3,4,5,6,7,8]"),
      Column(header: "\(prefix)SoGiayToTuyThan", target: "\(prefix)_so_giay_to"),
    ]
  }

  private static let applicant: [Column] = [
    Column(header: "nycHoTen", target: "nyc_ho_ten"),
    Column(header: "nycQuanHe", target: "nyc_quan_he"),
    Column(
      header: "nycLoaiGiayToTuyThan", target: "nyc_loai_giay_to",
      cell: "nycLoaiGiayToTuyThan\r\ni=[0,1,2,3,4,5,6,7,8]"),
    Column(header: "nycGiayToKhac", target: "nyc_giay_to_khac"),
    Column(header: "nycSoGiayToTuyThan", target: "nyc_so_giay_to"),
    Column(header: "nycNgayCapGiayToTuyThan", target: "nyc_ngay_cap_giay_to"),
    Column(header: "nycNoiCapGiayToTuyThan", target: "nyc_noi_cap_giay_to"),
  ]

  private static let abroad: [Column] = [
    Column(header: "soDangKyNuocNgoai", target: "so_dang_ky_nuoc_ngoai"),
    Column(header: "ngayDangKyNuocNgoai", target: "ngay_dang_ky_nuoc_ngoai"),
    Column(header: "cqNuocNgoaiDaDangKy", target: "co_quan_nuoc_ngoai"),
    Column(header: "qgNuocNgoaiDaDangKy", target: "quoc_gia_nuoc_ngoai"),
  ]
}
