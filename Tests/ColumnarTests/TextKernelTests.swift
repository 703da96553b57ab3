import Columnar
import Testing

@Suite struct TextKernelTests {
  @Test(
    "Trim takes visible and invisible white space off both ends",
    arguments: [
      ("abc", "abc"), ("  a b\t\r\n", "a b"), ("\u{A0}\u{3000}x\u{200B}\u{FEFF}", "x"),
      ("\u{FEFF}", ""), ("   ", ""), ("", ""), ("é ", "é"), ("à", "à"), (" Ồ", "Ồ"),
      ("\u{2019}a\u{2019}", "\u{2019}a\u{2019}"), ("\u{1}", "\u{1}"),
    ])
  func trims(text: String, expected: String) {
    var texts = Texts([text, nil])
    trim(&texts.cells, in: texts.bytes)
    #expect(texts.scalars == Texts([expected, nil]).scalars)
  }

  @Test(
    "Collapse leaves single blanks and drops what has no width",
    arguments: [
      ("a b", "a b"), ("a  b", "a b"), ("a\t\nb", "a b"), ("a\u{A0}b", "a b"),
      ("a \u{3000} b", "a b"), ("a\u{200B}b", "ab"), ("  a", " a"), ("", ""),
      ("Nguyễn\u{A0}\u{A0}Văn  An", "Nguyễn Văn An"),
    ])
  func collapses(text: String, expected: String) {
    var texts = Texts(["x", text, nil])
    collapseWhiteSpace(&texts.cells, bytes: &texts.bytes)
    #expect(texts.scalars == Texts(["x", expected, nil]).scalars)
  }

  /// From `unicode_forms.csv`: the keyboard form and the decomposed form of each letter.
  @Test(
    "NFC composes Vietnamese letters from either decomposed form",
    arguments: [
      ("\u{1EA4}", "\u{C2}\u{301}", "A\u{302}\u{301}"),
      ("\u{1EA5}", "\u{E2}\u{301}", "a\u{302}\u{301}"),
      ("\u{1EAC}", "\u{C2}\u{323}", "A\u{323}\u{302}"),
      ("\u{1EB6}", "\u{102}\u{323}", "A\u{323}\u{306}"),
      ("\u{1EB3}", "\u{103}\u{309}", "a\u{306}\u{309}"), ("\u{111}", "\u{111}", "\u{111}"),
      ("\u{1EE3}", "\u{1A1}\u{323}", "o\u{31B}\u{323}"),
      ("\u{1EED}", "\u{1B0}\u{309}", "u\u{31B}\u{309}"), ("\u{1EF9}", "y\u{303}", "y\u{303}"),
    ])
  func composes(composed: String, keyboard: String, decomposed: String) {
    var texts = Texts([keyboard, "x" + decomposed, composed, nil])
    normalizeNFC(&texts.cells, bytes: &texts.bytes)
    #expect(texts.scalars == Texts([composed, "x" + composed, composed, nil]).scalars)
  }

  @Test(
    "NFC is right beyond Latin",
    arguments: [
      ("\u{2126}", "\u{3A9}"), ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
      ("a\u{323}\u{307}", "\u{1EA1}\u{307}"), ("a\u{307}\u{323}", "\u{1EA1}\u{307}"),
      ("\u{2000}", "\u{2002}"), ("\u{F900}", "\u{8C48}"), ("\u{20AB}\u{2019}", "\u{20AB}\u{2019}"),
      ("\u{958}", "\u{915}\u{93C}"), ("\u{1D15E}", "\u{1D157}\u{1D165}"), ("日本", "日本"),
    ])
  func composesAll(text: String, expected: String) {
    var texts = Texts([text])
    normalizeNFC(&texts.cells, bytes: &texts.bytes)
    #expect(texts.scalars == Texts([expected]).scalars)
  }

  @Test("Bytes in another encoding are no reason to look for what is not composed")
  func passesForeignBytes() {
    var bytes = ByteArena()
    bytes.append([0x41, 0xE6, 0x8C, 0xCC])
    #expect(ComposedText.mayBeMissing(in: bytes))
    bytes.markForeign(before: bytes.count)
    #expect(!ComposedText.mayBeMissing(in: bytes))
    bytes.append(Array("hồ".utf8))
    #expect(!ComposedText.mayBeMissing(in: bytes))
    bytes.append(Array("ho\u{302}\u{300}".utf8))
    #expect(ComposedText.mayBeMissing(in: bytes))
    bytes.removeAll()
    #expect(bytes.foreignCount == 0)
  }

  @Test("NFC leaves bytes that are not UTF-8 alone")
  func keepsBrokenBytes() {
    var bytes = ByteArena()
    var cells = [bytes.append([0x61, 0xCC]), bytes.append([0xFF, 0x41])]
    let before = cells
    normalizeNFC(&cells, bytes: &bytes)
    #expect(cells == before)
  }

  @Test(
    "Case folding knows all Vietnamese letters and asks the library for the rest",
    arguments: [
      ("nguyễn văn đức", "NGUYỄN VĂN ĐỨC"), ("ơưăâêô", "ƠƯĂÂÊÔ"), ("ýỳỷỹỵ", "ÝỲỶỸỴ"),
      ("žĺ", "ŽĹ"), ("я", "Я"), ("a1-z", "A1-Z"), ("", ""),
    ])
  func foldsBothWays(small: String, capital: String) {
    var texts = Texts([small, capital, nil])
    foldCase(&texts.cells, bytes: &texts.bytes, to: .upper)
    #expect(texts.strings == [capital, capital, nil])
    foldCase(&texts.cells, bytes: &texts.bytes, to: .lower)
    #expect(texts.strings == [small, small, nil])
  }

  @Test("Folding agrees with the library on every Latin letter")
  func foldsAsTheLibrary() {
    let letters = (0x80...0x24F).map { $0 } + (0x1E00...0x1EFF).map { $0 }
    let texts = letters.compactMap { UnicodeScalar($0).map { "a" + String(Character($0)) } }
    var upper = Texts(texts)
    foldCase(&upper.cells, bytes: &upper.bytes, to: .upper)
    #expect(upper.scalars == Texts(texts.map { $0.uppercased() }).scalars)
    var lower = Texts(texts)
    foldCase(&lower.cells, bytes: &lower.bytes, to: .lower)
    #expect(lower.scalars == Texts(texts.map { $0.lowercased() }).scalars)
  }

  @Test("Hashes tell texts, nulls and columns apart, and only those")
  func hashes() {
    let texts = Texts(["a", "a", "b", "", nil, "abcdefgh", "abcdefghi", "abcdefgh"])
    var hashes: [UInt64] = []
    hash(texts.cells, in: texts.bytes, into: &hashes)
    #expect(hashes[0] == hashes[1])
    #expect(hashes[5] == hashes[7])
    #expect(Set(hashes).count == 6)
    let first = hashes
    hash(texts.cells, in: texts.bytes, into: &hashes)
    #expect(first != hashes)
  }
}
