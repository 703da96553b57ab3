import Dataflow
import Execution
import Foundation

/// Writes a run's page of HTML.
struct RunPageOutput {
  private let run: RunEntry
  private let ledger: any Ledger
  private let rules: [Rule]

  /// Prepares the page of a run; `rules` say what codes mean, where the pipeline is at hand.
  init(_ run: RunEntry, in ledger: any Ledger, rules: [Rule] = []) {
    self.run = run
    self.ledger = ledger
    self.rules = rules
  }

  func write(to path: String) throws {
    let page = RunPage(try RunHistory(of: run, in: ledger), language: .current) { code in
      if rules.contains(where: { $0.code == code }) {
        let meaning = RuleMeaning(code: code, rules: rules)
        return (meaning.vietnamese, meaning.english)
      }
      return RuleMeaning.general[code]
    }
    do { try Data(page.html.utf8).write(to: URL(fileURLWithPath: path)) } catch {
      throw Diagnostic(
        "SH7104", "cannot write the report to \(path)", status: .inputOutput,
        remedy: "name a place that can be written")
    }
  }
}

extension PageLanguage {
  /// That of this call's messages.
  static var current: PageLanguage {
    switch Speech.current {
    case .vietnamese: .vietnamese
    case .english: .english
    case .both: .both
    }
  }
}
