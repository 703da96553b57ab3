import Testing

@testable import Generation

@Suite struct BirthSheetTests {
  @Test("The sheet has the 70 columns of the software's own, in its order")
  func columns() {
    let headers = BirthSheet.columns.map(\.header)
    #expect(headers.count == 70)
    #expect(Set(headers).count == 70)
    #expect(headers.prefix(4) == ["STT", "so", "quyenSo", "trangSo"])
    #expect(headers[35] == "meSoDinhDanhCaNhan")
    #expect(headers[47] == "chaSoDinhDanhCaNhan")
    #expect(headers[69] == "qgNuocNgoaiDaDangKy")
  }

  @Test("Header cells carry trailing blanks and lists of codes behind a line break")
  func noise() {
    let header = BirthSheet.delimited(.noisy).header
    #expect(header[1] == "so ")
    #expect(header[5] == "loaiDangKy\r\ni=[1,2,3,4,5,6]")
    #expect(header[12] == "nksHoTen ")
  }

  @Test("The older sheet lacks the personal numbers and names the place otherwise")
  func older() {
    let header = BirthSheet.delimited(.older).header
    #expect(header.count == 67)
    #expect(header[6] == "noiDangKy UBND ...")
    #expect(!header.contains { $0.contains("SoDinhDanh") })
  }

  @Test(
    "TCVN3 has one byte a letter",
    arguments: [
      ("Nguyễn Thị", [0x4E, 0x67, 0x75, 0x79, 0xD4, 0x6E, 0x20, 0x54, 0x68, 0xDE] as [UInt8]),
      (
        "Đặng Hữu Phước",
        [0xA7, 0xC6, 0x6E, 0x67, 0x20, 0x48, 0xF7, 0x75, 0x20, 0x50, 0x68, 0xAD, 0xED, 0x63]
      ),
      (
        "Phạm Thị Mỹ Lệ",
        [
          0x50, 0x68, 0xB9, 0x6D, 0x20, 0x54, 0x68, 0xDE, 0x20, 0x4D, 0xFC, 0x20, 0x4C, 0xD6,
        ]
      ),
      ("ăâđêôơư", [0xA8, 0xA9, 0xAE, 0xAA, 0xAB, 0xAC, 0xAD]),
      ("ĂÂĐÊÔƠƯ", [0xA1, 0xA2, 0xA7, 0xA3, 0xA4, 0xA5, 0xA6]),
      (
        "ằặầậèệìĩịòỏồờợủừựỳỵ",
        [
          0xBB, 0xC6, 0xC7, 0xCB, 0xCC, 0xD6, 0xD7, 0xDC, 0xDE, 0xDF, 0xE1, 0xE5, 0xEA, 0xEE, 0xF1,
          0xF5, 0xF9, 0xFA, 0xFE,
        ]
      ),
    ])
  func tcvn3(text: String, expected: [UInt8]) {
    #expect(LegacyEncoding.tcvn3(Array(text.utf8)) == expected)
  }
}
