import Dataflow
import Foundation
import Planning

/// The languages that messages are in: `--lang`, or else the locale; both where it names neither.
enum Speech: String {
  case vietnamese = "vi"
  case english = "en"
  case both

  /// That of this call.
  static let current = Speech(
    arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)

  /// Decides as POSIX orders the variables: `LC_ALL`, `LC_MESSAGES`, `LANG`.
  init(arguments: [String], environment: [String: String]) {
    if let named = Self.option(in: arguments).value, let speech = Speech(rawValue: named) {
      self = speech
      return
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let language = locale?.prefix { $0.isLetter }.lowercased() ?? ""
    self = Speech(rawValue: language) ?? .both
  }

  /// The value of `--lang` and the arguments without it, wherever it stands.
  static func option(in arguments: [String]) -> (value: String?, others: [String]) {
    var value: String?
    var others: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        return (value, others + [argument] + rest)
      } else if argument == "--lang" {
        value = rest.popFirst() ?? ""
      } else if argument.hasPrefix("--lang=") {
        value = String(argument.dropFirst("--lang=".count))
      } else {
        others.append(argument)
      }
    }
    return (value, others)
  }

  /// A message in the language wanted, or in both, Vietnamese first.
  func callAsFunction(_ vietnamese: String, _ english: String) -> String {
    switch self {
    case .vietnamese: vietnamese
    case .english: english
    case .both: "\(vietnamese) · \(english)"
    }
  }

  /// A word of a table or a sentence, for which there is no room in both: English unless only Vietnamese
  /// is wanted.
  func term(_ vietnamese: String, _ english: String) -> String {
    self == .vietnamese ? vietnamese : english
  }

  /// A sentence that arose in English: as it is, unless only Vietnamese is wanted.
  func sentence(_ english: String) -> String {
    self == .vietnamese ? Phrase.vietnamese(english) : english
  }

  /// A sentence that arose in English, in the language wanted, or in both.
  func beside(_ english: String) -> String { self(Phrase.vietnamese(english), english) }

  /// The language of files and pictures, which are in one.
  var wording: Wording { self == .vietnamese ? .vietnamese : .english }

  /// A diagnostic in the language wanted; what the code means stands before a message that is known in
  /// English only.
  func localized(_ diagnostic: Diagnostic) -> Diagnostic {
    guard self == .vietnamese else { return diagnostic }
    var localized = diagnostic
    localized.remedy = diagnostic.remedy.map(Phrase.vietnamese)
    localized.message =
      diagnostic.messageVietnamese ?? Phrase.known(diagnostic.message)
      ?? [CodeMeaning.vietnamese(diagnostic.code), diagnostic.message].compactMap(\.self)
      .joined(separator: ": ")
    return localized
  }

  /// A diagnostic as people read it.
  func text(of diagnostic: Diagnostic) -> String {
    diagnostics(localized(diagnostic).description)
  }

  /// Calls errors and warnings by their Vietnamese names, for Vietnamese readers.
  func diagnostics(_ text: String) -> String {
    guard self == .vietnamese else { return text }
    return text.replacing(#/(error|warning) (SH[0-9]{4}): /#) { match in
      "\(match.1 == "error" ? "lỗi" : "cảnh báo") \(match.2): "
    }
  }
}
