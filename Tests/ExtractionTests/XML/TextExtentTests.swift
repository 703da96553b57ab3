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
          let extent = TextExtent(of: bytes.span, in: 0..<count)
          let isValid = String(validating: bytes, as: UTF8.self) != nil
          #expect((extent.ending == .all) == isValid)
          let front = Array(bytes[..<extent.count])
          #expect(String(validating: front, as: UTF8.self) != nil)
          if extent.ending == .cut { #expect(count - extent.count < 4) }
        }
      }
    }
  }

  @Test(
    "The run ends at the same place wherever it lies in a long text",
    arguments: [
      [0xC3, 0xA9], [0xE1, 0xBB, 0x85], [0xF0, 0x9F, 0x98, 0x80], [0xE0, 0x80, 0x80],
      [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF], [0xFF],
      [0x80], [0xE1, 0xBB], [0xF0, 0x9F, 0x98], [0xE0, 0x80], [0xF4, 0x90], [0xC3, 0x41],
    ] as [[UInt8]])
  func places(sequence: [UInt8]) {
    for before in 0..<70 {
      for after in [0, 1, 2, 3, 64, 70] {
        let bytes =
          [UInt8](repeating: 0x61, count: before) + sequence
          + [UInt8](repeating: 0x61, count: after)
        let extent = TextExtent(of: bytes.span, in: 0..<bytes.count)
        let isValid = String(validating: bytes, as: UTF8.self) != nil
        let continues = (1...3).contains { more in
          let whole = bytes + [UInt8](repeating: 0x80, count: more)
          return String(validating: whole, as: UTF8.self) != nil
        }
        let expected: TextExtent.Ending = isValid ? .all : continues ? .cut : .broken
        #expect(extent.ending == expected, "\(sequence) \(before) \(after)")
        #expect(extent.count == (isValid ? bytes.count : before))
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
