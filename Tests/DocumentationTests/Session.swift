import Foundation
import TestSupport

/// The commands of a page, run one after another by one shell in a copy of the repository.
///
/// `swift run` reaches the command that the tests were built with; `swift build`, `swift test` and
/// `apt-get` do nothing there.
struct Session {
  /// A command with what the page says it prints.
  struct Step {
    var command: String
    /// The line in the page.
    var line: Int
    /// The expected output, or `nil` where the page shows none.
    var output: [String]?
  }

  /// What a command did.
  struct Result {
    var output: [String]
    var status: Int32
  }

  private static let mark = "\u{1}step"

  /// The steps of a page; a YAML block that begins with `# name.yaml` becomes that file.
  static func steps(of document: Document) -> [Step] {
    document.blocks.flatMap { block -> [Step] in
      switch block.language {
      case "sh":
        return block.lines.enumerated().filter { !$1.isEmpty && !$1.hasPrefix("#") }.map {
          Step(command: $1, line: block.line + 1 + $0, output: nil)
        }
      case "console":
        return consoleSteps(of: block)
      case "yaml":
        guard let name = fileName(of: block) else { return [] }
        let text = block.lines.joined(separator: "\n")
        return [Step(command: "cat > \(name) <<'END'\n\(text)\nEND", line: block.line, output: nil)]
      default: return []
      }
    }
  }

  /// The name of the file that a YAML block stands for.
  static func fileName(of block: Document.Block) -> String? {
    guard let first = block.lines.first, first.hasPrefix("# "),
      let name = first.dropFirst(2).split(separator: ":").first, name.hasSuffix(".yaml")
    else { return nil }
    return String(name)
  }

  private static func consoleSteps(of block: Document.Block) -> [Step] {
    var steps: [Step] = []
    for (index, line) in block.lines.enumerated() {
      if line.hasPrefix("$ ") {
        steps.append(
          Step(command: String(line.dropFirst(2)), line: block.line + 1 + index, output: []))
      } else if !steps.isEmpty {
        steps[steps.count - 1].output?.append(line)
      }
    }
    return steps
  }

  /// Runs the steps.
  static func run(_ steps: [Step], in folder: String) async throws -> [Result] {
    try prepare(folder)
    var script = "cd '\(folder)'\n"
    for step in steps {
      script += step.command + "\n"
      script += "status=$?; printf '\\n\(mark)%s\\n' $status; (exit $status)\n"
    }
    let variables = [
      "PATH=\(folder)/.tools:/usr/local/bin:/usr/bin:/bin", "HOME=\(folder)", "LANG=C.UTF-8",
    ]
    let command = Command("env", ["-i"] + variables + ["bash", "-c", "exec 2>&1\n" + script])
    return results(in: try await command.run(timeout: 900).output)
  }

  /// A line without what differs from run to run: times and memory.
  static func masked(_ line: String) -> String {
    line
      .replacing(/[0-9]+([.,][0-9]+)? (s|MB|GB)\b/) { "N \($0.2)" }
      .replacing(/20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/, with: "TIME")
  }

  private static func results(in text: String) -> [Result] {
    var results: [Result] = []
    var output: [String] = []
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix(mark) {
        // The mark stands behind a line break of its own.
        if output.last == "" { output.removeLast() }
        results.append(Result(output: output, status: Int32(line.dropFirst(mark.count)) ?? -1))
        output = []
      } else {
        output.append(line)
      }
    }
    return results
  }

  private static func prepare(_ folder: String) throws {
    let files = FileManager.default
    for name in ["Pipelines", "SampleData"] {
      try files.copyItem(atPath: Document.root + "/" + name, toPath: folder + "/" + name)
    }
    for name in [".tools", ".build/release", ".ci", "Benchmarks", "Docs"] {
      try files.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
    }
    let swift = """
      #!/bin/bash
      case "$1 $2 $3 $4" in
        "run -c release sohoa") shift 4; exec '\(folder)/.build/release/sohoa' "$@" ;;
        build*|test*|format*) ;;
        *) echo "swift $*: not known here" >&2; exit 64 ;;
      esac
      """
    try write(swift, to: folder + "/.tools/swift")
    for tool in [".tools/apt-get", ".ci/run", "Benchmarks/run"] {
      try write("#!/bin/bash\n", to: folder + "/" + tool)
    }
    try files.createSymbolicLink(
      atPath: folder + "/.build/release/sohoa", withDestinationPath: command)
  }

  private static func write(_ script: String, to path: String) throws {
    try script.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  /// The command built with the tests, which lies beside them.
  static let command: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: tests).deletingLastPathComponent().appending(path: "sohoa").path
  }()
}
