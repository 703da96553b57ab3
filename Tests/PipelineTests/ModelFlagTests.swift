import TestSupport
import Testing

/// What the clean-up of the population data finds: each rule by a row for which it is meant.
@Suite(.temporaryDirectory) struct ModelFlagTests {
  private func found(_ flag: String) -> String {
    "SELECT n.ho_ten, f.commune, k.ho_ten FROM sohoa_flag f JOIN mine n ON n.ma = f.id "
      + "LEFT JOIN nguoi k ON k.ma = f.detail WHERE f.flag = '\(flag)' AND f.known_to IS NULL ORDER BY 1, 3"
  }

  @Test("Numbers: missing, none, of the other sex, of another year, of two people")
  func numbers() async throws {
    var model = try await HandmadeModel()
    try model.add(person: "Lục Thị Hiên", "1961-01-01", "2", paper: "998000051")
    try model.add(person: "Âu Dương Sắc", "1962-02-02", "1", paper: "999062000051")
    try model.add(person: "Nông Thị Chiêm", "1963-03-03", "2", paper: "001063000052")
    try model.add(person: "Bế Văn Chủng", "1964-04-04", "1", paper: "001065000053")
    try model.add(person: "Ma Văn Kháng", "1966-06-06", "1", paper: "001066000054")
    try model.add(person: "Ông Thị Ích Diệp", "1996-12-30", "2", paper: "001066000054")
    try await model.make()
    try model.expect(found("thieu_so_dinh_danh"), ["Lục Thị Hiên | 00376 | –"])
    try model.expect(found("so_dinh_danh_sai"), ["Âu Dương Sắc | 00376 | –"])
    try model.expect(
      found("so_dinh_danh_trai_gioi_tinh"),
      [
        "Nông Thị Chiêm | 00376 | –", "Ông Thị Ích Diệp | 00376 | –",
      ])
    try model.expect(
      found("so_dinh_danh_trai_nam_sinh"),
      [
        "Bế Văn Chủng | 00376 | –", "Ông Thị Ích Diệp | 00376 | –",
      ])
    try model.expect(
      found("trung_so_dinh_danh"),
      [
        "Ma Văn Kháng | 00376 | Ông Thị Ích Diệp", "Ông Thị Ích Diệp | 00376 | Ma Văn Kháng",
      ])
    // Every number of a person is among the papers, whatever the role.
    try model.expect(
      "SELECT count(*) FROM nguoi n WHERE so_dinh_danh IS NOT NULL AND NOT EXISTS "
        + "(SELECT 1 FROM giay_to g WHERE g.nguoi = n.ma AND g.so = n.so_dinh_danh)", ["0"])
  }

  @Test("Records that differ in name, day or sex, and pairs for people")
  func contradictions() async throws {
    var model = try await HandmadeModel()
    for (name, born, sex, paper) in [
      ("Đèo Văn Ân", "1961-01-11", "1", "998000061"),
      ("Đèo Văn Âm", "1961-01-11", "1", "998000061"),
      ("Hoa Thị Mơ", "1962-02-12", "2", "998000062"),
      ("Hoa Thị Mơ", "1962-02-21", "2", "998000062"),
      ("Kha Vạng Cân", "1963-03-13", "1", "998000063"),
      ("Kha Vạng Cân", "1963-03-13", "2", "998000063"),
      ("Sùng A Pháo", "1964-04-14", "1", "998000064"), ("Sùng A Pháo", "1964", "1", "998000064"),
    ] {
      try model.add(person: name, born, sex, paper: paper)
    }
    try await model.make()
    try model.expect(found("ho_ten_khac_nhau"), ["Đèo Văn Âm | 00376 | –"])
    try model.expect(found("ngay_sinh_mau_thuan"), ["Hoa Thị Mơ | 00376 | –"])
    let pair = ["Kha Vạng Cân | 00376 | Kha Vạng Cân", "Kha Vạng Cân | 00376 | Kha Vạng Cân"]
    try model.expect(found("gioi_tinh_mau_thuan"), pair)
    try model.expect(found("nghi_trung"), pair)
  }

