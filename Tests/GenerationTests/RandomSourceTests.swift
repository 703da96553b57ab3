import Testing

@testable import Generation

@Suite struct RandomSourceTests {
  @Test("A seed gives the numbers that xoshiro256** after splitmix64 gives")
  func knownAnswers() {
    var random = RandomSource(seed: 42)
    #expect(
      [random.next(), random.next(), random.next()]
        == [0x1578_0B2E_0C2E_C716, 0x6104_D986_6D11_3A7E, 0xAE17_5332_39E4_99A1])
  }

  @Test("Bounded numbers stay below their bound and reach all values")
  func bounded() {
    var random = RandomSource(seed: 1)
    var seen: Set<Int> = []
    for _ in 0..<200 { seen.insert(random.below(7)) }
    #expect(seen == Set(0...6))
  }
}
