import Columnar
import Dataflow
import LegacyText
import Testing

@testable import Extraction

@Suite struct LegacyUnitTests {
  @Test("A unit in TCVN3 is split as it is and decoded field by field")
  func unit() throws {
    let name: [UInt8] = [0x48, 0xE4, 0x20, 0x74, 0x68, 0xAA]
    let content =
      [0x68, 0xE4, 0x2C, 0x62, 0x0A] + name + [UInt8](",1\n\"") + [0xA7, 0x22, 0x22, 0xC6]
      + [UInt8]("\",2\n") + [0xFF, 0x2C, 0x33, 0x0A] + [UInt8]("x,4\n")
    let dialect = CSVDialect(encoding: .legacy(.tcvn3))
    for step in [1, 5, 100] {
      let reading = try Reading(content, dialect, step: step)
      #expect(reading.head.headers == ["họ", "b"])
      #expect(reading.texts == [["Họ thê", "1"], ["Đ\"ặ", "2"], ["E-ENC"], ["x", "4"]])
      #expect(reading.rows.map(\.offset) == [5, 14, 23, 27])
      #expect(reading.rows[0].raw == name + [0x2C, 0x31])
    }
  }
}
