public import Dataflow
public import SQLite

/// Where the SQL of links and models runs: a SQLite database itself, or a mirror of a server's.
public final class Workbench {
  /// The database to work on.
  public let connection: Connection
  /// The mirror, where the database is a server's.
  public let mirror: ServerMirror?

  /// Opens the database of a URL.
  ///
  /// - Parameters:
  ///   - url: a URL of either kind.
  ///   - mode: how a SQLite file is opened.
  /// - Throws: `Diagnostic` for a server that cannot be reached and a URL that names no database;
  ///   `SQLiteError` for a file that cannot be opened.
  public init(_ url: String, mode: Connection.Mode) throws {
    if Database.isPostgreSQL(url) {
      let mirror = try ServerMirror(url: url)
      (self.mirror, connection) = (mirror, mirror.connection)
      return
    }
    guard let path = Database.sqlitePath(of: url) else { throw Database.unknownKind(url) }
    mirror = nil
    connection = try Connection(path: path, mode: mode)
  }

  /// Brings the tables that a text names, and those that will be written.
  public func bring(_ text: String, writing kept: [String] = []) throws {
    try mirror?.bring(text, writing: kept)
  }

  /// Writes what changed in tables and views where it belongs; nothing in SQLite, where it is.
  public func publish(
    _ names: [String], reach: (CommitWindow) -> Void = { _ in }
  ) throws { try mirror?.publish(names, reach: reach) }
}
