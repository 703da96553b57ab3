import TestSupport
import Testing

@Suite(.temporaryDirectory) struct CompletionTests {
  @Test(
    "Every shell has its completion script",
    arguments: [
      ("bash", "complete -o filenames -F _sohoa sohoa"), ("zsh", "#compdef sohoa"),
      ("fish", "complete -c 'sohoa'"),
    ])
  func scripts(shell: String, mark: String) async throws {
    let result = try await Prompt(in: TemporaryDirectory.path).run(["completion", shell])
    #expect(result.status == 0)
    #expect(result.output.contains(mark))
    #expect(result.output.contains("reconcile"))
  }
}
