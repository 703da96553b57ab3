/// The sheets of the household books, and of the notices that hospitals send.
extension RegisterSheet {
  static let household = RegisterSheet(
    """
    soSoHoKhau so_so_ho_khau
    hoSoHoKhauSo ho_so_ho_khau_so
    soDangKyThuongTruSo so_dang_ky_thuong_tru_so
    toSo to_so
    quyenSo quyen_so
    chuHoHoTen chu_ho_ho_ten
    noiThuongTru noi_thuong_tru
    ngayCap ngay_cap
    coQuanCap co_quan_cap
    """, root: "soHoKhau", element: "ho")

  static let member = RegisterSheet(
    """
    soSoHoKhau so_so_ho_khau
    trang trang
    hoTen ho_ten
    hoTenKhac ho_ten_khac
    quanHeVoiChuHo quan_he_voi_chu_ho
    ngaySinh ngay_sinh
    gioiTinh gioi_tinh
    nguyenQuan nguyen_quan
    danToc dan_toc
    tonGiao ton_giao
    quocTich quoc_tich
    cmndSo so_cmnd
    hoChieuSo so_ho_chieu
    soDinhDanhCaNhan so_dinh_danh
    ngheNghiepNoiLamViec nghe_nghiep
    noiThuongTruTruocKhiChuyenDen noi_thuong_tru_truoc
    ngayChuyenDen ngay_chuyen_den
    ngayXoaDangKy ngay_xoa_dang_ky
    lyDoXoaDangKy ly_do_xoa_dang_ky
    noiDungDieuChinh noi_dung_dieu_chinh
    ngayDieuChinh ngay_dieu_chinh
    canBoDangKy can_bo_dang_ky
    """, root: "soHoKhau", element: "nhanKhau")

  private static let person = """
    hoTen ho_ten
    ngaySinh ngay_sinh
    gioiTinh gioi_tinh
    danToc dan_toc
    soGiayTo so_giay_to

    """

  static let move = RegisterSheet(
    number + registered + "noiDangKy noi_dang_ky\nloaiBienDong loai_bien_dong\n"
      + "soSoHoKhau so_so_ho_khau\n" + person + """
        noiDi noi_di
        noiDen noi_den
        lyDo ly_do
        canBoDangKy can_bo_dang_ky
        """)

  static let stay = RegisterSheet(
    number + registered + "noiDangKy noi_dang_ky\nloai loai\nsoSoHoKhau so_so_ho_khau\n" + person
      + """
      noiThuongTru noi_thuong_tru
      noiTamTru noi_tam_tru
      tuNgay tu_ngay
      denNgay den_ngay
      lyDo ly_do
      canBoDangKy can_bo_dang_ky
      """)

  static let birthNotice = RegisterSheet(
    """
    SO so_chung_sinh
    QUYEN_SO quyen_so
    MA_CSKCB ma_co_so
    NGAY_CT ngay_chung_tu
    HO_TEN_NND me_ho_ten
    NGAYSINH_NND me_ngay_sinh
    MA_DANTOC_NND me_ma_dan_toc
    SO_CCCD_NND me_so_giay_to
    NOI_CU_TRU_NND me_noi_cu_tru
    HO_TEN_CHA cha_ho_ten
    HO_TEN_CON con_ho_ten
    GIOI_TINH_CON con_gioi_tinh
    SO_CON so_con
    LAN_SINH lan_sinh
    CAN_NANG_CON can_nang
    NGAY_SINH_CON con_ngay_sinh
    NOI_SINH_CON noi_sinh
    TINH_TRANG_CON tinh_trang
    NGUOI_DO_DE nguoi_do_de
    GHI_CHU ghi_chu
    """, root: "DANHSACH_CHUNGSINH", element: "GIAYCHUNGSINH")

  static let deathNotice = RegisterSheet(
    """
    SO so_bao_tu
    QUYEN_SO quyen_so
    MA_CSKCB ma_co_so
    NGAY_CT ngay_chung_tu
    HO_TEN ho_ten
    NGAY_SINH ngay_sinh
    GIOI_TINH gioi_tinh
    MA_DANTOC ma_dan_toc
    SO_CCCD so_giay_to
    NOI_CU_TRU noi_cu_tru
    NGAY_TU_VONG ngay_tu_vong
    NOI_TU_VONG noi_tu_vong
    NGUYEN_NHAN nguyen_nhan
    HO_TEN_NGUOI_THAN nguoi_than_ho_ten
    GHI_CHU ghi_chu
    """, root: "DANHSACH_BAOTU", element: "GIAYBAOTU")
}
