/// A Frictionless Data Package, version 2: resources with their schemas.
public struct DataPackage: Sendable, Equatable {
  /// One table of a package.
  public struct Resource: Sendable, Equatable {
    /// The name, unique in the package.
    public var name: String
    /// The files with its rows, relative to the package; empty for a resource without files.
    public var paths: [String]
    /// What its rows must be, where the package says so itself.
    public var schema: TableSchema?
    /// The file that says so, where the package only refers to it.
    public var schemaPath: String?
    /// Where the resource is declared.
    public var mark: JSONValue.Mark
  }

  /// The package's name.
  public var name: String?
  /// The tables, in order.
  public var resources: [Resource]

  /// The resource of a name, or `nil`.
  public func resource(_ name: String) -> Resource? { resources.first { $0.name == name } }
}
