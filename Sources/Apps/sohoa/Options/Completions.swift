import ArgumentParser
import Dataflow
import Execution
import Loading

extension CompletionKind {
  /// The numbers of the runs in the only database of `.sohoa`.
  static var runs: CompletionKind {
    custom { _, _, _ in
      guard let database = try? LedgerOptions.defaultDatabase(),
        let ledger = try? Database.open(database, creates: false, surroundings: .system)
      else { return [] }
      return ((try? ledger.runs(of: nil)) ?? []).map { "\($0.number)" }
    }
  }

  /// The rules by which that database's newest run refused records.
  static var rules: CompletionKind {
    custom { _, _, _ in
      guard let database = try? LedgerOptions.defaultDatabase(),
        let ledger = try? Database.open(database, creates: false, surroundings: .system),
        let run = try? ledger.runs(of: nil).first
      else { return [] }
      return ((try? ledger.rejectsByRule(ofRun: run.number)) ?? []).map(\.rule)
    }
  }
}
