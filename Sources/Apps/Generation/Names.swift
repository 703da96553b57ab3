/// Words that invented people and places are named after.
///
/// No word begins with a capital that carries a tone, because TCVN3 has none.
enum Names {
  /// Family names by how frequent they are.
  static let family = WordList(weighted: [
    ("Nguyễn", 31), ("Trần", 10), ("Lê", 9), ("Phạm", 6), ("Võ", 3), ("Huỳnh", 3), ("Phan", 3),
    ("Bùi", 3), ("Hoàng", 3), ("Vũ", 2), ("Trương", 2), ("Đỗ", 2), ("Đặng", 2), ("Hồ", 2),
    ("Ngô", 2), ("Dương", 1), ("Đoàn", 1), ("Đinh", 1), ("Trịnh", 1), ("Cao", 1), ("Đào", 1),
    ("Mai", 1), ("Lương", 1), ("Lưu", 1), ("Lâm", 1), ("Hà", 1), ("Tạ", 1), ("Lò", 1), ("Giàng", 1),
    ("Vàng", 1), ("Thạch", 1), ("Nông", 1),
  ])
  static let maleMiddle = WordList([
    "Văn", "Văn", "Văn", "Đức", "Quốc", "Hữu", "Đình", "Tấn", "Công", "Thế", "Trọng", "Mạnh", "Bá",
    "Viết", "Minh", "Gia", "Xuân", "Ngọc", "Thành",
  ])
  static let maleGiven = WordList([
    "Huy", "Hùng", "Cường", "Thành", "Tuấn", "Dũng", "Duy", "Anh", "Đạt", "Hiếu", "Hoàng", "Tài",
    "Trung", "Thịnh", "Thắng", "Tiến", "Nghĩa", "Nam", "Phúc", "Bảo", "Sơn", "Hưng", "Minh", "Toàn",
    "Vinh", "Việt", "Long", "Phát", "Tùng", "Hải", "Khánh", "Nguyên", "Phong", "Lộc", "Quân",
  ])
  static let femaleMiddle = WordList([
    "Thị", "Thị", "Thị", "Thị Ngọc", "Thị Thu", "Thị Kim", "Diệu", "Khánh", "Phương", "Thanh",
    "Bảo",
    "Hoài", "Thùy", "Quỳnh", "Hồng", "Mỹ",
  ])
  static let femaleGiven = WordList([
    "Anh", "Chi", "Dung", "Giang", "Hà", "Hằng", "Hương", "Lan", "Linh", "Mai", "My", "Nga", "Ngân",
    "Nhung", "Oanh", "Phượng", "Thảo", "Trang", "Uyên", "Vân", "Yến", "Hoa", "Hiền", "Hạnh", "Thủy",
    "Trinh", "Vy", "Nhi", "Trâm", "Loan",
  ])

  static let communes = WordList([
    "Tân Lập", "Hòa Bình", "Phú Thịnh", "An Khánh", "Bình Minh", "Đại Đồng", "Yên Sơn", "Thạnh Phú",
    "Vĩnh Hưng", "Long Thành", "Nậm Khắt", "Thượng Sơn", "Quảng Đức", "Mỹ Lộc", "Trường Sa",
    "Đồng Tâm", "Xuân Hòa", "Cẩm Giàng", "Phước Long", "Hưng Đạo",
  ])
  static let districts = WordList([
    "huyện Ba Vì, thành phố Hà Nội", "huyện Chương Mỹ, thành phố Hà Nội",
    "huyện Thủy Nguyên, thành phố Hải Phòng", "huyện Hòa Vang, thành phố Đà Nẵng",
    "huyện Quỳ Hợp, tỉnh Nghệ An", "huyện Triệu Sơn, tỉnh Thanh Hóa",
    "huyện Vân Đồn, tỉnh Quảng Ninh", "huyện Bình Gia, tỉnh Lạng Sơn",
    "huyện Mường Chà, tỉnh Điện Biên", "huyện Mộc Châu, tỉnh Sơn La",
    "huyện Krông Pắc, tỉnh Đắk Lắk", "huyện Đức Trọng, tỉnh Lâm Đồng", "huyện Năm Căn, tỉnh Cà Mau",
    "huyện Gò Dầu, tỉnh Tây Ninh", "huyện Phù Mỹ, tỉnh Bình Định", "huyện Vạn Ninh, tỉnh Khánh Hòa",
    "huyện Quản Bạ, tỉnh Hà Giang", "huyện Lục Yên, tỉnh Yên Bái", "huyện Chợ Mới, tỉnh Bắc Kạn",
    "huyện Cái Bè, tỉnh Tiền Giang",
  ])
  /// The number prefixes of the personal numbers that belong to ``districts``.
  static let districtPrefixes = [
    1, 1, 31, 48, 40, 38, 22, 20, 11, 14, 66, 68, 96, 72, 52, 56, 2, 15, 6, 82,
  ]

  /// Names of the official list, and spellings that the pipeline brings back to it.
  static let ethnicGroups = WordList(weighted: [
    ("Kinh", 70), ("Tày", 4), ("Thái", 4), ("Mường", 4), ("Khơ-me", 2), ("Khmer", 2), ("Nùng", 3),
    ("Mông", 2), ("H'Mông", 2), ("Dao", 3), ("Gia Rai", 1), ("Ê Đê", 1), ("Hoa", 2),
  ])
  static let remarks = WordList(weighted: [
    ("", 60), ("Đăng ký đúng hạn", 8), ("Đã đối chiếu sổ gốc", 8), ("Nhập từ sổ giấy", 8),
    ("Cải chính, theo quyết định của UBND huyện", 4), ("Trích \"Sổ đăng ký khai sinh\"", 4),
    ("Dòng 1: bổ sung tên đệm\nDòng 2: có bản sao kèm theo", 3), ("Giấy chứng sinh kèm theo", 5),
  ])
  static let offices = WordList(["Chủ tịch", "Phó Chủ tịch", "Công chức tư pháp - hộ tịch"])
  static let maleRelations = WordList(["Cha", "Ông nội", "Ông ngoại"])
  static let femaleRelations = WordList(["Mẹ", "Bà nội", "Bà ngoại"])
}
