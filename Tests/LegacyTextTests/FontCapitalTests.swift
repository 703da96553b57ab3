import Testing

@testable import LegacyText

@Suite struct FontCapitalTests {
  /// Known answers, made with other programs' tables.
  static let answers: [(hex: String, text: String)] = [
    ("A7C66E672048F775205068ADED63", "Đặng Hữu Phước"),
    ("4CAA205175E863204B68B86E68", "Lê Quốc Khánh"),
    ("5068B96D205468DE204DFC204CD6", "Phạm Thị Mỹ Lệ"),
    ("4875FA6E68205468DE2042ADEB69", "Huỳnh Thị Bưởi"),
    ("486FB56E6720A7D76E68204BFA", "Hoàng Đình Kỳ"),
    ("7468B56E68207068E82048E5204368DD204D696E68", "thành phố Hồ Chí Minh"),
    (
      "78B72048DF612042D76E682C20687579D66E204DFC20A7F8632C207468B56E68207068E82048B5204EE969",
      "xã Hòa Bình, huyện Mỹ Đức, thành phố Hà Nội"
    ),
    (
      "4E67B579206DADEA69206CA86D207468B86E672074B86D206EA86D206DE974206E6768D76E206368DD6E2074"
        + "72A86D2062B679206DADAC69",
      "Ngày mười lăm tháng tám năm một nghìn chín trăm bảy mươi"
    ),
    (
      "FA20FB20FC20FE20BC20BD20C620C820C920CB20D420D620E620E720E920EB20EC20EE20F620F720F9",
      "ỳ ỷ ỹ ỵ ẳ ẵ ặ ẩ ẫ ậ ễ ệ ổ ỗ ộ ở ỡ ợ ử ữ ự"
    ),
    // In a font of capitals, whose words show it.
    ("4E475559D44E205448DE20B84E48", "NGUYỄN THỊ ÁNH"),
    ("4CAA2056A84E2048B5", "LÊ VĂN HÀ"),
    // Alone, short words may be either, and stay as they are.
    ("4CAA2056F22048B5", "Lê Vũ Hà"),
    ("A1A2A3A4A5A6A7", "ĂÂÊÔƠƯĐ"),
  ]

  @Test("Known texts decode", arguments: answers)
  func known(hex: String, text: String) {
    #expect(LegacyDecoder(.tcvn3).decode(Facts.bytes(hex)) == Array(text.utf8))
  }

  @Test("Words in a font of capitals are raised whole in each encoding that has such fonts")
  func others() throws {
    for encoding in LegacyEncoding.allCases where encoding.hasFontCapitals {
      let small = try #require(Facts.encode("ễ", as: encoding))
      let word = Array("NGUY".utf8) + small + Array("N".utf8)
      #expect(LegacyDecoder(encoding).decode(word) == Array("NGUYỄN".utf8), "\(encoding)")
    }
  }
}
