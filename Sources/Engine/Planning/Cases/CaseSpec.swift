/// A test case of a definition: what goes in, and everything that must come out.
public struct CaseSpec: Sendable {
  /// What a source gets to read.
  public enum Input: Sendable, Equatable {
    /// Records by the names of the source's fields.
    case rows([[String: String?]])
    /// The content of one unit in the source's own format.
    case text(String)
    /// Paths or patterns of files, relative to the working directory.
    case files([String])
  }

  /// The rows that a table must hold.
  public enum Rows: Sendable, Equatable {
    /// The rows in their order; a column that is not named is empty, one that is `nil` is null.
    case listed([[String: String?]])
    /// A CSV with one row of column names that holds them; an empty cell stands for null or empty text.
    case file(Located<String>)
  }

  /// A record and all that rules found in it.
  public struct Finding: Sendable, Equatable {
    /// The unit's name, or `nil` for the only one.
    public var unit: String?
    /// The record's number in its unit, from 1.
    public var record: Int
    /// The broken rules as `CODE field` or `CODE`.
    public var breaks: [String]
  }

  /// What the case shows.
  public var name: Located<String>
  /// What is read, by source.
  public var given: [(source: Located<String>, input: Input)]
  /// Paths or patterns of the scans of all tables; without any, rows are not bound to scans.
  public var scans: [String]
  /// The names of the scans that no record has.
  public var orphans: [String]
  /// The rows expected, by table; a table that is not named stays empty.
  public var tables: [(table: Located<String>, rows: Rows)]
  /// The refused and repeated records expected.
  public var rejects: [Finding]
  /// The findings expected in rows that are loaded.
  public var warnings: [Finding]
  /// How units end that do not end well, by name.
  public var units: [String: String]
  /// Counts by table and name.
  public var counts: [String: [String: Int]]
}
