import Glibc

/// The machine's clocks.
public enum Clock {
  /// Milliseconds since 1970 by the wall clock, which may jump.
  public static var wallMilliseconds: Int64 {
    var time = timespec()
    // SAFETY: the call fills the local value.
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Seconds by a clock that never jumps.
  public static var monotonicSeconds: Double {
    var time = timespec()
    // SAFETY: the call fills the local value.
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// A wall-clock time as `yyyy-mm-ddThh:mm:ssZ`.
  public static func timestamp(_ milliseconds: Int64 = wallMilliseconds) -> String {
    var seconds = time_t(milliseconds / 1000)
    var parts = unsafe tm()
    // SAFETY: the call fills the local value.
    unsafe gmtime_r(&seconds, &parts)
    func padded(_ value: Int32, _ width: Int = 2) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    // SAFETY: only the struct's numbers are read; its pointer to the zone's name is left alone.
    let (year, month, day) = unsafe (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday)
    let (hour, minute, second) = unsafe (parts.tm_hour, parts.tm_min, parts.tm_sec)
    return padded(year, 4) + "-" + padded(month) + "-" + padded(day) + "T" + padded(hour) + ":"
      + padded(minute) + ":" + padded(second) + "Z"
  }
}
