import Foundation
public import Testing

/// Gives a test a directory of its own, removed when the test ends: `@Test(.temporaryDirectory)`.
public struct TemporaryDirectory: TestTrait, TestScoping, SuiteTrait {
  /// The running test's directory.
  @TaskLocal public static var path = ""

  /// Whether tests inside a suite each get their own.
  public var isRecursive: Bool { true }

  /// Creates the directory, runs the test in it, and removes it whatever happened.
  public func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let path = NSTemporaryDirectory() + "/sohoa-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await Self.$path.withValue(path) { try await function() }
  }
}

extension Trait where Self == TemporaryDirectory {
  /// A directory that lives as long as the test.
  public static var temporaryDirectory: Self { Self() }
}
