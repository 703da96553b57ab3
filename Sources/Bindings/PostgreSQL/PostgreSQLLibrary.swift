internal import CLibPQ
internal import Glibc

/// The libpq that the process runs with.
public enum PostgreSQLLibrary {
  /// Its version, such as `15.20`.
  public static var version: String {
    let number = Int(PQlibVersion())
    return "\(number / 10_000).\(number % 10_000)"
  }

  /// The first and the last second since 1970 of a day, `yyyy-mm-dd`, where the process runs; those of
  /// no day for anything else.
  public static func seconds(ofDay day: String) -> (first: Int64, last: Int64) {
    let parts = day.split(separator: "-").compactMap { Int32($0) }
    guard parts.count == 3 else { return (0, -1) }
    func midnight(_ days: Int32) -> Int64 {
      // SAFETY: the call reads and writes the struct only, whose pointer to a name it sets itself.
      var time = unsafe tm()
      unsafe time.tm_year = parts[0] - 1900
      unsafe time.tm_mon = parts[1] - 1
      unsafe time.tm_mday = parts[2] + days
      unsafe time.tm_isdst = -1
      return Int64(unsafe mktime(&time))
    }
    return (midnight(0), midnight(1) - 1)
  }

  /// Has the calling thread do nothing for a while.
  public static func pause(milliseconds: Double) { usleep(UInt32(milliseconds * 1000)) }
}
