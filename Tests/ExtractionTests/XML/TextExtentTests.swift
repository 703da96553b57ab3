import Columnar
import Testing

@Suite struct TextExtentTests {
  @Test("The run of valid text ends where the standard library says", arguments: [2, 3, 4, 20])
  func agreement(count: Int) {
    for lead in UInt8(0x7F)...0xFF {
      for second in stride(from: UInt8(0x70), through: 0xF0, by: 0x10) {
        for third: UInt8 in [0x41, 0x7F, 0x80, 0xBF, 0xC0] {
          let tail =
            [lead, second | 0x0F & lead, third, 0x80] + [UInt8](repeating: 0x41, count: 16)
          let bytes = Array(tail.prefix(count))
          let extent = TextExtent(of: bytes, in: 0..<count)
          let isValid = String(validating: bytes, as: UTF8.self) != nil
          #expect((extent.ending == .all) == isValid)
          let front = Array(bytes[..<extent.count])
          #expect(String(validating: front, as: UTF8.self) != nil)
          if extent.ending == .cut { #expect(count - extent.count < 4) }
        }
      }
    }
  }

  @Test("Lines and characters are counted in short and long bytes")
  func counts() {
    let text = Array(String(repeating: "dòng\n😀x", count: 9).utf8)
    let lines = LineExtent(of: text, in: 3..<text.count)
    #expect(lines == LineExtent(of: text, in: 3..<text.count))
    #expect(lines.lineFeeds == 9 && lines.lastLineStart == text.count - 5)
    let characters = CharacterExtent(of: text, in: 0..<text.count)
    #expect(characters.characters == 63 && characters.astral == 9)
  }
}
