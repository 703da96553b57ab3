import Foundation
import TestSupport
import Testing

@Suite struct SessionTests {
  /// The pages that hold commands.
  static let pages = Document.all.filter { page in
    (try? Document(page)).map { !Session.steps(of: $0).isEmpty } ?? true
  }

  static let hasDatabaseShell = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")

  @Test(
    "Every command of the documentation works and prints what the page shows", .temporaryDirectory,
    .enabled(if: hasDatabaseShell, "the sqlite3 command is not installed"),
    arguments: pages)
  func commandsWork(page: String) async throws {
    let document = try Document(page)
    let steps = Session.steps(of: document)
    let results = try await Session.run(steps, in: TemporaryDirectory.path)
    try #require(results.count == steps.count, "the shell came to its end early")
    if PageRenewal.isWanted { return try PageRenewal.renew(document, steps, with: results) }
    for (step, result) in zip(steps, results) {
      if let expected = step.output {
        #expect(
          result.output.map(Session.masked) == expected.map(Session.masked),
          "\(page):\(step.line) \(step.command)")
      } else {
        #expect(
          result.status == 0,
          "\(page):\(step.line) \(step.command): \(result.output.joined(separator: "\n"))")
      }
    }
  }

  @Test(
    "Every definition in the documentation is good", .temporaryDirectory, arguments: Document.all)
  func definitionsAreGood(page: String) async throws {
    let blocks = try Document(page).blocks.filter { $0.language == "yaml" }
    let steps = blocks.enumerated().flatMap { index, block in
      let name = Session.fileName(of: block) ?? "block-\(index).yaml"
      let text = block.lines.joined(separator: "\n")
      return [
        Session.Step(command: "cat > \(name) <<'END'\n\(text)\nEND", line: block.line, output: nil),
        Session.Step(
          command: "swift run -c release sohoa check \(name)", line: block.line, output: nil),
      ]
    }
    guard !steps.isEmpty else { return }
    for (step, result) in zip(steps, try await Session.run(steps, in: TemporaryDirectory.path)) {
      #expect(result.status == 0, "\(page):\(step.line): \(result.output.joined(separator: "\n"))")
    }
  }

  @Test("Every pipeline is good and says on its first line what it shows", .temporaryDirectory)
  func pipelinesAreGood() async throws {
    let folder = Document.root + "/Pipelines"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".yaml")
    }
    #expect(!names.isEmpty)
    for name in names {
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      #expect(text.hasPrefix("# Shows "), "\(name)")
    }
    let check = "swift run -c release sohoa check Pipelines/*.yaml"
    let results = try await Session.run(
      [Session.Step(command: check, line: 0, output: nil)], in: TemporaryDirectory.path)
    #expect(results.map(\.status) == [0], "\(results.flatMap(\.output))")
  }

  @Test("README's table of commands holds the verbs that the command has", .temporaryDirectory)
  func commandsAreListed() async throws {
    let help = Session.Step(command: "swift run -c release sohoa --help", line: 0, output: nil)
    let results = try await Session.run([help], in: TemporaryDirectory.path)
    let output = try #require(results.first).output
    let start = try #require(output.firstIndex { $0.hasSuffix("SUBCOMMANDS:") })
    let verbs = output[start...].compactMap {
      $0.wholeMatch(of: /\s\s([a-z]+)( .*)?/).map { String($0.1) }
    }
    #expect(try Document("README.md").table("command").map { $0[0] } == verbs.map { "sohoa " + $0 })
  }
}
