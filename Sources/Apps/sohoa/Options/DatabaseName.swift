import Dataflow
import Loading

/// A database as it was named on the command line.
enum DatabaseName {
  /// Refuses a URL with a password in it: other users of the machine see the command line.
  static func check(_ url: String?) throws {
    guard let url, Database.holdsPassword(url) else { return }
    throw Diagnostic(
      "SH7013", "--database must not hold a password: everybody on this machine can see it",
      status: .usage,
      remedy: "leave it out, and keep the password in the file that PGPASSFILE names, or in"
        + " ~/.pgpass; see Docs/postgresql.md")
  }
}
