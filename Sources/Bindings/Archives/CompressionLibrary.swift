import CLibArchive
import CZlib

/// The libraries that decompress.
public enum CompressionLibrary {
  /// The version of zlib, such as `1.2.13`.
  public static var version: String {
    // SAFETY: the library's own constant text, terminated.
    unsafe String(cString: zlibVersion())
  }

  /// The name and version of libarchive, such as `libarchive 3.6.2`.
  public static var archiveVersion: String {
    // SAFETY: the library's own constant text, terminated.
    unsafe String(cString: archive_version_string())
  }
}
