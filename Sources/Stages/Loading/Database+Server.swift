import Dataflow
import PostgreSQL

extension Database {
  /// The version of the library that talks to PostgreSQL, such as `15.20`.
  public static var serverLibraryVersion: String { PostgreSQLLibrary.version }

  /// A server and what a role may do there.
  public struct Server: Sendable {
    /// The server's version, such as `15.20`.
    public var version: String
    /// Whether what travels is encrypted.
    public var isEncrypted: Bool
    /// Whether it is reached on this machine, by a socket.
    public var isLocal: Bool
    /// What a question and its answer take.
    public var roundTripMilliseconds: Double
    /// What a run needs and the role may not do, for people.
    public var missingRights: [String]
  }

  /// Asks a server about itself; nothing is written.
  ///
  /// - Throws: `Diagnostic`.
  public static func server(of url: String) throws -> Server {
    do {
      let connection = try Connection(url: url)
      let answer = try connection.query(
        """
        SELECT inet_server_addr() IS NULL, current_setting('server_version'),
          current_schema() IS NOT NULL AND has_schema_privilege(current_schema(), 'CREATE'),
          has_database_privilege(current_database(), 'TEMP'),
          CASE WHEN to_regnamespace('sohoa') IS NULL
            THEN has_database_privilege(current_database(), 'CREATE')
            ELSE has_schema_privilege('sohoa', 'CREATE') END
        """)
      let begun = ContinuousClock.now
      for _ in 0..<10 { try connection.execute("SELECT 1") }
      let taken = (ContinuousClock.now - begun) / 10
      guard let row = answer.first else {
        throw Diagnostic("SH6009", "the server does not answer", status: .internal)
      }
      let rights = [
        (2, "CREATE on the schema of the tables"), (3, "TEMPORARY on the database"),
        (4, "CREATE on the schema sohoa, or on the database to make it"),
      ]
      return Server(
        version: row.string(at: 1) ?? "", isEncrypted: connection.isEncrypted,
        isLocal: row.int64(at: 0) == 1,
        roundTripMilliseconds: Double(taken.components.attoseconds) / 1e15,
        missingRights: rights.filter { row.int64(at: $0.0) != 1 }.map(\.1))
    } catch let error as PostgreSQLError {
      throw error.diagnostic(doing: "open", name(of: url))
    }
  }
}
