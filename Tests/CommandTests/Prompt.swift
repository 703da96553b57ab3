import Foundation
import TestSupport

/// A folder to type `sohoa` commands in, as people do.
struct Prompt {
  /// The folder.
  let directory: String

  init(in directory: String) { self.directory = directory.replacing("//", with: "/") }

  /// Copies files or directories of the package into the folder.
  func copy(_ names: String...) throws {
    for name in names {
      try FileManager.default.copyItem(
        atPath: Product.root.path + "/" + name, toPath: directory + "/" + name)
    }
  }

  /// Runs the command to its end; no database is named unless by `environment`.
  func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> Command.Outcome {
    var command = Command(Product.sohoa, arguments)
    command.directory = directory
    command.environment = ["SOHOA_DATABASE": "", "LANG": "C.UTF-8"].merging(environment) { $1 }
    return try await command.run()
  }
}
