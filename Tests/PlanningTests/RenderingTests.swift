import Dataflow
import Foundation
import Planning
import Testing

@Suite struct RenderingTests {
  private func render(_ line: String, column: Int) -> String {
    let renderer = DiagnosticRenderer(sources: [SourceText(file: "f", text: line)])
    let place = Diagnostic.Location(file: "f", line: 1, column: column)
    return renderer.text(
      Diagnostic("SH1", "wrong", status: .definition, at: place, remedy: "mend it"))
  }

  @Test("Tabs, combining marks and wide characters keep the caret in place")
  func carets() {
    #expect(
      render("\tx: Sô\u{301} y", column: 2)
        == "f:1:2: error SH1: wrong\n  1 | \tx: Sô\u{301} y\n    | \t^ mend it")
    #expect(
      render("Sô\u{301}: yz", column: 5)
        == "f:1:5: error SH1: wrong\n  1 | Sô\u{301}: yz\n    |     ^^ mend it")
    #expect(
      render("書: yz", column: 4)
        == "f:1:4: error SH1: wrong\n  1 | 書: yz\n    |     ^^ mend it")
  }

  @Test("A column past the end of the line and a very long line are shown all the same")
  func ends() {
    #expect(render("ab", column: 9).hasSuffix("\n  1 | ab\n    |   ^ mend it"))
    let long = render(String(repeating: "a", count: 5000), column: 4000)
    #expect(long.count < 500)
  }

  @Test("Positions count characters after decomposed Vietnamese text")
  func decomposed() {
    let definition = DefinitionFixture.read(
      DefinitionFixture.small() + "description: { \"Sô\u{301} hô\u{323}\": 1, b: 2 }\n")
    let place = definition.diagnostics.first?.location
    #expect(place == .init(file: "p.yaml", line: 7, column: 14))
    let nested = DefinitionFixture.read(
      DefinitionFixture.small() + "chunk: { rows: \"Sô\u{301}\", bytes: x }\n")
    #expect(nested.diagnostics.map { $0.location?.column } == [16, 29])
  }

  @Test("JSON has every part of a diagnostic")
  func json() {
    let definition = DefinitionFixture.read(DefinitionFixture.small() + "jbos: 2\n")
    let renderer = DiagnosticRenderer(sources: definition.sources)
    #expect(
      renderer.json(definition.diagnostics) == """
        [
          {
            "code": "SH1101",
            "severity": "error",
            "message": "unknown key 'jbos' in the definition",
            "file": "p.yaml",
            "line": 7,
            "column": 1,
            "remedy": "did you mean 'jobs'?"
          }
        ]

        """)
    #expect(renderer.json([]) == "[]\n")
  }

  @Test("SARIF names the rule and counts columns in code points")
  func sarif() {
    let renderer = DiagnosticRenderer(
      sources: [SourceText(file: "số.yaml", text: "Sô\u{301}: x")])
    let place = Diagnostic.Location(file: "số.yaml", line: 1, column: 5)
    let found = Diagnostic("SH1104", "wrong", status: .definition, at: place)
    #expect(
      renderer.sarif([found]) == """
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "sohoa",
                  "rules": [
                    {
                      "id": "SH1104",
                      "shortDescription": {
                        "text": "a value is not of the wanted form"
                      }
                    }
                  ]
                }
              },
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "ruleId": "SH1104",
                  "level": "error",
                  "message": {
                    "text": "wrong"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "s%E1%BB%91.yaml"
                        },
                        "region": {
                          "startLine": 1,
                          "startColumn": 6
                        }
                      }
                    }
                  ]
                }
              ]
            }
          ]
        }

        """)
  }
}
