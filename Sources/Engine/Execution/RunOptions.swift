/// How a run differs from what its plan says.
public struct RunOptions: Sendable {
  /// The most records to read of each unit, or `nil` for all; for trying a definition out.
  public var recordLimit: Int?
  /// Whether units that were loaded with another definition may stay as they are.
  public var acceptsDefinition: Bool
  /// Takes what the rows of this process look like, or `nil`.
  public var profiles: ProfileCollector?

  /// Creates options.
  public init(
    recordLimit: Int? = nil, acceptsDefinition: Bool = false, profiles: ProfileCollector? = nil
  ) {
    self.profiles = profiles
    self.recordLimit = recordLimit
    self.acceptsDefinition = acceptsDefinition
  }
}
