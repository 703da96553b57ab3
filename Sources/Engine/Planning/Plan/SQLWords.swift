/// The words of SQL, whatever they stand for.
public enum SQLWords {
  /// The words in small letters; those of names in quotes and of texts are among them.
  public static func words(of text: some StringProtocol) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
  }
}
