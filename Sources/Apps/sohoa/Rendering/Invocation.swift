import Foundation

/// How the user started the command, for the commands that messages suggest.
enum Invocation {
  /// `sohoa`, or the path or `swift run` command that leads to it from here.
  static var name: String {
    let path = CommandLine.arguments.first ?? "sohoa"
    guard path.contains("/") else { return "sohoa" }
    guard path.hasPrefix("/"), path.contains("/.build/"),
      FileManager.default.fileExists(atPath: "Package.swift")
    else { return path }
    return path.contains("/release/") ? "swift run -c release sohoa" : "swift run sohoa"
  }

  /// A word as a shell takes it, in quotes where it must be.
  static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-_./:@%+=,".unicodeScalars.contains(scalar)
    }
    return isPlain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
