/// The sheets of the civil-status registers.
extension RegisterSheet {
  static let marriage = RegisterSheet(
    number + registered + "loaiDangKy loai_dang_ky\n" + signed
      + "ngayXacLapQuanHeHonNhan ngay_xac_lap\n" + remarks + """
        tinhTrangKetHon tinh_trang_ket_hon
        huyKetHonNgayGhiChu huy_ngay_ghi_chu
        huyKetHonCanCu huy_can_cu
        congNhanKetHonNgayGhiChu cong_nhan_ngay_ghi_chu
        congNhanKetHonCanCu cong_nhan_can_cu

        """
      + party("chong", sex: false) + party("vo", sex: false) + abroad)

  static let death = RegisterSheet(
    number + registered + "loaiDangKy loai_dang_ky\n" + signed + remarks + party("nkt") + """
      nktNgayChet nkt_ngay_chet
      nktGioPhutChet nkt_gio_phut_chet
      nktNoiChet nkt_noi_chet
      nktNguyenNhanChet nkt_nguyen_nhan_chet
      nktTinhTrangTuyenBoViecChet nkt_tuyen_bo
      nktNgayGhiChuTuyenBoViecChet nkt_tuyen_bo_ngay_ghi_chu
      nktCanCuTuyenBoViecChet nkt_tuyen_bo_can_cu
      nktNgayGhiChuHuyTuyenBoViecChet nkt_huy_ngay_ghi_chu
      nktCanCuHuyTuyenBoViecChet nkt_huy_can_cu
      gbtLoai gbt_loai
      gbtSo gbt_so
      gbtNgay gbt_ngay
      gbtCoQuanCap gbt_co_quan_cap

      """ + applicant + abroad)

  static let recognition = RegisterSheet(
    number + decision + registered + """
      loaiDangKy loai_dang_ky
      loaiXacNhan loai_xac_nhan

      """ + signed + remarks + party("cm", origin: true) + party("nc", origin: true) + """
        nycHoTen nyc_ho_ten
        nycQHNguoiDuocNhan nyc_quan_he_nguoi_duoc_nhan
        nycQHNguoiNhan nyc_quan_he_nguoi_nhan

        """ + papers("nyc", "nyc") + abroad)

  static let maritalStatus = RegisterSheet(
    number + registered + signed.replacing("noiDangKy noi_dang_ky", with: "noiCap noi_dang_ky")
      + remarks + party("nxn") + """
        nxnThoiGianCuTruTai nxn_cu_tru_tai
        nxnThoiGianCuTruTu nxn_cu_tru_tu
        nxnThoiGianCuTruDen nxn_cu_tru_den
        nxnTinhTrangHonNhan nxn_tinh_trang_hon_nhan
        nxnLoaiMucDichSuDung nxn_loai_muc_dich
        nxnMucDichSuDung nxn_muc_dich

        """ + applicant)

  static let guardianship = RegisterSheet(
    number + decision + registered + "loaiDangKy loai_dang_ky\n" + signed + remarks
      + party("ngh", origin: true) + party("ndgh", origin: true) + """
        lyDoGiamHo ly_do
        ngayBatDauGiamHo ngay_bat_dau
        ngayChamDutGiamHo ngay_cham_dut

        """ + applicant)

  static let adoption = RegisterSheet(
    number + decision + registered + "loaiDangKy loai_dang_ky\n" + signed + remarks
      + party("ccn", sex: false) + party("mcn", sex: false) + """
        cnHoTen cn_ho_ten
        cnHoTenSau cn_ho_ten_sau
        cnGioiTinh cn_gioi_tinh
        cnNgaySinh cn_ngay_sinh
        cnDanToc cn_dan_toc
        cnQuocTich cn_quoc_tich
        cnNoiSinh cn_noi_sinh
        cnNoiCuTru cn_noi_cu_tru
        cnSoDinhDanh cn_so_dinh_danh
        benGiao ben_giao

        """)

  static let correction = RegisterSheet(
    number + decision + registered + "loaiThayDoi loai_thay_doi\n" + signed + remarks
      + party("ntd", origin: true) + """
        loaiGiayToGoc goc_loai_giay_to
        soGiayToGoc goc_so_giay_to
        quyenSoGoc goc_quyen_so
        ngayGiayToGoc goc_ngay
        truongThayDoi truong_thay_doi
        noiDungTruoc noi_dung_truoc
        noiDungSau noi_dung_sau
        canCuThayDoi can_cu

        """ + applicant)
}
