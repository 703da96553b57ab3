import Columnar
public import Dataflow
internal import Platform
internal import SQLite

/// The scans of a source by the names that a pattern can give them.
///
/// They lie in a database of its own that takes little memory however many they are. It is filled
/// once, then asked by several threads, one after the other.
public final class ScanIndex: Sendable {
  /// A scan that fits a name.
  public struct Match: Sendable, Equatable {
    /// The scan's number.
    public var number: Int64
    /// What its bytes turned out to be.
    public var state: ScanState
    /// Its name: the components that the pattern names, joined by `/`.
    var name: String
    /// Its content's hash.
    var sha256: String
  }

  private struct Database {
    var connection: Connection
    var add: Statement
    var find: Statement?
  }

  private let database: Monitor<Database>
  private let pattern: ScanPattern

  /// Creates an empty index for the names of a pattern.
  ///
  /// - Throws: `Diagnostic` when no temporary database can be made.
  public init(_ pattern: ScanPattern) throws {
    self.pattern = pattern
    do {
      let connection = try Connection.temporary()
      try connection.execute(
        """
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4096;
        CREATE TABLE scan (
          key BLOB NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, name TEXT NOT NULL,
          sha256 TEXT NOT NULL) STRICT;
        BEGIN;
        """)
      let add = try connection.prepare("INSERT INTO scan VALUES (?1, ?2, ?3, ?4, ?5)")
      database = Monitor(Database(connection: connection, add: add))
    } catch { throw Self.diagnostic(error) }
  }

  /// Adds a scan under the end of its path that has as many components as the pattern; one with fewer
  /// fits no name.
  ///
  /// - Parameters:
  ///   - number: the scan's number.
  ///   - path: its path as ``ScanName/components(path:member:)`` cuts it.
  ///   - state: what its bytes turned out to be.
  ///   - sha256: its content's hash, or empty where it has not been read.
  /// - Throws: `Diagnostic` when the disk is full.
  public func add(
    _ number: Int64, path: [Substring], state: ScanState, sha256: String
  ) throws {
    guard path.count >= pattern.components.count else { return }
    var parts = path.suffix(pattern.components.count).map(String.init)
    if !pattern.namesFormat { parts.append(String(ScanName.withoutEnding(parts.removeLast()))) }
    var key: [UInt8] = []
    for (index, part) in parts.enumerated() {
      ScanName.append(
        foldedForComparison(Array(part.utf8), keeping: .dropped), to: &key, isFirst: index == 0)
    }
    do {
      try database.withValue { database in
        try database.add.bind(key, at: 1)
        try database.add.bind(number, at: 2)
        try database.add.bind(state.rawValue, at: 3)
        try database.add.bind(parts.joined(separator: "/"), at: 4)
        try database.add.bind(sha256, at: 5)
        try database.add.run()
      }
    } catch { throw Self.diagnostic(error) }
  }

  /// Ends the filling; from now on the index answers.
  public func finish() throws {
    do {
      try database.withValue { database in
        try database.connection.execute("COMMIT; CREATE INDEX scan_by_key ON scan (key, number);")
        database.find = try database.connection.prepare(
          "SELECT number, state, name, sha256 FROM scan WHERE key = ?1 ORDER BY number LIMIT 64",
          isPersistent: true)
      }
    } catch { throw Self.diagnostic(error) }
  }

  /// Asks for several keys while no other thread does.
  ///
  /// - Parameter body: gets what answers one key: all scans of that key in the order of their numbers.
  /// - Returns: what the body returns.
  /// - Throws: what the body throws, and `Diagnostic` when the index cannot be read.
  func ask<Result>(
    _ body: ((_ key: [UInt8], _ matches: inout [Match]) throws -> Void) throws -> Result
  ) throws -> Result {
    do {
      return try database.withValue { database in
        guard let find = database.find else { preconditionFailure("the index is not finished") }
        return try body { key, matches in
          matches.removeAll(keepingCapacity: true)
          try find.bind(key, at: 1)
          while try find.step() {
            matches.append(
              Match(
                number: find.int64(at: 0),
                state: ScanState(rawValue: find.string(at: 1) ?? "") ?? .damaged,
                name: find.string(at: 2) ?? "", sha256: find.string(at: 3) ?? ""))
          }
          find.reset()
        }
      }
    } catch let error as SQLiteError { throw Self.diagnostic(error) }
  }

  private static func diagnostic(_ error: any Error) -> Diagnostic {
    if let error = error as? Diagnostic { return error }
    return Diagnostic(
      "SH8001", "the names of scans cannot be sorted: \((error as? SQLiteError)?.message ?? "")",
      status: .inputOutput, remedy: "make room on the disk of the database")
  }
}
