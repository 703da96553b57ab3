import Columnar
import Testing

@testable import Linkage

@Suite struct KernelTests {
  @Test(
    "Distances count insertions, deletions, replacements and swaps of neighbours",
    arguments: [
      ("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("abcd", "acbd", 1), ("kitten", "sitting", 3),
      ("ca", "abc", 3), ("same", "same", 0), ("abcdef", "badcfe", 3),
    ])
  func distance(one: String, other: String, wanted: Int) {
    let (a, b) = (SpillArray(one.utf8), SpillArray(other.utf8))
    #expect(editDistance(a, 0..<a.count, b, 0..<b.count, limit: 5) == wanted)
    #expect(editDistance(b, 0..<b.count, a, 0..<a.count, limit: 5) == wanted)
    #expect(editDistance(a, 0..<a.count, b, 0..<b.count, limit: 1) == min(wanted, 2))
  }

  /// The values that Winkler's paper gives.
  @Test(
    "Similarities are those of Jaro and Winkler",
    arguments: [
      ("martha", "marhta", 0.961), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.813),
      ("abc", "xyz", 0), ("same", "same", 1),
    ])
  func similarity(one: String, other: String, wanted: Double) {
    let (a, b) = (SpillArray(one.utf8), SpillArray(other.utf8))
    let found = jaroWinkler(a, 0..<a.count, b, 0..<b.count)
    #expect(abs(found - wanted) < 0.001)
  }

  @Test(
    "Logarithms and powers are those of mathematics",
    arguments: [
      (1.0, 0.0), (2, 1), (0.5, -1), (10, 3.321_928_094_887_362), (1e-7, -23.253_496_664_211_536),
    ])
  func logarithm(x: Double, wanted: Double) {
    #expect(abs(binaryLogarithm(x) - wanted) < 1e-12)
    #expect(abs(binaryPower(wanted) / x - 1) < 1e-12)
  }

  @Test("A probability and its weight are one")
  func weights() {
    #expect(probability(ofWeight: 0) == 0.5)
    #expect(abs(probability(ofWeight: weight(ofProbability: 0.97)) - 0.97) < 1e-12)
    #expect(weight(ofProbability: 1) == 1000)
    #expect(probability(ofWeight: 99) == 1)
  }

  @Test(
    "Spellings that hands and dialects confuse sound alike",
    arguments: [
      ("sinh", "xinh"), ("trung", "chung"), ("lan", "nan"), ("thanh", "thang"), ("dung", "rung"),
      ("phillip", "filip"), ("giang", "dang"), ("gia", "da"), ("giang", "rang"), ("gi", "di"),
      ("cat", "cac"), ("mat tich", "mac tit"), ("thich", "thit"), ("sang", "xan"),
      ("nghia", "ngia"),
    ])
  func sounds(one: String, other: String) {
    #expect(soundKey(Array(one.utf8)) == soundKey(Array(other.utf8)))
  }

  @Test(
    "Words that nobody confuses sound otherwise",
    arguments: [
      ("ta", "ca"), ("tam", "cam"), ("giang", "gang"), ("cha", "ca"), ("mach", "man"),
      ("ga", "gia"), ("hat", "han"),
    ])
  func otherSounds(one: String, other: String) {
    #expect(soundKey(Array(one.utf8)) != soundKey(Array(other.utf8)))
  }
}
