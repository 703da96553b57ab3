import TestSupport
import Testing

@Suite(.temporaryDirectory) struct SohoaTests {
  private var command: Prompt { Prompt(in: TemporaryDirectory.path) }

  @Test("The version is one line")
  func version() async throws {
    let result = try await command.run(["--version"])
    #expect(result.status == 0)
    #expect(result.output == "sohoa 0.1.0\n")
  }

  @Test(
    "A wrong command line ends with 64 and says what was meant",
    arguments: [
      (
        ["prevew", "p.yaml"],
        """
        error SH7007: 'sohoa' has no verb 'prevew'
          → did you mean 'sohoa preview'?

        """
      ),
      (
        ["rejects", "lst"],
        """
        error SH7007: 'sohoa rejects' has no verb 'lst'
          → did you mean 'sohoa rejects list'?

        """
      ),
    ])
  func unknownVerbs(arguments: [String], message: String) async throws {
    let result = try await command.run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors == message)
  }

  @Test(
    "A wrong option ends with 64",
    arguments: [
      (["run", "p.yaml", "--qiet"], "Did you mean '--quiet'?"),
      (["run"], "Missing expected argument '<pipeline>'"),
      (["run", "p.yaml", "--jobs", "0"], "--jobs takes a number from 1"),
      (["check", "p.yaml", "--set", "x"], "--set takes name=value, not 'x'"),
      (["preview", "p.yaml", "--rows", "0"], "--rows takes a number from 1"),
    ])
  func wrongOptions(arguments: [String], part: String) async throws {
    let result = try await command.run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains(part))
  }

  @Test(
    "What is not there ends with the contract's status and the next command",
    arguments: [
      (["run", "none.yaml"], 66, "SH1001"), (["preview", "none.yaml"], 66, "SH1001"),
      (["plan", "none.yaml"], 66, "SH1001"), (["check", "none.yaml"], 66, "SH1001"),
      (["runs"], 64, "SH7002"), (["runs", "--database", "sqlite:none.sqlite"], 66, "SH7001"),
      (["runs", "--database", "mysql:x"], 78, "SH6000"),
    ] as [([String], Int32, String)])
  func missing(arguments: [String], status: Int32, code: String) async throws {
    let result = try await command.run(arguments)
    #expect(result.status == status)
    #expect((result.output + result.errors).contains("error \(code): "))
    #expect((result.output + result.errors).contains("→ "))
  }

  @Test(
    "Every verb has a help text that names its options",
    arguments: [
      "init", "guess", "check", "preview", "test", "graph", "docs", "profile", "schema", "plan",
      "run",
      "resume",
      "doctor",
      "runs", "status",
      "checkpoints", "reconcile", "rejects", "trace",
      "completion",
    ])
  func help(verb: String) async throws {
    let result = try await command.run([verb, "--help"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("OVERVIEW: "))
    #expect(result.output.contains("USAGE: sohoa \(verb)"))
  }
}
