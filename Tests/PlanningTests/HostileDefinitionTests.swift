import Dataflow
import Planning
import Testing

@Suite struct HostileDefinitionTests {
  @Test("Aliases of aliases are refused before they grow")
  func aliasBomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let list = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    let found = DefinitionFixture.read(text).diagnostics
    #expect(found.map(\.code) == ["SH1006"])
  }

  @Test(
    "A key that may be a list of aliases is refused before it is compared",
    arguments: ["? *b\n: x\n", "*b : x\n", "[*b]: x\n", "{ {a: *b}: x }\n", "c: {[*b]:x}\n"])
  func aliasesInKeys(key: String) {
    let text = "a: &a [x, x]\nb: &b [*a, *a]\n"
    #expect(DefinitionFixture.read(text + key).diagnostics.map(\.code) == ["SH1006"])
  }

  @Test("Deep nesting is refused", arguments: [60, 900, 50_000])
  func nesting(depth: Int) {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
      let text = String(repeating: open, count: depth) + String(repeating: close, count: depth)
      let found = DefinitionFixture.read(text).diagnostics
      #expect(found.map(\.code) == ["SH1006"] || found.map(\.code) == ["SH1004"])
    }
  }

  @Test("What is not UTF-8 text of a sensible size is refused")
  func bytes() {
    func codes(_ bytes: [UInt8]) -> [String] {
      Definition.load("p.yaml", options: .init(read: { _ in bytes })).diagnostics.map {
        "\($0.code) \($0.location?.line ?? -1)"
      }
    }
    #expect(codes([0x61, 0x3A, 0x0A, 0xC3, 0x28]) == ["SH1002 2"])
    #expect(codes([UInt8](repeating: 0x20, count: (1 << 20) + 1)) == ["SH1003 0"])
    #expect(codes([UInt8]("a: \u{2028}b".utf8)) == ["SH1002 1"])
    #expect(codes([0x61, 0x00]) == ["SH1002 1"])
    #expect(Definition.load("/nowhere/p.yaml").diagnostics.map(\.status) == [.input])
    #expect(Definition.load("/").diagnostics.map(\.code) == ["SH1001"])
    #expect(Definition.load("/dev/zero").diagnostics.map(\.code) == ["SH1003"])
  }

  @Test("Random changes of a good definition never crash", arguments: 0..<8)
  func mutations(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let good = [UInt8](DefinitionFixture.good.utf8)
    let pieces = [
      "*", "&a ", "[", "]", "{", "}", ": ", "\n", "- ", "'", "\"", "${", "\t", "? ", "|",
    ]
    for _ in 0..<25 {
      var bytes = good
      for _ in 0...random(4) {
        let start = random(bytes.count)
        switch random(4) {
        case 0: bytes[start] = UInt8(random(256))
        case 1: bytes.removeSubrange(start..<min(bytes.count, start + 1 + random(20)))
        case 2: bytes.insert(contentsOf: pieces[random(pieces.count)].utf8, at: start)
        default:
          let end = min(bytes.count, start + random(200))
          bytes.insert(contentsOf: Array(bytes[start..<end]), at: random(bytes.count))
        }
      }
      let text = bytes
      let definition = Definition.load("p.yaml", options: .init(read: { _ in text }))
      let report = DefinitionFixture.report(definition)
      #expect(report.isEmpty == definition.isRunnable)
      _ = DefinitionText(definition)
    }
  }
}
