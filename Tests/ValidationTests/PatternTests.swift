import Testing

@testable import Validation

@Suite struct PatternTests {
  @Test(
    "A pattern matches whole texts",
    arguments: [
      ("a.*", ["a", "apple", "aé日"], ["", "ba", "a\n"]),
      ("^a.*$", ["a", "apple"], ["ba"]),
      ("\\d{2}/\\d{4}", ["01/2001", "٠١/٢٠٠١"], ["1/2001", "01/20011", " 01/2001"]),
      ("[A-ZĐ]{2}|x?", ["AB", "ĐA", "", "x"], ["A", "xx", "đa"]),
      ("(ab|cd)+", ["ab", "abcdab"], ["", "abc"]),
      ("[^0-9]*", ["", "năm"], ["n2"]),
      ("[a-z-[aeiou]]+", ["xyz"], ["xaz", ""]),
      ("[\\w\\-.]+", ["a-b.c", "Hữu"], ["a b"]),
      ("\\p{Lu}\\p{Ll}*( \\p{Lu}\\p{Ll}*)*", ["Nguyễn Văn Đức", "A"], ["nguyễn", "A  B", "A1"]),
      ("\\P{L}", ["1", "-"], ["a", "日"]),
      ("a{2,}", ["aa", "aaaa"], ["a"]), ("a{0,2}", ["", "a", "aa"], ["aaa"]),
      ("a{0}", [""], ["a"]), ("", [""], ["a"]), ("(?:a|b)c", ["ac", "bc"], ["c"]),
      ("\\.\\*\\[\\]\\\\", [".*[]\\"], ["x"]), ("[\u{1F600}-\u{1F64F}]", ["😀"], ["a", "🚀"]),
      ("(a|aa)*b", ["aaaaab", "b"], ["aaaa"]), ("[-a]", ["-", "a"], ["b"]),
      ("[a-]", ["-", "a"], ["b"]), ("\\s", [" ", "\t"], ["\u{A0}", "a"]),
      ("[^\\s\\S]", [], ["a", ""]),
    ] as [(String, [String], [String])])
  func matching(text: String, good: [String], bad: [String]) throws {
    let pattern = try Pattern(text)
    for text in good { #expect(pattern.matches(text), "\(text)") }
    for text in bad { #expect(!pattern.matches(text), "\(text)") }
  }

  @Test(
    "What is wrong with a pattern is said with its place",
    arguments: [
      ("(a", "a '(' has no ')'", 2), ("a)", "an unmatched ')'", 1),
      ("[a", "a '[' has no ']'", 2), ("*a", "a quantifier has nothing before it", 0),
      ("a**", "lazy, possessive and doubled quantifiers are not supported", 2),
      ("a\\1", "'\\1' is not supported", 3),
      ("[z-a]", "a range in a class is in the wrong order", 4),
      ("\\p{Xx}", "there is no category 'Xx'; blocks are not supported", 6),
      ("a{3,2}", "a quantifier's bounds are in the wrong order", 6),
      ("a$b", "'$' inside a pattern; write '\\$' for the character", 2),
      ("(?=a)", "'(?' is not supported, except '(?:'", 2),
      ("\\", "the pattern ends with a lone backslash", 1),
      ("((a{1000}){1000}){1000}", "the pattern is too large", 0),
      ("(((){1000}){1000}){1000}", "the pattern is too large", 0),
      ("(a|b)*a(a|b){20}", "the pattern needs more than 4,000 states", 0),
    ])
  func problems(text: String, message: String, offset: Int) {
    #expect(throws: Pattern.Problem(message: message, offset: offset)) { try Pattern(text) }
  }

  @Test("Random patterns are compiled or refused, never worse")
  func fuzz() {
    let letters = Array("ab(|)[]^$*+?{}1,2-\\dpL.é")
    var state: UInt64 = 42
    for _ in 0..<600 {
      var text = ""
      for _ in 0..<(state >> 40) % 14 + 1 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(letters[Int((state >> 33) % UInt64(letters.count))])
      }
      if let pattern = try? Pattern(text) { _ = pattern.matches(text) }
    }
  }
}
