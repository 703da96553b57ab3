import TestSupport
import Testing

@testable import Extraction

@Suite("Shared strings")
struct SharedStringsTests {
  /// Strings of all lengths, some with what must be quoted.
  private static let texts = (0..<3000).map { index in
    String(repeating: "số \(index), ", count: index % 50) + (index % 7 == 0 ? "\"" : "")
  }

  private func table(residentBytes: Int, step: Int = 4096) throws -> SharedStrings {
    var table = SharedStrings(residentBytes: residentBytes, residentCount: 2000)
    let part = Spreadsheet.part(
      strings: Self.texts.map { "<t>\($0.replacing("\"", with: "&quot;"))</t>" })
    try table.read(XMLStepStream(Array(part.utf8), step: step), part: "strings")
    return table
  }

  @Test(
    "Strings beyond the room in memory are read back from the disk", arguments: [0, 1000, 1 << 20])
  func spill(residentBytes: Int) throws {
    var table = try table(residentBytes: residentBytes)
    #expect(table.count == 3000)
    #expect(table.resident.count <= residentBytes)
    #expect(table.residentCount < 3000)
    // Far apart, so that pages of the cache are replaced.
    for index in (table.residentCount..<3000).map({
      table.residentCount + ($0 * 1637) % (3000 - table.residentCount)
    }) {
      var bytes: [UInt8] = []
      let traits = try table.read(index, into: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == Self.texts[index])
      #expect(traits.contains(.quotes) == Self.texts[index].contains("\""))
      #expect(traits.contains(.special) == Self.texts[index].contains(","))
    }
  }

  @Test("Any split of the bytes gives the same strings", arguments: [1, 5, 100])
  func splits(step: Int) throws {
    let strings = ["<t>a</t>", "<t xml:space=\"preserve\"> b</t>", "<r><t>c</t></r>", "<t/>", ""]
    var table = SharedStrings()
    try table.read(
      XMLStepStream(Array(Spreadsheet.part(strings: strings).utf8), step: step), part: "strings")
    #expect(table.resident == Array("a bc".utf8))
    #expect(table.ends == [0, 1, 3, 4, 4, 4])
  }
}
