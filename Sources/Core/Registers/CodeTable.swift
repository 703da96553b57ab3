public import Tables

/// A list of codes with the names that mean them.
public struct CodeTable: Sendable {
  private let codes: [[UInt8]: [UInt8]]

  /// Reads a shipped table whose first two fields are code and name.
  public init(_ table: Table) {
    codes = Dictionary(table.rows.map { (Array($0[1]), Array($0[0])) }) { first, _ in first }
  }

  /// The code of a name as the table spells it, or `nil`.
  public func code(of name: [UInt8]) -> [UInt8]? { codes[name] }
}
