/// The parts of a person's name and what looks wrong about it; nothing is ever corrected.
public struct PersonName: Sendable, Equatable {
  /// The family name, which may have several words (`Tôn Thất`); empty where it cannot be told.
  public var family = 0..<0
  /// The words between family and given name.
  public var middle = 0..<0
  /// The given name; empty where it cannot be told.
  public var given = 0..<0
  /// Another name in brackets, or behind `tức`.
  public var alias = 0..<0
  /// What looks wrong.
  public var doubts: NameDoubts = []

  /// Creates a name without parts.
  public init() {}
}

/// What may be wrong with a name as it is written.
public struct NameDoubts: OptionSet, Sendable, BitwiseCopyable {
  /// One bit for each doubt.
  public var rawValue: UInt16

  /// Creates a set.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A figure.
  public static let digit = NameDoubts(rawValue: 1)
  /// A 0 among letters, perhaps an o.
  public static let zero = NameDoubts(rawValue: 2)
  /// A 1 among letters, perhaps an l or i.
  public static let one = NameDoubts(rawValue: 4)
  /// A title before the name: `Ông`, `Bà`.
  public static let title = NameDoubts(rawValue: 8)
  /// Another name in the same field.
  public static let alias = NameDoubts(rawValue: 16)
  /// Letters that Vietnamese does not have.
  public static let foreign = NameDoubts(rawValue: 32)
  /// One word only.
  public static let oneWord = NameDoubts(rawValue: 64)
  /// A tone on the wrong vowel, or two in one syllable: `Qúy`.
  public static let tone = NameDoubts(rawValue: 128)
  /// A sign that no name has.
  public static let sign = NameDoubts(rawValue: 256)

  /// Each doubt with what it says in English and Vietnamese.
  public static let all: [(doubt: NameDoubts, english: String, vietnamese: String)] = [
    (.digit, "a figure in the name", "họ tên có chữ số"),
    (.zero, "a 0 among the letters, perhaps an o", "số 0 lẫn trong chữ, có thể là chữ o"),
    (
      .one, "a 1 among the letters, perhaps an l or i", "số 1 lẫn trong chữ, có thể là chữ l hoặc i"
    ),
    (.title, "a title before the name", "có danh xưng trước họ tên"),
    (.alias, "another name in the same field", "có tên gọi khác trong cùng ô"),
    (.foreign, "letters that Vietnamese does not have", "có chữ cái không thuộc tiếng Việt"),
    (.oneWord, "a name of one word", "họ tên chỉ có một chữ"),
    (.tone, "a tone on the wrong vowel", "dấu thanh đặt sai chỗ"),
    (.sign, "a sign that names do not have", "có ký hiệu lạ trong họ tên"),
  ]
}
