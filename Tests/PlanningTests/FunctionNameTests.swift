import Dataflow
import Foundation
import Planning
import TestSupport
import Testing

@Suite(.temporaryDirectory) struct FunctionNameTests {
  @Test(
    "A function that is not there, or is called wrongly, is told with its place and what was meant",
    arguments: [
      ("- filter: 'a = folded(b)'", "6:18 no such function: folded", "did you mean 'fold'?"),
      ("- filter: 'a = uper(b)'", "6:18 no such function: uper", "did you mean 'upper'?"),
      (
        "- derive: { c: 'fold(a, b)' }", "6:19 wrong number of arguments to function fold()",
        "write fold(text)"
      ),
    ])
  func report(step: String, problem: String, remedy: String) throws {
    let path = TemporaryDirectory.path + "/p.yaml"
    let text = DefinitionFixture.small(transform: "  \(step)") + "database: sqlite:out.sqlite\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    var definition = Definition.load(path)
    _ = PlanCompiler.compile(&definition, database: nil)
    let report = definition.diagnostics.map {
      "\($0.code) \($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.message)"
    }
    #expect(report == ["SH1520 \(problem)"])
    #expect(definition.diagnostics.first?.remedy == remedy)
  }

  @Test("The reference page lists every function with its arguments in both languages")
  func reference() {
    #expect(
      ReferencePage.text.contains(
        "| `fold(text)` | The key by which names are compared: small letters, tones at one place, "
          + "single blanks. | Khoá để so sánh tên: chữ thường, dấu thanh đặt thống nhất, "
          + "một khoảng trắng. |"))
  }
}
