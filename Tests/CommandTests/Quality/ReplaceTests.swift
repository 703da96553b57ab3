import TestSupport
import Testing

/// Rejects that are corrections of rows that were there.
@Suite(.temporaryDirectory, .onEachDatabase) struct ReplaceTests {

  @Test("A reject with the key of a row takes its place, as its history tells, until it is undone")
  func replaces() async throws {
    let register = try RefusedRegister()
    let place = register.place
    func rows() throws -> [String] {
      try place.texts("SELECT so || '|' || ten FROM nguoi WHERE so IN (1, 5) ORDER BY so")
    }
    try await register.load()
    #expect(try rows() == ["1|An", "5|Lan"])
    func replay(_ words: String...) async throws -> Command.Outcome {
      var command = place.ledger("rejects", "replay", place.file("pipeline.yaml"))
      command.arguments += words
      return try await command.run()
    }
    let refused = try await replay("--replace")
    #expect(refused.status == 64, "\(refused)")
    #expect(refused.errors.contains("say which rejects are corrections"), "\(refused)")
    // As it was read it meets the row again.
    let plain = try await replay("--rule", "E-KEY-DUP")
    #expect(plain.status == 0, "\(plain)")
    #expect(try rows() == ["1|An", "5|Lan"])
    let replaced = try await replay("--rule", "E-KEY-DUP", "--replace")
    #expect(replaced.status == 0, "\(replaced)")
    #expect(try rows() == ["1|An", "5|Lan khác"])
    let run = try #require(try place.texts("SELECT max(run) FROM sohoa_run").first)
    #expect(
      try place.texts("SELECT scope FROM sohoa_run WHERE run = \(run)")
        == ["rule=E-KEY-DUP replace=yes"])
    let balance = try await place.ledger("reconcile", run).run()
    #expect(balance.status == 0, "\(balance)")
    let story = try await place.ledger("trace", "nguoi", "5").run()
    #expect(story.status == 0 && story.output.contains("Lan khác"), "\(story)")
    let undone = try await place.ledger("undo", run, "--yes").run()
    #expect(undone.status == 0, "\(undone)")
    #expect(try rows() == ["1|An", "5|Lan"])
  }
}
