import Execution
import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct SheetWriterTests {
  /// Values that spreadsheets compute or change, and values that they leave alone.
  static let values: [(value: String, isMarked: Bool)] = [
    ("=1+1", true), ("+84 912", true), ("-5", true), ("@a", true), ("\tx", true), ("\rx", true),
    (" =1", true), ("\u{FEFF}=1", true), ("＝1", true), ("'x", true), ("%1", true), ("|x", true),
    ("0012", true), ("1/2009", true), ("12.05.2001", true), ("2001-05-12", true), ("1e5", true),
    ("123456789012", true), ("12 Jan 2001", true), ("10:30", true), ("true", true), ("1,5", true),
    (".5", true), ("12", false), ("0", false), ("", false), ("Nguyễn Văn A", false),
    ("12 Lê Lợi", false), ("7,Bảy", false), ("a=1", false), ("Xã \"B\"", false),
  ]

  @Test("A value that a spreadsheet would change is marked, and reading takes the mark off")
  func marks() {
    for (value, isMarked) in Self.values {
      let cell = SheetMark.marked(value)
      #expect((cell == "'" + value) == isMarked, "\(value)")
      #expect(SheetMark.unmarked(cell) == value)
    }
  }

  @Test("CSV begins with a byte order mark and quotes what it must")
  func csv() throws {
    var bytes: [UInt8] = []
    var writer = CSVSheetWriter { bytes += $0 }
    try writer.begin("x", columns: 3)
    try writer.add([SheetCell("a"), SheetCell("b;c\nd"), SheetCell("\"=x\"")])
    try writer.add([SheetCell("=\"x\""), SheetCell(""), SheetCell("\0")])
    try writer.finish()
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "\u{FEFF}a,\"b;c\nd\",\"\"\"=x\"\"\"\r\n\"'=\"\"x\"\"\",,\u{FFFD}\r\n")
  }

  @Test("A cell or a sheet that no spreadsheet takes is refused")
  func limits() throws {
    var writer = WorkbookWriter { _ in }
    try writer.begin("x", columns: 1)
    try writer.add([SheetCell(String(repeating: "x", count: 32_767))])
    #expect {
      try writer.add([SheetCell(String(repeating: "x", count: 32_768))])
    } throws: { "\($0)".hasPrefix("error SH5516: it does not fit a workbook") }
  }
}
