internal import CLibPQ
internal import Glibc

/// The libpq that the process runs with.
public enum PostgreSQLLibrary {
  /// Its version, such as `15.20`.
  public static var version: String {
    let number = Int(PQlibVersion())
    return "\(number / 10_000).\(number % 10_000)"
  }

  /// Has the calling thread do nothing for a while.
  public static func pause(milliseconds: Double) { usleep(UInt32(milliseconds * 1000)) }
}
