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
}
