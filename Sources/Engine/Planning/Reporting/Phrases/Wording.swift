/// The language of what is written for people into files and pictures.
public enum Wording: Sendable {
  case vietnamese, english

  /// A sentence that arose in English, in this language.
  public func callAsFunction(_ english: String) -> String {
    self == .vietnamese ? Phrase.vietnamese(english) : english
  }
}
