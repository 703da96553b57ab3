public import Dataflow
import Loading

/// Opens the ledger of a database for the work of QA.
public enum QualityDesk {
  /// The ledger behind a URL.
  ///
  /// - Throws: `Diagnostic` when it cannot be opened, or when QA's verbs do not know such a database yet.
  public static func open(_ url: String) throws -> any QualityLedger {
    try ledger(Database.open(url, creates: false, surroundings: .system))
  }

  /// The ledger behind a URL, to take back what runs did or to put other rows in their place.
  static func openForRevision(
    _ url: String, _ surroundings: Surroundings
  ) throws -> any RevisionLedger & LineageLedger {
    let sink = try Database.open(url, creates: false, surroundings: surroundings)
    guard let ledger = sink as? any RevisionLedger & LineageLedger else {
      sink.close()
      throw isMissing
    }
    return ledger
  }

  /// The ledger of a sink.
  static func ledger(_ sink: any Sink) throws -> any QualityLedger {
    guard let ledger = sink as? any QualityLedger else {
      sink.close()
      throw isMissing
    }
    return ledger
  }

  /// What is said of a database that QA's verbs do not know yet.
  public static var isMissing: Diagnostic {
    Diagnostic(
      "SH5515", "this verb works on SQLite databases only so far", status: .usage,
      remedy: "name a SQLite database with --database sqlite:PATH")
  }
}
