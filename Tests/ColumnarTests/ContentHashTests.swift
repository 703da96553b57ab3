import Columnar
import Testing

@Suite struct ContentHashTests {
  @Test("Every byte, its place, the length and the seed count")
  func sensitivity() {
    let bytes = (0..<200).map { UInt8($0 & 0x7F) }
    let whole = contentHash(bytes, in: 0..<200)
    for index in bytes.indices {
      var other = bytes
      other[index] ^= 1
      #expect(contentHash(other, in: 0..<200) != whole)
    }
    #expect(contentHash(bytes, in: 0..<199) != whole)
    #expect(contentHash(bytes, in: 0..<200, seed: 1) != whole)
    #expect(contentHash(bytes, in: 0..<200) == whole)
  }
}
