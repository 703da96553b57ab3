import Dataflow
import SQLite

extension SQLiteError {
  /// The error as something a person can act on; it names no value.
  func diagnostic(doing purpose: String, _ path: String) -> Diagnostic {
    let what = "cannot \(purpose) the database \(path): \(message)"
    if isBusy {
      return Diagnostic(
        "SH6001", what, status: .unavailable,
        remedy:
          "another program holds the database's lock; run the same command again when it is done")
    }
    if isFull {
      return Diagnostic(
        "SH6002", what, status: .inputOutput,
        remedy:
          "make room on the file system of \(path), then run the same command again: it goes on"
          + " from the last checkpoint")
    }
    if isReadOnly || isIO {
      return Diagnostic(
        "SH6003", what, status: .inputOutput,
        remedy: "check that \(path) and its directory exist and can be written, then run the same"
          + " command again")
    }
    if isCorrupt {
      return Diagnostic(
        "SH6004", what, status: .inputOutput,
        remedy:
          "the file is damaged or not a database: restore it from a backup, or name another with"
          + " --database")
    }
    return Diagnostic("SH6009", what, status: .internal)
  }
}
