import Dataflow
import PostgreSQL

extension Database {
  /// A database on a PostgreSQL server that is made for a trial and dropped behind it.
  public struct Scratch: Sendable {
    /// Its URL, without a password.
    public var url: String
    /// The password that opened it, if one was asked for.
    public var password: String?
    /// The server's host, or the directory of its socket, and its port.
    public var place: (host: String, port: String)
    /// Whether what travels to it is encrypted.
    public var isEncrypted: Bool
    fileprivate var origin: String
    fileprivate var name: String

    /// Its URL by way of a port on this machine.
    public func url(by port: Int) -> String {
      // The host's name stays, for its certificate to be held against.
      let host = place.host.hasPrefix("/") ? "host" : "hostaddr"
      return "\(url)&\(host)=127.0.0.1&port=\(port)"
    }

    /// Its URL with whatever the URL beside which it was made holds, a password too.
    public var ownURL: String { origin + (origin.contains("?") ? "&" : "?") + "dbname=" + name }
  }

  /// Makes an empty database beside another one, on the same server and for the same role.
  ///
  /// - Parameters:
  ///   - url: the database that is there; it is not touched.
  ///   - name: the new one's name; one of this name is dropped.
  /// - Returns: the new database.
  /// - Throws: `Diagnostic`, also where the role may not make databases.
  public static func makeScratch(beside url: String, name: String) throws -> Scratch {
    do {
      let connection = try Connection(url: url)
      try connection.execute("DROP DATABASE IF EXISTS \(quoted: name) WITH (FORCE)")
      try connection.execute(
        "CREATE DATABASE \(quoted: name) ENCODING 'UTF8' TEMPLATE template0")
      let shown = self.name(of: url)
      return Scratch(
        url: shown + (shown.contains("?") ? "&" : "?") + "dbname=" + name,
        password: connection.password, place: connection.place,
        isEncrypted: connection.isEncrypted, origin: url, name: name)
    } catch {
      throw error.diagnostic(doing: "make a database beside", self.name(of: url))
    }
  }

  /// Drops a database that was made for a trial.
  public static func drop(_ scratch: Scratch) throws {
    do {
      try Connection(url: scratch.origin).execute(
        "DROP DATABASE IF EXISTS \(quoted: scratch.name) WITH (FORCE)")
    } catch {
      throw error.diagnostic(doing: "drop a database beside", name(of: scratch.origin))
    }
  }

  /// The number of sessions in a database.
  public static func sessionCount(in scratch: Scratch) throws -> Int {
    do {
      return Int(
        try Connection(url: scratch.origin).integer(
          """
          SELECT count(*) FROM pg_stat_activity
          WHERE datname = $1 AND backend_type = 'client backend'
          """, .text(scratch.name)) ?? 0)
    } catch {
      throw error.diagnostic(doing: "count sessions in", name(of: scratch.url))
    }
  }

  /// Ends all sessions in a database, as an administrator would.
  ///
  /// - Returns: the number of sessions that were there.
  public static func endSessions(in scratch: Scratch) throws -> Int {
    do {
      return Int(
        try Connection(url: scratch.origin).integer(
          """
          SELECT count(*) FROM (SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
            WHERE datname = $1 AND backend_type = 'client backend') s WHERE ended
          """, .text(scratch.name)) ?? 0)
    } catch {
      throw error.diagnostic(doing: "end sessions in", name(of: scratch.url))
    }
  }
}
