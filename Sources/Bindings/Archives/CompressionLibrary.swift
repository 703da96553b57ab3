import CZlib

/// The zlib that the process runs with.
public enum CompressionLibrary {
  /// Its version, such as `1.2.13`.
  public static var version: String {
    // SAFETY: the library's own constant text, terminated.
    unsafe String(cString: zlibVersion())
  }
}
