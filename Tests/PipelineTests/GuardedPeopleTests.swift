import TestSupport
import Testing

/// Who is one person and who is not, by `Pipelines/hop-nhat.yaml`.
@Suite(.temporaryDirectory) struct GuardedPeopleTests {
  private static let parents = [
    "me_ho_ten": "Doãn Thị Khuyên", "me_ngay_sinh": "1985-03-12", "me_so_giay_to": "998000031",
    "cha_ho_ten": "Vi Văn Thức",
  ]

  private func certificate(_ name: String, _ number: String) -> [String: String] {
    var values = Self.parents
    values["con_ho_ten"] = name
    values["so_con"] = number
    values["con_ma_gioi_tinh"] = "1"
    values["con_ngay_sinh"] = "2011-06-19T08:30"
    values["ngay_chung_tu"] = "2011-06-19"
    values["me_noi_cu_tru_ma_xa"] = "00376"
    return values
  }

  private func entry(_ name: String) -> [String: String] {
    var values = Self.parents
    values["nks_ho_ten"] = name
    values["nks_ngay_sinh"] = "2011-06-19"
    values["nks_ma_gioi_tinh"] = "1"
    values["ngay_dang_ky"] = "2011-07-01"
    return values
  }

  @Test("Twins of one sex have two certificates of birth and are two people")
  func certificatesOfTwins() async throws {
    var model = try await HandmadeModel()
    try model.add("giay_chung_sinh", certificate("Vi Minh An", "1"))
    try model.add("giay_chung_sinh", certificate("Vi Minh Anh", "2"))
    try await model.make()
    try model.expect(
      "SELECT ho_ten FROM mine WHERE ngay_sinh = '2011-06-19' ORDER BY 1",
      [
        "Vi Minh An", "Vi Minh Anh",
      ])
    // The certificates tell whose children they are.
    try model.expect(
      "SELECT n.ho_ten, q.loai, k.ho_ten, q.tu_ngay FROM quan_he q JOIN mine n ON n.ma = q.nguoi "
        + "JOIN mine k ON k.ma = q.nguoi_kia WHERE q.loai IN ('cha', 'mẹ') ORDER BY 1, 2",
      [
        "Vi Minh An | cha | Vi Văn Thức | 2011-06-19",
        "Vi Minh An | mẹ | Doãn Thị Khuyên | 2011-06-19",
        "Vi Minh Anh | cha | Vi Văn Thức | 2011-06-19",
        "Vi Minh Anh | mẹ | Doãn Thị Khuyên | 2011-06-19",
      ])
  }

  @Test("Twins that a household book tells of as new-born are two people")
  func newbornTwins() async throws {
    var model = try await HandmadeModel()
    for name in ["Vi Minh An", "Vi Minh Khang"] {
      try model.add(
        "bien_dong",
        [
          "ho_ten": name, "ngay_sinh": "2011-06-19", "ma_gioi_tinh": "1", "loai_bien_dong": "7",
          "so_so_ho_khau": "990000001", "ngay_dang_ky": "2011-07-01",
        ])
    }
    try await model.make()
    try model.expect(
      "SELECT ho_ten FROM mine WHERE ngay_sinh = '2011-06-19' ORDER BY 1",
      ["Vi Minh An", "Vi Minh Khang"])
  }

  @Test(
    "A slip in a twin's name, or another name than the certificate had, does not part one person")
  func oneChild() async throws {
    var model = try await HandmadeModel()
    try model.add("khai_sinh", entry("Vi Minh An"))
    try model.add("giay_chung_sinh", certificate("Vi Minh Am", "2"))
    try await model.make()
    try model.expect("SELECT count(*) FROM mine WHERE ngay_sinh = '2011-06-19'", ["1"])
    var other = try await HandmadeModel(named: "other")
    try other.add("khai_sinh", entry("Vi Minh An"))
    try other.add("giay_chung_sinh", certificate("Vi Gia An", "1"))
    try await other.make()
    try other.expect("SELECT count(*) FROM mine WHERE ngay_sinh = '2011-06-19'", ["1"])
  }

