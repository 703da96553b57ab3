import Archives
import Dataflow

extension ArchiveError {
  /// Whether the unit alone is to be refused; otherwise the run stops.
  var refusesUnit: Bool {
    switch kind {
    case .damaged, .encrypted, .unsupported, .limit: true
    case .notFound, .inputOutput, .changed: false
    }
  }

  /// The error as something a person can act on.
  func diagnostic(unit: String) -> Diagnostic {
    switch kind {
    case .notFound, .changed:
      Diagnostic(
        "SH5101", "\(unit): \(message)", status: .input,
        remedy: "put the file back as it was, then run the same command again")
    case .inputOutput:
      Diagnostic(
        "SH5102", "\(unit): \(message)", status: .inputOutput,
        remedy:
          "check the disk and the permissions, then run the same command again: it goes on from"
          + " the last checkpoint")
    case .damaged, .encrypted, .unsupported, .limit:
      Diagnostic("SH5103", "\(unit): \(message)", status: .input)
    }
  }
}
