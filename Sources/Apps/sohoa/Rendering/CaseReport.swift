import Execution

/// The results of a definition's test cases, for people.
struct CaseReport {
  var pipeline: String
  var results: [CaseResult] = []

  init(pipeline: String) { self.pipeline = pipeline }

  func text(isColored: Bool) -> String {
    let paint = Paint(isOn: isColored)
    var lines = [pipeline]
    for result in results {
      lines.append(
        result.passed ? "\(paint.green("✓")) \(result.name)" : "\(paint.red("✗")) \(result.name)")
      var place = ""
      let width = result.differences.map(\.field.count).max() ?? 0
      for difference in result.differences {
        let here = [difference.subject, Speech.current.sentence(difference.place)]
          .filter { !$0.isEmpty }.joined(separator: ", ")
        if here != place { lines.append("    \(here)") }
        place = here
        let field =
          difference.field.isEmpty
          ? "" : difference.field.padded(to: width) + "  "
        if let expected = difference.expected {
          lines.append("      " + paint.green("- \(field)\(shown(expected))"))
        }
        if let found = difference.found {
          lines.append("      " + paint.red("+ \(field)\(shown(found))"))
        }
      }
    }
    if results.contains(where: { !$0.passed }) {
      lines.append(
        "- \(Speech.current("mong đợi", "expected"))   + \(Speech.current("thực tế", "came out"))")
    }
    return lines.joined(separator: "\n")
  }

  /// A value on one line, with what tells an empty one from none.
  private func shown(_ text: String) -> String {
    text.isEmpty ? Speech.current.term("(rỗng)", "(empty)") : text.onOneLine
  }
}

/// The same for programs.
struct CaseReportJSON: Encodable {
  struct Difference: Encodable {
    var subject, place, field: String
    var expected, found: String?
  }

  struct Case: Encodable {
    var name: String
    var passed: Bool
    var differences: [Difference]
  }

  var pipeline: String
  var passed, failed: Int
  var cases: [Case]

  init(_ report: CaseReport) {
    pipeline = report.pipeline
    passed = report.results.count(where: \.passed)
    failed = report.results.count - passed
    cases = report.results.map { result in
      Case(
        name: result.name, passed: result.passed,
        differences: result.differences.map {
          Difference(
            subject: $0.subject, place: $0.place, field: $0.field, expected: $0.expected,
            found: $0.found)
        })
    }
  }
}
