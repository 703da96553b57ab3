import ArgumentParser
import Dataflow
import Foundation
import Planning

/// Makes a folder with a first pipeline.
struct InitCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a folder with a small pipeline that runs: definition, schema, sample, tests.",
    discussion: "What is there already is never overwritten.")

  @Argument(help: "The new folder.", completion: .directory)
  var name = "khai-sinh"

  @Flag(help: "Prints the names of the new files as JSON.") var json = false

  func perform() throws {
    let files = FileManager.default
    let taken = try? files.contentsOfDirectory(atPath: name)
    guard taken?.isEmpty ?? !files.fileExists(atPath: name) else {
      throw Diagnostic(
        "SH7011", "\(name) is there already", status: .usage,
        remedy: "name another folder: sohoa init NAME")
    }
    let paths = Starter.files.map { "\(name)/\($0.path)" }
    do {
      for (file, path) in zip(Starter.files, paths) {
        let folder = path[..<(path.lastIndex(of: "/") ?? path.endIndex)]
        try files.createDirectory(atPath: String(folder), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
      }
    } catch {
      throw Diagnostic(
        "SH7012", "cannot write into \(name)", status: .inputOutput,
        remedy: "name a place that can be written")
    }
    if json { return try Console.json(paths) }
    try Console.output(paths.joined(separator: "\n"))
    let definition = paths[0]
    Console.error(
      """
      \(Speech.current("thử", "try")):
        \(Invocation.name) check \(definition)
        \(Invocation.name) test \(definition)
        \(Invocation.name) run \(definition)
      """)
  }
}
