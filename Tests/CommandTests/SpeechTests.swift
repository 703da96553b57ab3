import Foundation
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct SpeechTests {
  private let prompt = Prompt(in: TemporaryDirectory.path)

  @Test(
    "The locale decides the language as POSIX orders its variables, and --lang before it",
    arguments: [
      ([], ["LANG": "C.UTF-8"], "error SH1001: the file"),
      ([], ["LANG": "en_US.UTF-8"], "error SH1001: the file"),
      ([], ["LANG": "vi_VN.UTF-8"], "lỗi SH1001: không đọc được tệp 'none.yaml'"),
      ([], ["LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN"], "lỗi SH1001: "),
      ([], ["LANG": "vi_VN", "LC_ALL": "C"], "error SH1001: "),
      (["--lang", "vi"], ["LANG": "en_US.UTF-8"], "lỗi SH1001: "),
      (["--lang=en"], ["LANG": "vi_VN"], "error SH1001: "),
    ] as [([String], [String: String], String)])
  func locale(options: [String], environment: [String: String], beginning: String) async throws {
    let cleared = ["LC_ALL": "", "LC_MESSAGES": ""].merging(environment) { $1 }
    let result = try await prompt.run(["check", "none.yaml"] + options, environment: cleared)
    #expect(result.status == 66)
    #expect(result.output.hasPrefix(beginning))
  }

  @Test("A run's summary speaks one language where the locale names it, else both")
  func summary() async throws {
    let delivery = try Delivery()
    let english = try await delivery.command.run(["run", Delivery.pipeline, "--lang", "en"])
    #expect(english.output.contains("khai_sinh, run 1: done\n"))
    #expect(english.output.contains("Balance: 320 read = 292 loaded + 4 repeated + 24 rejected"))
    #expect(!english.output.contains("Lý do"))
    let again = try await delivery.command.run(["run", Delivery.pipeline, "--lang", "vi"])
    #expect(again.output.hasPrefix("khai_sinh: không có gì mới\n"))
  }

  @Test("A language that messages are not in is a wrong command line")
  func unknownLanguage() async throws {
    let result = try await prompt.run(["check", "none.yaml", "--lang", "fr"])
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("error SH7008: 'fr' is no language of messages\n  → "))
  }

  @Test("Every code has a meaning in Vietnamese")
  func meanings() throws {
    let root = Product.root.path
    let page = try String(contentsOfFile: root + "/Docs/error-codes.md", encoding: .utf8)
    let listed = page.matches(of: /\n\| (SH[2-9][0-9]{3}) \|/).map { String($0.1) }
    let source = try String(
      contentsOfFile: root + "/Sources/Apps/sohoa/Rendering/CodeMeaning.swift", encoding: .utf8)
    let known = source.matches(of: /"(SH[0-9]{4})": "[^"]+"/).map { String($0.1) }
    #expect(known == listed)
  }
}
