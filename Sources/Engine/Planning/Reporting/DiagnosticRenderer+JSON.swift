public import Dataflow
import Foundation

extension DiagnosticRenderer {
  /// All diagnostics as a JSON array, in order.
  public func json(_ diagnostics: [Diagnostic]) -> String {
    let items = diagnostics.map { diagnostic in
      var entries: [(key: String, value: JSON)] = [
        ("code", .string(diagnostic.code)),
        ("severity", .string(diagnostic.isWarning ? "warning" : "error")),
        ("message", .string(diagnostic.message)),
      ]
      if let place = diagnostic.location {
        entries.append(("file", .string(place.file)))
        if place.line > 0 { entries.append(("line", .integer(place.line))) }
        if place.column > 0 { entries.append(("column", .integer(place.column))) }
      }
      if let remedy = diagnostic.remedy { entries.append(("remedy", .string(remedy))) }
      return JSON.object(entries)
    }
    return JSON.array(items).text() + "\n"
  }

  /// All diagnostics as a SARIF 2.1.0 log with one run.
  public func sarif(_ diagnostics: [Diagnostic]) -> String {
    let codes = Set(diagnostics.map(\.code)).sorted()
    let rules = codes.map { code in
      var entries: [(key: String, value: JSON)] = [("id", .string(code))]
      if let known = DefinitionCode(rawValue: code) {
        entries.append(("shortDescription", .object([("text", .string(known.explanation))])))
      }
      return JSON.object(entries)
    }
    let driver = JSON.object([("name", .string("sohoa")), ("rules", .array(rules))])
    let run = JSON.object([
      ("tool", .object([("driver", driver)])),
      ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(diagnostics.map(result))),
    ])
    return JSON.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")), ("runs", .array([run])),
    ]).text() + "\n"
  }

  private func result(_ diagnostic: Diagnostic) -> JSON {
    let message = [diagnostic.message, diagnostic.remedy].compactMap(\.self)
    var entries: [(key: String, value: JSON)] = [
      ("ruleId", .string(diagnostic.code)),
      ("level", .string(diagnostic.isWarning ? "warning" : "error")),
      ("message", .object([("text", .string(message.joined(separator: "; ")))])),
    ]
    if let place = diagnostic.location {
      let uri = place.file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
      var physical: [(key: String, value: JSON)] = [
        ("artifactLocation", .object([("uri", .string(uri ?? place.file))]))
      ]
      if place.line > 0 {
        var region: [(key: String, value: JSON)] = [("startLine", .integer(place.line))]
        if place.column > 0 {
          let before = (line(at: place) ?? []).prefix(place.column - 1)
          let scalars = before.reduce(0) { $0 + $1.unicodeScalars.count }
          region.append(("startColumn", .integer(scalars + 1)))
        }
        physical.append(("region", .object(region)))
      }
      let location = JSON.object([("physicalLocation", .object(physical))])
      entries.append(("locations", .array([location])))
    }
    return .object(entries)
  }
}
