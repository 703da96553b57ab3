import Glibc

/// What the process has used so far.
public struct ResourceUsage: Sendable {
  /// CPU seconds, user and system, of all threads.
  public var cpuSeconds: Double
  /// The largest resident memory so far, in bytes.
  public var peakMemoryBytes: Int

  /// The running process's usage now.
  public static var current: ResourceUsage {
    var usage = rusage()
    // SAFETY: the call fills the local value.
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return ResourceUsage(
      cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakMemoryBytes: residentPeak ?? Int(usage.ru_maxrss) * 1024)
  }

  /// The peak of this program alone: `ru_maxrss` begins with what the process held before it became
  /// this program, which after a fork is the parent's memory.
  private static var residentPeak: Int? {
    guard let file = try? File(readingFrom: "/proc/self/status") else { return nil }
    var buffer = [UInt8](repeating: 0, count: 8192)
    guard let count = try? file.read(at: 0, into: &buffer, 0..<buffer.count) else { return nil }
    let lines = buffer[..<count].split(separator: UInt8(ascii: "\n"))
    guard let line = lines.first(where: { $0.starts(with: "VmHWM:".utf8) }) else { return nil }
    let digits = line.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self)).map { $0 * 1024 }
  }

  /// The number of processors the process may use.
  public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The number of files that the process may have open at once.
  public static var openFileLimit: Int {
    var limit = rlimit()
    // SAFETY: the call fills the local value.
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return 0
    }
    return Int(clamping: limit.rlim_cur)
  }
}
