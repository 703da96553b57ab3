import Columnar
import Dataflow
import Testing

@testable import Extraction

@Suite struct TCVN3Tests {
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

  private static func bytes(_ hex: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in hex.compactMap(\.hexDigitValue) {
      if let first = high {
        bytes.append(first << 4 | UInt8(digit))
        high = nil
      } else {
        high = UInt8(digit)
      }
    }
    return bytes
  }

  @Test("Known texts decode", arguments: answers)
  func known(hex: String, text: String) {
    #expect(TCVN3.decode(Self.bytes(hex)) == [UInt8](text))
  }

  @Test("A unit in TCVN3 is split as it is and decoded field by field")
  func unit() throws {
    let name = Self.bytes("48E4207468AA")
    let content =
      [0x68, 0xE4, 0x2C, 0x62, 0x0A] + name + [UInt8](",1\n\"") + [0xA7, 0x22, 0x22, 0xC6]
      + [UInt8]("\",2\n") + [0xFF, 0x2C, 0x33, 0x0A] + [UInt8]("x,4\n")
    let dialect = CSVDialect(encoding: .tcvn3)
    for step in [1, 5, 100] {
      let reading = try Reading(content, dialect, step: step)
      #expect(reading.head.headers == ["họ", "b"])
      #expect(reading.texts == [["Họ thê", "1"], ["Đ\"ặ", "2"], ["E-ENC"], ["x", "4"]])
      #expect(reading.rows.map(\.offset) == [5, 14, 23, 27])
      #expect(reading.rows[0].raw == name + [0x2C, 0x31])
    }
  }
}
