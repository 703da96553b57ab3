public import Foundation

/// The built products and the package they come from.
public enum Product {
  /// The `sohoa` binary that stands beside the test bundle.
  public static var sohoa: String { binary("sohoa") }

  /// The `sohoa-generate` binary.
  public static var generate: String { binary("sohoa-generate") }

  /// The package's folder.
  public static var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  private static func binary(_ name: String) -> String {
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: bundle ?? "/").deletingLastPathComponent()
      .appendingPathComponent(name).path
  }
}
