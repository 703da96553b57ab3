import Dataflow
import PostgreSQL

extension PostgreSQLError {
  /// The error as something a person can act on; it names no value and no password.
  func diagnostic(doing purpose: String, _ name: String) -> Diagnostic {
    let code = state.isEmpty ? "" : " (SQLSTATE \(state))"
    let what = "cannot \(purpose) the database \(name): \(message)\(code)"
    if isAboutCertificate {
      return Diagnostic(
        "SH6006", what, status: .inputOutput,
        remedy: "name the certificate of the authority with sslrootcert=FILE, and the server as its"
          + " own certificate does")
    }
    if isRefusal {
      return Diagnostic(
        "SH6005", what, status: .inputOutput,
        remedy: "check host, database, role and password; the password is best kept in a file:"
          + " see PGPASSFILE in Docs/postgresql.md")
    }
    if isTransient || isInterrupted {
      return Diagnostic(
        "SH6001", what, status: .unavailable,
        remedy: "see that the server is up and can be reached, then run the same command again: it"
          + " goes on from the last checkpoint")
    }
    if isDisk {
      return Diagnostic(
        "SH6002", what, status: .inputOutput,
        remedy: "make room on the server's disk, then run the same command again: it goes on from"
          + " the last checkpoint")
    }
    if isForbidden {
      return Diagnostic(
        "SH6003", what, status: .inputOutput,
        remedy: "give the role the rights that Docs/postgresql.md lists")
    }
    return Diagnostic("SH6009", what, status: .internal)
  }
}