  @Test(
    "Who had died before a birth is not the mother; a father may have died some months before it")
  func deadParents() async throws {
    var model = try await HandmadeModel()
    var birth = entry("Vi Minh An")
    birth["cha_ngay_sinh"] = "1982-11-05"
    birth["cha_so_giay_to"] = "998000032"
    try model.add("khai_sinh", birth)
    try model.add(
      "khai_tu",
      [
        "nkt_ho_ten": "Doãn Thị Khuyên", "nkt_ngay_sinh": "1985-03-12", "nkt_ma_gioi_tinh": "2",
        "nkt_so_giay_to": "998000031", "nkt_ngay_chet": "2009-01-01",
      ])
    try model.add(
      "khai_tu",
      [
        "nkt_ho_ten": "Vi Văn Thức", "nkt_ngay_sinh": "1982-11-05", "nkt_ma_gioi_tinh": "1",
        "nkt_so_giay_to": "998000032", "nkt_ngay_chet": "2011-01-01",
      ])
    try await model.make()
    try model.expect(
      "SELECT ho_ten, ngay_chet, (SELECT count(*) FROM quan_he q WHERE q.nguoi_kia = mine.ma) FROM mine "
        + "WHERE so_cmnd IS NOT NULL ORDER BY 1, 2",
      [
        "Doãn Thị Khuyên | – | 1", "Doãn Thị Khuyên | 2009-01-01 | 0",
        "Vi Văn Thức | 2011-01-01 | 1",
      ])
    try model.expect(
      "SELECT n.ho_ten, n.ngay_chet FROM sohoa_flag f JOIN mine n ON n.ma = f.id "
        + "WHERE flag = 'song_sau_khi_chet'", ["Doãn Thị Khuyên | 2009-01-01"])
  }

  @Test("Who moves, is struck out for moving, or stays somewhere is alive on that day")
  func movedAfterDeath() async throws {
    var model = try await HandmadeModel()
    let person = ["ho_ten": "Bạc Cầm Quý", "ngay_sinh": "1948-08-28", "ma_gioi_tinh": "1"]
    try model.add(
      "khai_tu",
      [
        "nkt_ho_ten": "Bạc Cầm Quý", "nkt_ngay_sinh": "1948-08-28", "nkt_ma_gioi_tinh": "1",
        "nkt_so_giay_to": "998000035", "nkt_ngay_chet": "2001-01-01",
      ])
    try model.add(
      "bien_dong",
      person.merging([
        "so_giay_to": "998000035", "loai_bien_dong": "2", "ngay_dang_ky": "2005-01-01",
        "so_so_ho_khau": "990000003",
      ]) { $1 })
    try model.add(
      "tam_tru_tam_vang",
      person.merging([
        "so_giay_to": "998000035", "loai": "2", "ngay_dang_ky": "2004-01-01",
        "tu_ngay": "2004-01-01",
        "so_so_ho_khau": "990000003",
      ]) { $1 })
    try model.add(
      "nhan_khau",
      person.merging([
        "so_cmnd": "998000035", "ma_quan_he": "01", "ngay_xoa_dang_ky": "2005-01-01",
        "ly_do_xoa_dang_ky": "Chuyển đi", "so_so_ho_khau": "990000003",
      ]) { $1 })
    try await model.make()
    try model.expect(
      "SELECT ngay_chet, (SELECT group_concat(DISTINCT source) FROM (SELECT source FROM nguoi_claim c "
        + "WHERE c.ma = mine.ma AND source IN ('nguoi_chet', 'bien_dong', 'tam_tru_tam_vang', 'nhan_khau') "
        + "ORDER BY source)) FROM mine ORDER BY 1",
      ["– | bien_dong,nhan_khau,tam_tru_tam_vang", "2001-01-01 | nguoi_chet"])
  }

  @Test("A number of nine digits was given anew to who moved: two of them may be one person's")
  func reissuedNumber() async throws {
    var model = try await HandmadeModel()
    try model.add(person: "Chử Đồng Khánh", "1962-10-21", "1", paper: "998000041")
    try model.add(
      "ket_hon",
      [
        "chong_ho_ten": "Chử Đồng Khánh", "chong_ngay_sinh": "1962-10-21",
        "chong_so_giay_to": "998000042", "vo_ho_ten": "Giáp Thị Lụa", "vo_ngay_sinh": "1964-01-30",
        "ngay_dang_ky": "1988-02-02",
      ])
    try model.add(
      "nhan_khau",
      [
        "so_so_ho_khau": "990000004", "ho_ten": "Chử Đồng Khánh", "ngay_sinh": "1962-10-21",
        "ma_gioi_tinh": "1", "so_cmnd": "998000041", "so_dinh_danh": "001062000041",
        "ma_quan_he": "01",
      ])
    try model.add(
      "tam_tru_tam_vang",
      [
        "so_so_ho_khau": "990000004", "ho_ten": "Chử Đồng Khánh", "ngay_sinh": "1962-10-21",
        "ma_gioi_tinh": "1", "so_giay_to": "998000042", "loai": "2", "tu_ngay": "2009-02-01",
        "noi_tam_tru": "xã Trọ",
      ])
    try await model.make()
    try model.expect(
      "SELECT g.so FROM mine n JOIN giay_to g ON g.nguoi = n.ma WHERE n.so_dinh_danh IS NOT NULL ORDER BY 1",
      ["001062000041", "998000041", "998000042"])
  }
}
