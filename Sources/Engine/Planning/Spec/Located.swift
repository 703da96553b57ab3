public import Dataflow

/// A value of a definition with the place it stands at.
public struct Located<Value: Sendable>: Sendable {
  /// The value.
  public var value: Value
  /// The place, for messages.
  public var location: Diagnostic.Location
  /// What to show instead of a value that holds a secret; `nil` if it holds none.
  public var masked: String?

  /// Creates a located value.
  public init(_ value: Value, at location: Diagnostic.Location, masked: String? = nil) {
    self.value = value
    self.location = location
    self.masked = masked
  }
}

extension Located: Equatable where Value: Equatable {}

extension Located: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The value, or its mask; never a secret.
  public var description: String { masked ?? "\(value)" }
  /// The value, or its mask; never a secret.
  public var debugDescription: String { description }
  /// Shows the description only, so that dumps never show a secret.
  public var customMirror: Mirror { Mirror(self, children: ["value": description]) }
}

extension Located where Value == String {
  /// The value as a path, relative to the directory of the file it stands in.
  public var path: String { DefinitionPath.resolve(value, relativeTo: location.file) }
}