  @Test(
    "Events: after the death, two spouses at once, the dead in a household, a child without mother")
  func events() async throws {
    var model = try await HandmadeModel()
    try model.add(
      "khai_tu",
      [
        "nkt_ho_ten": "Cầm Bá Thước", "nkt_ngay_sinh": "1951-05-15", "nkt_ma_gioi_tinh": "1",
        "nkt_so_giay_to": "998000071", "nkt_ngay_chet": "2001-01-01",
        "nkt_noi_cu_tru_ma_xa": "00376",
      ])
    try model.add(person: "Cầm Bá Thước", "1951-05-15", "1", paper: "998000071", on: "2005-01-01")
    try model.add(
      "nhan_khau",
      [
        "so_so_ho_khau": "990000007", "ho_ten": "Cầm Bá Thước", "ngay_sinh": "1951-05-15",
        "ma_gioi_tinh": "1", "so_cmnd": "998000071", "ma_quan_he": "01",
      ])
    for (number, wife) in ["Lò Thị Inh", "Quàng Thị Pánh"].enumerated() {
      try model.add(
        "ket_hon",
        [
          "chong_ho_ten": "Lường Văn Ửng", "chong_ngay_sinh": "1970-07-17",
          "chong_so_giay_to": "998000072", "vo_ho_ten": wife, "vo_ngay_sinh": "197\(number)-08-18",
          "vo_so_giay_to": "99800007\(3 + number)", "ngay_dang_ky": "199\(number)-09-19",
          "chong_noi_cu_tru_ma_xa": "00376",
        ])
    }
    try model.add(
      "khai_sinh",
      [
        "nks_ho_ten": "Tòng Văn Ỉn", "nks_ngay_sinh": "2008-08-08", "nks_ma_gioi_tinh": "1",
        "ngay_dang_ky": "2008-09-09",
      ])
    try await model.make()
    try model.expect(found("song_sau_khi_chet"), ["Cầm Bá Thước | 00376 | Cầm Bá Thước"])
    try model.expect(
      "SELECT n.ho_ten, detail FROM sohoa_flag f JOIN mine n ON n.ma = f.id "
        + "WHERE flag = 'chet_con_thuong_tru'", ["Cầm Bá Thước | 990000007"])
    try model.expect(
      found("hai_hon_nhan"),
      [
        "Lường Văn Ửng | 00376 | Lò Thị Inh", "Lường Văn Ửng | 00376 | Quàng Thị Pánh",
      ])
    try model.expect(found("con_khong_me"), ["Tòng Văn Ỉn | 00376 | –"])
  }

  @Test("Households: without a head, with two, and a book without any page of a member")
  func households() async throws {
    var model = try await HandmadeModel()
    for (number, relations) in [["04"], ["01", "01"], [], ["01", "02"]].enumerated() {
      let book = "99000008\(number)"
      try model.add(
        "ho_khau",
        [
          "so_so_ho_khau": book, "chu_ho_ho_ten": "Giàng Seo \(number)", "ngay_cap": "1990-01-01",
          "noi_thuong_tru": "bản \(number)", "noi_thuong_tru_ma_xa": "00376",
        ])
      for (place, relation) in relations.enumerated() {
        try model.add(
          "nhan_khau",
          [
            "so_so_ho_khau": book, "ho_ten": "Giàng Seo Sử \(number)\(place)",
            "ma_quan_he": relation,
            "ngay_sinh": "194\(number)-0\(place + 1)-20", "so_cmnd": "9980001\(number)\(place)",
          ])
      }
    }
    try await model.make()
    try model.expect(
      "SELECT flag, id, commune FROM sohoa_flag WHERE \"table\" = 'ho_gia_dinh' AND id LIKE '9900000%' "
        + "ORDER BY 2, 1",
      [
        "ho_khong_chu_ho | 990000080 | 00376", "ho_nhieu_chu_ho | 990000081 | 00376",
        "ho_khong_nhan_khau | 990000082 | 00376",
      ])
  }

  @Test("Whom only a reference gives a number that another one bears is found all the same")
  func numberOfReference() async throws {
    var model = try await HandmadeModel()
    try model.add(person: "Thào A Sùng", "1955-05-25", "1", paper: "998000091")
    try model.add(person: "Vừ Thị Dính", "1956-06-26", "2", paper: "998000092")
    try model.execute(
      """
      CREATE TABLE csdl_dan_cu(ho_ten, ngay_sinh, gioi_tinh, so_dinh_danh, so_cmnd, sohoa_unit, sohoa_record, sohoa_run);
      INSERT INTO csdl_dan_cu VALUES('Thào A Sùng', '1955', '1', '001156000092', '998000091', 9001, 1, 1),
      ('Vừ Thị Dính', '1956-06-26', '2', '001156000092', '998000092', 9001, 2, 1)
      """)
    try await model.make()
    // The year alone does not differ from a day of it, so the number is taken.
    try model.expect(
      "SELECT n.ho_ten, m.code, n.so_dinh_danh FROM sohoa_match m JOIN mine n ON n.ma = m.id "
        + "WHERE n.ho_ten LIKE 'Thào%'", ["Thào A Sùng | agree | 001156000092"])
    try model.expect(
      found("trung_so_dinh_danh"),
      [
        "Thào A Sùng | 00376 | Vừ Thị Dính", "Vừ Thị Dính | 00376 | Thào A Sùng",
      ])
  }
}
