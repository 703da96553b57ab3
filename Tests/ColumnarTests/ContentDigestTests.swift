import Testing

@testable import Columnar

/// The hash by which a chunk that comes again is known: of values, not of where they lie.
@Suite struct ContentDigestTests {
  private func digest(
    _ texts: [String?], live: [UInt8]? = nil, padding: String = "", values: [Int64]? = nil
  ) -> (hash: String, nulls: Int) {
    var bytes = ByteArena()
    var column = Column(name: "a", type: values == nil ? .text : .integer)
    for text in texts {
      _ = bytes.append(Array(padding.utf8))
      column.cells.append(text.map { bytes.append(Array($0.utf8)) } ?? .null)
    }
    column.values = values ?? []
    var digest = ContentDigest()
    let nulls = digest.add(column, of: bytes, live: live ?? texts.map { _ in 1 })
    return (digest.hexadecimal, nulls)
  }

  @Test("The same values have the same hash wherever they lie, and rows that are out do not count")
  func same() {
    let hash = digest(["Nguyễn Văn An", nil, "", "2001-02-03"]).hash
    #expect(hash.count == 32)
    #expect(digest(["Nguyễn Văn An", nil, "", "2001-02-03"], padding: "…").hash == hash)
    #expect(
      digest(["Nguyễn Văn An", "x", nil, "", "2001-02-03"], live: [1, 0, 1, 1, 1]).hash == hash)
    #expect(digest(["a", nil, nil], live: [1, 1, 0]).nulls == 1)
  }

  @Test("Values that are cut, ordered or missing otherwise have another hash")
  func different() {
    let all: [[String?]] = [
      ["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], ["abc", nil], [nil, "abc"],
      ["c", "ab"], ["abc\0"], ["abc\0\0"], ["abcdefgh"], ["abcdefgh", ""], ["abcdefg", "h"], [],
      [nil], [nil, nil], [""], ["", ""], ["\0"],
    ]
    #expect(Set(all.map { digest($0).hash }).count == all.count)
    let numbers: [[Int64]] = [[0, 0], [0, 1], [1, 0], [-1, 0], [1, 1]]
    #expect(Set(numbers.map { digest(["x", "x"], values: $0).hash }).count == numbers.count)
    #expect(digest(["x", nil], values: [7, 1]).hash == digest(["y", nil], values: [7, 2]).hash)
  }

  @Test("Each half of the hash alone tells all texts apart that differ in one bit")
  func bits() {
    let text = Array("Xã Bắc Sơn, huyện Sóc Sơn, thành phố Hà Nội".utf8)
    var halves: [Set<Substring>] = [[], []]
    for bit in 0..<text.count * 8 {
      var bytes = ByteArena()
      var changed = text
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      var column = Column(name: "a")
      column.cells.append(bytes.append(changed))
      var digest = ContentDigest()
      _ = digest.add(column, of: bytes, live: [1])
      halves[0].insert(digest.hexadecimal.prefix(16))
      halves[1].insert(digest.hexadecimal.suffix(16))
    }
    #expect(halves.map(\.count) == [text.count * 8, text.count * 8])
  }
}
